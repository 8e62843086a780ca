//! English.

use super::AroundWords;

/// The words.
pub const AROUND: AroundWords = AroundWords {
    name: "Name",
    no_name: "Not given",
    not_verified: "not verified",
    not_verified_hint: "The customer typed this address. Nobody has checked it.",
    filed: "Filed",
    rating: "Rating",
    of_five: "{stars} out of 5",
    request: "Request",
    topic: "Topic",
    follows: "Follows",
    earlier_ticket: "an earlier ticket",
    tried: "Before asking",
    searched: "Searched for",
    read: "Read",
    others: "Other tickets",
};
