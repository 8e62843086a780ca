//! English.

use super::EventWords;

/// The words.
pub const EVENT: EventWords = EventWords {
    did_status: "{who} set the status to “{status}”.",
    did_take: "{who} took this.",
    did_assign: "{who} assigned this to {to}.",
    did_hand_over: "{who} handed this over to {to}.",
    did_move: "{who} moved this from {from} to {to}.",
    did_put_back: "{who} put this back into the queue.",
    did_accept: "{who} said that the solution helped.",
    did_refuse: "{who} said that the solution did not help.",
    did_rate: "{who} rated this {stars} out of 5.",
    did_promise: "{who} promised the next update by {time}.",
    because: "Reason: {reason}.",
};
