//! Levels: a ticket goes up with a reason, and its solution comes down for level 1 to propose.

use axum::{Json, extract::State, http::StatusCode};
use guichet_shared::{
    agent::{AgentId, Level},
    desk::{Entry, Handover, Solution, Thread},
    event::{By, Internal, Reason, What},
    status::Status,
    ticket::TicketId,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{DeskTicket, handover::may_have, work::agent_does};
use crate::{
    App,
    agents::{self, Roster},
    error::{Error, Result},
    request::Keyed,
    tickets::{
        self,
        events::{EventRow, Step, TicketRow},
    },
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(solve))
}

/// The level after a handover, where it changes: one up, or the one asked for.
///
/// # Errors
/// `Error::InvalidFields` when the level does not go up, or goes up without that reason.
pub(super) fn after(handover: &Handover, ticket: &TicketRow) -> Result<Option<u8>> {
    let now = u8::try_from(ticket.level).unwrap_or(1);
    match (handover.reason, handover.level.map(Level::get)) {
        (Reason::Escalation, Some(level)) if level > now => Ok(Some(level)),
        (Reason::Escalation, Some(_)) => Err(Error::field(
            "level",
            "must be above the ticket's own level",
        )),
        (Reason::Escalation, None) if now < Level::TOP => Ok(Some(now + 1)),
        (Reason::Escalation, None) => Err(Error::field(
            "reason",
            "cannot be an escalation: the ticket is at the highest level",
        )),
        (_, Some(_)) => Err(Error::field("level", "belongs to an escalation")),
        (_, None) => Ok(None),
    }
}

/// Hands a solution down to level 1, who checks it and proposes it
#[utoipa::path(
    post, path = "/desk/tickets/{ticket}/solution", tag = "desk",
    params(
        ("ticket" = TicketId, Path, description = "The ticket's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same for each retry"),
    ),
    request_body = Solution,
    responses((status = 201, body = Thread), (status = 409, description = "It is at level 1 already")),
)]
async fn solve(
    State(app): State<App>,
    on: DeskTicket,
    keyed: Keyed<Solution>,
) -> Result<(StatusCode, Json<Thread>)> {
    let request = keyed.request(&on.ticket, "solution");
    let solution = keyed.input;
    let to = checks(&app, &on, solution.to).await;
    let body = solution.body.as_str().to_owned();
    let thread = agent_does(&app, on, request, move |ticket, by| {
        if ticket.level <= 1 {
            return Err(Error::Conflict(
                "The ticket is at level 1 already: propose the solution to the customer.",
            ));
        }
        let down = What::Handover {
            from: ticket.assignee,
            to: to?,
            reason: Reason::Solution,
            note: None,
            level: Some(1),
            until: None,
        };
        let mut steps = vec![Step::internal(by.clone(), Internal::Solution { body })];
        // Whoever checks it is to act now, whatever was waited for.
        if matches!(ticket.status, Status::Waiting | Status::OnHold) {
            let (from, to) = (ticket.status, Status::Open);
            let note = None;
            steps.push(Step::visible(by.clone(), What::Status { from, to, note }));
        }
        steps.push(Step::visible(by, down));
        Ok(steps)
    })
    .await?;
    Ok((StatusCode::CREATED, thread))
}

/// Who is to check a solution: who is asked to, or else who sent the ticket up.
async fn checks(app: &App, on: &DeskTicket, asked: Option<AgentId>) -> Result<Option<AgentId>> {
    if let Some(to) = asked {
        may_have(app, to, on.site.id).await?;
        return Ok(Some(to));
    }
    let events = tickets::store::events_between(&app.db, &on.ticket, 0).await?;
    let roster = Roster::load(&app.db).await?;
    let last = last_at_level_1(&events).filter(|agent| roster.can_take(*agent));
    let Some(agent) = last else { return Ok(None) };
    // Who does not answer for the site any more would never see it.
    let answers = agents::answers_for(&app.db, agent, on.site.id).await?;
    Ok(answers.then_some(agent))
}

/// Who had the ticket when it last left level 1.
fn last_at_level_1(events: &[EventRow]) -> Option<AgentId> {
    let (mut level, mut holder, mut last) = (1, None, None);
    for event in events {
        if let Entry::Visible(What::Handover {
            to,
            reason,
            level: after,
            ..
        }) = &event.data.what
        {
            if level == 1 && *reason == Reason::Escalation {
                // Who escalates a ticket that nobody had taken has begun with it.
                last = holder.or(match event.data.by {
                    By::Agent(agent) => Some(agent),
                    _ => None,
                });
            }
            level = after.unwrap_or(level);
            holder = *to;
        }
    }
    last
}
