//! Live: who is connected, and word of what has changed. A signal only wakes a stream, which then
//! reads the events it has missed: a lost signal loses nothing.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use guichet_shared::{agent::AgentId, site::SiteId, status::Party, ticket::TicketId};
use tokio::sync::broadcast;

use crate::{error::Result, limits, secrets::Hash, visitors::VisitorId};

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
    streams: Arc<Mutex<HashMap<Holder, usize>>>,
}

/// An open stream; dropping it takes its holder off the list.
pub struct Stream {
    live: Live,
    holder: Holder,
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

    /// Opens a stream.
    ///
    /// # Errors
    /// `Error::TooMany` when the holder has too many already and `limits` are on.
    pub fn open(&self, holder: Holder, limits: &limits::Limits) -> Result<Stream> {
        let signals = self.signals.subscribe();
        let first = {
            let mut streams = self.streams.lock().unwrap_or_else(PoisonError::into_inner);
            let count = streams.entry(holder).or_default();
            if limits.on && matches!(holder, Holder::Visitor(_)) && *count >= limits::STREAMS {
                return Err(crate::error::Error::TooMany(15));
            }
            *count += 1;
            *count == 1
        };
        if let (Holder::Agent(agent), true) = (holder, first) {
            self.send(Signal::Presence(agent));
        }
        Ok(Stream {
            live: self.clone(),
            holder,
            signals,
        })
    }

    /// Whether an agent has the desk open.
    #[must_use]
    pub fn is_here(&self, agent: AgentId) -> bool {
        let streams = self.streams.lock().unwrap_or_else(PoisonError::into_inner);
        streams.contains_key(&Holder::Agent(agent))
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
            match streams.get_mut(&self.holder) {
                Some(count) if *count > 1 => {
                    *count -= 1;
                    false
                }
                _ => streams.remove(&self.holder).is_some(),
            }
        };
        if let (Holder::Agent(agent), true) = (self.holder, last) {
            self.live.send(Signal::Presence(agent));
        }
    }
}
