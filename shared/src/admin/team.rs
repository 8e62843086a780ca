//! A team, as admins see and change it.

use serde::{Deserialize, Serialize};

use crate::{Line, agent::AgentId, team::TeamId};

/// A team with its members.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ManagedTeam {
    /// Its id.
    pub id: TeamId,
    /// Which version this is: a change must name it.
    pub version: u32,
    /// Its name.
    pub name: String,
    /// Who belongs to it.
    pub members: Vec<AgentId>,
    /// How many open tickets are in its queue.
    pub open: u32,
}

/// The answer of `GET /desk/sites/{site}/teams`, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Teams {
    /// The site's teams.
    pub teams: Vec<ManagedTeam>,
}

/// What making and changing a team takes.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TeamChange {
    /// The version that was changed; not for a new team.
    #[serde(default)]
    pub version: u32,
    /// Its name.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub name: Line<80>,
    /// Who belongs to it.
    #[serde(default)]
    pub members: Vec<AgentId>,
}
