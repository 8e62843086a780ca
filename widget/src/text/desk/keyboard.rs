//! What the desk says of its keys.

#[path = "keyboard/de.rs"]
mod de;
#[path = "keyboard/en.rs"]
mod en;
#[path = "keyboard/fr.rs"]
mod fr;

pub use self::{de::KEYBOARD as DE, en::KEYBOARD as EN, fr::KEYBOARD as FR};

/// Each text. What stands in braces is replaced.
#[derive(Debug)]
pub struct KeyboardWords {
    /// Heading of the list.
    pub keys: &'static str,
    /// Heads the keys of the queue.
    pub of_queue: &'static str,
    /// Heads the keys for writing.
    pub of_writing: &'static str,
    /// Heads the keys that work everywhere.
    pub of_everywhere: &'static str,
    /// What a key does.
    pub key_next: &'static str,
    /// What a key does.
    pub key_before: &'static str,
    /// What a key does.
    pub key_open: &'static str,
    /// What a key does.
    pub key_search: &'static str,
    /// What a key does.
    pub key_reply: &'static str,
    /// What a key does.
    pub key_note: &'static str,
    /// What a key does.
    pub key_send: &'static str,
    /// What a key does.
    pub key_help: &'static str,
    /// What a key does.
    pub key_escape: &'static str,
}
