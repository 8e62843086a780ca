//! What the desk calls its views of the queue.

#[path = "views/de.rs"]
mod de;
#[path = "views/en.rs"]
mod en;
#[path = "views/fr.rs"]
mod fr;

pub use self::{de::VIEWS as DE, en::VIEWS as EN, fr::VIEWS as FR};

/// Each name. What stands in braces is replaced.
#[derive(Debug)]
pub struct ViewWords {
    /// Chooses another view.
    pub more: &'static str,
    /// Tickets whose promise has passed.
    pub overdue: &'static str,
    /// Tickets that the agent follows.
    pub following: &'static str,
    /// Tickets that are put off.
    pub snoozed: &'static str,
    /// Tickets at a level; `{level}`.
    pub level: &'static str,
    /// What is overdue first, then by priority.
    pub sort_urgent: &'static str,
}
