//! An event: one thing that happened to a ticket. Everything else is a view on these.

use serde::{Deserialize, Serialize};

use crate::{
    agent::PublicAgent,
    block::Block,
    file::File,
    guest::GuestMay,
    incident::{IncidentId, Part},
    status::Status,
    team::Team,
    ticket::TicketId,
    triage::{Knowledge, Priority, Relation, Tag},
};

mod reason;

pub use self::reason::Reason;

/// What happened, in the sight of the customer. `A` is what the reader may know of an agent, `B`
/// how the reader gets a message's text: ids and Markdown where it is stored, views and blocks
/// where it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum What<A, B> {
    /// The ticket was filed with this description.
    Created {
        /// The description.
        body: B,
    },
    /// Somebody wrote.
    Message {
        /// The text.
        body: B,
    },
    /// Somebody added a file.
    File {
        /// The file.
        file: File,
    },
    /// The status was set by hand or by time.
    Status {
        /// Before.
        from: Status,
        /// After.
        to: Status,
        /// Why, in words for the customer.
        #[serde(skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// Somebody else has it now.
    Handover {
        /// Who had it.
        #[serde(skip_serializing_if = "Option::is_none")]
        from: Option<A>,
        /// Who has it; nobody when it went back to the queue.
        #[serde(skip_serializing_if = "Option::is_none")]
        to: Option<A>,
        /// Why.
        reason: Reason,
        /// What the customer is told besides.
        #[serde(skip_serializing_if = "Option::is_none")]
        note: Option<String>,
        /// The level it is at now, where that changed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        level: Option<u8>,
        /// Until when who had it is away, where that is why and it is known: RFC 3339, UTC.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<String>,
    },
    /// A solution was proposed.
    Proposal {
        /// The solution.
        body: B,
    },
    /// The customer said whether it helped.
    Verdict {
        /// Whether it did.
        solved: bool,
        /// What is still wrong.
        #[serde(skip_serializing_if = "Option::is_none")]
        comment: Option<String>,
    },
    /// The customer rated how it went.
    Rating {
        /// 1 to 5.
        stars: u8,
        /// In words.
        #[serde(skip_serializing_if = "Option::is_none")]
        comment: Option<String>,
    },
    /// The next update was promised for another time.
    Promise {
        /// When: RFC 3339, UTC.
        due: String,
    },
    /// It goes on in another ticket of the same customer, and is closed.
    Merged {
        /// The other ticket.
        into: TicketId,
        /// The other ticket's number on the site.
        number: u32,
    },
    /// It has to do with a known problem, or has not any more.
    Incident {
        /// The problem.
        incident: IncidentId,
        /// Its title in the customer's language, as it was then.
        title: String,
        /// What it is to it now.
        part: Part,
        /// How many updates of the problem there were by then.
        seq: u32,
    },
    /// There is news of the known problem that it is part of.
    News {
        /// Which of the problem's updates it is, from 1.
        update: u32,
        /// The news.
        body: B,
    },
}

/// What happened behind the scenes; there is no way from here to a customer's type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Internal<A, B> {
    /// An agent noted something for the others.
    Note {
        /// The note.
        body: B,
        /// Who is asked to read it.
        #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
        mentions: Vec<A>,
    },
    /// A higher level found a solution, for level 1 to check and propose.
    Solution {
        /// The solution.
        body: B,
    },
    /// What became of the solution.
    Knowledge {
        /// What; nothing where what was said before is taken back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        knowledge: Option<Knowledge>,
    },
    /// It became more or less urgent.
    Priority {
        /// Before.
        from: Priority,
        /// After.
        to: Priority,
    },
    /// Its tags changed.
    Tags {
        /// All of them after.
        tags: Vec<Tag>,
    },
    /// It is in another team's queue now.
    Team {
        /// Whose; nobody's in particular, without.
        team: Option<Team>,
    },
    /// It stays out of the queue for a while, or not any longer.
    Snooze {
        /// Until when, or until the customer writes: RFC 3339, UTC.
        until: Option<String>,
    },
    /// What another ticket is to it.
    Related {
        /// What.
        relation: Relation,
        /// Which.
        ticket: TicketId,
        /// The other ticket's number on the site.
        number: u32,
    },
    /// Somebody who is no agent was asked to it, or is not any more.
    Guest {
        /// What to call them.
        name: String,
        /// What they may see and write.
        may: GuestMay,
        /// Whether they may.
        on: bool,
    },
}

/// Who did it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum By<A> {
    /// The customer.
    Customer,
    /// An agent.
    Agent(A),
    /// Somebody who is no agent and was asked to it, by the name they were asked under.
    Guest(String),
    /// A rule of the site.
    System,
}

/// An event as the customer sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Event {
    /// Its place among the ticket's events, from 1; places of internal ones are left out.
    pub seq: u32,
    /// When: RFC 3339, UTC.
    pub at: String,
    /// Who.
    pub by: By<PublicAgent>,
    /// What.
    pub what: What<PublicAgent, Vec<Block>>,
}

impl<A, B> What<A, B> {
    /// The same for another reader.
    pub fn map<C, D>(self, agent: impl Fn(A) -> C, text: impl Fn(B) -> D) -> What<C, D> {
        match self {
            Self::Created { body } => What::Created { body: text(body) },
            Self::Message { body } => What::Message { body: text(body) },
            Self::File { file } => What::File { file },
            Self::Status { from, to, note } => What::Status { from, to, note },
            Self::Handover {
                from,
                to,
                reason,
                note,
                level,
                until,
            } => What::Handover {
                from: from.map(&agent),
                to: to.map(&agent),
                reason,
                note,
                level,
                until,
            },
            Self::Proposal { body } => What::Proposal { body: text(body) },
            Self::Verdict { solved, comment } => What::Verdict { solved, comment },
            Self::Rating { stars, comment } => What::Rating { stars, comment },
            Self::Promise { due } => What::Promise { due },
            Self::Merged { into, number } => What::Merged { into, number },
            Self::Incident {
                incident,
                title,
                part,
                seq,
            } => What::Incident {
                incident,
                title,
                part,
                seq,
            },
            Self::News { update, body } => What::News {
                update,
                body: text(body),
            },
        }
    }
}

impl<A, B> Internal<A, B> {
    /// The same for another reader.
    pub fn map<C, D>(self, agent: impl Fn(A) -> C, text: impl Fn(B) -> D) -> Internal<C, D> {
        match self {
            Self::Note { body, mentions } => Internal::Note {
                body: text(body),
                mentions: mentions.into_iter().map(agent).collect(),
            },
            Self::Solution { body } => Internal::Solution { body: text(body) },
            Self::Knowledge { knowledge } => Internal::Knowledge { knowledge },
            Self::Priority { from, to } => Internal::Priority { from, to },
            Self::Tags { tags } => Internal::Tags { tags },
            Self::Team { team } => Internal::Team { team },
            Self::Snooze { until } => Internal::Snooze { until },
            Self::Related {
                relation,
                ticket,
                number,
            } => Internal::Related {
                relation,
                ticket,
                number,
            },
            Self::Guest { name, may, on } => Internal::Guest { name, may, on },
        }
    }
}

impl<A> By<A> {
    /// The same for another reader.
    pub fn map<C>(self, agent: impl Fn(A) -> C) -> By<C> {
        match self {
            Self::Customer => By::Customer,
            Self::Agent(who) => By::Agent(agent(who)),
            Self::Guest(name) => By::Guest(name),
            Self::System => By::System,
        }
    }
}
