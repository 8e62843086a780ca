//! Live: who is connected, what they look at, and word of what has changed. A signal only wakes a stream, which then
//! reads the events it has missed: a lost signal loses nothing.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use guichet_shared::{
    agent::AgentId, guest::GuestId, site::SiteId, status::Party, ticket::TicketId,
};
use tokio::sync::broadcast;

pub use self::attention::Attention;
use self::attention::Attentions;
use crate::{limits, secrets::Hash, visitors::VisitorId};

mod attention;

/// How many signals a stream may be behind before it reads everything anew.
const BACKLOG: usize = 4096;
/// How often it is looked for agents who have fallen silent.
const SWEEP: Duration = Duration::from_secs(2);

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
    /// What a site announces has changed.
    Announced(SiteId),
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
    /// An agent began or ceased to read or to answer a ticket; never stored.
    Attention(Attention),
    /// An agent has seen what others have written.
    Seen(AgentId),
    /// A session, a visitor's token or a guest's link is dead.
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
    /// A guest.
    Guest(GuestId),
}

/// The fan-out of one process. Cheap to clone: clones share it.
#[derive(Clone)]
pub struct Live {
    signals: broadcast::Sender<Signal>,
    streams: Arc<Mutex<Open>>,
    attentions: Arc<Mutex<Attentions>>,
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
            attentions: Arc::default(),
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

    /// Opens a stream. A visitor or a guest who has too many loses the oldest.
    #[must_use]
    pub fn open(&self, holder: Holder) -> Stream {
        let signals = self.signals.subscribe();
        let (id, first, replaced) = {
            let mut streams = self.streams.lock().unwrap_or_else(PoisonError::into_inner);
            streams.last += 1;
            let id = streams.last;
            let open = streams.by_holder.entry(holder).or_default();
            let bounded = !matches!(holder, Holder::Agent(_));
            let full = bounded && open.len() >= limits::STREAMS;
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

    /// Takes note of what an agent does with a ticket, and tells the others where it is news.
    pub fn attend(&self, said: Attention) {
        let news = self.attentions().take(said, Instant::now());
        if news {
            self.send(Signal::Attention(said));
        }
    }

    /// Who reads or answers which ticket.
    #[must_use]
    pub fn attending(&self) -> Vec<Attention> {
        self.attentions().all()
    }

    /// Forgets those of whom nothing was heard for too long before `now`, and tells the others.
    pub fn forget(&self, now: Instant) {
        let gone = self.attentions().forget(now);
        self.tell_gone(gone);
    }

    /// Forgets those who have fallen silent, now and again as long as it runs.
    pub async fn watch(self) {
        loop {
            tokio::time::sleep(SWEEP).await;
            self.forget(Instant::now());
        }
    }

    fn attentions(&self) -> MutexGuard<'_, Attentions> {
        self.attentions
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn tell_gone(&self, gone: Vec<Attention>) {
        for attention in gone {
            self.send(Signal::Attention(attention));
        }
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
            let gone = self.live.attentions().leave(agent);
            self.live.tell_gone(gone);
        }
    }
}
