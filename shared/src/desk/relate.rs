//! What tickets have to do with each other: merging, splitting, linking.

use serde::{Deserialize, Serialize};

use crate::{
    status::Status,
    ticket::{Subject, TicketId},
    triage::Relation,
};

/// What `POST /desk/tickets/{id}/merge` takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Merge {
    /// The ticket of the same customer that it goes on in.
    pub into: TicketId,
}

/// What `POST /desk/tickets/{id}/split` takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Split {
    /// The place of the customer's message that the new ticket begins with.
    pub seq: u32,
    /// What the new ticket is about.
    pub subject: Subject,
}

/// What `POST /desk/tickets/{id}/links` takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewLink {
    /// The ticket of the same site that it has to do with.
    pub ticket: TicketId,
}

/// Another ticket that a ticket has to do with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Related {
    /// What it is to it.
    pub relation: Relation,
    /// Which.
    pub ticket: TicketId,
    /// Its number on the site.
    pub number: u32,
    /// In a few words.
    pub subject: String,
    /// Where it stands.
    pub status: Status,
}
