//! Whose turn it is to do what the clock asks for. The turn is an advisory lock: it ends with the
//! connection that holds it, so the next node has it as soon as the database sees that one is gone.

use std::time::{Duration, Instant};

use sqlx::{Connection, PgConnection, PgPool};
use tokio::{
    sync::watch,
    time::{sleep, timeout},
};

use super::{PATIENCE, store};

/// How often it is tried to get it, and looked whether it is still there.
const EVERY: Duration = Duration::from_secs(1);
/// After this long without a word the database takes a node for gone, and its turn with it: a machine
/// without power or a process that stands still closes no connection.
const SILENCE: &str = "10s";
/// A node that cannot even ask for the turn says so this often.
const COMPLAINT: Duration = Duration::from_secs(60);

/// Whether it is this node's turn. Two nodes may both think so for a moment, when a line is cut; all
/// that is done in turn looks at each ticket under its lock and does nothing twice.
#[derive(Clone, Debug)]
pub struct Turn(watch::Receiver<bool>);

impl Turn {
    /// That of a node which is alone.
    #[must_use]
    pub fn always() -> Self {
        Self(watch::channel(true).1)
    }

    pub(super) fn of(whose: watch::Receiver<bool>) -> Self {
        Self(whose)
    }

    /// Does `work` whenever it is this node's turn, from its beginning each time, and drops it when
    /// the turn is over.
    pub async fn work<F: Future<Output = ()>>(mut self, work: impl Fn() -> F) {
        loop {
            // A closed channel still holds its last value, and that is for ever.
            if self.0.wait_for(|mine| *mine).await.is_err() {
                std::future::pending::<()>().await;
            }
            let over = async {
                if self.0.wait_for(|mine| !*mine).await.is_err() {
                    std::future::pending::<()>().await;
                }
            };
            tokio::select! {
                () = work() => std::future::pending::<()>().await,
                () = over => tracing::info!("another node does the timed work now"),
            }
        }
    }
}

/// Takes the turn, keeps it, and takes it again where it was lost.
pub(super) async fn take(pool: &PgPool, turn: watch::Sender<bool>) {
    let mut complained: Option<Instant> = None;
    loop {
        if let Err(error) = hold(pool, &turn).await
            && complained.is_none_or(|before| before.elapsed() > COMPLAINT)
        {
            tracing::warn!(%error, "the turn to do the timed work cannot be asked for or kept");
            complained = Some(Instant::now());
        }
        turn.send_replace(false);
        sleep(EVERY).await;
    }
}

async fn hold(pool: &PgPool, turn: &watch::Sender<bool>) -> sqlx::Result<()> {
    let options = (*pool.connect_options()).clone();
    let options = options.options([("idle_session_timeout", SILENCE)]);
    let connecting = timeout(PATIENCE, PgConnection::connect_with(&options)).await;
    let mut connection = connecting.map_err(|_| sqlx::Error::PoolTimedOut)??;
    loop {
        let holds = *turn.borrow();
        let asked = async {
            if holds {
                connection.ping().await.map(|()| true)
            } else {
                store::take_turn(&mut connection).await
            }
        };
        let mine = timeout(PATIENCE, asked).await;
        let mine = mine.map_err(|_| sqlx::Error::PoolTimedOut)??;
        if mine && !holds {
            tracing::info!("this node does the timed work");
            turn.send_replace(true);
        }
        sleep(EVERY).await;
    }
}
