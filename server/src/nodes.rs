//! Nodes: servers of one installation, side by side on one PostgreSQL. What happened is in the tables;
//! what nodes tell each other only wakes them, so that a lost word loses nothing.
//!
//! Each node has a mailbox: what it has to say goes out in batches by `NOTIFY` (`telling`), what
//! others say comes in by `LISTEN` (`listening`), what neither brought is found in the events
//! themselves (`missed`), and one node at a time does the work that the clock asks for (`turn`).

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use serde::{Deserialize, Serialize};
use sqlx::PgPool;
use tokio::sync::{mpsc, watch};
use uuid::Uuid;

use crate::{
    App,
    db::{self, Db},
};

pub use self::{turn::Turn, words::Word};

mod listening;
mod missed;
mod store;
mod telling;
mod turn;
mod words;

/// How many words may wait to be told, as they do while the database is away.
const WAITING: usize = 8192;
/// How long a node waits for the database to answer: one that says nothing for longer, on a line that still
/// stands, is asked anew on another.
const PATIENCE: Duration = Duration::from_secs(5);

/// A node, for as long as it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NodeId(pub Uuid);

/// Takes what the other nodes are to be told. Where there are none it takes nothing.
#[derive(Clone, Debug, Default)]
pub struct Outbox(Option<Sender>);

#[derive(Clone, Debug)]
struct Sender {
    words: mpsc::Sender<Word>,
    overflown: Arc<AtomicBool>,
}

impl Outbox {
    /// Tells the other nodes, as soon as may be. Never waits: where too much is waiting already, they
    /// are told that they have missed something.
    pub fn tell(&self, word: Word) {
        if let Some(sender) = &self.0
            && sender.words.try_send(word).is_err()
        {
            sender.overflown.store(true, Ordering::Release);
        }
    }
}

/// Where a node sends from and hears: the other end of its outbox.
#[derive(Debug)]
pub struct Mailbox {
    node: NodeId,
    pool: PgPool,
    words: mpsc::Receiver<Word>,
    overflown: Arc<AtomicBool>,
    turn: watch::Sender<bool>,
}

/// An outbox, whose turn it is, and the mailbox behind them; no mailbox on SQLite, where one node is
/// all there is.
#[must_use]
pub fn open(db: &Db) -> (Outbox, Turn, Option<Mailbox>) {
    let Db::Postgres(pool) = db else {
        return (Outbox::default(), Turn::always(), None);
    };
    let (sender, words) = mpsc::channel(WAITING);
    let (turn, whose) = watch::channel(false);
    let overflown = Arc::new(AtomicBool::new(false));
    let mailbox = Mailbox {
        node: NodeId(Uuid::now_v7()),
        // Connections of its own: word goes out also when requests hold all others.
        pool: db::connections(2).connect_lazy_with((*pool.connect_options()).clone()),
        words,
        overflown: overflown.clone(),
        turn,
    };
    let sender = Sender {
        words: sender,
        overflown,
    };
    (Outbox(Some(sender)), Turn::of(whose), Some(mailbox))
}

/// Speaks and listens for a node, for as long as it runs.
pub async fn join(app: App, mailbox: Mailbox) {
    let Mailbox {
        node,
        pool,
        words,
        overflown,
        turn,
    } = mailbox;
    tokio::join!(
        telling::tell(&pool, node, words, overflown),
        telling::say_again(&app),
        listening::listen(&app, &pool, node),
        missed::watch(&app, &pool),
        turn::take(&pool, turn),
    );
}
