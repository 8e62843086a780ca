//! A guest: somebody who is no agent and was asked to one ticket by link.

use serde::{Deserialize, Serialize};

use crate::{
    agent::{Name, PublicAgent},
    block::Block,
    desk::Entry,
    event::By,
    parsed::id,
    status::Status,
    ticket::{Message, VisitorToken},
};

id!(
    /// A guest's id.
    GuestId
);

/// What a guest may see and write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "database", derive(sqlx::Type))]
#[cfg_attr(
    feature = "database",
    sqlx(type_name = "text", rename_all = "snake_case")
)]
pub enum GuestMay {
    /// Sees internal notes too, and writes notes alone.
    Internal,
    /// Sees what the customer sees, and writes to the customer.
    Public,
}

/// A guest as agents see one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Guest {
    /// Their id.
    pub id: GuestId,
    /// What to call them.
    pub name: String,
    /// What they may see and write.
    pub may: GuestMay,
    /// Until when their link leads in: RFC 3339, UTC.
    pub expires_at: String,
}

/// What `POST /desk/tickets/{id}/guests` takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewGuest {
    /// What to call them; whoever reads the ticket reads it.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub name: Name,
    /// What they may see and write.
    pub may: GuestMay,
}

/// The answer of `POST /desk/tickets/{id}/guests`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Invited {
    /// What the link carries after `/desk#/guest/`: it is told here and never again.
    pub token: VisitorToken,
    /// Everybody who is a guest of the ticket now.
    pub guests: Vec<Guest>,
}

/// The answer of `DELETE /desk/tickets/{id}/guests/{guest}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Guests {
    /// Everybody who is a guest of the ticket now.
    pub guests: Vec<Guest>,
}

/// A ticket as a guest sees it; the answer of `GET /guest` and the data of the guest stream's
/// `thread` message. It has no address in it, neither the customer's nor an agent's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GuestThread {
    /// What the site is called.
    pub site: String,
    /// The ticket's number on the site, for people.
    pub number: u32,
    /// In a few words.
    pub subject: String,
    /// Where it stands.
    pub status: Status,
    /// What the guest is called here.
    pub name: String,
    /// What the guest may see and write.
    pub may: GuestMay,
    /// Until when the link leads in: RFC 3339, UTC.
    pub expires_at: String,
    /// What happened, in order: what the customer sees, with the notes for who may see them.
    pub events: Vec<GuestEvent>,
}

/// An event as a guest sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GuestEvent {
    /// Its place among the ticket's events, from 1; places of what is not shown are left out.
    pub seq: u32,
    /// When: RFC 3339, UTC.
    pub at: String,
    /// Who.
    pub by: By<PublicAgent>,
    /// What.
    pub what: Entry<PublicAgent, Vec<Block>>,
}

/// What `POST /guest/messages` and `/guest/notes` take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GuestWritten {
    /// The text, in Markdown.
    pub body: Message,
}
