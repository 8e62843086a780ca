//! A team: agents of one site who share a queue.

use serde::{Deserialize, Serialize};

use crate::parsed::id;

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
