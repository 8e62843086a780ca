//! English.

use super::ClosingWords;

/// The words.
pub const CLOSING: ClosingWords = ClosingWords {
    title: "Close #{number}?",
    unanswered: "Nobody has answered yet. The customer reads that the request is closed, and can write again.",
    unsent: "Your text has not been sent. It stays here as a draft.",
    closed: "#{number} is closed.",
    reopen: "Reopen",
};
