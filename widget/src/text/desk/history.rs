//! What the desk says of what happened behind the scenes and around known problems.

#[path = "history/de.rs"]
mod de;
#[path = "history/en.rs"]
mod en;
#[path = "history/fr.rs"]
mod fr;

pub use self::{de::HISTORY as DE, en::HISTORY as EN, fr::HISTORY as FR};

/// Each sentence. What stands in braces is replaced; `{who}` is who did it.
#[derive(Debug)]
pub struct HistoryWords {
    /// The priorities, the most urgent first.
    pub priorities: [&'static str; 4],
    /// A rule gave it to `{to}`.
    pub routed: &'static str,
    /// Why it moved: a solution was found.
    pub solution: &'static str,
    /// Why it moved: who had it before is back.
    pub back: &'static str,
    /// It is at another level now; `{level}`.
    pub level: &'static str,
    /// Until when who had it is away; `{time}`.
    pub until: &'static str,
    /// Above a solution that level 1 has to check.
    pub solution_label: &'static str,
    /// Above news of a known problem.
    pub news_label: &'static str,
    /// `{title}`.
    pub linked_article: &'static str,
    /// `{title}`.
    pub drafted_article: &'static str,
    /// `{why}`.
    pub no_article: &'static str,
    /// What was said of the solution was taken back; `{who}`.
    pub no_knowledge: &'static str,
    /// `{priority}`.
    pub priority: &'static str,
    /// `{tags}`.
    pub tags: &'static str,
    /// No tag is left.
    pub no_tags: &'static str,
    /// `{team}`.
    pub team: &'static str,
    /// No team has it in particular.
    pub no_team: &'static str,
    /// `{time}`.
    pub snooze: &'static str,
    /// It is back in the queue.
    pub wake: &'static str,
    /// `{n}`.
    pub link: &'static str,
    /// `{n}`.
    pub unlink: &'static str,
    /// `{n}`.
    pub merged_from: &'static str,
    /// `{n}`.
    pub merged_into: &'static str,
    /// `{n}`.
    pub split_into: &'static str,
    /// `{n}`.
    pub split_from: &'static str,
    /// `{guest}`.
    pub guest: &'static str,
    /// `{guest}`.
    pub no_guest: &'static str,
    /// `{title}`.
    pub incident: &'static str,
    /// `{title}`.
    pub incident_left: &'static str,
    /// `{title}`.
    pub incident_over: &'static str,
}
