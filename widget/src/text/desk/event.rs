//! What the desk says of what customers see happen to a ticket.

#[path = "event/de.rs"]
mod de;
#[path = "event/en.rs"]
mod en;
#[path = "event/fr.rs"]
mod fr;

pub use self::{de::EVENT as DE, en::EVENT as EN, fr::EVENT as FR};

/// Each text. What stands in braces is replaced.
#[derive(Debug)]
pub struct EventWords {
    /// `{who}`, `{status}`.
    pub did_status: &'static str,
    /// `{who}`.
    pub did_take: &'static str,
    /// `{who}`, `{to}`.
    pub did_assign: &'static str,
    /// `{who}`, `{to}`.
    pub did_hand_over: &'static str,
    /// `{who}`, `{from}`, `{to}`.
    pub did_move: &'static str,
    /// `{who}`.
    pub did_put_back: &'static str,
    /// `{who}`.
    pub did_accept: &'static str,
    /// `{who}`.
    pub did_refuse: &'static str,
    /// `{who}`, `{stars}`.
    pub did_rate: &'static str,
    /// `{who}`, `{time}`.
    pub did_promise: &'static str,
    /// `{reason}`.
    pub because: &'static str,
}
