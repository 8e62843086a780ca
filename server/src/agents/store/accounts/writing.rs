//! The SQL of accounts, as admins change them: each change with its entry in the log.

use guichet_shared::{
    admin::{AccountChange, Deed},
    agent::{AgentId, Name, Role},
    site::SiteId,
};
use sqlx::types::Json;
use uuid::Uuid;

use super::{AccountRow, NewSeat};
use crate::{
    absences::store::{Left, uncover},
    admin_log::{self, Entry, store::insert_entry},
    db::{self, Db, write},
    error::{Error, Result},
    links::store::forget_links,
};

const LAST_ADMIN: Error =
    Error::Conflict("This would leave a site without an admin. Make somebody else one first.");
const HAS_TICKETS: Error = Error::Conflict(
    "They have open tickets there. Hand them over first, or let them go back to the queue.",
);
const STALE: Error =
    Error::Conflict("Somebody else has changed this account meanwhile. Read it again.");

/// Refuses, inside a transaction, to leave one of these sites without an admin.
macro_rules! keep_an_admin {
    ($tx:ident, $agent:expr, $sites:expr) => {
        for site in $sites {
            let (there, others): (i64, i64) = sqlx::query_as(
                "select
                   cast(coalesce(sum(case when agents.id = $2 then 1 else 0 end), 0) as bigint),
                   cast(coalesce(sum(case when agents.id = $2 then 0 else 1 end), 0) as bigint)
                 from agents join agent_sites on agent_sites.agent_id = agents.id
                 where agent_sites.site_id = $1 and role = 'admin' and disabled_at is null",
            )
            .bind(site)
            .bind($agent)
            .fetch_one(&mut *$tx)
            .await?;
            if there > 0 && others == 0 {
                return Err(LAST_ADMIN);
            }
        }
    };
}

/// Refuses, inside a transaction, to leave open tickets with somebody who cannot see them.
macro_rules! keep_tickets {
    ($tx:ident, $agent:expr, $sites:expr) => {
        for site in $sites {
            let (open,): (i64,) = sqlx::query_as(
                "select count(*) from tickets
                 where assignee = $1 and site_id = $2 and status <> 'closed'",
            )
            .bind($agent)
            .bind(site)
            .fetch_one(&mut *$tx)
            .await?;
            if open > 0 {
                return Err(HAS_TICKETS);
            }
        }
    };
}

/// Two admins who end each other at once must not both succeed: such changes wait in line here.
macro_rules! in_line {
    ($tx:ident) => {
        sqlx::query(
            "update sites set version = version where id = (
                 select id from sites order by key limit 1)",
        )
        .execute(&mut *$tx)
        .await?
    };
}

mod ending;
mod logged;

pub use self::ending::{change_password, disable, enable, link, set_password};
use self::logged::{Logged, SeatOf, places};

fn taken(error: sqlx::Error) -> Error {
    let unique = error
        .as_database_error()
        .is_some_and(sqlx::error::DatabaseError::is_unique_violation);
    if unique {
        Error::field("email", "is the address of another account")
    } else {
        error.into()
    }
}

/// Makes an account.
///
/// # Errors
/// `Error::InvalidFields` when the address is taken.
pub async fn create(
    db: &Db,
    new: &AccountChange,
    seats: &[NewSeat],
    password: &str,
    by: AgentId,
) -> Result<AgentId> {
    let (id, now) = (AgentId(Uuid::now_v7()), db::now());
    let entry = Entry::new(Deed::AccountCreated, Some(by)).account(id);
    write!(db, |tx| {
        sqlx::query(
            "insert into agents (id, email, name, alias, role, level, languages, capacity,
             password, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .bind(id)
        .bind(new.email.as_str().to_lowercase())
        .bind(new.name.as_str())
        .bind(new.alias.as_ref().map(Name::as_str))
        .bind(new.role)
        .bind(i64::from(new.level))
        .bind(Json(&new.languages))
        .bind(i64::from(new.capacity))
        .bind(password)
        .bind(now)
        .execute(&mut *tx)
        .await
        .map_err(taken)?;
        for seat in seats {
            insert_seat!(tx, id, seat);
        }
        insert_entry!(tx, entry, now);
    });
    Ok(id)
}

macro_rules! insert_seat {
    ($tx:ident, $agent:expr, $seat:expr) => {
        sqlx::query("insert into agent_sites (site_id, agent_id, topics) values ($1, $2, $3)")
            .bind($seat.site)
            .bind($agent)
            .bind(Json(&$seat.topics))
            .execute(&mut *$tx)
            .await?
    };
}
use insert_seat;

/// The sites that an agent's role counts on, inside a transaction.
macro_rules! seats_of {
    ($tx:ident, $agent:expr) => {{
        let rows: Vec<SeatOf> = sqlx::query_as(
            "select sites.id, sites.key, agent_sites.topics from agent_sites
                 join sites on sites.id = agent_sites.site_id
                 where agent_sites.agent_id = $1 order by sites.key",
        )
        .bind($agent)
        .fetch_all(&mut *$tx)
        .await?;
        rows
    }};
}

/// Changes an account, its places on the sites of `by` among it; `left` are those it loses. Gives
/// the names of those for whom they cannot cover any more.
///
/// # Errors
/// `Error::Conflict` when it was changed meanwhile, when a site would be left without an admin, or,
/// unless they are to be released, tickets with somebody who does not see them;
/// `Error::InvalidFields` when the address is taken.
pub async fn save(
    db: &Db,
    agent: AgentId,
    change: &AccountChange,
    seats: &[NewSeat],
    left: &[SiteId],
    by: AgentId,
) -> Result<Vec<String>> {
    let now = db::now();
    Ok(write!(db, |tx| {
        in_line!(tx);
        let old: Option<AccountRow> = sqlx::query_as(
            "update agents set version = version + 1 where id = $1 and version = $2
             returning id, email, name, alias, role, level, languages, capacity, disabled_at,
                 version",
        )
        .bind(agent)
        .bind(i64::from(change.version))
        .fetch_optional(&mut *tx)
        .await?;
        let old = old.ok_or(STALE)?;
        let before = seats_of!(tx, agent);
        let demoted = change.role != Role::Admin;
        let at_stake = before.iter().map(|(site, ..)| *site);
        let at_stake: Vec<_> = at_stake
            .filter(|site| demoted || left.contains(site))
            .collect();
        keep_an_admin!(tx, agent, &at_stake);
        if !change.release {
            keep_tickets!(tx, agent, left);
        }
        sqlx::query(
            "update agents set email = $2, name = $3, alias = $4, role = $5, level = $6,
             languages = $7, capacity = $8 where id = $1",
        )
        .bind(agent)
        .bind(change.email.as_str().to_lowercase())
        .bind(change.name.as_str())
        .bind(change.alias.as_ref().map(Name::as_str))
        .bind(change.role)
        .bind(i64::from(change.level))
        .bind(Json(&change.languages))
        .bind(i64::from(change.capacity))
        .execute(&mut *tx)
        .await
        .map_err(taken)?;
        for site in left {
            for table in [
                "delete from team_agents where agent_id = $1 and site_id = $2",
                "delete from agent_sites where agent_id = $1 and site_id = $2",
            ] {
                sqlx::query(table)
                    .bind(agent)
                    .bind(site)
                    .execute(&mut *tx)
                    .await?;
            }
        }
        for seat in seats {
            sqlx::query("delete from agent_sites where agent_id = $1 and site_id = $2")
                .bind(agent)
                .bind(seat.site)
                .execute(&mut *tx)
                .await?;
            insert_seat!(tx, agent, seat);
        }
        let after = seats_of!(tx, agent);
        let email = change.email.as_str().to_lowercase();
        let changes = admin_log::changes(
            &Logged {
                email: &old.email,
                name: &old.name,
                alias: old.alias.as_deref(),
                role: old.role,
                level: old.level,
                languages: &old.languages.0,
                capacity: old.capacity,
            },
            &Logged {
                email: &email,
                name: change.name.as_str(),
                alias: change.alias.as_ref().map(Name::as_str),
                role: change.role,
                level: i64::from(change.level),
                languages: &change.languages,
                capacity: i64::from(change.capacity),
            },
        );
        let entry = Entry::new(Deed::AccountChanged, Some(by))
            .account(agent)
            .with(changes.map_err(anyhow::Error::from)?);
        if !entry.detail.changes.is_empty() {
            insert_entry!(tx, entry, now);
        }
        // Who shares one of the sites alone learns nothing of the others.
        for (site, changes) in places(&before, &after)? {
            if !changes.is_empty() {
                let entry = Entry::new(Deed::AccountChanged, Some(by)).account(agent);
                insert_entry!(tx, entry.on(site).with(changes), now);
            }
        }
        if after.len() > before.len() {
            // Whoever holds a link was to let them in where they answered before.
            forget_links!(tx, agent);
        }
        uncover!(tx, agent, Left::Sites, now)
    }))
}
