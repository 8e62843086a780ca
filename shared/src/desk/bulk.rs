//! One thing done to many tickets at once.

use serde::{Deserialize, Serialize};

use crate::{
    agent::AgentId,
    event::Reason,
    incident::IncidentId,
    status::Status,
    team::TeamId,
    ticket::{Remark, TicketId},
    triage::{Priority, Tag},
};

/// The most tickets of one request.
pub const MOST_AT_ONCE: usize = 100;

/// What `POST /desk/bulk` takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Bulk {
    /// Which tickets, at most 100.
    pub tickets: Vec<TicketId>,
    /// What is done to each of them.
    pub r#do: Deed,
}

/// What is done to each of many tickets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Deed {
    /// Who asks takes it, where nobody has it.
    Take {},
    /// It goes to somebody else.
    Assign {
        /// To whom; back to the queue without.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<AgentId>,
        /// To whose queue, where it is to nobody in person.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        team: Option<TeamId>,
        /// Why.
        reason: Reason,
    },
    /// Its status is set.
    Status {
        /// `open`, `waiting`, `on_hold` or `closed`.
        status: Status,
        /// Why, in words for the customer; on hold needs it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<Remark>,
    },
    /// Its priority is set.
    Priority {
        /// How urgent it is from then on.
        priority: Priority,
    },
    /// It gets and loses tags.
    Tags {
        /// Tags that it gets.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        add: Vec<Tag>,
        /// Tags that it loses.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        remove: Vec<Tag>,
    },
    /// It stays out of the queue for a while.
    Snooze {
        /// Until when: RFC 3339, in the future; without, it comes back now.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<String>,
    },
    /// It goes to another team's queue.
    Team {
        /// Whose; nobody's in particular, without.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        team: Option<TeamId>,
    },
    /// It becomes part of a known problem.
    Incident {
        /// Of which; of none, without.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        incident: Option<IncidentId>,
    },
}

/// What became of each ticket; the answer of `POST /desk/bulk`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkDone {
    /// Those it was done to, or that were so already.
    pub done: Vec<TicketId>,
    /// The others.
    pub refused: Vec<Refused>,
}

/// A ticket that something could not be done to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Refused {
    /// Which.
    pub ticket: TicketId,
    /// Its number on the site, where it is one of the caller's sites.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// Why.
    pub why: Hindrance,
}

/// Why something cannot be done to a ticket. Whoever shows it says it in the reader's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Hindrance {
    /// None of the caller's sites has it.
    Missing,
    /// Somebody else has it.
    Taken,
    /// It is no move from where it stands.
    Standing,
    /// It was merged and goes on in another one.
    Merged,
    /// It would have more tags than a ticket can have.
    Tags,
    /// What became of its solution is not said yet.
    KnowledgeOwed,
    /// The person chosen does not answer for its site.
    ForeignPerson,
    /// The person chosen is away.
    Away,
    /// The team chosen is not of its site.
    ForeignTeam,
    /// The known problem chosen is not of its site.
    ForeignIncident,
    /// It has changed meanwhile in some other way.
    Changed,
    /// Not just now; trying again may help.
    Unavailable,
}
