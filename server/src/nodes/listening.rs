//! Listening to the other nodes, and coming back where the line was cut.

use std::time::{Duration, Instant};

use sqlx::{
    PgPool,
    postgres::{PgListener, PgPoolOptions},
};
use tokio::time::{sleep, timeout};

use super::{NodeId, Word, store::CHANNEL, words::Letter};
use crate::{App, live::Signal};

/// A node hears itself too, every five seconds: after so long without a word the line is dead, though it
/// does not say so.
const SILENCE: Duration = Duration::from_secs(12);
/// How long after a failure it is tried again.
const AGAIN: Duration = Duration::from_millis(500);
/// A node that has not been able to listen for so long lets its streams go: other nodes may hear what
/// happens, and their clients should be there.
const ADRIFT: Duration = Duration::from_secs(3);

/// Listens for as long as the node runs.
pub(super) async fn listen(app: &App, pool: &PgPool, node: NodeId) {
    let mut deaf_since = None;
    loop {
        match timeout(ADRIFT, connect(pool)).await {
            Ok(Ok(listener)) => {
                deaf_since = None;
                app.live.drift(false);
                if let Err(error) = hear(app, listener, node).await {
                    tracing::warn!(%error, "other nodes cannot be heard; it is tried again");
                }
            }
            Ok(Err(error)) => tracing::debug!(%error, "nobody can be listened to"),
            Err(late) => tracing::debug!(%late, "nobody can be listened to"),
        }
        let deaf_since = *deaf_since.get_or_insert_with(Instant::now);
        if deaf_since.elapsed() >= ADRIFT {
            app.live.drift(true);
            app.live.wake(Signal::End);
        }
        sleep(AGAIN).await;
    }
}

/// A line of its own each time: one that falls silent is waited for in vain when it is given back, and would
/// keep the place of the next one.
async fn connect(pool: &PgPool) -> sqlx::Result<PgListener> {
    let own = PgPoolOptions::new()
        .max_connections(1)
        .max_lifetime(None)
        .idle_timeout(None)
        .connect_lazy_with((*pool.connect_options()).clone());
    let mut listener = PgListener::connect_with(&own).await?;
    // What happened while nobody listened is read anew, so coming back is done here.
    listener.eager_reconnect(false);
    listener.listen(CHANNEL).await?;
    Ok(listener)
}

/// Listens until the line is cut.
async fn hear(app: &App, mut listener: PgListener, node: NodeId) -> sqlx::Result<()> {
    app.live.lost();
    app.live.outbox().tell(Word::Hello);
    app.live.say_who_is_here();
    while let Ok(heard) = timeout(SILENCE, listener.try_recv()).await {
        let Some(letter) = heard? else { break };
        match serde_json::from_str::<Letter>(letter.payload()) {
            Ok(letter) if letter.from == node => {}
            Ok(letter) => {
                for word in letter.words {
                    read(app, letter.from, word);
                }
            }
            Err(error) => tracing::warn!(%error, "another node's letter could not be read"),
        }
    }
    Ok(())
}

/// Reads a word. One that is not known is another version's: what it tells of is found in the events, or
/// is nothing that this version does.
fn read(app: &App, from: NodeId, word: serde_json::Value) {
    match serde_json::from_value(word) {
        Ok(word) => take(app, from, word),
        Err(error) => tracing::debug!(%error, "another node's word could not be read"),
    }
}

fn take(app: &App, from: NodeId, word: Word) {
    match word {
        Word::Signal(signal) => app.live.wake(signal),
        Word::Here(agent) => app.live.is_elsewhere(agent, from),
        Word::Left(agent) => app.live.left_elsewhere(agent, from),
        Word::Attention(said) => app.live.heed(said),
        Word::Opened(streams) => {
            for (holder, id) in streams {
                app.live.opened_elsewhere(holder, id);
            }
        }
        Word::Closed(holder, id) => app.live.closed_elsewhere(holder, id),
        Word::Counted { key, within } => app.limits.counted(key, Duration::from_secs(within)),
        Word::Hello => app.live.say_everything(),
        Word::Lost => app.live.lost(),
    }
}
