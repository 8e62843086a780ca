//! An incident: a known problem announced to the customers of a site.

use serde::{Deserialize, Serialize};

use crate::parsed::id;

id!(
    /// An incident's id.
    IncidentId
);

/// What a ticket has to do with an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Part {
    /// It is part of it now.
    Joined,
    /// It is not part of it after all.
    Left,
    /// The incident is over.
    Over,
}
