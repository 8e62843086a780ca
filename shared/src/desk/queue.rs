//! A queue: which tickets there are to work on, and in which order.

use serde::{Deserialize, Serialize};

use super::Ticket;
use crate::ticket::TicketId;

/// Which tickets a queue holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum View {
    /// The caller's.
    Mine,
    /// Nobody's.
    Unassigned,
    /// All.
    #[default]
    All,
    /// Whose promise is overdue.
    Overdue,
    /// Those that the caller follows.
    Following,
    /// Put off for a while.
    Snoozed,
    /// At the first level.
    Level1,
    /// At the second level.
    Level2,
    /// At the third level.
    Level3,
}

impl View {
    /// All of them, in the order of a list.
    pub const ALL: [Self; 9] = [
        Self::Mine,
        Self::Unassigned,
        Self::Overdue,
        Self::Following,
        Self::Snoozed,
        Self::Level1,
        Self::Level2,
        Self::Level3,
        Self::All,
    ];

    /// Its name on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::Unassigned => "unassigned",
            Self::All => "all",
            Self::Overdue => "overdue",
            Self::Following => "following",
            Self::Snoozed => "snoozed",
            Self::Level1 => "level1",
            Self::Level2 => "level2",
            Self::Level3 => "level3",
        }
    }

    /// The view with this name on the wire.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.as_str() == name)
    }
}

impl Sort {
    /// All of them, in the order of a list to choose from.
    pub const ALL: [Self; 4] = [Self::Urgent, Self::Updated, Self::Created, Self::Due];

    /// Its name on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Urgent => "urgent",
            Self::Updated => "updated",
            Self::Created => "created",
            Self::Due => "due",
        }
    }

    /// The order with this name on the wire.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.as_str() == name)
    }
}

impl OpenCounts {
    /// How many a view holds.
    #[must_use]
    pub const fn of(&self, view: View) -> u32 {
        match view {
            View::Mine => self.mine,
            View::Unassigned => self.unassigned,
            View::All => self.all,
            View::Overdue => self.overdue,
            View::Following => self.following,
            View::Snoozed => self.snoozed,
            View::Level1 => self.levels[0],
            View::Level2 => self.levels[1],
            View::Level3 => self.levels[2],
        }
    }
}

/// The order of a queue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Sort {
    /// What is overdue first, then by priority, then by what is due soonest.
    #[default]
    Urgent,
    /// What changed last first.
    Updated,
    /// The newest first.
    Created,
    /// What is due soonest first, then what is not promised.
    Due,
}

/// A page of a queue; the answer of `GET /desk/tickets`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Queue {
    /// The tickets.
    pub tickets: Vec<Ticket>,
    /// Those of them that the caller has or follows, and where something happened that they have not seen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unread: Vec<TicketId>,
    /// How many tickets there are in the whole queue asked for.
    pub total: u32,
    /// How many that are not closed each view holds.
    pub open: OpenCounts,
}

/// How many tickets that are not closed each view holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenCounts {
    /// The caller's.
    pub mine: u32,
    /// Those of the caller's where something happened that they have not seen.
    pub mine_unread: u32,
    /// Nobody's.
    pub unassigned: u32,
    /// All.
    pub all: u32,
    /// Those that are overdue.
    pub overdue: u32,
    /// Those that the caller follows.
    pub following: u32,
    /// Those that are put off.
    pub snoozed: u32,
    /// Those at each level, the first level first.
    pub levels: [u32; 3],
}
