//! The SQL of what ends sessions: a new password by a link, and the end of an account.

use guichet_shared::{admin::Deed, agent::AgentId, site::SiteId};
use time::OffsetDateTime;

use super::{HAS_TICKETS, LAST_ADMIN};
use crate::{
    absences::store::{Left, uncover},
    admin_log::{Entry, store::insert_entry},
    db::{self, Db, write},
    error::{Error, Result},
    links::store::{forget_links, insert_link},
    secrets::Hash,
};

/// What the end of an account ended with it.
#[derive(Debug)]
pub struct Ended {
    /// What is stored of the tokens of its sessions.
    pub sessions: Vec<Hash>,
    /// The names of those for whom nobody covers since.
    pub uncovered: Vec<String>,
}

/// Stores a link with which an agent sets a password; an earlier one works no more.
///
/// # Errors
/// `Error::Conflict` when their account has ended.
pub async fn link(
    db: &Db,
    agent: AgentId,
    token: &Hash,
    (now, expires): (OffsetDateTime, OffsetDateTime),
    by: AgentId,
) -> Result<()> {
    let entry = Entry::new(Deed::LinkMade, Some(by)).account(agent);
    write!(db, |tx| {
        // Locks the account: of two links that are made at once, the first is replaced too.
        let living = sqlx::query(
            "update agents set version = version where id = $1 and disabled_at is null",
        )
        .bind(agent)
        .execute(&mut *tx)
        .await?
        .rows_affected();
        if living == 0 {
            return Err(Error::Conflict(
                "This account has ended. Let them sign in again first.",
            ));
        }
        forget_links!(tx, agent);
        insert_link!(tx, token, Some(agent), now, expires);
        insert_entry!(tx, entry, now);
    });
    Ok(())
}

/// Sets the password of the agent whose link it is, which spends the link and ends their sessions;
/// gives who it is and those sessions.
///
/// # Errors
/// `Error::NotFound` when the link is used, late or wrong, or the account has ended.
pub async fn set_password(
    db: &Db,
    token: &Hash,
    password: &str,
    now: OffsetDateTime,
) -> Result<(AgentId, Vec<Hash>)> {
    Ok(write!(db, |tx| {
        // It goes at once: of two who follow it together, the second finds none.
        let link: Option<(AgentId,)> = sqlx::query_as(
            "delete from links where token = $1 and expires_at > $2 and agent_id is not null
             returning agent_id",
        )
        .bind(token)
        .bind(now)
        .fetch_optional(&mut *tx)
        .await?;
        let (agent,) = link.ok_or(Error::NotFound)?;
        let living =
            sqlx::query("update agents set password = $2 where id = $1 and disabled_at is null")
                .bind(agent)
                .bind(password)
                .execute(&mut *tx)
                .await?
                .rows_affected();
        if living == 0 {
            return Err(Error::NotFound);
        }
        insert_entry!(tx, Entry::new(Deed::PasswordSet, Some(agent)), now);
        (agent, end_sessions!(tx, agent))
    }))
}

/// Sets an agent's password, which ends their sessions but `kept` and a link that was made for it;
/// gives the sessions that ended.
///
/// # Errors
/// `Error::Unauthenticated` when the account has ended.
pub async fn change_password(
    db: &Db,
    agent: AgentId,
    kept: &Hash,
    password: &str,
) -> Result<Vec<Hash>> {
    let now = db::now();
    Ok(write!(db, |tx| {
        let living =
            sqlx::query("update agents set password = $2 where id = $1 and disabled_at is null")
                .bind(agent)
                .bind(password)
                .execute(&mut *tx)
                .await?
                .rows_affected();
        if living == 0 {
            return Err(Error::Unauthenticated);
        }
        insert_entry!(tx, Entry::new(Deed::PasswordSet, Some(agent)), now);
        forget_links!(tx, agent);
        let ended: Vec<(Hash,)> = sqlx::query_as(
            "delete from sessions where agent_id = $1 and token <> $2 returning token",
        )
        .bind(agent)
        .bind(kept)
        .fetch_all(&mut *tx)
        .await?;
        ended.into_iter().map(|(token,)| token).collect()
    }))
}

/// Ends an account on all its sites: from then on nobody can sign in with it or be given tickets
/// there. What they still have is for the caller to release, where that was asked for.
///
/// # Errors
/// `Error::Conflict` when it is a site's last admin's, or has open tickets that are not to be
/// released.
pub async fn disable(
    db: &Db,
    agent: AgentId,
    sites: &[SiteId],
    release: bool,
    by: AgentId,
) -> Result<Ended> {
    let now = db::now();
    let entry = Entry::new(Deed::AccountDisabled, Some(by)).account(agent);
    Ok(write!(db, |tx| {
        in_line!(tx);
        keep_an_admin!(tx, agent, sites);
        // First of all: a rule that gives them something locks the account too, so that what it
        // gave before is counted.
        let ended = sqlx::query(
            "update agents set disabled_at = $2, version = version + 1
             where id = $1 and disabled_at is null",
        )
        .bind(agent)
        .bind(now)
        .execute(&mut *tx)
        .await?
        .rows_affected();
        if !release {
            keep_tickets!(tx, agent, sites);
        }
        if ended == 1 {
            insert_entry!(tx, entry, now);
        }
        forget_links!(tx, agent);
        Ended {
            sessions: end_sessions!(tx, agent),
            uncovered: uncover!(tx, agent, Left::Everything, now),
        }
    }))
}

/// Ends an agent's sessions, inside a transaction; gives what is stored of their tokens.
macro_rules! end_sessions {
    ($tx:ident, $agent:expr) => {{
        let ended: Vec<(Hash,)> =
            sqlx::query_as("delete from sessions where agent_id = $1 returning token")
                .bind($agent)
                .fetch_all(&mut *$tx)
                .await?;
        ended.into_iter().map(|(token,)| token).collect::<Vec<_>>()
    }};
}
use end_sessions;

/// Lets an ended account in again.
///
/// # Errors
/// When the database fails.
pub async fn enable(db: &Db, agent: AgentId, by: AgentId) -> sqlx::Result<()> {
    let now = db::now();
    let entry = Entry::new(Deed::AccountEnabled, Some(by)).account(agent);
    write!(db, |tx| {
        let begun = sqlx::query(
            "update agents set disabled_at = null, version = version + 1
             where id = $1 and disabled_at is not null",
        )
        .bind(agent)
        .execute(&mut *tx)
        .await?
        .rows_affected();
        if begun == 1 {
            insert_entry!(tx, entry, now);
        }
    });
    Ok(())
}
