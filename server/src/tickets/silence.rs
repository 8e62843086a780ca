//! Silence: a proposed solution that nobody has judged for days counts as one.

use std::time::Duration;

use guichet_shared::{
    event::{By, What},
    status::Status,
};
use time::OffsetDateTime;

use super::{events::Step, record, store};
use crate::{App, db, error::Result, sites};

/// How often it is looked for.
const EVERY: Duration = Duration::from_secs(60);

/// Closes what has been silent for too long, now and again as long as it runs.
pub async fn watch(app: App) {
    loop {
        if let Err(error) = close(&app, db::now()).await {
            tracing::warn!(?error, "silent tickets could not be closed");
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// Closes every ticket whose proposal is older than its site's policy says.
///
/// # Errors
/// When the database fails.
pub async fn close(app: &App, now: OffsetDateTime) -> Result<()> {
    for site in sites::store::all(&app.db).await? {
        let long_ago = now - time::Duration::days(i64::from(site.policies.silence_days));
        for ticket in store::silent(&app.db, site.id, long_ago).await? {
            let closed = record(app, &site, ticket, None, move |ticket| {
                // A verdict may have come between.
                Ok(match ticket.proposed_at {
                    Some(proposed) if proposed < long_ago => vec![Step::visible(
                        By::System,
                        What::Status {
                            from: ticket.status,
                            to: Status::Closed,
                            note: None,
                        },
                    )],
                    _ => Vec::new(),
                })
            })
            .await;
            if let Err(error) = closed {
                tracing::warn!(?error, %ticket, "a silent ticket could not be closed");
            }
        }
    }
    Ok(())
}
