//! What the portal says of known problems, in English.

use super::IncidentText;

/// The words.
pub const INCIDENT: IncidentText = IncidentText {
    known: "Known problem",
    over: "Solved problem",
    missing: "This problem is not here",
    since: "Announced {time}",
    ended: "Solved {time}",
    updates: "What is new",
    solution: "Solution",
    join: "I have this too",
    join_hint: "This makes a request of yours that follows the problem: each update and the solution reach you there.",
    who: "Add something, or say who you are",
    join_body: "I have this too.",
    joined: "You follow this problem.",
};
