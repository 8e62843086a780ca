//! The SQL of agents.

use guichet_shared::{
    admin::Deed,
    agent::{AgentId, Email, Name, Role},
    site::SiteId,
};
use uuid::Uuid;

use crate::{
    admin_log::{Entry, store::insert_entry},
    agents::AgentRow,
    db::{self, Db, read, write},
};

pub mod accounts;

/// An agent who does not exist yet.
#[derive(Clone, Debug)]
pub struct NewAgent {
    /// The account; its case does not matter.
    pub email: Email,
    /// The full name.
    pub name: Name,
    /// What customers read where the site's policy says so.
    pub alias: Option<Name>,
    /// What they may do.
    pub role: Role,
    /// 1, 2 or 3.
    pub level: u8,
    /// An Argon2id hash in PHC form.
    pub password: String,
    /// The sites they answer for.
    pub sites: Vec<SiteId>,
}

/// Creates an agent; `None` when the address is taken.
pub async fn create(db: &Db, agent: &NewAgent) -> sqlx::Result<Option<AgentId>> {
    let (id, now) = (AgentId(Uuid::now_v7()), db::now());
    let entry = Entry::new(Deed::AccountCreated, None).account(id);
    let created = write!(db, |tx| {
        let created = sqlx::query(
            "insert into agents (id, email, name, alias, role, level, password, created_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (email) do nothing",
        )
        .bind(id)
        .bind(agent.email.as_str().to_lowercase())
        .bind(agent.name.as_str())
        .bind(agent.alias.as_ref().map(Name::as_str))
        .bind(agent.role)
        .bind(i64::from(agent.level))
        .bind(&agent.password)
        .bind(now)
        .execute(&mut *tx)
        .await?
        .rows_affected();
        if created == 1 {
            for site in &agent.sites {
                sqlx::query("insert into agent_sites (site_id, agent_id) values ($1, $2)")
                    .bind(site)
                    .bind(id)
                    .execute(&mut *tx)
                    .await?;
            }
            insert_entry!(tx, entry, now);
        }
        created
    });
    Ok((created == 1).then_some(id))
}

/// Every agent.
pub async fn all(db: &Db) -> sqlx::Result<Vec<AgentRow>> {
    read!(db, |pool| sqlx::query_as(
        "select id, email, name, alias, role, level from agents"
    )
    .fetch_all(pool)
    .await)
}

/// The ids of those who answer for a site and may sign in.
pub async fn of_site(db: &Db, site: SiteId) -> sqlx::Result<Vec<AgentId>> {
    let rows: Vec<(AgentId,)> = read!(db, |pool| sqlx::query_as(
        "select agent_id from agent_sites join agents on agents.id = agent_sites.agent_id
         where site_id = $1 and disabled_at is null"
    )
    .bind(site)
    .fetch_all(pool)
    .await)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
