//! Tickets that agents open for somebody who called, and who that may be.

use serde::{Deserialize, Serialize};

use super::Ticket;
use crate::{
    agent::{Email, Name},
    lang::Lang,
    site::SiteKey,
    ticket::{Message, Subject, TicketId},
    topic::{Answers, Key},
};

/// What `POST /desk/tickets` takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = DeskNewTicket))]
pub struct NewTicket {
    /// Its site.
    pub site: SiteKey,
    /// One of the site's topics.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<Key>,
    /// In a few words.
    pub subject: Subject,
    /// In full; the customer reads it.
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
    /// A ticket of the same customer; somebody new, without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<TicketId>,
    /// What other agents should know; the customer never sees it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Message>,
    /// Whether who opens it has it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub assign_to_me: bool,
}

/// Somebody who has asked before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Customer {
    /// What they want to be called, as they said last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The address that they typed last; nobody has checked it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The site that they asked on.
    pub site: SiteKey,
    /// How often they have asked.
    pub total: u32,
    /// Their last tickets, the newest first, at most 5.
    pub tickets: Vec<Ticket>,
}

/// The answer of `GET /desk/customers`, who asked last first, at most 10.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Customers {
    /// Who was found.
    pub customers: Vec<Customer>,
}
