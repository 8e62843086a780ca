//! The SQL of teams.

use guichet_shared::{
    admin::{Deed, TeamChange},
    agent::AgentId,
    policy::Policies,
    site::SiteId,
    team::{Team, TeamId},
    ticket::TicketId,
};
use serde::Serialize;
use sqlx::{FromRow, types::Json};
use uuid::Uuid;

use crate::{
    admin_log::{self, Entry, store::insert_entry},
    db::{self, Db, read, write},
    error::{Error, Result},
};

/// A team, as admins see it.
#[derive(Clone, Debug, FromRow)]
pub struct TeamRow {
    /// Its id.
    pub id: TeamId,
    /// Its name.
    pub name: String,
    /// How often it has been changed, from 1.
    pub version: i64,
    /// How many open tickets are in its queue.
    pub open: i64,
}

/// The teams of a site, by name.
pub async fn of_site(db: &Db, site: SiteId) -> sqlx::Result<Vec<Team>> {
    let rows = managed(db, site).await?.into_iter();
    let team = |row: TeamRow| Team {
        id: row.id,
        name: row.name,
    };
    Ok(rows.map(team).collect())
}

/// The teams that a site has or had: its tickets may still name them.
pub async fn ever_of_site(db: &Db, site: SiteId) -> sqlx::Result<Vec<Team>> {
    let rows: Vec<(TeamId, String)> = read!(db, |pool| sqlx::query_as(
        "select id, name from teams where site_id = $1"
    )
    .bind(site)
    .fetch_all(pool)
    .await)?;
    let team = |(id, name)| Team { id, name };
    Ok(rows.into_iter().map(team).collect())
}

/// The teams of a site as admins see them, by name.
pub async fn managed(db: &Db, site: SiteId) -> sqlx::Result<Vec<TeamRow>> {
    read!(db, |pool| sqlx::query_as(
        "select id, name, version, (select count(*) from tickets
             where tickets.team_id = teams.id and status <> 'closed') as open
         from teams where site_id = $1 and removed_at is null order by name, id"
    )
    .bind(site)
    .fetch_all(pool)
    .await)
}

/// Who belongs to which of a site's teams.
pub async fn member_ids(db: &Db, site: SiteId) -> sqlx::Result<Vec<(TeamId, AgentId)>> {
    read!(db, |pool| sqlx::query_as(
        "select team_id, agent_id from team_agents join agents on agents.id = agent_id
         where site_id = $1 and disabled_at is null order by agents.name, agents.id"
    )
    .bind(site)
    .fetch_all(pool)
    .await)
}

/// Open tickets in the queues of teams that are gone.
pub async fn forsaken(db: &Db) -> sqlx::Result<Vec<(TicketId, TeamId, SiteId)>> {
    read!(db, |pool| {
        sqlx::query_as(
        "select tickets.id, teams.id, tickets.site_id from tickets join teams on teams.id = tickets.team_id
         where teams.removed_at is not null and status <> 'closed' limit 1000"
    )
    .fetch_all(pool)
    .await
    })
}

/// How many tickets each agent who shares a site with `me` can have, and how many of theirs on
/// those sites wait for the desk.
pub async fn loads(db: &Db, me: AgentId) -> sqlx::Result<Vec<(AgentId, i64, i64)>> {
    read!(db, |pool| sqlx::query_as(
        "select id, capacity, (select count(*) from tickets where assignee = agents.id
             and status in ('new', 'open', 'on_hold')
             and site_id in (select site_id from agent_sites where agent_id = $1))
         from agents where disabled_at is null and id in (
             select agent_id from agent_sites where site_id in (
                 select site_id from agent_sites where agent_id = $1))"
    )
    .bind(me)
    .fetch_all(pool)
    .await)
}

/// The open tickets in a team's queue.
pub async fn open_tickets(db: &Db, team: TeamId) -> sqlx::Result<Vec<TicketId>> {
    let rows: Vec<(TicketId,)> = read!(db, |pool| sqlx::query_as(
        "select id from tickets where team_id = $1 and status <> 'closed'"
    )
    .bind(team)
    .fetch_all(pool)
    .await)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// What the log compares.
#[derive(Serialize)]
struct Logged {
    name: String,
    members: Vec<String>,
}

fn taken(error: sqlx::Error) -> Error {
    let unique = error
        .as_database_error()
        .is_some_and(sqlx::error::DatabaseError::is_unique_violation);
    if unique {
        Error::field("name", "is the name of another team")
    } else {
        error.into()
    }
}

/// Sets who belongs to a team, inside a transaction.
macro_rules! set_members {
    ($tx:ident, $site:expr, $team:expr, $members:expr) => {
        sqlx::query("delete from team_agents where team_id = $1")
            .bind($team)
            .execute(&mut *$tx)
            .await?;
        for member in $members {
            sqlx::query(
                "insert into team_agents (site_id, team_id, agent_id) values ($1, $2, $3)
                 on conflict do nothing",
            )
            .bind($site)
            .bind($team)
            .bind(member)
            .execute(&mut *$tx)
            .await?;
        }
    };
}

/// The names of those who belong to a team, inside a transaction.
macro_rules! member_names {
    ($tx:ident, $team:expr) => {{
        let rows: Vec<(String,)> = sqlx::query_as(
            "select agents.name from team_agents join agents on agents.id = agent_id
             where team_id = $1 order by agents.name, agents.id",
        )
        .bind($team)
        .fetch_all(&mut *$tx)
        .await?;
        rows.into_iter().map(|(name,)| name).collect::<Vec<_>>()
    }};
}

/// Makes a team.
///
/// # Errors
/// `Error::InvalidFields` when the name is taken.
pub async fn create(db: &Db, site: SiteId, new: &TeamChange, by: AgentId) -> Result<()> {
    let (id, now) = (TeamId(Uuid::now_v7()), db::now());
    let entry = Entry::new(Deed::TeamCreated, Some(by))
        .on(site)
        .about(new.name.as_str());
    write!(db, |tx| {
        sqlx::query("insert into teams (id, site_id, name, created_at) values ($1, $2, $3, $4)")
            .bind(id)
            .bind(site)
            .bind(new.name.as_str())
            .bind(now)
            .execute(&mut *tx)
            .await
            .map_err(taken)?;
        set_members!(tx, site, id, &new.members);
        insert_entry!(tx, entry, now);
    });
    Ok(())
}

/// Changes a team.
///
/// # Errors
/// `Error::Conflict` when it was changed since the version given, `Error::InvalidFields` when the
/// name is taken.
pub async fn save(
    db: &Db,
    site: SiteId,
    team: TeamId,
    change: &TeamChange,
    by: AgentId,
) -> Result<()> {
    let now = db::now();
    write!(db, |tx| {
        let old: Option<(String,)> = sqlx::query_as(
            "update teams set version = version + 1
             where id = $1 and version = $2 and removed_at is null returning name",
        )
        .bind(team)
        .bind(i64::from(change.version))
        .fetch_optional(&mut *tx)
        .await?;
        let (name,) = old.ok_or(Error::Conflict(
            "Somebody else has changed this team meanwhile. Read it again and decide anew.",
        ))?;
        let members = member_names!(tx, team);
        sqlx::query("update teams set name = $2 where id = $1")
            .bind(team)
            .bind(change.name.as_str())
            .execute(&mut *tx)
            .await
            .map_err(taken)?;
        set_members!(tx, site, team, &change.members);
        let after = Logged {
            name: change.name.as_str().to_owned(),
            members: member_names!(tx, team),
        };
        let changes = admin_log::changes(&Logged { name, members }, &after);
        let entry = Entry::new(Deed::TeamChanged, Some(by))
            .on(site)
            .about(change.name.as_str())
            .with(changes.map_err(anyhow::Error::from)?);
        if !entry.detail.changes.is_empty() {
            insert_entry!(tx, entry, now);
        }
    });
    Ok(())
}

/// Removes a team. What is still in its queue is for the caller to release, where that was asked
/// for.
///
/// # Errors
/// `Error::Conflict` when a topic leads to it, or open tickets are in its queue that are not to be
/// released.
pub async fn remove(
    db: &Db,
    site: SiteId,
    team: &TeamRow,
    release: bool,
    by: AgentId,
) -> Result<()> {
    let now = db::now();
    let entry = Entry::new(Deed::TeamRemoved, Some(by))
        .on(site)
        .about(&team.name);
    write!(db, |tx| {
        let (policies,): (Json<Policies>,) =
            // A site's teams are part of how it is set up: who has read it before reads it again.
            sqlx::query_as(
                "update sites set version = version + 1 where id = $1 returning policies",
            )
            .bind(site)
            .fetch_one(&mut *tx)
            .await?;
        let leads_here = policies.routes.iter();
        if leads_here
            .filter_map(|route| route.team)
            .any(|led| led == team.id)
        {
            return Err(Error::Conflict(
                "A topic leads to this team. Let it lead elsewhere first.",
            ));
        }
        let (open,): (i64,) = sqlx::query_as(
            "select count(*) from tickets where team_id = $1 and status <> 'closed'",
        )
        .bind(team.id)
        .fetch_one(&mut *tx)
        .await?;
        if open > 0 && !release {
            return Err(Error::Conflict(
                "Open tickets are in this team's queue. Move them first, or let them go back to \
                 the common queue.",
            ));
        }
        sqlx::query("delete from team_agents where team_id = $1")
            .bind(team.id)
            .execute(&mut *tx)
            .await?;
        sqlx::query("update teams set removed_at = $2, version = version + 1 where id = $1")
            .bind(team.id)
            .bind(now)
            .execute(&mut *tx)
            .await?;
        insert_entry!(tx, entry, now);
    });
    Ok(())
}

/// Who is in which team of a site, by the teams' names.
pub async fn members(db: &Db, site: SiteId) -> sqlx::Result<Vec<(AgentId, Team)>> {
    let rows: Vec<(AgentId, TeamId, String)> = read!(db, |pool| sqlx::query_as(
        "select agent_id, teams.id, teams.name from team_agents
         join teams on teams.id = team_agents.team_id
         where teams.site_id = $1 and removed_at is null order by teams.name, teams.id"
    )
    .bind(site)
    .fetch_all(pool)
    .await)?;
    let member = |(agent, id, name)| (agent, Team { id, name });
    Ok(rows.into_iter().map(member).collect())
}
