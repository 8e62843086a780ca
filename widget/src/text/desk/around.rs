//! What the desk says of all that is known around a ticket.

#[path = "around/de.rs"]
mod de;
#[path = "around/en.rs"]
mod en;
#[path = "around/fr.rs"]
mod fr;

pub use self::{de::AROUND as DE, en::AROUND as EN, fr::AROUND as FR};

/// Each text. What stands in braces is replaced.
#[derive(Debug)]
pub struct AroundWords {
    /// The customer's name.
    pub name: &'static str,
    /// The customer gave none.
    pub no_name: &'static str,
    /// Beside an address.
    pub not_verified: &'static str,
    /// What that means.
    pub not_verified_hint: &'static str,
    /// When it was filed.
    pub filed: &'static str,
    /// The customer's rating.
    pub rating: &'static str,
    /// `{stars}`.
    pub of_five: &'static str,
    /// Heading of the answers.
    pub request: &'static str,
    /// The topic.
    pub topic: &'static str,
    /// The closed ticket before.
    pub follows: &'static str,
    /// Leads there.
    pub earlier_ticket: &'static str,
    /// Heading of searches and articles.
    pub tried: &'static str,
    /// What was searched.
    pub searched: &'static str,
    /// What was read.
    pub read: &'static str,
    /// Other tickets of the same customer.
    pub others: &'static str,
}
