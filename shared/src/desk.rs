//! What agents see of tickets and send about them.

mod arrange;
mod article;
mod bulk;
mod caller;
mod incident;
mod levels;
mod macros;
mod queue;
mod relate;
mod report;
mod together;

use serde::{Deserialize, Serialize};

pub use self::{
    arrange::{Actions, Change, Set, Sorting},
    article::{
        Article, ArticleList, ArticleSummary, ArticleText, Markdown, NewArticle, NewVersion,
        Preview, Version, Versions,
    },
    bulk::{Bulk, BulkDone, Deed, Hindrance, MOST_AT_ONCE, Refused},
    caller::{Customer, Customers, NewTicket},
    incident::{
        EditedIncident, InEach, Incident, IncidentEdit, IncidentSummary, IncidentUpdate, Incidents,
        Link, NewIncident, NewUpdate,
    },
    levels::{Drafted, Learned, Solution},
    macros::{
        Macro, MacroId, MacroName, MacroText, Macros, NewMacro, Placeholders, unknown_placeholders,
    },
    queue::{OpenCounts, Queue, Sort, View},
    relate::{Merge, NewLink, Related, Split},
    report::{
        Figure, FirstAnswer, OfAgent, OfHour, OfKnowledge, OfLevel, OfTopic, Promises, Report,
        Standing, Tried, Waiting,
    },
    together::{Attending, Doing, Followers, Mention, Mentions, NewNote, Presence, UnreadMentions},
};
use crate::{
    agent::{AgentId, Colleague, Level},
    block::Block,
    event::{By, Internal, Reason, What},
    guest::Guest,
    incident::IncidentId,
    lang::Lang,
    site::SiteKey,
    status::Status,
    team::{Team, TeamId},
    ticket::{Context, Message, Remark, TicketId},
    topic::{Answered, Localised},
    triage::{Knowledge, Priority, Source, Tag},
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
    /// The level it is at, 1 to 3.
    pub level: u8,
    /// In whose queue it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<Team>,
    /// How urgent it is.
    pub priority: Priority,
    /// What it is sorted by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Tag>,
    /// Who opened it.
    pub source: Source,
    /// Until when it stays out of the queue: RFC 3339, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub snoozed_until: Option<String>,
    /// The highest level that found a solution for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub solved_level: Option<u8>,
    /// What became of the solution.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub knowledge: Option<Knowledge>,
    /// The ticket that it goes on in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<TicketId>,
    /// The known problem that it is part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incident: Option<IncidentId>,
    /// How many promises were missed, one that is overdue now apart.
    pub missed: u32,
    /// When the next update is promised: RFC 3339, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// Whether an agent has answered.
    pub answered: bool,
    /// When a proposed solution counts as accepted, where the customer says nothing: RFC 3339, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closes_at: Option<String>,
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
    Internal(Internal<A, B>),
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
    /// Who wants to know what happens to it, by name.
    pub followers: Vec<Colleague>,
    /// Who is asked to it by link, the newest last.
    pub guests: Vec<Guest>,
    /// What other tickets are to it, in the order in which that came about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Related>,
    /// What a higher level found to solve it, in Markdown, until the customer is asked about a solution.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub solution: Option<String>,
    /// What happened, in order.
    pub events: Vec<Event>,
}

/// What `POST /desk/tickets/{id}/messages` and `/proposal` take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Written {
    /// The text, in Markdown.
    pub body: Message,
    /// The last event that the writer has seen: what others have written since refuses the text
    /// with the code `newer_message`. Without it nothing does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<u32>,
    /// What is done to the ticket besides, in one step with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub then: Option<Actions>,
}

/// What `POST /desk/tickets/{id}/handover` takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Handover {
    /// To whom; back to the queue without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<AgentId>,
    /// To whose queue, where it is to nobody in person; the queue it belongs to, without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// Why.
    pub reason: Reason,
    /// To which level an escalation leads; one up, without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
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
