//! The SQL of teams.

use guichet_shared::{
    agent::AgentId,
    site::SiteId,
    team::{Team, TeamId},
};

use crate::db::{Db, read};

/// The teams of a site, by name.
pub async fn of_site(db: &Db, site: SiteId) -> sqlx::Result<Vec<Team>> {
    let rows: Vec<(TeamId, String)> = read!(db, |pool| sqlx::query_as(
        "select id, name from teams where site_id = $1 order by name, id"
    )
    .bind(site)
    .fetch_all(pool)
    .await)?;
    Ok(rows
        .into_iter()
        .map(|(id, name)| Team { id, name })
        .collect())
}

/// Who is in which team of a site, by the teams' names.
pub async fn members(db: &Db, site: SiteId) -> sqlx::Result<Vec<(AgentId, Team)>> {
    let rows: Vec<(AgentId, TeamId, String)> = read!(db, |pool| sqlx::query_as(
        "select agent_id, teams.id, teams.name from team_agents
         join teams on teams.id = team_agents.team_id
         where teams.site_id = $1 order by teams.name, teams.id"
    )
    .bind(site)
    .fetch_all(pool)
    .await)?;
    let member = |(agent, id, name)| (agent, Team { id, name });
    Ok(rows.into_iter().map(member).collect())
}
