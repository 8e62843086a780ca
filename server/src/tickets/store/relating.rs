//! Two tickets in one transaction: what is recorded on one is recorded on the other, or on neither.

use guichet_shared::{
    agent::AgentId,
    event::{By, Internal},
    ticket::TicketId,
    triage::Relation,
};
use time::OffsetDateTime;

use super::{
    NewRow, RequestKey, insert_event,
    requests::{answered, insert_request},
    rows::{insert_ticket, last_number, locked, update_ticket},
};
use crate::{
    db::{Db, write},
    error::{Error, Result},
    sites::SiteRow,
    tickets::{
        events::{EventRow, Step, TicketRow},
        relations::{Other, others},
    },
};

/// A ticket as it is now, and the place of its last event before.
#[derive(Debug)]
pub struct Recorded {
    /// The place of its last event before.
    pub before: i64,
    /// The ticket.
    pub ticket: TicketRow,
}

/// Two tickets under their locks.
#[derive(Debug)]
pub struct Pair {
    /// The one.
    pub one: TicketRow,
    /// The other.
    pub other: TicketRow,
    /// What others are to the one.
    pub others: Vec<Other>,
}

/// Records what `decide` makes of two tickets of a site under their locks, in one transaction.
///
/// # Errors
/// `Error::NotFound` when the site has not both, what `decide` refuses, and `Error::Conflict` for
/// a move that the table does not have.
pub async fn record_both(
    db: &Db,
    site: &SiteRow,
    (one, other): (TicketId, TicketId),
    now: OffsetDateTime,
    decide: impl FnOnce(&Pair) -> Result<(Vec<Step>, Vec<Step>)>,
) -> Result<(Recorded, Recorded)> {
    Ok(write!(db, |tx| {
        // Always in the same order: two who lock the same two wait for each other once, not forever.
        let (first, second) = (one.min(other), one.max(other));
        let (first, second) = (locked!(tx, first), locked!(tx, second));
        let (one, other) = if first.id == one {
            (first, second)
        } else {
            (second, first)
        };
        if one.site_id != site.id || other.site_id != site.id {
            return Err(Error::NotFound);
        }
        let events: Vec<EventRow> = sqlx::query_as(
            "select ticket_id, seq, data, created_at from events
             where ticket_id = $1 and not visible order by seq",
        )
        .bind(one.id)
        .fetch_all(&mut *tx)
        .await?;
        let others = others(&events);
        let before = (one.seq, other.seq);
        let mut pair = Pair { one, other, others };
        let (on_one, on_other) = decide(&pair)?;
        for step in on_one {
            pair.one.apply(&step, now, &site.policies)?;
            insert_event!(tx, pair.one, step, now);
        }
        for step in on_other {
            pair.other.apply(&step, now, &site.policies)?;
            insert_event!(tx, pair.other, step, now);
        }
        update_ticket!(tx, pair.one);
        update_ticket!(tx, pair.other);
        let recorded = |before, ticket| Recorded { before, ticket };
        (recorded(before.0, pair.one), recorded(before.1, pair.other))
    }))
}

/// Files a new ticket of the same visitor, and records on both where it comes from: all of it, or
/// nothing. `part` makes the new ticket of the one it is split off.
///
/// # Errors
/// `Error::NotFound` when there is no such ticket, `Error::KeyReused` when the key belongs to
/// another body, and what `part` refuses.
pub async fn split(
    db: &Db,
    site: &SiteRow,
    from: TicketId,
    by: By<AgentId>,
    request: Option<&RequestKey>,
    now: OffsetDateTime,
    part: impl FnOnce(&TicketRow) -> Result<NewRow>,
) -> Result<(Recorded, TicketRow)> {
    Ok(write!(db, |tx| {
        // The site before its ticket, as everywhere where both are locked.
        let last = last_number!(tx, site.id);
        let mut ticket = locked!(tx, from);
        let before = ticket.seq;
        let known = match request {
            Some(request) => answered!(tx, request),
            None => None,
        };
        if let Some(filed) = known {
            let filed = locked!(tx, filed);
            (Recorded { before, ticket }, filed)
        } else {
            let new = part(&ticket)?;
            // The words are the customer's own, whoever sorted them.
            let customer = (By::Customer, ticket.source);
            let (mut filed, created) = new.row(site, ticket.visitor_id, last + 1, customer, now)?;
            let from = related(by.clone(), Relation::SplitFrom, &ticket);
            let into = related(by, Relation::SplitInto, &filed);
            filed.apply(&from, now, &site.policies)?;
            ticket.apply(&into, now, &site.policies)?;
            insert_ticket!(tx, filed, [created, from], now);
            insert_event!(tx, ticket, into, now);
            update_ticket!(tx, ticket);
            if let Some(request) = request {
                insert_request!(tx, request, filed, now);
            }
            (Recorded { before, ticket }, filed)
        }
    }))
}

/// That another ticket is something to one.
#[must_use]
pub fn related(by: By<AgentId>, relation: Relation, other: &TicketRow) -> Step {
    let number = u32::try_from(other.number).unwrap_or(u32::MAX);
    let ticket = other.id;
    Step::internal(
        by,
        Internal::Related {
            relation,
            ticket,
            number,
        },
    )
}
