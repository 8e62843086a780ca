//! What the desk says in the report of a day.

use crate::text::Forms;

#[path = "reports/de.rs"]
mod de;
#[path = "reports/en.rs"]
mod en;
#[path = "reports/fr.rs"]
mod fr;

pub use self::{de::REPORTS as DE, en::REPORTS as EN, fr::REPORTS as FR};

/// Each text. What stands in braces is replaced.
#[derive(Debug)]
pub struct ReportWords {
    /// The page.
    pub reports: &'static str,
    /// Above the day.
    pub of_day: &'static str,
    /// The day; `{weekday}`, `{date}`.
    pub title_of_day: &'static str,
    /// Until when it is told; `{time}`, `{zone}`, `{weekday}`.
    pub so_far: &'static str,
    /// The same of a day that is over; `{zone}`, `{weekday}`.
    pub whole_day: &'static str,
    /// Names the links to other days for screen readers.
    pub days: &'static str,
    /// To the day before.
    pub previous: &'static str,
    /// To the day after.
    pub next: &'static str,
    /// To the day that is not over.
    pub today: &'static str,
    /// Nothing happened on a day.
    pub calm: &'static str,
    /// What that means.
    pub calm_hint: &'static str,
    /// Nothing has happened yet.
    pub calm_so_far: &'static str,
    /// What will be there.
    pub calm_so_far_hint: &'static str,
    /// Tickets that were filed.
    pub filed: &'static str,
    /// Tickets that were closed.
    pub solved: &'static str,
    /// Tickets that went on.
    pub reopened: &'static str,
    /// Tickets that are not closed.
    pub open_now: &'static str,
    /// Tickets that were not closed at the end of a day.
    pub open_then: &'static str,
    /// Beside a figure; `{n}`, `{weekday}`.
    pub more: &'static str,
    /// Beside a figure; `{n}`, `{weekday}`.
    pub fewer: &'static str,
    /// Beside a figure; `{weekday}`.
    pub same: &'static str,
    /// Heading: whose turn it is.
    pub turns: &'static str,
    /// `{n}`.
    pub for_us: Forms,
    /// `{n}`.
    pub for_customers: Forms,
    /// Nothing is open.
    pub none_open: &'static str,
    /// `{n}`.
    pub overdue: Forms,
    /// `{n}`.
    pub unassigned: Forms,
    /// Heading: the first answer.
    pub first_answer: &'static str,
    /// Below the median; `{n}`.
    pub half: Forms,
    /// `{time}`.
    pub slowest: &'static str,
    /// `{time}`, `{weekday}`.
    pub first_before: &'static str,
    /// How it is counted.
    pub opening_hours: &'static str,
    /// There was none.
    pub no_first_answer: &'static str,
    /// Less than a minute.
    pub no_time: &'static str,
    /// `{n}`.
    pub minutes: &'static str,
    /// `{h}`.
    pub whole_hours: &'static str,
    /// `{h}`, `{n}`.
    pub hours_and_minutes: &'static str,
    /// Heading: promised updates.
    pub promises: &'static str,
    /// `{n}`, `{all}`.
    pub kept: &'static str,
    /// `{n}`.
    pub late: Forms,
    /// None came late.
    pub none_late: &'static str,
    /// None came at all.
    pub no_promises: &'static str,
    /// Heading: topics.
    pub topics: &'static str,
    /// `{n}`.
    pub topic_filed: Forms,
    /// `{n}`.
    pub topic_solved: Forms,
    /// No topic.
    pub no_topic: &'static str,
    /// No ticket of any topic.
    pub no_topics: &'static str,
    /// Heading: levels.
    pub levels: &'static str,
    /// `{n}`, `{level}`.
    pub escalated: Forms,
    /// `{n}`, `{level}`.
    pub returned: Forms,
    /// Nothing moved.
    pub no_moves: &'static str,
    /// Above how many are open at each.
    pub levels_now: &'static str,
    /// `{level}`.
    pub at_level: &'static str,
    /// Heading: knowledge.
    pub knowledge: &'static str,
    /// `{n}`.
    pub linked: Forms,
    /// `{n}`.
    pub drafted: Forms,
    /// `{n}`.
    pub unfit: Forms,
    /// `{n}`.
    pub owed: Forms,
    /// Nothing of the kind.
    pub no_knowledge: &'static str,
    /// Heading: ratings.
    pub ratings: &'static str,
    /// `{n}`.
    pub average: &'static str,
    /// `{n}`.
    pub from_ratings: Forms,
    /// `{n}`.
    pub stars: Forms,
    /// There were none.
    pub no_ratings: &'static str,
    /// Heading: before customers asked.
    pub tried: &'static str,
    /// `{n}`.
    pub searched: Forms,
    /// `{n}`.
    pub read: Forms,
    /// `{n}`.
    pub helpful: Forms,
    /// `{n}`.
    pub unhelpful: Forms,
    /// Nothing is known.
    pub none_tried: &'static str,
    /// Heading: hours.
    pub hours: &'static str,
    /// `{n}`, `{from}`, `{until}`.
    pub busiest: Forms,
    /// Nobody wrote.
    pub hours_none: &'static str,
    /// Shows the table.
    pub show_table: &'static str,
    /// Hides it.
    pub hide_table: &'static str,
    /// A column.
    pub hour: &'static str,
    /// A column.
    pub new_tickets: &'static str,
    /// A column.
    pub replies: &'static str,
    /// Heading: who answered.
    pub agents: &'static str,
    /// A column.
    pub agent: &'static str,
    /// A column.
    pub tickets: &'static str,
    /// A column.
    pub messages: &'static str,
    /// Nobody did.
    pub no_agents: &'static str,
}
