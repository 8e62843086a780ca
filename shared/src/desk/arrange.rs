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
    /// These and then `later`: of what there can be one, the later one counts.
    #[must_use]
    pub fn and(mut self, later: Self) -> Self {
        if later.status.is_some() {
            (self.status, self.note) = (later.status, later.note);
        }
        self.priority = later.priority.or(self.priority);
        self.team = later.team.or(self.team);
        self.assign_to_me |= later.assign_to_me;
        self.add_tags.retain(|tag| !later.remove_tags.contains(tag));
        self.remove_tags.retain(|tag| !later.add_tags.contains(tag));
        for (all, more) in [
            (&mut self.add_tags, later.add_tags),
            (&mut self.remove_tags, later.remove_tags),
        ] {
            let new: Vec<_> = more.into_iter().filter(|tag| !all.contains(tag)).collect();
            all.extend(new);
        }
        self
    }

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

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(tags: &[&str]) -> Vec<Tag> {
        tags.iter().map(|tag| Tag::parse(tag).unwrap()).collect()
    }

    #[test]
    fn what_two_macros_do_is_done_both_and_the_later_one_decides() {
        let first = Actions {
            status: Some(Status::OnHold),
            note: Remark::parse("the carrier").ok(),
            priority: Some(Priority::High),
            add_tags: tags(&["late", "asked"]),
            remove_tags: tags(&["new"]),
            ..Actions::default()
        };
        let later = Actions {
            status: Some(Status::Waiting),
            add_tags: tags(&["asked", "new"]),
            remove_tags: tags(&["late"]),
            assign_to_me: true,
            ..Actions::default()
        };
        let both = Actions {
            status: Some(Status::Waiting),
            priority: Some(Priority::High),
            add_tags: tags(&["asked", "new"]),
            remove_tags: tags(&["late"]),
            assign_to_me: true,
            ..Actions::default()
        };
        assert_eq!(first.clone().and(later), both);
        assert_eq!(first.clone().and(Actions::default()), first);
    }
}
