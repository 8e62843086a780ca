//! Who has a ticket: taking it, handing it over.

use axum::{Json, extract::State, http::StatusCode};
use guichet_shared::{
    agent::AgentId,
    desk::{Handover, Hindrance, Thread},
    event::{By, Internal, Reason, What},
    site::SiteId,
    team::Team,
    ticket::TicketId,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    DeskTicket,
    arrange::team,
    levels,
    work::{agent_does, noted, remark},
};
use crate::{
    App,
    absences::Absent,
    agents::{self, Roster},
    db,
    error::{Error, Result},
    request::{Body, Empty},
    tickets::events::{Step, TicketRow},
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

/// Why both cannot be asked for.
pub(super) const ONE_OF_BOTH: &str = "belongs to a handover to nobody in person";

/// Where a ticket goes, and what is said of it.
#[derive(Clone, Debug)]
pub(super) struct Move {
    /// To whom; to the queue, without.
    pub to: Option<AgentId>,
    /// To whose queue.
    pub team: Option<Team>,
    /// Why.
    pub reason: Reason,
    /// What the customer is told besides.
    pub note: Option<String>,
    /// The level after it, where that changes.
    pub level: Option<u8>,
}

impl Move {
    /// The steps that make a difference to a ticket. That nobody had it and it goes to another
    /// queue is no news for the customer, unless they are told something.
    pub(super) fn steps(self, ticket: &TicketRow, by: &By<AgentId>) -> Vec<Step> {
        let team = self.team.filter(|team| Some(team.id) != ticket.team_id);
        let moves = ticket.assignee != self.to || (self.to.is_none() && self.level.is_some());
        let mut steps = Vec::new();
        if moves || (team.is_some() && self.note.is_some()) {
            let what = What::Handover {
                from: ticket.assignee,
                to: self.to,
                reason: self.reason,
                note: self.note,
                level: self.level,
                until: None,
            };
            steps.push(Step::visible(by.clone(), what));
        }
        steps.extend(team.map(|team| {
            let team = Some(team);
            Step::internal(by.clone(), Internal::Team { team })
        }));
        steps
    }
}

/// Hands a ticket to another agent, to a team or back to the queue
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
    let team = match (handover.to, handover.team) {
        (Some(_), Some(_)) => return Err(Error::field("team", ONE_OF_BOTH)),
        (Some(to), None) => {
            may_have(&app, to, on.site.id).await?;
            None
        }
        (None, Some(id)) => Some(team(&app.db, &on.site, id, "team").await?),
        (None, None) => None,
    };
    let thread = agent_does(&app, on, None, move |ticket, by| {
        let goes = Move {
            to: handover.to,
            team,
            reason: handover.reason,
            level: levels::after(&handover, ticket)?,
            note: remark(handover.public_note),
        };
        let mut steps = goes.steps(ticket, &by);
        if steps.is_empty() {
            return Err(Error::Conflict(
                "The ticket is there already. Read it again before moving it.",
            ));
        }
        steps.extend(handover.note.map(|text| noted(by, &text, Vec::new())));
        Ok(steps)
    })
    .await?;
    Ok((StatusCode::CREATED, thread))
}
