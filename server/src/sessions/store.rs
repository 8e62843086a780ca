//! The SQL of sessions and of tries to sign in.

use guichet_shared::{admin::Deed, agent::AgentId};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    admin_log::{
        Entry,
        store::{insert_entry, prune_sign_ins},
    },
    agents::AgentRow,
    db::{self, Db, read, write},
    error::Result,
    limits::Rate,
    secrets::Hash,
    sites::SiteRow,
};

/// The id and the password's hash of an account, `email` being in lower case; an account that was
/// ended has none.
pub async fn account(db: &Db, email: &str) -> sqlx::Result<Option<(AgentId, Option<String>)>> {
    read!(db, |pool| sqlx::query_as(
        "select id, case when disabled_at is null then password end from agents where email = $1"
    )
    .bind(email)
    .fetch_optional(pool)
    .await)
}

/// Counts a try to sign in for each of `keys`: successes count too, and a restart forgives none.
///
/// # Errors
/// `Error::TooMany` when one of the keys was tried too often, and nothing is counted.
pub async fn count_try(db: &Db, keys: [Hash; 2], rate: Rate, now: OffsetDateTime) -> Result<()> {
    // Who has been refused already costs a look and no more.
    for key in &keys {
        let (count, oldest) = tries_of(db, key, rate.since(now)).await?;
        rate.check(count, oldest, now)?;
    }
    let tries = keys.map(|key| (Uuid::now_v7(), key));
    // Counted before it is looked whether there are too many, so that of many at once each sees
    // those before it.
    write!(db, |tx| {
        sqlx::query("delete from sign_ins where created_at < $1")
            .bind(rate.since(now))
            .execute(&mut *tx)
            .await?;
        for (id, key) in &tries {
            sqlx::query("insert into sign_ins (id, tried, created_at) values ($1, $2, $3)")
                .bind(id)
                .bind(key)
                .bind(now)
                .execute(&mut *tx)
                .await?;
        }
    });
    for (_, key) in &tries {
        let (count, oldest) = tries_of(db, key, rate.since(now)).await?;
        if let Err(refusal) = rate.check(count - 1, oldest, now) {
            write!(db, |tx| {
                for (id, _) in &tries {
                    sqlx::query("delete from sign_ins where id = $1")
                        .bind(id)
                        .execute(&mut *tx)
                        .await?;
                }
            });
            return Err(refusal);
        }
    }
    Ok(())
}

/// How often a key was tried since then, and when first.
async fn tries_of(
    db: &Db,
    key: &Hash,
    since: OffsetDateTime,
) -> sqlx::Result<(i64, Option<OffsetDateTime>)> {
    read!(db, |pool| sqlx::query_as(
        "select count(*), min(created_at) from sign_ins where tried = $1 and created_at >= $2"
    )
    .bind(key)
    .bind(since)
    .fetch_one(pool)
    .await)
}

/// Stores a session, and forgets those that are over; says whether the agent still has this password, as it is
/// stored, and may sign in. Whoever sets another one ends the sessions that there are, and takes the same lock:
/// this one is among them, or is not begun.
pub async fn create(
    db: &Db,
    token: &Hash,
    (agent, password): (AgentId, &str),
    now: OffsetDateTime,
    expires: OffsetDateTime,
) -> sqlx::Result<bool> {
    let entry = Entry::new(Deed::SignedIn, Some(agent));
    write!(db, |tx| {
        let may = sqlx::query(
            "update agents set version = version
             where id = $1 and password = $2 and disabled_at is null",
        )
        .bind(agent)
        .bind(password)
        .execute(&mut *tx)
        .await?
        .rows_affected();
        if may == 0 {
            return Ok(false);
        }
        sqlx::query("delete from sessions where expires_at < $1")
            .bind(now)
            .execute(&mut *tx)
            .await?;
        sqlx::query(
            "insert into sessions (token, agent_id, created_at, expires_at)
             values ($1, $2, $3, $4)",
        )
        .bind(token)
        .bind(agent)
        .bind(now)
        .bind(expires)
        .execute(&mut *tx)
        .await?;
        prune_sign_ins!(tx, now);
        insert_entry!(tx, entry, now);
    });
    Ok(true)
}

/// The agent of a living session.
pub async fn agent(db: &Db, token: &Hash, now: OffsetDateTime) -> sqlx::Result<Option<AgentRow>> {
    read!(db, |pool| sqlx::query_as(
        "select id, email, name, alias, role, level
         from agents join sessions on agents.id = sessions.agent_id
         where sessions.token = $1 and sessions.expires_at > $2 and disabled_at is null"
    )
    .bind(token)
    .bind(now)
    .fetch_optional(pool)
    .await)
}

/// The sites an agent answers for, by name.
pub async fn sites(db: &Db, agent: AgentId) -> sqlx::Result<Vec<SiteRow>> {
    read!(db, |pool| sqlx::query_as(
        "select id, key, name, origins, languages, theme, sites.topics, policies, revision
         from sites join agent_sites on sites.id = agent_sites.site_id
         where agent_sites.agent_id = $1 order by name"
    )
    .bind(agent)
    .fetch_all(pool)
    .await)
}

/// What is stored of the tokens of an agent's sessions.
pub async fn of_agent(db: &Db, agent: AgentId) -> sqlx::Result<Vec<Hash>> {
    let rows: Vec<(Hash,)> = read!(db, |pool| sqlx::query_as(
        "select token from sessions where agent_id = $1"
    )
    .bind(agent)
    .fetch_all(pool)
    .await)?;
    Ok(rows.into_iter().map(|(token,)| token).collect())
}

/// Ends a session because its agent signs out.
pub async fn leave(db: &Db, token: &Hash, agent: AgentId) -> sqlx::Result<()> {
    let (entry, now) = (Entry::new(Deed::SignedOut, Some(agent)), db::now());
    write!(db, |tx| {
        sqlx::query("delete from sessions where token = $1")
            .bind(token)
            .execute(&mut *tx)
            .await?;
        insert_entry!(tx, entry, now);
    });
    Ok(())
}

/// Ends a session.
pub async fn delete(db: &Db, token: &Hash) -> sqlx::Result<()> {
    write!(db, |tx| {
        sqlx::query("delete from sessions where token = $1")
            .bind(token)
            .execute(&mut *tx)
            .await?;
    });
    Ok(())
}
