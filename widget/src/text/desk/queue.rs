//! What the desk says of the queue, and in each of its rows.

#[path = "queue/de.rs"]
mod de;
#[path = "queue/en.rs"]
mod en;
#[path = "queue/fr.rs"]
mod fr;

pub use self::{de::QUEUE as DE, en::QUEUE as EN, fr::QUEUE as FR};

use crate::text::Forms;

/// Each text. What stands in braces is replaced.
#[derive(Debug)]
pub struct QueueWords {
    /// Names the column.
    pub column: &'static str,
    /// Names the links to the queues.
    pub views: &'static str,
    /// One's own tickets.
    pub mine: &'static str,
    /// Nobody's tickets.
    pub unassigned: &'static str,
    /// All tickets.
    pub all: &'static str,
    /// The search box.
    pub search_tickets: &'static str,
    /// The list of statuses.
    pub filter_status: &'static str,
    /// All but closed.
    pub not_closed: &'static str,
    /// All statuses.
    pub any_status: &'static str,
    /// The list of orders.
    pub sort: &'static str,
    /// What changed last first.
    pub sort_updated: &'static str,
    /// The newest first.
    pub sort_created: &'static str,
    /// What is due soonest first.
    pub sort_due: &'static str,
    /// A site.
    pub site: &'static str,
    /// All sites.
    pub all_sites: &'static str,
    /// Which part of a list is shown; `{from}`, `{to}`, `{total}`.
    pub page: &'static str,
    /// The page before.
    pub page_before: &'static str,
    /// The page after.
    pub page_after: &'static str,
    /// The own queue is empty.
    pub none_mine: &'static str,
    /// What to do then.
    pub none_mine_hint: &'static str,
    /// Leads to nobody's tickets.
    pub see_unassigned: &'static str,
    /// Nobody's queue is empty.
    pub none_unassigned: &'static str,
    /// What that means.
    pub none_unassigned_hint: &'static str,
    /// No ticket at all.
    pub none: &'static str,
    /// What that means.
    pub none_hint: &'static str,
    /// Nothing found; `{query}`.
    pub none_found: &'static str,
    /// What to do then.
    pub none_found_hint: &'static str,
    /// Searches among all tickets.
    pub search_all: &'static str,
    /// Who asked.
    pub customer: &'static str,
    /// Nobody has it.
    pub nobody: &'static str,
    /// Before the exact time of a promise.
    pub promised: &'static str,
    /// When a ticket that is put off comes back; `{time}`.
    pub back: &'static str,
    /// Until when an update is promised; `{time}`.
    pub by: &'static str,
    /// A promise that was not kept; `{ago}`.
    pub late: &'static str,
    /// The same where there is more room; `{time}`.
    pub update_by: &'static str,
    /// The same where there is more room; `{ago}`.
    pub update_late: &'static str,
    /// How many tickets nobody has; `{n}`.
    pub unheld: Forms,
    /// Takes one of those.
    pub take_urgent: &'static str,
}
