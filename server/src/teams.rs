//! Teams: agents of one site who share a queue, and who shares the work at all.

use std::collections::HashMap;

use axum::{Json, extract::State};
use guichet_shared::{
    agent::AgentId,
    event::{By, Internal},
    status::Status,
    team::{Member, Members, Team, TeamId},
    ticket::TicketId,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    App,
    agents::Roster,
    error::Result,
    sessions::SignedIn,
    sites::SiteRow,
    tickets::{self, events::Step, record},
};

mod managing;
pub mod store;

/// The routes of this noun.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(members))
        .merge(managing::routes())
}

/// Puts a ticket back into the common queue, where it is still in the queue of a team.
async fn leave(
    app: &App,
    site: &SiteRow,
    ticket: TicketId,
    team: TeamId,
    by: By<AgentId>,
) -> Result<()> {
    record(app, site, ticket, None, move |ticket| {
        let still = ticket.team_id == Some(team) && ticket.status != Status::Closed;
        let back = Step::internal(by, Internal::Team { team: None });
        Ok(still.then_some(back).into_iter().collect())
    })
    .await?;
    Ok(())
}

/// Makes it so that no open ticket is in the queue of a team that is gone: one may have been put
/// there at the moment of its removal, or been closed then and opened again.
///
/// # Errors
/// When the database fails.
pub async fn keep(app: &App) -> Result<()> {
    for (ticket, team, site) in store::forsaken(&app.db).await? {
        let site = tickets::site(&app.db, site).await?;
        if let Err(error) = leave(app, &site, ticket, team, By::System).await {
            tracing::warn!(?error, %ticket, "a ticket is still in the queue of a team that is gone");
        }
    }
    Ok(())
}

/// Who shares the work at the caller's sites, and how much of it each has there
#[utoipa::path(
    get, path = "/desk/members", tag = "desk",
    responses((status = 200, body = Members)),
)]
async fn members(State(app): State<App>, me: SignedIn) -> Result<Json<Members>> {
    let roster = Roster::load(&app.db).await?;
    let mut teams: HashMap<AgentId, Vec<Team>> = HashMap::new();
    for site in &me.sites {
        for (agent, team) in store::members(&app.db, site.id).await? {
            teams.entry(agent).or_default().push(team);
        }
    }
    let number = |number| u32::try_from(number).unwrap_or(0);
    let mut members: Vec<_> = store::loads(&app.db, me.agent.id)
        .await?
        .into_iter()
        .map(|(agent, capacity, load)| Member {
            agent: roster.for_agents(agent, &app.live),
            load: number(load),
            capacity: number(capacity),
            teams: teams.remove(&agent).unwrap_or_default(),
        })
        .collect();
    members.sort_by(|a, b| a.agent.name.cmp(&b.agent.name));
    Ok(Json(Members { members }))
}
