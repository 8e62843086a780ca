//! French.

use super::ViewWords;

/// The words.
pub const VIEWS: ViewWords = ViewWords {
    more: "Autres",
    overdue: "En retard",
    following: "Suivies",
    snoozed: "Mises de côté",
    level: "Niveau {level}",
    sort_urgent: "Plus urgentes",
};
