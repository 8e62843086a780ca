//! Listening to the other nodes, and coming back where the line was cut.

use std::time::Duration;

use sqlx::{PgPool, postgres::PgListener};
use tokio::time::{sleep, timeout};

use super::{NodeId, Word, store::CHANNEL, words::Letter};
use crate::App;

/// A node hears itself too, every five seconds: after so long without a word the line is dead, though it
/// does not say so.
const SILENCE: Duration = Duration::from_secs(20);
/// How long after a failure it is tried again.
const AGAIN: Duration = Duration::from_millis(500);

/// Listens for as long as the node runs.
pub(super) async fn listen(app: &App, pool: &PgPool, node: NodeId) {
    loop {
        if let Err(error) = hear(app, pool, node).await {
            tracing::warn!(%error, "other nodes cannot be heard; it is tried again");
        }
        sleep(AGAIN).await;
    }
}

/// Listens until the line is cut.
async fn hear(app: &App, pool: &PgPool, node: NodeId) -> sqlx::Result<()> {
    let mut listener = PgListener::connect_with(pool).await?;
    // What happened while nobody listened is read anew, so coming back is done here.
    listener.eager_reconnect(false);
    listener.listen(CHANNEL).await?;
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
