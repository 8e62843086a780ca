//! Tickets of those who are away go to who covers, and come back. Each move is decided under the
//! ticket's lock and again until it is true: a crash, or a second node, leaves nothing half done.

use guichet_shared::{
    agent::AgentId,
    desk::Entry,
    event::{By, Reason, What},
    site::SiteId,
    status::Status,
    ticket::TicketId,
};
use time::OffsetDateTime;

use super::{AbsenceRow, Absent, store};
use crate::{
    App,
    error::{Error, Result},
    sites,
    tickets::{
        self,
        events::{EventRow, Step},
        record,
    },
};

/// Makes it so that no open ticket is with somebody who is away at `now`, and that those who are
/// back have what was theirs.
///
/// # Errors
/// When the database fails.
pub async fn keep(app: &App, now: OffsetDateTime) -> Result<()> {
    let absent = Absent::load(&app.db, now).await?;
    for agent in absent.agents() {
        for (ticket, site) in store::open_tickets(&app.db, agent).await? {
            if let Err(error) = hand_over(app, &absent, ticket, site).await {
                tracing::warn!(?error, %ticket, "a ticket is still with somebody who is away");
            }
        }
    }
    for (ticket, site) in store::forsaken(&app.db).await? {
        if let Err(error) = release(app, ticket, site).await {
            tracing::warn!(?error, %ticket, "a ticket is still with somebody who has left");
        }
    }
    for absence in store::to_settle(&app.db, now).await? {
        // Who has gone again, or is away for another reason still, has them back later.
        if absent.has(absence.agent_id) {
            continue;
        }
        if give_back(app, &absence).await? {
            store::settle(&app.db, absence.id, now).await?;
        }
    }
    Ok(())
}

async fn hand_over(app: &App, absent: &Absent, ticket: TicketId, site: SiteId) -> Result<()> {
    let site = tickets::site(&app.db, site).await?;
    let absent = absent.clone();
    record(app, &site, ticket, None, move |ticket| {
        let open = ticket.status != Status::Closed;
        let step = absent.handover(ticket).filter(|_| open);
        Ok(step.into_iter().collect())
    })
    .await?;
    Ok(())
}

/// Gives a ticket of somebody who does not answer for its site any more back to the queue.
async fn release(app: &App, ticket: TicketId, site: SiteId) -> Result<()> {
    let site = tickets::site(&app.db, site).await?;
    let answering = store::answering(&app.db).await?;
    record(app, &site, ticket, None, move |ticket| {
        let gone = |agent: &AgentId| !answering.contains(&(*agent, ticket.site_id));
        let from = ticket.assignee.filter(gone);
        let step = |from| {
            Step::visible(
                By::System,
                What::Handover {
                    from: Some(from),
                    to: None,
                    reason: Reason::Absence,
                    note: None,
                    level: None,
                    until: None,
                },
            )
        };
        let open = ticket.status != Status::Closed;
        Ok(from.filter(|_| open).map(step).into_iter().collect())
    })
    .await?;
    Ok(())
}

/// Gives back what is still with others because of an absence; `false` when some of it could not
/// be given back just now.
async fn give_back(app: &App, absence: &AbsenceRow) -> Result<bool> {
    let agent = absence.agent_id;
    let answering = store::answering(&app.db).await?;
    let mut whole = true;
    for (ticket, site) in store::moved_since(&app.db, agent, absence.from_at).await? {
        if !answering.contains(&(agent, site)) {
            continue;
        }
        let Some(row) = tickets::store::by_id(&app.db, ticket).await? else {
            continue;
        };
        let events = tickets::store::events_between(&app.db, &row, 0).await?;
        if !is_covered(&events, agent, absence.from_at) {
            continue;
        }
        let Some(site) = sites::store::by_id(&app.db, site).await? else {
            continue;
        };
        let seen = row.seq;
        let given = record(app, &site, ticket, None, move |ticket| {
            // Something has happened to it meanwhile: it is looked at anew.
            if ticket.seq != seen {
                return Err(Error::Conflict("It has changed meanwhile."));
            }
            if ticket.status == Status::Closed || ticket.assignee == Some(agent) {
                return Ok(Vec::new());
            }
            Ok(vec![Step::visible(
                By::System,
                What::Handover {
                    from: ticket.assignee,
                    to: Some(agent),
                    reason: Reason::Back,
                    note: None,
                    level: None,
                    until: None,
                },
            )])
        })
        .await;
        if let Err(error) = given {
            tracing::warn!(?error, %ticket, "a ticket could not be given back yet");
            whole = false;
        }
    }
    Ok(whole)
}

/// Whether a ticket has gone from hand to hand for absences alone since an absence of `agent` at
/// or after `from` took it from them.
fn is_covered(events: &[EventRow], agent: AgentId, from: OffsetDateTime) -> bool {
    for event in events.iter().rev() {
        let Entry::Visible(What::Handover {
            from: holder,
            reason,
            ..
        }) = &event.data.what
        else {
            continue;
        };
        match (&event.data.by, reason) {
            (By::System, Reason::Absence) if *holder == Some(agent) => {
                return event.created_at >= from;
            }
            (By::System, Reason::Absence | Reason::Back) => {}
            _ => return false,
        }
    }
    false
}
