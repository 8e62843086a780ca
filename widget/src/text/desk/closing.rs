//! What the desk says when a ticket is closed by hand.

#[path = "closing/de.rs"]
mod de;
#[path = "closing/en.rs"]
mod en;
#[path = "closing/fr.rs"]
mod fr;

pub use self::{de::CLOSING as DE, en::CLOSING as EN, fr::CLOSING as FR};
use crate::text::Forms;

/// Each text. What stands in braces is replaced.
#[derive(Debug)]
pub struct ClosingWords {
    /// The question; `{number}`.
    pub title: &'static str,
    /// Why it is asked: nobody has answered.
    pub unanswered: &'static str,
    /// Why it is asked: something was written and not sent.
    pub unsent: &'static str,
    /// The question about several.
    pub many_title: Forms,
    /// Why it is asked: nobody has answered so many of them.
    pub many_unanswered: Forms,
    /// Why it is asked: on so many of them something was written and not sent.
    pub many_unsent: Forms,
    /// Done; `{number}`.
    pub closed: &'static str,
    /// Takes it back.
    pub reopen: &'static str,
}
