//! Opening a ticket for somebody who called: once for each request, however often it is sent.

use guichet_shared::{agent::AgentId, event::By, ticket::TicketId, triage::Source};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{
    FiledRow, NewRow, RequestKey, insert_event, insert_request,
    rows::{insert_ticket, locked},
};
use crate::{
    db::{Db, write},
    error::{Error, Result},
    secrets::Hash,
    sites::SiteRow,
    tickets::events::Step,
    visitors::VisitorId,
};

/// A ticket that an agent opens.
#[derive(Debug)]
pub struct Opening {
    /// What it says.
    pub new: NewRow,
    /// Whose it is; somebody new, without.
    pub visitor: Option<VisitorId>,
    /// What else happens to it at once.
    pub steps: Vec<Step>,
}

/// Opens a ticket, or finds the one that the same request has opened before. Nobody has a token
/// of somebody new: who called comes back to it by the address, once that is theirs for certain.
///
/// # Errors
/// `Error::KeyReused` when the key belongs to another body.
pub async fn open(
    db: &Db,
    site: &SiteRow,
    by: AgentId,
    opening: Opening,
    request: &RequestKey,
    now: OffsetDateTime,
) -> Result<FiledRow> {
    Ok(write!(db, |tx| {
        // One ticket at a time on each site, as where customers file them.
        let (last,): (i64,) =
            sqlx::query_as("update sites set tickets = tickets where id = $1 returning tickets")
                .bind(site.id)
                .fetch_one(&mut *tx)
                .await?;
        let known: Option<(Hash, TicketId)> = sqlx::query_as(
            "select fingerprint, ticket_id from requests
             where site_id = $1 and scope = $2 and key = $3",
        )
        .bind(site.id)
        .bind(&request.scope)
        .bind(&request.key)
        .fetch_optional(&mut *tx)
        .await?;
        match known {
            Some((fingerprint, _)) if fingerprint != request.fingerprint => {
                return Err(Error::KeyReused);
            }
            Some((_, ticket)) => FiledRow {
                ticket: locked!(tx, ticket),
                is_new: false,
            },
            None => {
                let visitor = match opening.visitor {
                    Some(visitor) => visitor,
                    None => {
                        let visitor = VisitorId(Uuid::now_v7());
                        sqlx::query(
                            "insert into visitors (id, site_id, created_at) values ($1, $2, $3)",
                        )
                        .bind(visitor)
                        .bind(site.id)
                        .bind(now)
                        .execute(&mut *tx)
                        .await?;
                        visitor
                    }
                };
                let agent = (By::Agent(by), Source::Agent);
                let (mut ticket, created) = opening.new.row(site, visitor, last + 1, agent, now)?;
                let mut events = vec![(ticket.seq, created)];
                for step in opening.steps {
                    ticket.apply(&step, now, &site.policies)?;
                    events.push((ticket.seq, step));
                }
                insert_ticket!(tx, ticket);
                let last = ticket.seq;
                for (seq, step) in events {
                    ticket.seq = seq;
                    insert_event!(tx, ticket, step, now);
                }
                ticket.seq = last;
                insert_request!(tx, request, ticket, now);
                sqlx::query("update sites set tickets = $2 where id = $1")
                    .bind(site.id)
                    .bind(ticket.number)
                    .execute(&mut *tx)
                    .await?;
                FiledRow {
                    ticket,
                    is_new: true,
                }
            }
        }
    }))
}
