//! What the desk says when a ticket is closed by hand.

#[path = "closing/de.rs"]
mod de;
#[path = "closing/en.rs"]
mod en;
#[path = "closing/fr.rs"]
mod fr;

pub use self::{de::CLOSING as DE, en::CLOSING as EN, fr::CLOSING as FR};

/// Each text. What stands in braces is replaced.
#[derive(Debug)]
pub struct ClosingWords {
    /// The question; `{number}`.
    pub title: &'static str,
    /// Why it is asked: nobody has answered.
    pub unanswered: &'static str,
    /// Why it is asked: something was written and not sent.
    pub unsent: &'static str,
    /// Done; `{number}`.
    pub closed: &'static str,
    /// Takes it back.
    pub reopen: &'static str,
}
