//! Live: who is connected, and word of what has changed. A signal only wakes a stream, which then
//! reads the events it has missed: a lost signal loses nothing.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use guichet_shared::{agent::AgentId, site::SiteId, status::Party, ticket::TicketId};
use tokio::sync::broadcast;

use crate::{limits, secrets::Hash, visitors::VisitorId};

/// How many signals a stream may be behind before it reads everything anew.
const BACKLOG: usize = 4096;

/// What streams are woken by.
#[derive(Clone, Debug)]
pub enum Signal {
    /// Something happened to a ticket.
    Ticket {
        /// Its site.
        site: SiteId,
        /// Which.
        ticket: TicketId,
        /// Whose.
        visitor: VisitorId,
        /// Its last event before.
        before: i64,
    },
    /// Somebody is writing; never stored.
    Typing {
        /// The ticket's site.
        site: SiteId,
        /// On which ticket.
        ticket: TicketId,
        /// Whose ticket.
        visitor: VisitorId,
        /// Who is writing.
        by: Party,
    },
    /// An agent came to the desk or left it.
    Presence(AgentId),
    /// A session or a visitor's token is dead.
    Revoked(Hash),
    /// A stream has made room for a newer one.
    Replaced(u64),
    /// The server is about to stop.
    End,
}

/// Who holds a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Holder {
    /// A visitor.
    Visitor(VisitorId),
    /// An agent.
    Agent(AgentId),
}

/// The fan-out of one process. Cheap to clone: clones share it.
#[derive(Clone)]
pub struct Live {
    signals: broadcast::Sender<Signal>,
    streams: Arc<Mutex<Open>>,
}

/// The open streams of each holder, the oldest first.
#[derive(Default)]
struct Open {
    by_holder: HashMap<Holder, Vec<u64>>,
    last: u64,
}

/// An open stream; dropping it takes its holder off the list.
pub struct Stream {
    live: Live,
    holder: Holder,
    /// Its number, which no other stream of this process has.
    pub id: u64,
    /// What wakes it.
    pub signals: broadcast::Receiver<Signal>,
}

impl Default for Live {
    fn default() -> Self {
        Self {
            signals: broadcast::Sender::new(BACKLOG),
            streams: Arc::default(),
        }
    }
}

impl Live {
    /// Wakes the streams that it concerns. Nobody may be listening, which is fine.
    pub fn send(&self, signal: Signal) {
        _ = self.signals.send(signal);
    }

    /// The signals from now on, for who is no stream.
    #[must_use]
    pub fn subscribe(&self) -> broadcast::Receiver<Signal> {
        self.signals.subscribe()
    }

    /// Opens a stream. A visitor who has too many loses the oldest.
    #[must_use]
    pub fn open(&self, holder: Holder) -> Stream {
        let signals = self.signals.subscribe();
        let (id, first, replaced) = {
            let mut streams = self.streams.lock().unwrap_or_else(PoisonError::into_inner);
            streams.last += 1;
            let id = streams.last;
            let open = streams.by_holder.entry(holder).or_default();
            let full = matches!(holder, Holder::Visitor(_)) && open.len() >= limits::STREAMS;
            let replaced = full.then(|| open.remove(0));
            open.push(id);
            (id, open.len() == 1, replaced)
        };
        if let Some(replaced) = replaced {
            self.send(Signal::Replaced(replaced));
        }
        if let (Holder::Agent(agent), true) = (holder, first) {
            self.send(Signal::Presence(agent));
        }
        Stream {
            live: self.clone(),
            holder,
            id,
            signals,
        }
    }

    /// Whether an agent has the desk open.
    #[must_use]
    pub fn is_here(&self, agent: AgentId) -> bool {
        let streams = self.streams.lock().unwrap_or_else(PoisonError::into_inner);
        streams.by_holder.contains_key(&Holder::Agent(agent))
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        let last = {
            let mut streams = self
                .live
                .streams
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            let open = streams.by_holder.entry(self.holder).or_default();
            open.retain(|id| *id != self.id);
            let last = open.is_empty();
            if last {
                streams.by_holder.remove(&self.holder);
            }
            last
        };
        if let (Holder::Agent(agent), true) = (self.holder, last) {
            self.live.send(Signal::Presence(agent));
        }
    }
}
