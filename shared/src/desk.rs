//! What agents see of tickets and send about them.

use serde::{Deserialize, Serialize};

use crate::{
    agent::{AgentId, Colleague},
    article::{ArticleId, Category, Keyword, Slug, Title},
    block::Block,
    event::{By, Internal, Reason, What},
    lang::Lang,
    site::SiteKey,
    status::Status,
    ticket::{Context, Message, Remark, TicketId},
    topic::{Answered, Localised},
};

/// A ticket as agents see it, without its timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = DeskTicket))]
pub struct Ticket {
    /// Its id.
    pub id: TicketId,
    /// Its site.
    pub site: SiteKey,
    /// Its number on the site, for people.
    pub number: u32,
    /// In a few words.
    pub subject: String,
    /// The topic's name as it was then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<Localised>,
    /// Where it stands.
    pub status: Status,
    /// For whom or what it waits while on hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold: Option<String>,
    /// Who has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignee: Option<Colleague>,
    /// What the customer wants to be called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The address that the customer typed; nobody has checked it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The language that the customer reads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<Lang>,
    /// When the next update is promised: RFC 3339, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// The customer's rating, 1 to 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stars: Option<u8>,
    /// The place of its last event.
    pub seq: u32,
    /// When it was filed: RFC 3339, UTC.
    pub created_at: String,
    /// When something last happened: RFC 3339, UTC.
    pub updated_at: String,
}

/// What happened, internal or not, as agents see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Entry<A, B> {
    /// The customer sees it too.
    Visible(What<A, B>),
    /// Agents alone see it.
    Internal(Internal<B>),
}

/// An event as agents see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = DeskEvent))]
pub struct Event {
    /// Its place among the ticket's events, from 1.
    pub seq: u32,
    /// When: RFC 3339, UTC.
    pub at: String,
    /// Who.
    pub by: By<Colleague>,
    /// What.
    pub what: Entry<Colleague, Vec<Block>>,
}

/// A ticket with its timeline; the answer of `GET /desk/tickets/{id}` and of every change to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = DeskThread))]
pub struct Thread {
    /// The ticket.
    pub ticket: Ticket,
    /// Answers to the topic's fields.
    pub answers: Vec<Answered>,
    /// What the customer tried before asking.
    pub context: Context,
    /// Other tickets of the same visitor, the newest first, at most 20.
    pub others: Vec<Ticket>,
    /// The closed ticket that this one goes on from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<TicketId>,
    /// What happened, in order.
    pub events: Vec<Event>,
}

/// Which tickets a queue holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum View {
    /// The caller's.
    Mine,
    /// Nobody's.
    Unassigned,
    /// All.
    #[default]
    All,
}

/// The order of a queue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Sort {
    /// What changed last first.
    #[default]
    Updated,
    /// The newest first.
    Created,
    /// What is due soonest first, then what is not promised.
    Due,
}

/// A page of a queue; the answer of `GET /desk/tickets`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Queue {
    /// The tickets.
    pub tickets: Vec<Ticket>,
    /// How many tickets there are in the whole queue asked for.
    pub total: u32,
    /// How many that are not closed each view holds.
    pub open: OpenCounts,
}

/// How many tickets that are not closed each view holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenCounts {
    /// The caller's.
    pub mine: u32,
    /// Nobody's.
    pub unassigned: u32,
    /// All.
    pub all: u32,
}

/// What `PATCH /desk/tickets/{id}` takes: one of the two or both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Change {
    /// The status to set: `open`, `waiting`, `on_hold` or `closed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Why, in words for the customer; on hold needs it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Remark>,
    /// When the next update is promised: RFC 3339, in the future.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
}

/// What `POST /desk/tickets/{id}/messages`, `/notes` and `/proposal` take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Written {
    /// The text, in Markdown.
    pub body: Message,
}

/// What `POST /desk/tickets/{id}/handover` takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Handover {
    /// To whom; back to the queue without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<AgentId>,
    /// Why.
    pub reason: Reason,
    /// What the customer is told besides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public_note: Option<Remark>,
    /// What the next agent should know; the customer never sees it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Message>,
}

/// The data of the desk stream's `event` message; its id is `ticket:seq`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = DeskUpdate))]
pub struct Update {
    /// The ticket as it is now.
    pub ticket: Ticket,
    /// What happened.
    pub event: Event,
}

/// An article in the desk's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ArticleSummary {
    /// Its id.
    pub id: ArticleId,
    /// Its site.
    pub site: SiteKey,
    /// Its language.
    pub lang: Lang,
    /// Its name in URLs.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// Its category.
    pub category: String,
    /// Whether customers see it.
    pub published: bool,
    /// How many said that it helped.
    pub helpful: u32,
    /// How many said that it did not.
    pub unhelpful: u32,
    /// When it last changed: RFC 3339, UTC.
    pub updated_at: String,
}

/// The answer of `GET /desk/articles`, what changed last first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ArticleList {
    /// The articles of this page.
    pub articles: Vec<ArticleSummary>,
    /// How many there are in all.
    pub total: u32,
}

/// A whole article to work on; the answer of `GET /desk/articles/{id}` and of every change to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = DeskArticle))]
pub struct Article {
    /// As in the list.
    pub summary: ArticleSummary,
    /// Words that customers use for it.
    pub keywords: Vec<String>,
    /// Its text, in Markdown.
    pub body: String,
    /// The number of this version, from 1.
    pub version: u32,
}

/// What `POST /desk/articles` takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewArticle {
    /// Its site.
    pub site: SiteKey,
    /// Its language.
    pub lang: Lang,
    /// Its name in URLs.
    pub slug: Slug,
    /// What it says.
    pub text: ArticleText,
}

/// What `PUT /desk/articles/{id}` takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewVersion {
    /// The version that was read: another one since then is a conflict, and nothing is lost.
    pub version: u32,
    /// What it says now.
    pub text: ArticleText,
}

/// What an article says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ArticleText {
    /// Its title.
    pub title: Title,
    /// Its category.
    pub category: Category,
    /// Words that customers use for it, at most 20.
    #[serde(default)]
    pub keywords: Vec<Keyword>,
    /// Its text, in Markdown.
    pub body: crate::Text<60_000>,
    /// Whether customers see it.
    pub published: bool,
}

/// One version of an article, without its body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Version {
    /// Its number, from 1.
    pub version: u32,
    /// Its title.
    pub title: String,
    /// Whether customers saw it.
    pub published: bool,
    /// Who wrote it; nobody where it was imported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When: RFC 3339, UTC.
    pub at: String,
    /// Its text, in Markdown.
    pub body: String,
}

/// The answer of `GET /desk/articles/{id}/versions`, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Versions {
    /// The versions.
    pub versions: Vec<Version>,
}

/// What `POST /desk/preview` takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Markdown {
    /// The text.
    pub body: String,
}

/// The answer of `POST /desk/preview`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Preview {
    /// The text as customers will see it.
    pub body: Vec<Block>,
}
