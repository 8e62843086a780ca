//! The SQL of what ends sessions: a new password, and the end of an account.

use guichet_shared::{admin::Deed, agent::AgentId, site::SiteId};

use super::{HAS_TICKETS, LAST_ADMIN};
use crate::{
    admin_log::{Entry, store::insert_entry},
    db::{self, Db, write},
    error::Result,
    secrets::Hash,
    sessions::SignedIn,
};

/// Sets a password and ends the agent's sessions, but not the one that does it; gives those ended.
///
/// # Errors
/// When the database fails.
pub async fn set_password(
    db: &Db,
    agent: AgentId,
    password: &str,
    me: &SignedIn,
) -> Result<Vec<Hash>> {
    let now = db::now();
    let entry = Entry::new(Deed::PasswordSet, Some(me.agent.id)).account(agent);
    let ended: Vec<(Hash,)> = write!(db, |tx| {
        sqlx::query("update agents set password = $2 where id = $1")
            .bind(agent)
            .bind(password)
            .execute(&mut *tx)
            .await?;
        insert_entry!(tx, entry, now);
        sqlx::query_as("delete from sessions where agent_id = $1 and token <> $2 returning token")
            .bind(agent)
            .bind(&me.token)
            .fetch_all(&mut *tx)
            .await?
    });
    Ok(ended.into_iter().map(|(token,)| token).collect())
}

/// Ends an account on all its sites; gives the sessions ended.
///
/// # Errors
/// `Error::Conflict` when it is a site's last admin's, or has open tickets.
pub async fn disable(db: &Db, agent: AgentId, sites: &[SiteId], by: AgentId) -> Result<Vec<Hash>> {
    let now = db::now();
    let entry = Entry::new(Deed::AccountDisabled, Some(by)).account(agent);
    let ended: Vec<(Hash,)> = write!(db, |tx| {
        in_line!(tx);
        keep_an_admin!(tx, agent, sites);
        keep_tickets!(tx, agent, sites);
        let ended = sqlx::query(
            "update agents set disabled_at = $2, version = version + 1
             where id = $1 and disabled_at is null",
        )
        .bind(agent)
        .bind(now)
        .execute(&mut *tx)
        .await?
        .rows_affected();
        if ended == 1 {
            insert_entry!(tx, entry, now);
        }
        sqlx::query_as("delete from sessions where agent_id = $1 returning token")
            .bind(agent)
            .fetch_all(&mut *tx)
            .await?
    });
    Ok(ended.into_iter().map(|(token,)| token).collect())
}

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
