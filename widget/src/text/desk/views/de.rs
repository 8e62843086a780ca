//! German.

use super::ViewWords;

/// The words.
pub const VIEWS: ViewWords = ViewWords {
    more: "Weitere",
    overdue: "Überfällig",
    following: "Beobachtet",
    snoozed: "Zurückgestellt",
    level: "Stufe {level}",
    sort_urgent: "Dringendste",
};
