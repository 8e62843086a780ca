//! Requests that came with a key: after a month none of them comes again, and their answers are forgotten.

use std::time::Duration;

use time::OffsetDateTime;

use super::store;
use crate::{App, db, db::Db, error::Result};

/// For how long the same key gives the same answer.
const KEPT: time::Duration = time::Duration::days(30);
/// How often it is looked.
const EVERY: Duration = Duration::from_secs(60 * 60);

/// Forgets what is too old, now and again as long as it runs.
pub async fn watch(app: App) {
    loop {
        if let Err(error) = forget(&app.db, db::now()).await {
            tracing::warn!(?error, "old requests could not be forgotten");
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// Forgets what was asked more than a month before `now`.
///
/// # Errors
/// When the database fails.
pub async fn forget(db: &Db, now: OffsetDateTime) -> Result<()> {
    // Little at a time: on SQLite others wait meanwhile.
    while store::forget_requests(db, now - KEPT).await? {}
    Ok(())
}
