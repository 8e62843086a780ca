//! Recording what happens to a ticket: events and their projection, in one transaction.

use guichet_shared::{
    desk::Entry,
    event::{Reason, What},
    file::MAX_FILES,
    policy::Policies,
    ticket::TicketId,
};
use sqlx::AssertSqlSafe;
use time::OffsetDateTime;

use super::{COLUMNS, RequestKey, insert_event, insert_request};
use crate::{
    db::{Db, write},
    error::{Error, Result},
    files::MOST,
    secrets::Hash,
    tickets::events::{Step, TicketRow},
};

/// The most bytes of a ticket's files.
#[allow(clippy::cast_possible_wrap, reason = "it is 25 MiB")]
const MAX_SIZE: i64 = MAX_FILES as i64;

/// Records what `decide` makes of the ticket under its lock; gives the ticket and its last event
/// before. A request that was answered before changes nothing.
///
/// # Errors
/// What `decide` refuses, `Error::Conflict` for a move that the table does not have, and
/// `Error::KeyReused` for a key that belongs to another body.
pub async fn record(
    db: &Db,
    id: TicketId,
    policies: &Policies,
    request: Option<&RequestKey>,
    now: OffsetDateTime,
    decide: impl FnOnce(&TicketRow) -> Result<Vec<Step>>,
) -> Result<(i64, TicketRow)> {
    // Sets what it has, which locks the row on either database.
    let lock = AssertSqlSafe(format!(
        "update tickets set seq = seq where id = $1 returning {COLUMNS}"
    ));
    Ok(write!(db, |tx| {
        let mut ticket: TicketRow = sqlx::query_as(lock).bind(id).fetch_one(&mut *tx).await?;
        let before = ticket.seq;
        let known = match request {
            None => None,
            Some(request) => {
                let known: Option<(Hash,)> = sqlx::query_as(
                    "select fingerprint from requests
                     where site_id = $1 and scope = $2 and key = $3",
                )
                .bind(request.site)
                .bind(&request.scope)
                .bind(&request.key)
                .fetch_optional(&mut *tx)
                .await?;
                known.map(|(fingerprint,)| fingerprint == request.fingerprint)
            }
        };
        match known {
            Some(true) => (before, ticket),
            Some(false) => return Err(Error::KeyReused),
            None => {
                for step in decide(&ticket)? {
                    ticket.apply(&step, now, policies)?;
                    insert_event!(tx, ticket, step, now);
                    if let Entry::Visible(What::Handover {
                        to: Some(to),
                        reason: Reason::Routed,
                        ..
                    }) = &step.what
                    {
                        // Locks the agent: of rules that give at once, each sees what the other
                        // has given.
                        let (capacity,): (i64,) = sqlx::query_as(
                            "update agents set given_at = $2 where id = $1 returning capacity",
                        )
                        .bind(to)
                        .bind(now)
                        .fetch_one(&mut *tx)
                        .await?;
                        let (load,): (i64,) = sqlx::query_as(
                            "select count(*) from tickets where assignee = $1 and id <> $2
                             and status in ('new', 'open', 'on_hold')",
                        )
                        .bind(to)
                        .bind(id)
                        .fetch_one(&mut *tx)
                        .await?;
                        if load >= capacity {
                            return Err(Error::Conflict("They have no time for it any more."));
                        }
                    }
                    if let Entry::Visible(What::File { file }) = &step.what {
                        let (count, size): (i64, i64) = sqlx::query_as(
                            "select count(*), cast(coalesce(sum(size), 0) as bigint)
                             from files where ticket_id = $1",
                        )
                        .bind(id)
                        .fetch_one(&mut *tx)
                        .await?;
                        if count >= MOST || size + i64::from(file.size) > MAX_SIZE {
                            return Err(Error::TooLarge);
                        }
                        sqlx::query(
                            "insert into files (id, site_id, ticket_id, name, kind, size,
                             created_at) values ($1, $2, $3, $4, $5, $6, $7)",
                        )
                        .bind(file.id)
                        .bind(ticket.site_id)
                        .bind(ticket.id)
                        .bind(&file.name)
                        .bind(&file.kind)
                        .bind(i64::from(file.size))
                        .bind(now)
                        .execute(&mut *tx)
                        .await?;
                    }
                }
                sqlx::query(
                    "update tickets set status = $2, hold = $3, assignee = $4, due_at = $5,
                     stars = $6, rating_comment = $7, seq = $8, last_visible = $9, unread = $10,
                     first_reply_at = $11, proposed_at = $12, closed_at = $13, updated_at = $14,
                     covers = $15, level = $16, team_id = $17, priority = $18, tags = $19,
                     snoozed_until = $20, solved_level = $21, knowledge = $22, merged_into = $23,
                     incident_id = $24, incident_seq = $25, missed = $26 where id = $1",
                )
                .bind(ticket.id)
                .bind(ticket.status)
                .bind(&ticket.hold)
                .bind(ticket.assignee)
                .bind(ticket.due_at)
                .bind(ticket.stars)
                .bind(&ticket.rating_comment)
                .bind(ticket.seq)
                .bind(ticket.last_visible)
                .bind(ticket.unread)
                .bind(ticket.first_reply_at)
                .bind(ticket.proposed_at)
                .bind(ticket.closed_at)
                .bind(ticket.updated_at)
                .bind(ticket.covers)
                .bind(ticket.level)
                .bind(ticket.team_id)
                .bind(ticket.priority)
                .bind(&ticket.tags)
                .bind(ticket.snoozed_until)
                .bind(ticket.solved_level)
                .bind(&ticket.knowledge)
                .bind(ticket.merged_into)
                .bind(ticket.incident_id)
                .bind(ticket.incident_seq)
                .bind(ticket.missed)
                .execute(&mut *tx)
                .await?;
                if let Some(request) = request {
                    insert_request!(tx, request, ticket, now);
                }
                (before, ticket)
            }
        }
    }))
}
