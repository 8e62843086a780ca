//! How every ticket of an incident hears of its updates. What is owed to whom is read from the
//! database each time, and each ticket is told in a transaction of its own: a server that is killed
//! in between goes on where it was, and tells nobody twice.

use std::time::Duration;

use guichet_shared::{
    event::{By, What},
    incident::{IncidentId, Part},
    status::Status,
    ticket::TicketId,
};

use super::{IncidentRow, UpdateRow, read_by, store};
use crate::{
    App,
    error::Result,
    sites::SiteRow,
    tickets::{
        self,
        events::{Step, TicketRow},
        record,
    },
};

/// How often it is looked for what was left behind.
const EVERY: Duration = Duration::from_secs(30);

/// Tells what an earlier run has left untold, now and again as long as it runs.
pub async fn watch(app: App) {
    loop {
        match store::behind(&app.db).await {
            Ok(incidents) => {
                for incident in incidents {
                    tell(&app, incident).await;
                }
            }
            Err(error) => tracing::warn!(?error, "incidents could not be looked through"),
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// Tells the tickets of an incident what they are owed, while the caller goes on.
pub fn spread_soon(app: &App, incident: IncidentId) {
    let app = app.clone();
    tokio::spawn(async move { tell(&app, incident).await });
}

/// Tells one ticket, which has become part of an incident, what it is owed, while the caller goes on.
pub fn tell_soon(app: &App, incident: IncidentId, ticket: TicketId) {
    let app = app.clone();
    tokio::spawn(async move {
        if let Err(error) = tell_these(&app, incident, vec![ticket]).await {
            tracing::warn!(?error, %ticket, "a ticket could not be told of its incident");
        }
    });
}

async fn tell(app: &App, incident: IncidentId) {
    if let Err(error) = spread(app, incident).await {
        tracing::warn!(?error, %incident, "an incident's tickets could not all be told");
    }
}

/// Tells the tickets of an incident what they are owed. A ticket that cannot be told is left for
/// the next time.
///
/// # Errors
/// When the database fails.
pub async fn spread(app: &App, incident: IncidentId) -> Result<()> {
    let mut last = None;
    loop {
        let owed = store::owed(&app.db, incident, last).await?;
        let Some(end) = owed.last().copied() else {
            return Ok(());
        };
        last = Some(end);
        tell_these(app, incident, owed).await?;
    }
}

async fn tell_these(app: &App, incident: IncidentId, tickets: Vec<TicketId>) -> Result<()> {
    let row = store::by_id(&app.db, incident).await?;
    let Some(row) = row else { return Ok(()) };
    let updates = store::updates(&app.db, incident).await?;
    let site = tickets::site(&app.db, row.site_id).await?;
    for ticket in tickets {
        let (row, updates, on) = (row.clone(), updates.clone(), site.clone());
        let told = record(app, &site, ticket, None, move |ticket| {
            Ok(owed_steps(ticket, &row, &updates, &on))
        });
        if let Err(error) = told.await {
            tracing::warn!(?error, %ticket, "a ticket could not be told of its incident");
        }
    }
    Ok(())
}

/// What a ticket is owed, as its row says under its lock.
fn owed_steps(
    ticket: &TicketRow,
    incident: &IncidentRow,
    updates: &[UpdateRow],
    site: &SiteRow,
) -> Vec<Step> {
    if ticket.incident_id != Some(incident.id) {
        return Vec::new();
    }
    let mut steps = Vec::new();
    for update in updates {
        if update.seq <= ticket.incident_seq {
            continue;
        }
        let by = By::Agent(update.agent_id);
        let body = read_by(&update.body, ticket.lang.as_ref(), site).to_owned();
        if update.solution {
            steps.push(incident.step(by.clone(), ticket, site, Part::Over, update.seq));
        }
        // Nothing is left to judge on a closed ticket; it hears how it ended.
        steps.push(if update.solution && ticket.status != Status::Closed {
            Step::visible(by, What::Proposal { body }).solving(incident.id)
        } else {
            let update = u32::try_from(update.seq).unwrap_or(u32::MAX);
            Step::visible(by, What::News { update, body })
        });
    }
    steps
}
