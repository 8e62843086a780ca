//! An absence: an agent is away, from one time until another, and somebody covers.

use serde::{Deserialize, Serialize};

use crate::{
    agent::{AgentId, Colleague},
    parsed::id,
};

id!(
    /// An absence's id. It never reaches customers.
    AbsenceId
);

/// An absence, as agents see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Absence {
    /// Its id.
    pub id: AbsenceId,
    /// Who is away.
    pub agent: Colleague,
    /// Who has the agent's tickets meanwhile; the queue, without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cover: Option<Colleague>,
    /// From when: RFC 3339, UTC.
    pub from: String,
    /// Until when, where that is known: RFC 3339, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Whether what is still open goes back at the end.
    pub give_back: bool,
    /// Whether it has begun.
    pub begun: bool,
    /// Whether the caller may change it.
    pub yours: bool,
}

/// The answer of `GET /desk/absences`: those that are and those to come, by their beginning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Absences {
    /// The absences of agents of the caller's sites.
    pub absences: Vec<Absence>,
}

/// What `POST /desk/absences` takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewAbsence {
    /// Who is away; the caller, without. Leads and admins may name others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent: Option<AgentId>,
    /// From when: RFC 3339; now, without or where it is past.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// How it is meant.
    #[serde(flatten)]
    pub plan: AbsencePlan,
}

/// How an absence is meant; what `PATCH /desk/absences/{absence}` takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AbsencePlan {
    /// Until when: RFC 3339; not known yet, without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Who has the agent's tickets meanwhile; the queue, without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cover: Option<AgentId>,
    /// Whether what is still open goes back at the end.
    pub give_back: bool,
}
