//! Recording what happens to a ticket: events and their projection, in one transaction.

use guichet_shared::{
    agent::AgentId,
    desk::Entry,
    event::{By, Internal, Reason, What},
    file::{FILES_AT_ONCE, MAX_FILES},
    guest::GuestId,
    policy::Policies,
    ticket::TicketId,
};
use sqlx::types::Json;
use time::OffsetDateTime;

use super::{
    RequestKey, count_files, insert_event,
    requests::{answered, insert_request},
    rows::{locked, update_ticket},
};
use crate::{
    db::{Db, write},
    error::{Error, Result},
    files::MOST,
    follows::store::insert_mention,
    guests::{
        Permit,
        store::{is_guest, revoke},
    },
    tickets::events::{Step, TicketRow},
};

/// The most bytes of a ticket's files.
#[allow(clippy::cast_possible_wrap, reason = "it is 25 MiB")]
const MAX_SIZE: i64 = MAX_FILES as i64;

/// The most files of a customer since the customer last did something else.
#[allow(clippy::cast_possible_wrap, reason = "they are five")]
pub const MOST_SINCE_A_MESSAGE: i64 = FILES_AT_ONCE as i64;

/// There have been so many.
pub const TOO_MANY_FILES: Error =
    Error::Conflict("Five files have been added since the last message. Write another one first.");

/// What somebody who writes has seen: what others have written since refuses the text.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    /// Who writes.
    pub writer: AgentId,
    /// The last event that the writer has seen.
    pub last: i64,
}

/// What must be so still when the ticket's lock is held.
#[derive(Clone, Copy, Debug)]
pub enum Still {
    /// Nobody else has written.
    Newest(Seen),
    /// The guest's link leads in, to write as they do.
    Guest(Permit),
    /// The guest's link leads in; it ends with that. Where it has ended already there is nothing to tell.
    Sent(GuestId),
}

/// Records what `decide` makes of the ticket under its lock; gives the ticket and its last event
/// before. A request that was answered before changes nothing.
///
/// # Errors
/// What `decide` refuses, `Error::Conflict` for a move that the table does not have,
/// `Error::KeyReused` for a key that belongs to another body, and where something is not so any
/// more that must be `still`: `Error::NewerMessage`, or `Error::NotFound` for a guest.
pub async fn record(
    db: &Db,
    id: TicketId,
    policies: &Policies,
    request: Option<&RequestKey>,
    still: Option<Still>,
    now: OffsetDateTime,
    decide: impl FnOnce(&TicketRow) -> Result<Vec<Step>>,
) -> Result<(i64, TicketRow)> {
    Ok(write!(db, |tx| {
        let mut ticket = locked!(tx, id);
        let before = ticket.seq;
        if let Some(Still::Guest(guest)) = still
            && !is_guest!(tx, guest)
        {
            return Err(Error::NotFound);
        }
        let known = match request {
            Some(request) => answered!(tx, request),
            None => None,
        };
        let gone = match still {
            Some(Still::Sent(guest)) => !revoke!(tx, guest, now),
            _ => false,
        };
        match known {
            Some(_) => (before, ticket),
            None if gone => (before, ticket),
            None => {
                if let Some(Still::Newest(seen)) = still {
                    let since: Vec<(Json<Step>,)> =
                        sqlx::query_as("select data from events where ticket_id = $1 and seq > $2")
                            .bind(id)
                            .bind(seen.last)
                            .fetch_all(&mut *tx)
                            .await?;
                    let writer = By::Agent(seen.writer);
                    if since
                        .iter()
                        .any(|(step,)| step.by != writer && step.is_written())
                    {
                        return Err(Error::NewerMessage);
                    }
                }
                let steps = decide(&ticket)?;
                let changes = !steps.is_empty();
                for step in steps {
                    ticket.may_take(&step)?;
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
                    if let Entry::Internal(Internal::Note { mentions, .. }) = &step.what {
                        for agent in mentions {
                            insert_mention!(tx, ticket, *agent, now);
                        }
                    }
                    if let By::Agent(agent) = step.by {
                        // Who acts has seen what they did, if they had seen what was before it.
                        sqlx::query(
                            "update follows set seen = $3
                             where agent_id = $1 and ticket_id = $2 and seen = $3 - 1",
                        )
                        .bind(agent)
                        .bind(id)
                        .bind(ticket.seq)
                        .execute(&mut *tx)
                        .await?;
                    }
                    if let Entry::Visible(What::File { file }) = &step.what {
                        if step.by == By::Customer
                            && count_files!(&mut *tx, id) > MOST_SINCE_A_MESSAGE
                        {
                            return Err(TOO_MANY_FILES);
                        }
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
                if changes {
                    update_ticket!(tx, ticket);
                }
                if let Some(request) = request {
                    insert_request!(tx, request, ticket, now);
                }
                (before, ticket)
            }
        }
    }))
}
