//! A ticket as its customer sees it, and what the customer sends.

use serde::{Deserialize, Serialize};

use crate::{
    Invalid, Line, Text,
    agent::{Email, Holder, Name},
    event::Event,
    incident::IncidentId,
    lang::Lang,
    parsed::{id, parsed_string},
    site::SiteKey,
    status::{Status, Turn},
    topic::{Answered, Answers, Key, Localised},
};

id!(
    /// A ticket's id.
    TicketId
);

parsed_string!(
    /// 256 bits from the operating system as 43 characters of base64url: who holds it is the
    /// visitor. The browser makes it and sends it as a bearer token.
    VisitorToken,
    |text| {
        let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if text.len() == 43 && text.chars().all(allowed) {
            Ok(())
        } else {
            Err(Invalid::Malformed {
                expected: "256 random bits as 43 characters of base64url",
            })
        }
    }
);

parsed_string!(
    /// What makes a retry the same request: 16 to 100 visible ASCII characters, such as a UUID.
    IdempotencyKey,
    |text| {
        if (16..=100).contains(&text.len()) && text.chars().all(|c| c.is_ascii_graphic()) {
            Ok(())
        } else {
            Err(Invalid::Malformed {
                expected: "16 to 100 visible ASCII characters, new for each request",
            })
        }
    }
);

/// What a ticket is about.
pub type Subject = Line<200>;
/// What somebody writes, in Markdown or plain words.
pub type Message = Text<20_000>;
/// A remark of a few sentences.
pub type Remark = Text<2_000>;

/// What `POST /sites/{site}/tickets` takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewTicket {
    /// One of the site's topics.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<Key>,
    /// In a few words.
    pub subject: Subject,
    /// In full.
    pub body: Message,
    /// What to call the customer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// Where to write to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Email>,
    /// The language that the customer reads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<Lang>,
    /// Answers to the topic's fields, by their keys.
    #[serde(default, skip_serializing_if = "Answers::is_empty")]
    #[cfg_attr(feature = "openapi", schema(value_type = std::collections::HashMap<String, String>))]
    pub fields: Answers,
    /// What was tried before.
    #[serde(default)]
    pub context: Context,
    /// The closed ticket that this one goes on from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<TicketId>,
    /// The incident that the customer has met too. A visitor's second ticket of one incident is the
    /// first again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incident: Option<IncidentId>,
}

/// What the customer tried before asking. It travels with the ticket, so that nobody suggests it
/// again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Context {
    /// The searches made, in order; the last 20 are kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub searches: Vec<Text<400>>,
    /// The slugs of the articles read, in order; the last 20 are kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub articles: Vec<crate::article::Slug>,
}

/// A ticket without its timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Ticket {
    /// Its id.
    pub id: TicketId,
    /// Its site.
    pub site: SiteKey,
    /// Its number on the site, for people: `#1042`.
    pub number: u32,
    /// In a few words.
    pub subject: String,
    /// The topic's name as it was then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<Localised>,
    /// Answers to the topic's fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answered>,
    /// Where it stands.
    pub status: Status,
    /// For whom or what it waits while on hold, in words for the customer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold: Option<String>,
    /// Whose turn it is.
    pub turn: Turn,
    /// Who has it now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<Holder>,
    /// When the next update is promised: RFC 3339, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// What happened last.
    pub last: Event,
    /// How many events the customer has not seen.
    pub unread: u32,
    /// The rating, once given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<Rating>,
    /// When a proposed solution counts as one unless the customer says something: RFC 3339, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closes_at: Option<String>,
    /// Until when a reply opens it again, while it is closed: RFC 3339, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reopens_until: Option<String>,
    /// When it was filed: RFC 3339, UTC.
    pub created_at: String,
}

/// The caller's tickets, the one that changed last first; the answer of `GET /tickets`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Tickets {
    /// The tickets.
    pub tickets: Vec<Ticket>,
}

/// A ticket with its timeline; the answer of `GET /tickets/{id}` and of every change to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Thread {
    /// The ticket.
    pub ticket: Ticket,
    /// What happened, in order.
    pub events: Vec<Event>,
}

/// The answer of `POST /sites/{site}/tickets`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Filed {
    /// The ticket.
    pub ticket: Ticket,
    /// What reaches it from now on, for a caller that sent no token of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visitor_token: Option<VisitorToken>,
}

/// How long customers of a site wait for the first answer: what the middle half of the last
/// tickets took.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Wait {
    /// A quarter waited less than this many minutes.
    pub from: u32,
    /// A quarter waited longer than this many minutes.
    pub to: u32,
}

/// What `POST /tickets/{id}/messages` takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reply {
    /// The text.
    pub body: Message,
}

/// What `POST /tickets/{id}/verdict` takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Verdict {
    /// Whether the solution helped.
    pub solved: bool,
    /// What is still wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<Remark>,
}

/// 1 to 5; what `POST /tickets/{id}/rating` takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rating {
    /// 1 to 5.
    pub stars: Stars,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<Remark>,
}

/// 1 to 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "i64")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = u8, minimum = 1, maximum = 5))]
pub struct Stars(u8);

impl Stars {
    /// The number.
    #[must_use]
    pub fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<i64> for Stars {
    type Error = Invalid;
    fn try_from(stars: i64) -> Result<Self, Invalid> {
        match u8::try_from(stars) {
            Ok(stars @ 1..=5) => Ok(Self(stars)),
            _ => Err(Invalid::Malformed {
                expected: "a number from 1 to 5",
            }),
        }
    }
}

/// What `POST /tickets/{id}/seen` takes: the customer has seen the events up to this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Seen {
    /// The last event's place.
    pub seq: u32,
}

/// The data of a stream's `event` message; its id is `ticket:seq`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Update {
    /// The ticket as it is now.
    pub ticket: Ticket,
    /// What happened.
    pub event: Event,
}

/// The data of a stream's `typing` message: somebody is writing, and will be for 5 seconds unless
/// it is said again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Typing {
    /// On which ticket.
    pub ticket: TicketId,
}
