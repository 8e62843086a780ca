//! The SQL of accounts, as admins read them.

use guichet_shared::{
    admin::AccountChange,
    agent::{AgentId, Name, Role},
    lang::Lang,
    site::{SiteId, SiteKey},
    team::{Team, TeamId},
    ticket::TicketId,
    topic::Key,
};
use sqlx::{FromRow, types::Json};
use time::OffsetDateTime;

use crate::db::{Db, read};

mod writing;

pub use self::writing::{change_password, create, disable, enable, link, save, set_password};

/// An account as it is stored.
#[derive(Clone, Debug, FromRow)]
pub struct AccountRow {
    /// Whose.
    pub id: AgentId,
    /// The address, in lower case.
    pub email: String,
    /// Their full name.
    pub name: String,
    /// What customers read where the site's policy says so.
    pub alias: Option<String>,
    /// What they may do.
    pub role: Role,
    /// 1, 2 or 3.
    pub level: i64,
    /// The languages they write.
    pub languages: Json<Vec<Lang>>,
    /// How many open tickets they can have.
    pub capacity: i64,
    /// Since when they may not sign in any more.
    pub disabled_at: Option<OffsetDateTime>,
    /// How often it has been changed, from 1.
    pub version: i64,
}

impl AccountRow {
    /// Whether a change leaves it as it is, its sites apart.
    #[must_use]
    pub fn is_as(&self, change: &AccountChange) -> bool {
        self.email == change.email.as_str().to_lowercase()
            && self.name == change.name.as_str()
            && self.alias.as_deref() == change.alias.as_ref().map(Name::as_str)
            && self.role == change.role
            && self.level == i64::from(change.level)
            && self.languages.0 == change.languages
            && self.capacity == i64::from(change.capacity)
    }
}

/// A place on a site that somebody is to have.
#[derive(Clone, Debug)]
pub struct NewSeat {
    /// The site.
    pub site: SiteId,
    /// Its key.
    pub key: SiteKey,
    /// The topics they know there.
    pub topics: Vec<Key>,
}

/// A place on a site.
#[derive(Clone, Debug, FromRow)]
pub struct SeatRow {
    /// Which site.
    pub site_id: SiteId,
    /// Whose place.
    pub agent_id: AgentId,
    /// The topics they know there.
    pub topics: Json<Vec<Key>>,
}

/// That an agent belongs to a team.
#[derive(Clone, Debug, FromRow)]
pub struct TeamRow {
    /// Who.
    pub agent_id: AgentId,
    /// To which team.
    pub id: TeamId,
    /// Its name.
    pub name: String,
}

impl TeamRow {
    /// The team.
    #[must_use]
    pub fn team(&self) -> Team {
        Team {
            id: self.id,
            name: self.name.clone(),
        }
    }
}

/// What belongs to the accounts of an admin's agents.
#[derive(Clone, Debug)]
pub struct Lists {
    /// Their places, those on other sites too.
    pub seats: Vec<SeatRow>,
    /// Their teams on the admin's sites.
    pub teams: Vec<TeamRow>,
    /// How many open tickets each has on the admin's sites.
    pub open: Vec<(AgentId, i64)>,
}

/// An account.
pub async fn by_id(db: &Db, id: AgentId) -> sqlx::Result<Option<AccountRow>> {
    read!(db, |pool| sqlx::query_as(
        "select id, email, name, alias, role, level, languages, capacity, disabled_at, version
         from agents where id = $1"
    )
    .bind(id)
    .fetch_optional(pool)
    .await)
}

/// The accounts of those who answer for a site that `admin` answers for, by name.
pub async fn of_admin(db: &Db, admin: AgentId) -> sqlx::Result<Vec<AccountRow>> {
    read!(db, |pool| sqlx::query_as(
        "select id, email, name, alias, role, level, languages, capacity, disabled_at, version
         from agents where id in (
             select agent_id from agent_sites where site_id in (
                 select site_id from agent_sites where agent_id = $1))
         order by name, id"
    )
    .bind(admin)
    .fetch_all(pool)
    .await)
}

/// What belongs to the accounts of those who answer for a site that `admin` answers for.
pub async fn lists(db: &Db, admin: AgentId) -> sqlx::Result<Lists> {
    let seats = read!(db, |pool| sqlx::query_as(
        "select site_id, agent_id, topics from agent_sites where agent_id in (
             select agent_id from agent_sites where site_id in (
                 select site_id from agent_sites where agent_id = $1))"
    )
    .bind(admin)
    .fetch_all(pool)
    .await)?;
    let teams = read!(db, |pool| sqlx::query_as(
        "select team_agents.agent_id, teams.id, teams.name
         from teams join team_agents on team_agents.team_id = teams.id
         where teams.site_id in (select site_id from agent_sites where agent_id = $1)
           and teams.removed_at is null
         order by teams.name"
    )
    .bind(admin)
    .fetch_all(pool)
    .await)?;
    let open = read!(db, |pool| sqlx::query_as(
        "select assignee, count(*) from tickets
         where site_id in (select site_id from agent_sites where agent_id = $1)
           and assignee is not null and status <> 'closed'
         group by assignee"
    )
    .bind(admin)
    .fetch_all(pool)
    .await)?;
    Ok(Lists { seats, teams, open })
}

/// The sites that an agent answers for.
pub async fn sites_of(db: &Db, agent: AgentId) -> sqlx::Result<Vec<SiteId>> {
    let rows: Vec<(SiteId,)> = read!(db, |pool| sqlx::query_as(
        "select site_id from agent_sites where agent_id = $1"
    )
    .bind(agent)
    .fetch_all(pool)
    .await)?;
    Ok(rows.into_iter().map(|(site,)| site).collect())
}

/// The tickets of an agent on a site that are not closed.
pub async fn open_tickets(db: &Db, agent: AgentId, site: SiteId) -> sqlx::Result<Vec<TicketId>> {
    let rows: Vec<(TicketId,)> = read!(db, |pool| sqlx::query_as(
        "select id from tickets where assignee = $1 and site_id = $2 and status <> 'closed'"
    )
    .bind(agent)
    .bind(site)
    .fetch_all(pool)
    .await)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
