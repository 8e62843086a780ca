//! What other tickets are to a ticket, as its events tell.

use guichet_shared::{desk::Entry, event::Internal, ticket::TicketId, triage::Relation};

use super::events::EventRow;

/// Another ticket, and what it is to this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Other {
    /// What it is to it.
    pub relation: Relation,
    /// Which.
    pub ticket: TicketId,
    /// Its number on the site.
    pub number: u32,
}

/// What is still so after all of a ticket's events, in the order in which it came about.
#[must_use]
pub fn others(events: &[EventRow]) -> Vec<Other> {
    let mut others: Vec<Other> = Vec::new();
    for event in events {
        let Entry::Internal(Internal::Related {
            relation,
            ticket,
            number,
        }) = event.data.what
        else {
            continue;
        };
        if relation == Relation::Unlinked {
            others.retain(|other| other.ticket != ticket || other.relation != Relation::Linked);
        } else {
            others.push(Other {
                relation,
                ticket,
                number,
            });
        }
    }
    others
}
