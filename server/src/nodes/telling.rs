//! Telling the other nodes: in batches, so that one notification carries what came up while the last
//! one was under way.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use sqlx::PgPool;
use tokio::{
    sync::mpsc,
    time::{sleep, timeout},
};

use super::{NodeId, PATIENCE, Word, store, words::letters};
use crate::App;

/// The most words that are taken up at once.
const BATCH: usize = 1024;
/// How long after a failure it is tried again.
const AGAIN: Duration = Duration::from_millis(500);
/// How often a node says again who is here, and that it is there itself where it has nothing else to say.
const EVERY: Duration = Duration::from_secs(5);

/// Tells what comes out of the outbox. While the database is away it waits here.
pub(super) async fn tell(
    pool: &PgPool,
    node: NodeId,
    mut inbox: mpsc::Receiver<Word>,
    overflown: Arc<AtomicBool>,
) {
    loop {
        let mut words = Vec::new();
        // Who has nothing to say sends an empty letter, and by hearing it knows that the line stands.
        if let Ok(0) = timeout(EVERY, inbox.recv_many(&mut words, BATCH)).await {
            // Nobody is left who could say anything.
            return;
        }
        if overflown.swap(false, Ordering::AcqRel) {
            words.push(Word::Lost);
        }
        let letters = match letters(node, words) {
            Ok(letters) => letters,
            Err(error) => {
                tracing::error!(%error, "words to other nodes could not be written");
                continue;
            }
        };
        for letter in letters {
            while let Err(error) = notify(pool, &letter).await {
                tracing::warn!(%error, "other nodes could not be told; it is tried again");
                sleep(AGAIN).await;
            }
        }
    }
}

async fn notify(pool: &PgPool, letter: &str) -> sqlx::Result<()> {
    let told = timeout(PATIENCE, store::notify(pool, letter)).await;
    told.map_err(|_| sqlx::Error::PoolTimedOut)?
}

/// Says again and again who is here: a node that has died ceases to say so.
pub(super) async fn say_again(app: &App) {
    loop {
        sleep(EVERY).await;
        app.live.say_who_is_here();
    }
}
