//! Keeping what must always be so: no open ticket with somebody who is away, none left waiting for
//! those who have time. One loop looks at what is, not at what has happened: after a crash, a lost
//! signal or a clock that jumps, the next look finds it.

use std::{collections::HashSet, time::Duration};

use guichet_shared::agent::AgentId;
use tokio::{
    sync::broadcast::{Receiver, error::RecvError},
    time::{sleep, timeout},
};

use crate::{
    App,
    absences::{self, Absent},
    assignment, db,
    error::Result,
    live::Signal,
    teams,
};

/// How often it is looked at when nothing happens.
const EVERY: Duration = Duration::from_secs(10);
/// How long after a look the next one begins at the earliest.
const PAUSE: Duration = Duration::from_millis(300);

/// Looks at once when something happens, and now and again, as long as it runs.
pub async fn watch(app: App) {
    let mut signals = app.live.subscribe();
    let mut away = HashSet::new();
    loop {
        if let Err(error) = keep(&app, &mut away).await {
            tracing::warn!(?error, "tickets could not be given to those who are there");
        }
        sleep(PAUSE).await;
        // When nothing comes, it is time all the same.
        _ = timeout(EVERY, matters(&mut signals)).await;
    }
}

/// Returns when something has happened that may ask for a look.
async fn matters(signals: &mut Receiver<Signal>) {
    loop {
        match signals.recv().await {
            Ok(Signal::Ticket { .. } | Signal::Presence(_)) | Err(RecvError::Lagged(_)) => break,
            Ok(_) => {}
            Err(RecvError::Closed) => std::future::pending().await,
        }
    }
    // What came with it is seen by the same look.
    while signals.try_recv().is_ok() {}
}

async fn keep(app: &App, away: &mut HashSet<AgentId>) -> Result<()> {
    let now = db::now();
    absences::moving::keep(app, now).await?;
    teams::keep(app).await?;
    assignment::route(app, now).await?;
    // Those whose absence time has begun or ended look different to others.
    let absent: HashSet<_> = Absent::load(&app.db, now).await?.agents().collect();
    for agent in absent.symmetric_difference(away) {
        app.live.send(Signal::Presence(*agent));
    }
    *away = absent;
    Ok(())
}
