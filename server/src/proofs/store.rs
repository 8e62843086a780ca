//! The SQL of proofs of work.

use guichet_shared::site::SiteId;
use time::Duration;

use crate::{
    db::{Db, read, write},
    error::Result,
    secrets,
};

/// For how long a used proof is remembered after it would be too late anyway: clocks may be set back.
pub(crate) const REMEMBERED: Duration = Duration::days(1);

/// What a site signs its challenges with: the same on every node and after a restart.
///
/// # Errors
/// When the database fails, or the operating system gives no random numbers.
pub async fn key(db: &Db, site: SiteId) -> Result<String> {
    if let Some(key) = kept(db, site).await? {
        return Ok(key);
    }
    let new = secrets::token()?;
    write!(db, |tx| {
        // Of two nodes that make the first one at the same time one wins.
        sqlx::query("insert into proof_keys (site_id, key) values ($1, $2) on conflict do nothing")
            .bind(site)
            .bind(new.as_str())
            .execute(&mut *tx)
            .await?;
    });
    let key = kept(db, site).await?;
    Ok(key.ok_or(sqlx::Error::RowNotFound)?)
}

async fn kept(db: &Db, site: SiteId) -> sqlx::Result<Option<String>> {
    let row: Option<(String,)> = read!(db, |pool| sqlx::query_as(
        "select key from proof_keys where site_id = $1"
    )
    .bind(site)
    .fetch_optional(pool)
    .await)?;
    Ok(row.map(|(key,)| key))
}

/// Whether at least `$after` tickets have come to a site within the hour before `$now`, counted
/// inside a transaction that holds the site.
macro_rules! is_busy {
    ($tx:ident, $site:expr, $after:expr, $now:expr) => {{
        let (count,): (i64,) = sqlx::query_as(
            "select count(*) from (select 1 from tickets
             where site_id = $1 and created_at > $2 limit $3) as recent",
        )
        .bind($site)
        .bind($now - time::Duration::hours(1))
        .bind(i64::from($after))
        .fetch_one(&mut *$tx)
        .await?;
        count >= i64::from($after)
    }};
}
pub(crate) use is_busy;

/// Uses a proof up, and forgets old ones; whether it had not been used before.
macro_rules! spend {
    ($tx:ident, $site:expr, $proof:expr, $now:expr) => {{
        sqlx::query("delete from proofs where site_id = $1 and expires_at < $2")
            .bind($site)
            .bind($now - $crate::proofs::store::REMEMBERED)
            .execute(&mut *$tx)
            .await?;
        let spent = sqlx::query(
            "insert into proofs (site_id, challenge, expires_at) values ($1, $2, $3)
             on conflict do nothing",
        )
        .bind($site)
        .bind(&$proof.challenge)
        .bind($proof.expires_at)
        .execute(&mut *$tx)
        .await?;
        spent.rows_affected() == 1
    }};
}
pub(crate) use spend;
