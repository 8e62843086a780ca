//! Who has a ticket: taking it, handing it over.

use axum::{Json, extract::State, http::StatusCode};
use guichet_shared::{
    agent::AgentId,
    desk::{Handover, Hindrance, Thread},
    event::{By, Reason, What},
    site::SiteId,
    ticket::TicketId,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    DeskTicket, levels,
    work::{agent_does, noted, remark},
};
use crate::{
    App,
    absences::Absent,
    agents::{self, Roster},
    db,
    error::{Error, Result},
    request::{Body, Empty},
    tickets::events::Step,
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(take))
        .routes(routes!(hand_over))
}

/// Takes a ticket that nobody has; of two who try at once one succeeds
#[utoipa::path(
    post, path = "/desk/tickets/{ticket}/take", tag = "desk",
    params(("ticket" = TicketId, Path, description = "The ticket's id")),
    responses((status = 201, body = Thread), (status = 409, description = "Somebody else has it")),
)]
async fn take(
    State(app): State<App>,
    on: DeskTicket,
    Body(Empty): Body<Empty>,
) -> Result<(StatusCode, Json<Thread>)> {
    let me = on.me.agent.id;
    let absent = Absent::load(&app.db, db::now()).await?;
    absent.must_not_have(me)?;
    let thread = agent_does(&app, on, None, move |ticket, by| match ticket.assignee {
        Some(holder) if holder == me => Ok(Vec::new()),
        Some(_) => Err(Error::Hindered(Hindrance::Taken)),
        None => Ok(vec![taken(by, me)]),
    })
    .await?;
    Ok((StatusCode::CREATED, thread))
}

/// That somebody takes up what nobody had.
pub(super) fn taken(by: By<AgentId>, who: AgentId) -> Step {
    Step::visible(
        by,
        What::Handover {
            from: None,
            to: Some(who),
            reason: Reason::Taken,
            note: None,
            level: None,
            until: None,
        },
    )
}

/// Refuses who cannot be given tickets of a site: who does not answer for it, and who is away.
///
/// # Errors
/// `Error::InvalidFields` for `to`.
pub(super) async fn may_have(app: &App, to: AgentId, site: SiteId) -> Result<()> {
    if !agents::answers_for(&app.db, to, site).await? {
        return Err(Error::field("to", "must be an agent of the ticket's site"));
    }
    let roster = Roster::load(&app.db).await?;
    match roster.is_away(to, site) {
        Some(away) => Err(Error::field("to", &away)),
        None => Ok(()),
    }
}

/// Hands a ticket to another agent or back to the queue
#[utoipa::path(
    post, path = "/desk/tickets/{ticket}/handover", tag = "desk",
    params(("ticket" = TicketId, Path, description = "The ticket's id")),
    request_body = Handover,
    responses((status = 201, body = Thread), (status = 409, description = "It is there already")),
)]
async fn hand_over(
    State(app): State<App>,
    on: DeskTicket,
    Body(handover): Body<Handover>,
) -> Result<(StatusCode, Json<Thread>)> {
    if !Reason::FOR_A_HANDOVER.contains(&handover.reason) {
        return Err(Error::field("reason", "must say why it moves"));
    }
    if let Some(to) = handover.to {
        may_have(&app, to, on.site.id).await?;
    }
    let thread = agent_does(&app, on, None, move |ticket, by| {
        let level = levels::after(&handover, ticket)?;
        // What nobody has may still go up a level.
        if ticket.assignee == handover.to && (handover.to.is_some() || level.is_none()) {
            return Err(Error::Conflict(
                "The ticket is there already. Read it again before moving it.",
            ));
        }
        let what = What::Handover {
            from: ticket.assignee,
            to: handover.to,
            reason: handover.reason,
            note: remark(handover.public_note),
            level,
            until: None,
        };
        let mut steps = vec![Step::visible(by.clone(), what)];
        steps.extend(handover.note.map(|text| noted(by, &text, Vec::new())));
        Ok(steps)
    })
    .await?;
    Ok((StatusCode::CREATED, thread))
}
