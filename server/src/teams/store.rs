//! The SQL of teams.

use guichet_shared::{
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
