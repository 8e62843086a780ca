//! Working together on a ticket: who reads or answers it, who follows it, who is asked to read it.

use serde::{Deserialize, Serialize};

use super::{Actions, Event, Ticket};
use crate::{
    agent::{AgentId, Colleague},
    ticket::{Message, TicketId},
};

/// What an agent does with a ticket just now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Doing {
    /// Has it on screen.
    Reading,
    /// Writes on it.
    Writing,
    /// Nothing any more.
    Gone,
}

/// What `POST /desk/tickets/{id}/presence` takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Presence {
    /// What the caller does; what is not said again within 40 seconds is over.
    pub doing: Doing,
}

/// Who does what with a ticket; the data of the desk stream's `attending` message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Attending {
    /// Which ticket.
    pub ticket: TicketId,
    /// Who, another than the reader.
    pub who: Colleague,
    /// What.
    pub doing: Doing,
}

/// What `POST /desk/tickets/{id}/notes` takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewNote {
    /// The text, in Markdown.
    pub body: Message,
    /// Who is asked to read it, agents of the ticket's site: they follow the ticket from then on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<AgentId>,
    /// What is done to the ticket besides, in one step with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub then: Option<Actions>,
}

/// The answer of `PUT` and `DELETE /desk/tickets/{id}/follow`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Followers {
    /// Who follows the ticket now, by name.
    pub followers: Vec<Colleague>,
}

/// A note that names the caller.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Mention {
    /// The ticket.
    pub ticket: Ticket,
    /// The last note on it that names the caller.
    pub event: Event,
    /// Whether the caller has not read it yet.
    pub unread: bool,
}

/// The answer of `GET /desk/mentions`, the newest first, at most 50.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Mentions {
    /// The last note of each ticket that names the caller.
    pub mentions: Vec<Mention>,
}

/// The data of the desk stream's `mentions` message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnreadMentions {
    /// How many tickets have a note that names the reader and was not read yet.
    pub unread: u32,
}
