//! English.

use super::KeyboardWords;

/// The words.
pub const KEYBOARD: KeyboardWords = KeyboardWords {
    keys: "Keyboard",
    of_queue: "Queue",
    of_writing: "Writing",
    of_everywhere: "Everywhere",
    key_next: "Next ticket",
    key_before: "Previous ticket",
    key_open: "Open the ticket",
    key_search: "Search",
    key_reply: "Reply",
    key_note: "Write an internal note",
    key_send: "Send",
    key_help: "Show these keys",
    key_escape: "Leave the text, or close what is open",
};
