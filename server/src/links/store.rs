//! The SQL of one-time links.

use time::OffsetDateTime;

use crate::{
    db::{Db, read, write},
    secrets::Hash,
};

/// Stores a link inside a transaction, and forgets those that are late.
macro_rules! insert_link {
    ($tx:ident, $token:expr, $agent:expr, $now:expr, $expires:expr) => {
        sqlx::query("delete from links where expires_at <= $1")
            .bind($now)
            .execute(&mut *$tx)
            .await?;
        let agent: Option<guichet_shared::agent::AgentId> = $agent;
        sqlx::query("insert into links (token, agent_id, expires_at) values ($1, $2, $3)")
            .bind($token)
            .bind(agent)
            .bind($expires)
            .execute(&mut *$tx)
            .await?;
    };
}
pub(crate) use insert_link;

/// Takes an agent's links away, inside a transaction.
macro_rules! forget_links {
    ($tx:ident, $agent:expr) => {
        sqlx::query("delete from links where agent_id = $1")
            .bind($agent)
            .execute(&mut *$tx)
            .await?
    };
}
pub(crate) use forget_links;

/// Stores a link of the very first start.
pub async fn add_first(
    db: &Db,
    token: &Hash,
    now: OffsetDateTime,
    expires: OffsetDateTime,
) -> sqlx::Result<()> {
    write!(db, |tx| {
        insert_link!(tx, token, None, now, expires);
    });
    Ok(())
}

/// Whether a link of the very first start works: it is known and not late, and there is no agent
/// yet.
pub async fn first_works(db: &Db, token: &Hash, now: OffsetDateTime) -> sqlx::Result<bool> {
    let (known,): (i64,) = read!(db, |pool| sqlx::query_as(
        "select count(*) from links where token = $1 and agent_id is null and expires_at > $2
         and not exists (select 1 from agents)"
    )
    .bind(token)
    .bind(now)
    .fetch_one(pool)
    .await)?;
    Ok(known == 1)
}

/// The name and the address of the agent whose password a link sets, as long as it works.
pub async fn owner(
    db: &Db,
    token: &Hash,
    now: OffsetDateTime,
) -> sqlx::Result<Option<(String, String)>> {
    read!(db, |pool| sqlx::query_as(
        "select name, email from links join agents on agents.id = links.agent_id
         where token = $1 and expires_at > $2 and disabled_at is null"
    )
    .bind(token)
    .bind(now)
    .fetch_optional(pool)
    .await)
}
