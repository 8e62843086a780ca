//! A team: agents of one site who share a queue, and who shares the work at all.

use serde::{Deserialize, Serialize};

use crate::{agent::Colleague, parsed::id};

id!(
    /// A team's id. It never reaches customers.
    TeamId
);

/// A team, as tickets and events name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Team {
    /// Its id.
    pub id: TeamId,
    /// Its name.
    pub name: String,
}

/// An agent among those who share the work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Member {
    /// Who, whether they are here, and whether they are away.
    pub agent: Colleague,
    /// How many of their tickets on the caller's sites wait for the desk.
    pub load: u32,
    /// How many such tickets rules may give them.
    pub capacity: u32,
    /// Whose queues they work on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub teams: Vec<Team>,
}

/// The answer of `GET /desk/members`, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Members {
    /// Every agent of the caller's sites, the caller among them.
    pub members: Vec<Member>,
}
