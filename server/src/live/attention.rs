//! Attention: which agent reads or answers which ticket, for as long as they go on saying so.

use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

use guichet_shared::{agent::AgentId, desk::Doing, site::SiteId, ticket::TicketId};
use serde::{Deserialize, Serialize};

/// What is not said again for this long is over.
pub const LASTS: Duration = Duration::from_secs(40);

/// That an agent does something with a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attention {
    /// The ticket's site.
    pub site: SiteId,
    /// Which ticket.
    pub ticket: TicketId,
    /// Who.
    pub agent: AgentId,
    /// What.
    pub doing: Doing,
}

/// What is known of everybody.
#[derive(Default)]
pub(super) struct Attentions(HashMap<(TicketId, AgentId), (Attention, Instant)>);

impl Attentions {
    /// Takes note of what an agent says; tells whether it is news.
    pub fn take(&mut self, said: Attention, now: Instant) -> bool {
        let key = (said.ticket, said.agent);
        let before = if said.doing == Doing::Gone {
            self.0.remove(&key)
        } else {
            self.0.insert(key, (said, now))
        };
        before.map_or(Doing::Gone, |(before, _)| before.doing) != said.doing
    }

    /// Forgets what was last said too long before `now`; gives who is gone.
    pub fn forget(&mut self, now: Instant) -> Vec<Attention> {
        let late = |said: Instant| now.saturating_duration_since(said) >= LASTS;
        self.drop_where(|_, said| late(said))
    }

    /// Forgets an agent who has left the desk; gives where they are gone.
    pub fn leave(&mut self, agent: AgentId) -> Vec<Attention> {
        self.drop_where(|attention, _| attention.agent == agent)
    }

    /// What is known now.
    pub fn all(&self) -> Vec<Attention> {
        self.0.values().map(|(attention, _)| *attention).collect()
    }

    fn drop_where(&mut self, over: impl Fn(&Attention, Instant) -> bool) -> Vec<Attention> {
        let gone = self
            .0
            .extract_if(|_, (attention, said)| over(attention, *said));
        gone.map(|(_, (attention, _))| Attention {
            doing: Doing::Gone,
            ..attention
        })
        .collect()
    }
}
