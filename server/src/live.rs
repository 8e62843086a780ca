//! Live: who is connected, what they look at, and word of what has changed, on this node and, through its
//! outbox, on all. A signal only wakes a stream, which then reads the events it has missed: a lost
//! signal loses nothing.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use guichet_shared::{
    agent::AgentId, guest::GuestId, site::SiteId, status::Party, ticket::TicketId,
};
use serde::{Deserialize, Serialize};
use tokio::sync::broadcast;

pub use self::attention::Attention;
use self::{attention::Attentions, elsewhere::Elsewhere};
use crate::{
    limits,
    nodes::{Outbox, Word},
    secrets::Hash,
    visitors::VisitorId,
};

mod attention;
mod elsewhere;

/// How many signals a stream may be behind before it reads everything anew.
const BACKLOG: usize = 4096;
/// How often it is looked for agents who have fallen silent.
const SWEEP: Duration = Duration::from_secs(2);

/// What streams are woken by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
        /// Its last event.
        seq: i64,
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
    Revoked(#[serde(with = "crate::secrets::as_text")] Hash),
    /// A stream has made room for a newer one.
    Replaced(u64),
    /// Signals of other nodes were lost: what happened meanwhile is to be read anew.
    Lost,
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

/// The fan-out of one node. Cheap to clone: clones share it.
#[derive(Clone)]
pub struct Live {
    signals: broadcast::Sender<Signal>,
    streams: Arc<Mutex<Open>>,
    attentions: Arc<Mutex<Attentions>>,
    elsewhere: Arc<Mutex<Elsewhere>>,
    outbox: Outbox,
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

impl Live {
    /// Nobody is connected yet; other nodes are told through `outbox`.
    #[must_use]
    pub fn new(outbox: Outbox) -> Self {
        Self {
            signals: broadcast::Sender::new(BACKLOG),
            streams: Arc::default(),
            attentions: Arc::default(),
            elsewhere: Arc::default(),
            outbox,
        }
    }

    /// Wakes the streams that it concerns, on every node.
    pub fn send(&self, signal: Signal) {
        self.outbox.tell(Word::Signal(signal.clone()));
        self.wake(signal);
    }

    /// Wakes the streams that it concerns on this node. Nobody may be listening, which is fine.
    pub fn wake(&self, signal: Signal) {
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
            let mut streams = self.streams();
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
            self.wake(Signal::Replaced(replaced));
        }
        if let (Holder::Agent(agent), true) = (holder, first) {
            self.outbox.tell(Word::Here(agent));
            if !self.elsewhere().has(agent) {
                self.wake(Signal::Presence(agent));
            }
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
        self.is_on_this_node(agent) || self.elsewhere().has(agent)
    }

    /// Takes note of what an agent does with a ticket, and tells the others where it is news.
    pub fn attend(&self, said: Attention) {
        // What is no news here may be to others, and keeps them from taking it for over.
        self.outbox.tell(Word::Attention(said));
        self.heed(said);
    }

    /// Takes note of what was said on this node or another.
    pub fn heed(&self, said: Attention) {
        let news = self.attentions().take(said, Instant::now());
        if news {
            self.wake(Signal::Attention(said));
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
        let gone = self.elsewhere().forget(now);
        for agent in gone {
            self.may_have_left(agent);
        }
    }

    /// Forgets those who have fallen silent, now and again as long as it runs.
    pub async fn watch(self) {
        loop {
            tokio::time::sleep(SWEEP).await;
            self.forget(Instant::now());
        }
    }

    /// That words of other nodes were lost.
    pub fn lost(&self) {
        self.wake(Signal::Lost);
    }

    /// Takes what other nodes are to be told.
    #[must_use]
    pub fn outbox(&self) -> &Outbox {
        &self.outbox
    }

    fn streams(&self) -> MutexGuard<'_, Open> {
        self.streams.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn attentions(&self) -> MutexGuard<'_, Attentions> {
        self.attentions
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn tell_gone(&self, gone: Vec<Attention>) {
        for attention in gone {
            self.wake(Signal::Attention(attention));
        }
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        let last = {
            let mut streams = self.live.streams();
            let open = streams.by_holder.entry(self.holder).or_default();
            open.retain(|id| *id != self.id);
            let last = open.is_empty();
            if last {
                streams.by_holder.remove(&self.holder);
            }
            last
        };
        if let (Holder::Agent(agent), true) = (self.holder, last) {
            self.live.outbox.tell(Word::Left(agent));
            self.live.may_have_left(agent);
        }
    }
}
