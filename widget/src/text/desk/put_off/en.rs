//! English.

use super::PutOffWords;

/// The words.
pub const PUT_OFF: PutOffWords = PutOffWords {
    title: "Put off until {time}?",
    promised: "The customer was promised an update by {time}.",
    broken: "The customer was promised an update by {time}, and is still waiting for it.",
    choice: "The promised update",
    anew: "Promise it by {time}",
    anew_hint: "An hour after the ticket is back. The customer sees the new time.",
    another: "Promise it for another time",
    keep: "Leave it as it was promised",
    keep_hint: "It will be overdue when the ticket is back.",
    many_title: &[
        ("one", "Put {n} ticket off?"),
        ("other", "Put {n} tickets off?"),
    ],
    many: &[
        (
            "one",
            "The customer of {n} of them was promised an update before then. It would be overdue.",
        ),
        (
            "other",
            "The customers of {n} of them were promised an update before then. These would be overdue.",
        ),
    ],
};
