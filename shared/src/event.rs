//! An event: one thing that happened to a ticket. Everything else is a view on these.

use serde::{Deserialize, Serialize};

use crate::{agent::PublicAgent, block::Block, file::File, status::Status};

/// Why a ticket moved to somebody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Reason {
    /// Somebody took it up.
    Taken,
    /// It needs a higher level.
    Escalation,
    /// Who had it is away.
    Absence,
    /// Somebody knows more of it.
    Expertise,
    /// Who had it has too much to do.
    Workload,
    /// Who had it goes home.
    ShiftEnd,
    /// The customer asked for it.
    CustomerRequest,
}

impl Reason {
    /// Those that an agent may give for a handover, in the order of a list to choose from.
    pub const FOR_A_HANDOVER: [Self; 6] = [
        Self::Escalation,
        Self::Absence,
        Self::Expertise,
        Self::Workload,
        Self::ShiftEnd,
        Self::CustomerRequest,
    ];
}

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
}

/// What happened behind the scenes; there is no way from here to a customer's type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Internal<B> {
    /// An agent noted something for the others.
    Note {
        /// The note.
        body: B,
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
            } => What::Handover {
                from: from.map(&agent),
                to: to.map(&agent),
                reason,
                note,
            },
            Self::Proposal { body } => What::Proposal { body: text(body) },
            Self::Verdict { solved, comment } => What::Verdict { solved, comment },
            Self::Rating { stars, comment } => What::Rating { stars, comment },
            Self::Promise { due } => What::Promise { due },
        }
    }
}

impl<A> By<A> {
    /// The same for another reader.
    pub fn map<C>(self, agent: impl Fn(A) -> C) -> By<C> {
        match self {
            Self::Customer => By::Customer,
            Self::Agent(who) => By::Agent(agent(who)),
            Self::System => By::System,
        }
    }
}
