//! Teams: agents of one site who share a queue, and who shares the work at all.

use std::collections::HashMap;

use axum::{Json, extract::State};
use guichet_shared::{
    agent::AgentId,
    team::{Member, Members, Team},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    App, absences::store::answering, agents::Roster, assignment::store::loads, error::Result,
    sessions::SignedIn,
};

mod managing;
pub mod store;

/// The routes of this noun.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(members))
        .merge(managing::routes())
}

/// Who shares the work at the caller's sites, and how much of it each has
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
    let answering = answering(&app.db).await?;
    let shares = |agent| {
        let theirs = |(who, site): &(AgentId, _)| *who == agent && me.site(*site).is_some();
        answering.iter().any(theirs)
    };
    let number = |number| u32::try_from(number).unwrap_or(0);
    let mut members: Vec<_> = loads(&app.db)
        .await?
        .into_iter()
        .filter(|(agent, ..)| shares(*agent))
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
