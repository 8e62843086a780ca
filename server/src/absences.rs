//! Absences: who is away, until when, and who covers.

use guichet_shared::agent::AgentId;
use sqlx::FromRow;
use time::OffsetDateTime;

pub mod store;

/// An agent's absence.
#[derive(Clone, Debug, FromRow)]
pub struct AbsenceRow {
    /// Who is away.
    pub agent_id: AgentId,
    /// Who has the agent's tickets meanwhile.
    pub cover_id: Option<AgentId>,
    /// Until when, where that is known.
    pub until_at: Option<OffsetDateTime>,
}
