//! Elsewhere: which agents have the desk open on another node, for as long as it goes on saying so.

use std::{
    collections::HashMap,
    sync::{MutexGuard, PoisonError, atomic::Ordering},
    time::{Duration, Instant},
};

use guichet_shared::agent::AgentId;
use tokio::time::sleep;

use super::{Live, Signal};
use crate::nodes::{NodeId, Word};

/// What a node has not said again for this long is over: it says so every five seconds.
const LASTS: Duration = Duration::from_secs(15);
/// How long those who ask at the same time which streams there are wait for one answer.
const TOGETHER: Duration = Duration::from_secs(1);

/// Who is where, and when it was last said.
#[derive(Default)]
pub(super) struct Elsewhere(HashMap<AgentId, HashMap<NodeId, Instant>>);

impl Elsewhere {
    /// Takes note that an agent is on a node; tells whether they were on no other before.
    pub fn came(&mut self, agent: AgentId, node: NodeId, now: Instant) -> bool {
        let nodes = self.0.entry(agent).or_default();
        let news = nodes.is_empty();
        nodes.insert(node, now);
        news
    }

    /// Takes note that an agent has left a node; tells whether they are on no other now.
    pub fn left(&mut self, agent: AgentId, node: NodeId) -> bool {
        let Some(nodes) = self.0.get_mut(&agent) else {
            return false;
        };
        nodes.remove(&node);
        let gone = nodes.is_empty();
        if gone {
            self.0.remove(&agent);
        }
        gone
    }

    /// Forgets those of whom a node said nothing for too long before `now`; gives who is on none.
    pub fn forget(&mut self, now: Instant) -> Vec<AgentId> {
        let gone = self.0.extract_if(|_, nodes| {
            nodes.retain(|_, said| now.saturating_duration_since(*said) < LASTS);
            nodes.is_empty()
        });
        gone.map(|(agent, _)| agent).collect()
    }

    /// Whether an agent is on another node.
    pub fn has(&self, agent: AgentId) -> bool {
        self.0.contains_key(&agent)
    }
}

impl Live {
    /// That an agent has the desk open on another node.
    pub fn is_elsewhere(&self, agent: AgentId, node: NodeId) {
        let news = self.elsewhere().came(agent, node, Instant::now());
        if news && !self.is_on_this_node(agent) {
            self.wake(Signal::Presence(agent));
        }
    }

    /// That an agent has closed the desk on another node.
    pub fn left_elsewhere(&self, agent: AgentId, node: NodeId) {
        if self.elsewhere().left(agent, node) {
            self.may_have_left(agent);
        }
    }

    /// Tells the other nodes which agents are on this one.
    pub fn say_who_is_here(&self) {
        for agent in self.streams().agents() {
            self.outbox.tell(Word::Here(agent));
        }
    }

    /// Tells a node that has come what it cannot know: at once what is little, and a moment later the streams.
    /// Of several that come at the same time each hears what is told to any.
    pub fn say_everything(&self) {
        self.say_who_is_here();
        for attention in self.attending() {
            self.outbox.tell(Word::Attention(attention));
        }
        if !self.answering.swap(true, Ordering::AcqRel) {
            let live = self.clone();
            tokio::spawn(async move {
                sleep(TOGETHER).await;
                live.answering.store(false, Ordering::Release);
                live.say_which_are_here();
            });
        }
    }

    /// What follows when an agent opens the desk on this node.
    pub(super) fn has_come(&self, agent: AgentId) {
        if !self.elsewhere().has(agent) {
            self.wake(Signal::Presence(agent));
        }
    }

    /// What follows when an agent is on one node less: they may be on none.
    pub(super) fn may_have_left(&self, agent: AgentId) {
        if !self.is_here(agent) {
            self.wake(Signal::Presence(agent));
            let gone = self.attentions().leave(agent);
            self.tell_gone(gone);
        }
    }

    pub(super) fn elsewhere(&self) -> MutexGuard<'_, Elsewhere> {
        self.elsewhere
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn node() -> NodeId {
        NodeId(Uuid::now_v7())
    }

    #[test]
    fn somebody_on_two_nodes_is_gone_when_both_are_left() {
        let mut elsewhere = Elsewhere::default();
        let (agent, one, two) = (AgentId(Uuid::now_v7()), node(), node());
        let now = Instant::now();
        assert!(elsewhere.came(agent, one, now));
        assert!(!elsewhere.came(agent, two, now));
        assert!(!elsewhere.left(agent, one));
        assert!(elsewhere.has(agent));
        assert!(elsewhere.left(agent, two));
        assert!(!elsewhere.has(agent));
    }

    #[test]
    fn somebody_on_a_node_that_died_is_gone_soon() {
        let mut elsewhere = Elsewhere::default();
        let (agent, dead, alive) = (AgentId(Uuid::now_v7()), node(), node());
        let then = Instant::now();
        elsewhere.came(agent, dead, then);
        elsewhere.came(agent, alive, then + LASTS);
        assert!(elsewhere.forget(then + LASTS).is_empty());
        assert_eq!(elsewhere.forget(then + 2 * LASTS), [agent]);
        assert!(!elsewhere.has(agent));
    }
}
