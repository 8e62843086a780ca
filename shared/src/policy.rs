//! How a site deals with its tickets: names, promises, opening hours, silence, words for statuses.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    agent::NamePolicy,
    team::TeamId,
    topic::{Key, Label},
    triage::Priority,
};

/// How a site deals with its tickets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Policies {
    /// How agents appear to customers.
    pub names: NamePolicy,
    /// Within how many opening hours the next update is promised.
    pub promise_hours: u16,
    /// The same for the priorities that differ.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub promises: BTreeMap<Priority, u16>,
    /// When the site works; always, without.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours: Option<Hours>,
    /// After how many days of silence a proposed solution counts as one.
    pub silence_days: u16,
    /// For how many days a reply opens a closed ticket again.
    pub reopen_days: u16,
    /// Where tickets begin, by their topics.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub routes: Vec<Route>,
    /// The site's own words for statuses, for customers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<Label>,
    /// The same for agents.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub desk_labels: Vec<Label>,
}

/// Where the tickets of a topic begin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Route {
    /// The topic; tickets without one, without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<Key>,
    /// In whose queue; nobody's in particular, without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// Whether they are given to somebody who has time by themselves.
    #[serde(default)]
    pub automatic: bool,
}

/// When a site works.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hours {
    /// The IANA name of its time zone: `Europe/Paris`.
    pub zone: String,
    /// When it is open in a week; a day may be there twice, or not at all.
    pub open: Vec<Opening>,
    /// Days on which it is closed all the same: `2026-12-25`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holidays: Vec<String>,
}

/// A stretch of a weekday.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Opening {
    /// 1 for Monday to 7 for Sunday.
    pub day: u8,
    /// From when: `09:00`.
    pub from: String,
    /// Until when, on the same day: `17:30`; `24:00` is its end.
    pub until: String,
}

impl Policies {
    /// Where the tickets of a topic begin, where the site says so.
    #[must_use]
    pub fn route(&self, topic: Option<&str>) -> Option<&Route> {
        let of = |route: &&Route| route.topic.as_ref().map(Key::as_str) == topic;
        self.routes.iter().find(of)
    }

    /// Within how many opening hours the next update of a ticket is promised.
    #[must_use]
    pub fn promise(&self, priority: Priority) -> u16 {
        let own = self.promises.get(&priority).copied();
        own.unwrap_or(self.promise_hours)
    }
}

impl Default for Policies {
    fn default() -> Self {
        Self {
            names: NamePolicy::default(),
            promise_hours: 24,
            promises: BTreeMap::new(),
            hours: None,
            silence_days: 7,
            reopen_days: 30,
            routes: Vec::new(),
            labels: Vec::new(),
            desk_labels: Vec::new(),
        }
    }
}
