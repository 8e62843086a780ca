//! English.

use super::ViewWords;

/// The words.
pub const VIEWS: ViewWords = ViewWords {
    more: "More views",
    overdue: "Overdue",
    following: "Following",
    snoozed: "Put off",
    level: "Level {level}",
    sort_urgent: "Most urgent",
};
