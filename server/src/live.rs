//! Live: who is connected, what they look at, and word of what has changed, on this node and, through its
//! outbox, on all. A signal only wakes a stream, which then reads the events it has missed: a lost
//! signal loses nothing.

use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use guichet_shared::{agent::AgentId, site::SiteId, status::Party, ticket::TicketId};
use serde::{Deserialize, Serialize};
use tokio::sync::{Semaphore, SemaphorePermit, broadcast};

pub use self::{
    attention::Attention,
    streams::{Holder, LASTS, Stream, StreamId},
};
use self::{attention::Attentions, elsewhere::Elsewhere, streams::Streams};
use crate::{
    nodes::{Outbox, Word},
    secrets::Hash,
    visitors::VisitorId,
};

mod attention;
mod elsewhere;
mod streams;

/// How many signals a stream may be behind before it reads everything anew.
const BACKLOG: usize = 4096;
/// How many streams of visitors read from the database at once. A word that concerns all of them is not to
/// take every connection from those who ask for something.
const READERS: usize = 6;
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
    Replaced(StreamId),
    /// Signals of other nodes were lost: what happened meanwhile is to be read anew.
    Lost,
    /// The server is about to stop, or hears nothing any more: whoever follows goes to another one.
    End,
}

/// The fan-out of one node. Cheap to clone: clones share it.
#[derive(Clone)]
pub struct Live {
    signals: broadcast::Sender<Signal>,
    streams: Arc<Mutex<Streams>>,
    attentions: Arc<Mutex<Attentions>>,
    elsewhere: Arc<Mutex<Elsewhere>>,
    outbox: Outbox,
    adrift: Arc<AtomicBool>,
    answering: Arc<AtomicBool>,
    reading: Arc<Semaphore>,
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
            adrift: Arc::default(),
            answering: Arc::default(),
            reading: Arc::new(Semaphore::new(READERS)),
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

    /// Waits until a stream of a visitor may read from the database, which it may as long as it holds this.
    pub async fn reading(&self) -> Option<SemaphorePermit<'_>> {
        self.reading.acquire().await.ok()
    }

    /// That this node cannot hear the others, or can again.
    pub fn drift(&self, adrift: bool) {
        self.adrift.store(adrift, Ordering::Relaxed);
    }

    /// Whether this node has not heard the others for so long that its clients should be elsewhere.
    #[must_use]
    pub fn is_adrift(&self) -> bool {
        self.adrift.load(Ordering::Relaxed)
    }

    /// The signals from now on, for who is no stream.
    #[must_use]
    pub fn subscribe(&self) -> broadcast::Receiver<Signal> {
        self.signals.subscribe()
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
        self.streams().forget(now);
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
