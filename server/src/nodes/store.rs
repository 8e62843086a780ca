//! The SQL of nodes, which PostgreSQL alone has.

use guichet_shared::{site::SiteId, ticket::TicketId};
use sqlx::{FromRow, PgConnection, PgPool};
use time::OffsetDateTime;

use crate::visitors::VisitorId;

/// The channel of notifications; each database has its own.
pub const CHANNEL: &str = "guichet";
/// Guichet's advisory lock for the work that one node does for all: "guichet" in ASCII.
const TURN: i64 = 0x67_75_69_63_68_65_74;

/// A ticket with new events.
#[derive(Debug, FromRow)]
pub struct Changed {
    /// Its site.
    pub site_id: SiteId,
    /// Which.
    pub ticket_id: TicketId,
    /// Whose.
    pub visitor_id: VisitorId,
    /// The first new event.
    pub first: i64,
    /// The last one.
    pub last: i64,
}

/// Sends a notification.
pub async fn notify(pool: &PgPool, letter: &str) -> sqlx::Result<()> {
    sqlx::query("select pg_notify($1, $2)")
        .bind(CHANNEL)
        .bind(letter)
        .execute(pool)
        .await
        .map(drop)
}

/// The tickets that something has happened to after `since`, by the clocks of those who wrote.
pub async fn changed_since(pool: &PgPool, since: OffsetDateTime) -> sqlx::Result<Vec<Changed>> {
    sqlx::query_as(
        "select e.site_id, e.ticket_id, t.visitor_id, min(e.seq) as first, max(e.seq) as last
         from events e join tickets t on t.id = e.ticket_id
         where e.created_at > $1
         group by e.site_id, e.ticket_id, t.visitor_id",
    )
    .bind(since)
    .fetch_all(pool)
    .await
}

/// The sites that have announced something after `since`, with the time of their last change.
pub async fn announced_since(
    pool: &PgPool,
    since: OffsetDateTime,
) -> sqlx::Result<Vec<(SiteId, OffsetDateTime)>> {
    sqlx::query_as(
        "select site_id, max(updated_at) from incidents where updated_at > $1 group by site_id",
    )
    .bind(since)
    .fetch_all(pool)
    .await
}

/// Takes the turn where no other node has it. It lasts as long as the connection.
pub async fn take_turn(connection: &mut PgConnection) -> sqlx::Result<bool> {
    let (taken,): (bool,) = sqlx::query_as("select pg_try_advisory_lock($1)")
        .bind(TURN)
        .fetch_one(connection)
        .await?;
    Ok(taken)
}
