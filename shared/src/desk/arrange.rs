//! How agents arrange a ticket: what they set by hand, alone or together with a message.

use serde::{Deserialize, Serialize};

use crate::{
    status::Status,
    team::{Team, TeamId},
    ticket::Remark,
    triage::{Priority, Tag},
};

/// What to set: a value, or none where it is null.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Set<T>(pub Option<T>);

/// What `PATCH /desk/tickets/{id}` takes: one of these or several.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Change {
    /// The status to set: `open`, `waiting`, `on_hold` or `closed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Why, in words for the customer; on hold needs it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Remark>,
    /// When the next update is promised: RFC 3339, in the future.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// How urgent it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Priority>,
    /// All of its tags, at most 20.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag>>,
    /// In whose queue it is; nobody's in particular where it is null.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<TeamId>))]
    pub team: Option<Set<TeamId>>,
    /// Until when it stays out of the queue: RFC 3339, in the future; null wakes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub snoozed_until: Option<Set<String>>,
}

/// What is done to a ticket together with a message.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Actions {
    /// The status to set: `open`, `waiting`, `on_hold` or `closed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Why, in words for the customer; on hold needs it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Remark>,
    /// How urgent it is from then on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Priority>,
    /// Tags that it gets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub add_tags: Vec<Tag>,
    /// Tags that it loses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remove_tags: Vec<Tag>,
    /// Whether who writes has it from then on.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub assign_to_me: bool,
    /// In whose queue it is from then on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
}

impl Actions {
    /// Whether nothing is done.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What tickets of a site can be sorted by; the answer of `GET /desk/sorting`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Sorting {
    /// The tags that are in use, by name.
    pub tags: Vec<Tag>,
    /// The teams, by name.
    pub teams: Vec<Team>,
}
