//! The SQL of the very first start.

use guichet_shared::{
    admin::{Deed, FirstRun},
    agent::{AgentId, Role},
    site::SiteId,
};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    admin_log::{Entry, store::insert_entry},
    db::{Db, read, write},
    error::{Error, Result},
    secrets::Hash,
    sites::store::settings::insert_site,
};

/// Whether there is an agent.
pub async fn is_set_up(db: &Db) -> sqlx::Result<bool> {
    let (agents,): (i64,) = read!(db, |pool| sqlx::query_as("select count(*) from agents")
        .fetch_one(pool)
        .await)?;
    Ok(agents > 0)
}

/// Makes the first account and the first site, and takes every link away.
///
/// # Errors
/// `Error::NotFound` when the link does not work any more, `Error::InvalidFields` when the site's
/// key is taken.
pub async fn set_up(
    db: &Db,
    token: &Hash,
    first: &FirstRun,
    password: &str,
    now: OffsetDateTime,
) -> Result<AgentId> {
    let (agent, site) = (AgentId(Uuid::now_v7()), SiteId(Uuid::now_v7()));
    let entry = Entry::new(Deed::FirstRun, Some(agent))
        .on(site)
        .about(&first.site.name);
    write!(db, |tx| {
        // All links go at once: of two that are followed together, the second finds none.
        let links: Vec<(Hash, OffsetDateTime)> =
            sqlx::query_as("delete from links where agent_id is null returning token, expires_at")
                .fetch_all(&mut *tx)
                .await?;
        let works = links
            .iter()
            .any(|(known, until)| known == token && *until > now);
        let (agents,): (i64,) = sqlx::query_as("select count(*) from agents")
            .fetch_one(&mut *tx)
            .await?;
        if !works || agents > 0 {
            return Err(Error::NotFound);
        }
        if insert_site!(tx, site, &first.site, now) == 0 {
            return Err(Error::field("site.key", "is taken"));
        }
        sqlx::query(
            "insert into agents (id, email, name, role, level, password, created_at)
             values ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(agent)
        .bind(first.email.as_str().to_lowercase())
        .bind(first.name.as_str())
        .bind(Role::Admin)
        .bind(1_i64)
        .bind(password)
        .bind(now)
        .execute(&mut *tx)
        .await?;
        sqlx::query("insert into agent_sites (site_id, agent_id) select id, $1 from sites")
            .bind(agent)
            .execute(&mut *tx)
            .await?;
        insert_entry!(tx, entry, now);
    });
    Ok(agent)
}
