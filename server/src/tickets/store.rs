//! The SQL of tickets and their events.

use guichet_shared::{site::SiteId, status::Status, ticket::TicketId};
use sqlx::AssertSqlSafe;
use time::OffsetDateTime;

use super::events::{EventRow, TicketRow};
use crate::{
    db::{Db, read, write},
    visitors::VisitorId,
};

mod filing;
mod opening;
mod recording;
mod relating;
mod requests;
mod rows;

pub use self::{
    filing::{FiledRow, NewRow, file},
    opening::{Opening, open},
    recording::{MOST_SINCE_A_MESSAGE, Seen, Still, TOO_MANY_FILES, record},
    relating::{Pair, Recorded, record_both, related, split},
    requests::{RequestKey, forget_requests, is_known},
};

/// Adds an event at the end of a ticket's, inside a transaction that holds the ticket.
macro_rules! insert_event {
    ($tx:ident, $ticket:expr, $step:expr, $now:expr) => {
        sqlx::query(
            "insert into events (site_id, ticket_id, seq, party, visible, data, created_at)
             values ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind($ticket.site_id)
        .bind($ticket.id)
        .bind($ticket.seq)
        .bind($step.party_name())
        .bind($step.is_visible())
        .bind(sqlx::types::Json(&$step))
        .bind($now)
        .execute(&mut *$tx)
        .await?
    };
}
use insert_event;

/// The columns of a `TicketRow`.
pub const COLUMNS: &str = "id, site_id, number, visitor_id, subject, topic, answers, context, name,
    email, lang, words, follows, status, hold, assignee, due_at, stars, rating_comment, seq, last_visible,
    unread, first_reply_at, proposed_at, closed_at, created_at, updated_at, covers, level, team_id,
    topic_key, priority, tags, source, snoozed_until, solved_level, knowledge, merged_into, incident_id,
    incident_seq, missed, assignee_seen";

/// The ticket with this id.
pub async fn by_id(db: &Db, id: TicketId) -> sqlx::Result<Option<TicketRow>> {
    let sql = AssertSqlSafe(format!("select {COLUMNS} from tickets where id = $1"));
    read!(db, |pool| sqlx::query_as(sql)
        .bind(id)
        .fetch_optional(pool)
        .await)
}

/// A visitor's tickets, the one that changed last first.
pub async fn of_visitor(db: &Db, visitor: VisitorId) -> sqlx::Result<Vec<TicketRow>> {
    let sql = AssertSqlSafe(format!(
        "select {COLUMNS} from tickets where visitor_id = $1 order by updated_at desc, number desc limit 200"
    ));
    read!(db, |pool| sqlx::query_as(sql)
        .bind(visitor)
        .fetch_all(pool)
        .await)
}

/// A ticket's events after the one at `seq`, in order, internal ones among them.
pub async fn events_after(db: &Db, ticket: TicketId, seq: i64) -> sqlx::Result<Vec<EventRow>> {
    read!(db, |pool| sqlx::query_as(
        "select ticket_id, seq, data, created_at from events
         where ticket_id = $1 and seq > $2 order by seq"
    )
    .bind(ticket)
    .bind(seq)
    .fetch_all(pool)
    .await)
}

/// The events of a ticket after the one at `seq` that its row knows of: one that came since comes
/// with a row of its own.
pub async fn events_between(db: &Db, ticket: &TicketRow, seq: i64) -> sqlx::Result<Vec<EventRow>> {
    let mut events = events_after(db, ticket.id, seq).await?;
    events.retain(|event| event.seq <= ticket.seq);
    Ok(events)
}

/// The last of a ticket's events that the customer sees.
pub async fn last_visible(db: &Db, ticket: &TicketRow) -> sqlx::Result<EventRow> {
    read!(db, |pool| sqlx::query_as(
        "select ticket_id, seq, data, created_at from events
         where ticket_id = $1 and seq = $2"
    )
    .bind(ticket.id)
    .bind(ticket.last_visible)
    .fetch_one(pool)
    .await)
}

/// The last event that a visitor sees of each of their tickets.
pub async fn last_visible_of(db: &Db, visitor: VisitorId) -> sqlx::Result<Vec<EventRow>> {
    read!(db, |pool| sqlx::query_as(
        "select events.ticket_id, events.seq, events.data, events.created_at from tickets
         join events on events.ticket_id = tickets.id and events.seq = tickets.last_visible
         where tickets.visitor_id = $1"
    )
    .bind(visitor)
    .fetch_all(pool)
    .await)
}

/// How many files the customer has added to a ticket since they last did something else, in a
/// transaction or outside.
macro_rules! count_files {
    ($on:expr, $ticket:expr) => {{
        let (files,): (i64,) = sqlx::query_as(
            "select count(*) from events where ticket_id = $1 and party = 'customer'
             and seq > (select max(seq) from events where ticket_id = $1 and party = 'customer'
                        and data -> 'what' ->> 'kind' <> 'file')",
        )
        .bind($ticket)
        .fetch_one($on)
        .await?;
        files
    }};
}
use count_files;

/// How many files the customer has added since they last did something else.
pub async fn files_since_a_message(db: &Db, ticket: TicketId) -> sqlx::Result<i64> {
    Ok(read!(db, |pool| count_files!(pool, ticket)))
}

/// Tickets whose proposal has waited for a verdict since before `long_ago`, on a site.
pub async fn silent(
    db: &Db,
    site: SiteId,
    long_ago: OffsetDateTime,
) -> sqlx::Result<Vec<TicketId>> {
    let rows: Vec<(TicketId,)> = read!(db, |pool| {
        sqlx::query_as(
        "select id from tickets where site_id = $1 and status = $2 and proposed_at < $3 limit 100"
    )
    .bind(site)
    .bind(Status::Proposed)
    .bind(long_ago)
    .fetch_all(pool)
    .await
    })?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Notes that the customer has seen the events up to `seq`. Who has seen more than that, on another
/// device, has seen that too.
pub async fn seen(db: &Db, ticket: TicketId, seq: u32) -> sqlx::Result<()> {
    write!(db, |tx| {
        // The lock first: what is counted next is then all there is.
        sqlx::query("update tickets set seq = seq where id = $1")
            .bind(ticket)
            .execute(&mut *tx)
            .await?;
        sqlx::query(
            "update tickets set unread = (select count(*) from events
             where events.ticket_id = tickets.id and events.seq > $2
             and events.visible and events.party <> 'customer')
             where id = $1 and unread > (select count(*) from events
             where events.ticket_id = tickets.id and events.seq > $2
             and events.visible and events.party <> 'customer')",
        )
        .bind(ticket)
        .bind(i64::from(seq))
        .execute(&mut *tx)
        .await?;
    });
    Ok(())
}
