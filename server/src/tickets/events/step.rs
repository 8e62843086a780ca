//! A step: who did what, before it has its place and time among a ticket's events.

use guichet_shared::{
    agent::AgentId,
    desk::{Entry, Hindrance},
    event::{By, Internal, What},
    incident::IncidentId,
    status::{Act, Party},
};
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// Who did what: an event before it has its place and time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Who.
    pub by: By<AgentId>,
    /// What; texts in Markdown.
    pub what: Entry<AgentId, String>,
    /// The known problem whose solution it tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub solves: Option<IncidentId>,
}

/// A move that the table does not have.
pub(super) const ILLEGAL: Error = Error::Hindered(Hindrance::Standing);

impl Step {
    /// Something that the customer sees.
    #[must_use]
    pub fn visible(by: By<AgentId>, what: What<AgentId, String>) -> Self {
        Self {
            by,
            what: Entry::Visible(what),
            solves: None,
        }
    }

    /// Something that agents alone see.
    #[must_use]
    pub fn internal(by: By<AgentId>, what: Internal<AgentId, String>) -> Self {
        Self {
            by,
            what: Entry::Internal(what),
            solves: None,
        }
    }

    /// The same, telling the solution of a known problem.
    #[must_use]
    pub fn solving(self, incident: IncidentId) -> Self {
        let solves = Some(incident);
        Self { solves, ..self }
    }

    /// Whether the customer sees it.
    #[must_use]
    pub fn is_visible(&self) -> bool {
        matches!(self.what, Entry::Visible(_))
    }

    /// Whether it is something that somebody has written, which others should read before they
    /// write themselves.
    #[must_use]
    pub fn is_written(&self) -> bool {
        match &self.what {
            Entry::Visible(what) => matches!(
                what,
                What::Message { .. } | What::Proposal { .. } | What::Verdict { .. }
            ),
            Entry::Internal(what) => {
                matches!(what, Internal::Note { .. } | Internal::Solution { .. })
            }
        }
    }

    /// Who did it, by kind.
    #[must_use]
    pub fn party(&self) -> Party {
        match self.by {
            By::Customer => Party::Customer,
            By::Agent(_) => Party::Agent,
            By::Guest(_) => Party::Guest,
            By::System => Party::System,
        }
    }

    /// The name of who did it, for queries.
    #[must_use]
    pub fn party_name(&self) -> &'static str {
        match self.by {
            By::Customer => "customer",
            By::Agent(_) => "agent",
            By::Guest(_) => "guest",
            By::System => "system",
        }
    }

    /// The move it makes, which the table must have; filing makes none.
    pub(super) fn act(&self) -> Result<Option<Act>> {
        Ok(Some(match &self.what {
            Entry::Internal(what) => match what {
                Internal::Note { .. } => Act::Note,
                Internal::Solution { .. } => Act::Solve,
                Internal::Knowledge { .. } => Act::Learn,
                Internal::Priority { .. }
                | Internal::Tags { .. }
                | Internal::Team { .. }
                | Internal::Snooze { .. }
                | Internal::Related { .. }
                | Internal::Guest { .. } => Act::Arrange,
            },
            Entry::Visible(what) => match what {
                What::Created { .. } => return Ok(None),
                What::Message { .. } => Act::Reply,
                What::File { .. } => Act::Attach,
                What::Status { to, .. } => Act::setting(*to).ok_or(ILLEGAL)?,
                What::Handover { .. } => Act::Assign,
                What::Proposal { .. } => Act::Propose,
                What::Verdict { solved: true, .. } => Act::Accept,
                What::Verdict { solved: false, .. } => Act::Refuse,
                What::Rating { .. } => Act::Rate,
                What::Promise { .. } => Act::Promise,
                What::Merged { .. } => Act::Merge,
                What::Incident { .. } | What::News { .. } => Act::Announce,
            },
        }))
    }
}
