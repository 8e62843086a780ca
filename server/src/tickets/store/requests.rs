//! Requests that may come twice and must count once.

use guichet_shared::{site::SiteId, ticket::IdempotencyKey};
use time::OffsetDateTime;

use crate::{
    db::{Db, read, write},
    secrets::Hash,
};

/// A request that may come twice and must count once.
#[derive(Clone, Debug)]
pub struct RequestKey {
    /// On which site.
    pub site: SiteId,
    /// Whose key it is: the hash of a token or of a ticket's id, or empty for a new visitor.
    pub scope: Hash,
    /// The key.
    pub key: IdempotencyKey,
    /// The hash of the body.
    pub fingerprint: Hash,
}

/// The ticket that a request was answered with before, inside a transaction that keeps others with
/// the same key waiting. A key that belongs to another body is refused.
macro_rules! answered {
    ($tx:ident, $request:expr) => {{
        let known: Option<($crate::secrets::Hash, guichet_shared::ticket::TicketId)> =
            sqlx::query_as(
                "select fingerprint, ticket_id from requests
                 where site_id = $1 and scope = $2 and key = $3",
            )
            .bind($request.site)
            .bind(&$request.scope)
            .bind(&$request.key)
            .fetch_optional(&mut *$tx)
            .await?;
        match known {
            Some((fingerprint, _)) if fingerprint != $request.fingerprint => {
                return Err($crate::error::Error::KeyReused);
            }
            known => known.map(|(_, ticket)| ticket),
        }
    }};
}
pub(super) use answered;

/// Notes that a request has been answered.
macro_rules! insert_request {
    ($tx:ident, $request:expr, $ticket:expr, $now:expr) => {
        sqlx::query(
            "insert into requests (site_id, scope, key, fingerprint, ticket_id, created_at)
             values ($1, $2, $3, $4, $5, $6)",
        )
        .bind($request.site)
        .bind(&$request.scope)
        .bind(&$request.key)
        .bind(&$request.fingerprint)
        .bind($ticket.id)
        .bind($now)
        .execute(&mut *$tx)
        .await?
    };
}
pub(super) use insert_request;

/// Whether a request has been answered before.
pub async fn is_known(db: &Db, request: &RequestKey) -> sqlx::Result<bool> {
    let known: Option<(i64,)> = read!(db, |pool| sqlx::query_as(
        "select cast(1 as bigint) from requests where site_id = $1 and scope = $2 and key = $3"
    )
    .bind(request.site)
    .bind(&request.scope)
    .bind(&request.key)
    .fetch_optional(pool)
    .await)?;
    Ok(known.is_some())
}

/// How many old requests are forgotten in one transaction.
const AT_ONCE: i64 = 1_000;

/// Forgets some of the requests that were made before `long_ago`; tells whether there may be more.
pub async fn forget_requests(db: &Db, long_ago: OffsetDateTime) -> sqlx::Result<bool> {
    let gone: u64 = write!(db, |tx| {
        sqlx::query(
            "delete from requests where created_at < $1 and created_at <= (
                 select max(created_at) from (
                     select created_at from requests where created_at < $1
                     order by created_at limit $2
                 ) oldest
             )",
        )
        .bind(long_ago)
        .bind(AT_ONCE)
        .execute(&mut *tx)
        .await?
        .rows_affected()
    });
    Ok(gone > 0)
}
