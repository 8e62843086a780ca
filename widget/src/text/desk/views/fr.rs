//! French.

use super::ViewWords;

/// The words.
pub const VIEWS: ViewWords = ViewWords {
    more: "Autres",
    overdue: "En retard",
    following: "Suivis",
    snoozed: "Remis à plus tard",
    level: "Niveau {level}",
    sort_urgent: "Plus urgents d’abord",
};
