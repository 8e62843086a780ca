//! What the desk says when the server refuses something.

#[path = "refusal/de.rs"]
mod de;
#[path = "refusal/en.rs"]
mod en;
#[path = "refusal/fr.rs"]
mod fr;

pub use self::{de::REFUSAL as DE, en::REFUSAL as EN, fr::REFUSAL as FR};

/// Each text. What stands in braces is replaced.
#[derive(Debug)]
pub struct RefusalWords {
    /// There is nothing by this name.
    pub gone: &'static str,
    /// Somebody was faster.
    pub changed: &'static str,
    /// How a ticket stands now; `{who}`, `{status}`.
    pub now_with: &'static str,
    /// Too often; `{when}`.
    pub too_many: &'static str,
    /// A field is not right.
    pub refused: &'static str,
    /// A file is too large.
    pub too_large: &'static str,
    /// A file is of a kind that is not taken.
    pub wrong_kind: &'static str,
    /// No answer.
    pub broken: &'static str,
    /// Nothing can be stored just now.
    pub unavailable: &'static str,
}
