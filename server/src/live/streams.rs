//! Streams: who holds which. Those of visitors and guests are known on every node, because their number
//! is bounded.

use std::{
    collections::HashMap,
    sync::{MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use guichet_shared::{agent::AgentId, guest::GuestId};
use serde::{Deserialize, Serialize};
use tokio::sync::broadcast;
use uuid::Uuid;

use super::{Live, Signal};
use crate::{limits, nodes::Word, visitors::VisitorId};

/// After this long a stream ends, and its client comes back with its permission checked anew.
pub const LASTS: Duration = Duration::from_secs(60 * 60);
/// How many streams one word to the other nodes tells of: they fit into one notification.
const IN_ONE_WORD: usize = 50;

/// Who holds a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Holder {
    /// A visitor.
    Visitor(VisitorId),
    /// An agent.
    Agent(AgentId),
    /// A guest.
    Guest(GuestId),
}

impl Holder {
    /// Whether the number of their streams is bounded.
    fn is_bounded(self) -> bool {
        !matches!(self, Self::Agent(_))
    }
}

/// A stream, unlike any other on any node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StreamId(Uuid);

impl StreamId {
    /// A moment of its own below two seconds, so that not all streams do at once what they all must do.
    #[must_use]
    pub fn moment(self) -> Duration {
        // The last bytes of an id are random.
        let [.., high, low] = *self.0.as_bytes();
        Duration::from_millis(u64::from(u16::from_be_bytes([high, low])) % 2_000)
    }
}

/// Where a stream is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Here,
    /// On another node, as it said then.
    Elsewhere(Instant),
}

/// The open streams of each holder, in the order in which this node heard of them.
#[derive(Default)]
pub(super) struct Streams(HashMap<Holder, Vec<(StreamId, Place)>>);

impl Streams {
    /// Takes note of a stream. Where its holder has too many, the first one makes room, and is given
    /// if it is here.
    fn open(&mut self, holder: Holder, id: StreamId, place: Place) -> Option<StreamId> {
        let open = self.0.entry(holder).or_default();
        if open.iter().any(|(known, _)| *known == id) {
            return None;
        }
        open.push((id, place));
        let full = holder.is_bounded() && open.len() > limits::STREAMS;
        let replaced = full.then(|| open.remove(0));
        replaced.and_then(|(id, place)| (place == Place::Here).then_some(id))
    }

    fn close(&mut self, holder: Holder, id: StreamId) {
        if let Some(open) = self.0.get_mut(&holder) {
            open.retain(|(known, _)| *known != id);
            if open.is_empty() {
                self.0.remove(&holder);
            }
        }
    }

    /// Forgets streams of other nodes that must have ended before `now`: a node that dies says nothing.
    /// Until then they do little harm, because they are the first to make room.
    pub(super) fn forget(&mut self, now: Instant) {
        let open = |place| match place {
            Place::Here => true,
            Place::Elsewhere(since) => now.saturating_duration_since(since) < LASTS,
        };
        self.0.retain(|_, streams| {
            streams.retain(|(_, place)| open(*place));
            !streams.is_empty()
        });
    }

    fn is_here(&self, holder: Holder) -> bool {
        let open = self.0.get(&holder);
        open.is_some_and(|open| open.iter().any(|(_, place)| *place == Place::Here))
    }

    /// The agents who have the desk open here.
    pub(super) fn agents(&self) -> impl Iterator<Item = AgentId> {
        self.0.keys().filter_map(|holder| match holder {
            Holder::Agent(agent) => Some(*agent),
            Holder::Visitor(_) | Holder::Guest(_) => None,
        })
    }

    fn here(&self) -> impl Iterator<Item = (Holder, StreamId)> {
        self.0.iter().flat_map(|(holder, open)| {
            let here = open.iter().filter(|(_, place)| *place == Place::Here);
            here.map(|(id, _)| (*holder, *id))
        })
    }
}

/// An open stream; dropping it takes it off the list.
pub struct Stream {
    live: Live,
    holder: Holder,
    /// Which one.
    pub id: StreamId,
    /// What wakes it.
    pub signals: broadcast::Receiver<Signal>,
}

impl Live {
    /// Opens a stream. A visitor or a guest who has too many, on whichever nodes, loses the oldest.
    #[must_use]
    pub fn open(&self, holder: Holder) -> Stream {
        let signals = self.subscribe();
        let id = StreamId(Uuid::now_v7());
        let (first, replaced) = {
            let mut streams = self.streams();
            let first = !streams.is_here(holder);
            // Told before anybody else can open or close one, so that the words come in their order.
            match holder {
                Holder::Agent(agent) if first => self.outbox().tell(Word::Here(agent)),
                Holder::Agent(_) => {}
                Holder::Visitor(_) | Holder::Guest(_) => {
                    self.outbox().tell(Word::Opened(vec![(holder, id)]));
                }
            }
            (first, streams.open(holder, id, Place::Here))
        };
        self.replace(replaced);
        if let Holder::Agent(agent) = holder
            && first
        {
            self.has_come(agent);
        }
        Stream {
            live: self.clone(),
            holder,
            id,
            signals,
        }
    }

    /// That a stream was opened on another node.
    pub fn opened_elsewhere(&self, holder: Holder, id: StreamId) {
        let place = Place::Elsewhere(Instant::now());
        let replaced = self.streams().open(holder, id, place);
        self.replace(replaced);
    }

    /// That a stream of another node has ended.
    pub fn closed_elsewhere(&self, holder: Holder, id: StreamId) {
        self.streams().close(holder, id);
    }

    /// Tells the other nodes which streams of visitors and guests are on this one.
    pub(super) fn say_which_are_here(&self) {
        let here: Vec<_> = self
            .streams()
            .here()
            .filter(|(holder, _)| holder.is_bounded())
            .collect();
        for some in here.chunks(IN_ONE_WORD) {
            self.outbox().tell(Word::Opened(some.to_vec()));
        }
    }

    pub(super) fn is_on_this_node(&self, agent: AgentId) -> bool {
        self.streams().is_here(Holder::Agent(agent))
    }

    pub(super) fn streams(&self) -> MutexGuard<'_, Streams> {
        self.streams.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn replace(&self, replaced: Option<StreamId>) {
        if let Some(replaced) = replaced {
            self.wake(Signal::Replaced(replaced));
        }
    }
}

impl Stream {
    /// Whether it still has its place: it may have been told that a newer one has it, and not have heard.
    #[must_use]
    pub fn is_listed(&self) -> bool {
        let streams = self.live.streams();
        let open = streams.0.get(&self.holder);
        open.is_some_and(|open| open.iter().any(|(id, _)| *id == self.id))
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        let last = {
            let mut streams = self.live.streams();
            streams.close(self.holder, self.id);
            let last = !streams.is_here(self.holder);
            match self.holder {
                Holder::Agent(agent) if last => self.live.outbox().tell(Word::Left(agent)),
                Holder::Agent(_) => {}
                Holder::Visitor(_) | Holder::Guest(_) => {
                    self.live.outbox().tell(Word::Closed(self.holder, self.id));
                }
            }
            last
        };
        if let Holder::Agent(agent) = self.holder
            && last
        {
            self.live.may_have_left(agent);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visitor() -> Holder {
        Holder::Visitor(VisitorId(Uuid::now_v7()))
    }

    fn streams<const MANY: usize>() -> [StreamId; MANY] {
        [(); MANY].map(|()| StreamId(Uuid::now_v7()))
    }

    #[test]
    fn one_too_many_ends_the_oldest_on_the_node_that_has_it() {
        let (one, two) = (&mut Streams::default(), &mut Streams::default());
        let (holder, [a, b, c, d, e]) = (visitor(), streams());
        let elsewhere = Place::Elsewhere(Instant::now());
        for (id, on_one) in [(a, true), (b, false), (c, true)] {
            let (here, there) = if on_one {
                (&mut *one, &mut *two)
            } else {
                (&mut *two, &mut *one)
            };
            assert_eq!(here.open(holder, id, Place::Here), None);
            assert_eq!(there.open(holder, id, elsewhere), None);
        }
        assert_eq!(two.open(holder, d, Place::Here), None);
        assert_eq!(one.open(holder, d, elsewhere), Some(a));
        assert_eq!(one.open(holder, e, Place::Here), None);
        assert_eq!(two.open(holder, e, elsewhere), Some(b));
    }

    #[test]
    fn a_stream_that_is_told_of_twice_counts_once() {
        let (mut known, holder, [a, b]) = (Streams::default(), visitor(), streams());
        known.open(holder, a, Place::Here);
        for _ in 0..5 {
            assert_eq!(
                known.open(holder, b, Place::Elsewhere(Instant::now())),
                None
            );
        }
    }

    #[test]
    fn streams_of_a_node_that_died_are_forgotten_and_ones_own_are_not() {
        let (mut known, then, [a, b]) = (Streams::default(), Instant::now(), streams());
        let (dead, alive) = (visitor(), visitor());
        known.open(dead, a, Place::Elsewhere(then));
        known.open(alive, b, Place::Here);
        known.forget(then + LASTS / 2);
        assert_eq!(known.0.len(), 2);
        known.forget(then + LASTS);
        assert_eq!(known.0.keys().collect::<Vec<_>>(), [&alive]);
    }

    #[test]
    fn agents_have_as_many_as_they_open() {
        let (mut known, agent) = (Streams::default(), Holder::Agent(AgentId(Uuid::now_v7())));
        for id in streams::<10>() {
            assert_eq!(known.open(agent, id, Place::Here), None);
        }
    }
}
