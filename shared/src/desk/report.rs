//! The report of a day: what came in, what was solved, how long customers waited, and who answered.

use serde::{Deserialize, Serialize};

use crate::{
    agent::Colleague,
    site::SiteKey,
    topic::{Key, Localised},
};

/// A day of a site; the answer of `GET /desk/reports`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Report {
    /// The site.
    pub site: SiteKey,
    /// The day, in the site's time zone: `2026-03-12`.
    pub day: String,
    /// The time zone's IANA name.
    pub zone: String,
    /// The day before.
    pub previous: String,
    /// The day after, where it has begun.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// The same weekday a week before, until the same hour where the day is not over.
    pub compared: String,
    /// Until when it is told, where the day is not over: RFC 3339, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub so_far: Option<String>,
    /// Tickets that were filed.
    pub filed: Figure,
    /// Tickets that were closed and stayed so.
    pub solved: Figure,
    /// Tickets that were closed or proposed, and went on.
    pub reopened: Figure,
    /// Tickets that were not closed at the end.
    pub open: Figure,
    /// Of those, whose turn it was.
    pub waiting: Waiting,
    /// How long customers waited for the first answer, where there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_answer: Option<FirstAnswer>,
    /// Updates that were promised.
    pub promises: Promises,
    /// What it was about, the most frequent first.
    pub topics: Vec<OfTopic>,
    /// What moved between levels, for level 2 and 3.
    pub levels: Vec<OfLevel>,
    /// What became of solutions that level 1 did not have.
    pub knowledge: OfKnowledge,
    /// How many customers gave each number of stars, one star first.
    pub ratings: [u32; 5],
    /// What customers tried before they asked, and said of articles.
    pub tried: Tried,
    /// What customers wrote in each hour of the day, midnight first.
    pub hours: Vec<OfHour>,
    /// Who answered, by name.
    pub agents: Vec<OfAgent>,
    /// How it stands this minute, where the day is not over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<Standing>,
}

/// A figure beside that of the same weekday a week before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Figure {
    /// That day.
    pub count: u32,
    /// A week before.
    pub before: u32,
}

/// Whose turn it was, at the end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Waiting {
    /// The desk's.
    pub support: u32,
    /// The customer's.
    pub customer: u32,
}

/// How long customers waited for the first answer, in opening hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FirstAnswer {
    /// How many tickets had theirs.
    pub tickets: u32,
    /// Half of them within so many minutes.
    pub median: u32,
    /// The slowest tenth waited for so many minutes or more.
    pub slowest: u32,
    /// The median a week before, where there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<u32>,
}

/// Updates that were promised and came that day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Promises {
    /// In time.
    pub kept: u32,
    /// Late, or promised anew when it was too late.
    pub late: u32,
}

/// A topic's share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfTopic {
    /// The topic's key; tickets without a topic, without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<Key>,
    /// The topic's name as it was then.
    pub name: Localised,
    /// Tickets that were filed.
    pub filed: u32,
    /// Tickets that were closed and stayed so.
    pub solved: u32,
}

/// What moved to a level and back from it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfLevel {
    /// The level, 2 or 3.
    pub level: u8,
    /// Tickets that were escalated to it.
    pub escalated: u32,
    /// Tickets that came back to level 1 with a solution.
    pub returned: u32,
}

/// What became of solutions that level 1 did not have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfKnowledge {
    /// Linked to an article.
    pub linked: u32,
    /// Drafted as an article.
    pub drafted: u32,
    /// No article fits.
    pub unfit: u32,
}

/// What customers tried before they asked, and said of articles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Tried {
    /// Tickets whose customer had searched before.
    pub searched: u32,
    /// Tickets whose customer had read an article before.
    pub read: u32,
    /// Votes that an article helped.
    pub helpful: u32,
    /// Votes that it did not.
    pub unhelpful: u32,
}

/// What customers wrote in an hour of the day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfHour {
    /// Tickets that were filed.
    pub filed: u32,
    /// Replies to tickets that were there.
    pub replies: u32,
}

/// What an agent answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfAgent {
    /// Who.
    pub agent: Colleague,
    /// How many tickets.
    pub tickets: u32,
    /// With how many messages and proposals.
    pub messages: u32,
}

/// How it stands this minute.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Standing {
    /// Tickets whose promised update is overdue.
    pub overdue: u32,
    /// Tickets that nobody has.
    pub unassigned: u32,
    /// Open tickets at each level, the first level first.
    pub levels: [u32; 3],
    /// Open tickets of which is still to be said what becomes of their solution.
    pub owed: u32,
}
