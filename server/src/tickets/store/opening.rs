//! Opening a ticket for somebody who called: once for each request, however often it is sent.

use guichet_shared::{agent::AgentId, event::By, triage::Source};
use time::OffsetDateTime;

use super::{
    FiledRow, NewRow, RequestKey,
    requests::{answered, insert_request},
    rows::{insert_ticket, last_number, locked},
};
use crate::{
    db::{Db, write},
    error::Result,
    sites::SiteRow,
    tickets::events::Step,
    visitors::{VisitorId, store::insert_visitor},
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
/// `Error::KeyReused` when the key belongs to another body, and what `opening` refuses.
pub async fn open(
    db: &Db,
    site: &SiteRow,
    by: AgentId,
    request: &RequestKey,
    now: OffsetDateTime,
    opening: impl FnOnce() -> Result<Opening>,
) -> Result<FiledRow> {
    Ok(write!(db, |tx| {
        let last = last_number!(tx, site.id);
        if let Some(ticket) = answered!(tx, request) {
            FiledRow {
                ticket: locked!(tx, ticket),
                is_new: false,
            }
        } else {
            let opening = opening()?;
            let visitor = match opening.visitor {
                Some(visitor) => visitor,
                None => insert_visitor!(tx, site.id, now),
            };
            let agent = (By::Agent(by), Source::Agent);
            let (mut ticket, created) = opening.new.row(site, visitor, last + 1, agent, now)?;
            for step in &opening.steps {
                ticket.apply(step, now, &site.policies)?;
            }
            let steps = std::iter::once(created).chain(opening.steps);
            insert_ticket!(tx, ticket, steps, now);
            insert_request!(tx, request, ticket, now);
            FiledRow {
                ticket,
                is_new: true,
            }
        }
    }))
}
