//! English.

use super::ClosingWords;

/// The words.
pub const CLOSING: ClosingWords = ClosingWords {
    title: "Close #{number}?",
    unanswered: "Nobody has answered yet. The customer reads that the request is closed, and can write again.",
    unsent: "Your text has not been sent. It stays here as a draft.",
    many_title: &[
        ("one", "Close {n} ticket?"),
        ("other", "Close {n} tickets?"),
    ],
    many_unanswered: &[
        (
            "one",
            "Nobody has answered {n} of them yet. The customer reads that the request is closed, and can write again.",
        ),
        (
            "other",
            "Nobody has answered {n} of them yet. Their customers read that the requests are closed, and can write again.",
        ),
    ],
    many_unsent: &[
        (
            "one",
            "Your text on {n} of them has not been sent. It stays there as a draft.",
        ),
        (
            "other",
            "Your texts on {n} of them have not been sent. They stay there as drafts.",
        ),
    ],
    closed: "#{number} is closed.",
    reopen: "Reopen",
};
