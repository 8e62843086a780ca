//! What the settings say of agents and their accounts.

#[path = "account/de.rs"]
mod de;
#[path = "account/en.rs"]
mod en;
#[path = "account/fr.rs"]
mod fr;

pub use self::{de::ACCOUNT as DE, en::ACCOUNT as EN, fr::ACCOUNT as FR};

use crate::text::Forms;

/// Each text. What stands in braces is replaced.
#[derive(Debug)]
pub struct AccountWords {
    /// Makes an account.
    pub new_agent: &'static str,
    /// Makes an account.
    pub make_agent: &'static str,
    /// An account's page.
    pub agent_account: &'static str,
    /// A field.
    pub full_name: &'static str,
    /// A field.
    pub alias: &'static str,
    /// What it means.
    pub alias_hint: &'static str,
    /// A field.
    pub role: &'static str,
    /// What it means.
    pub role_hint: &'static str,
    /// A field.
    pub level: &'static str,
    /// A field.
    pub agent_languages: &'static str,
    /// A field.
    pub capacity: &'static str,
    /// What it means.
    pub capacity_hint: &'static str,
    /// What it takes.
    pub password_hint: &'static str,
    /// Heading.
    pub answers_for: &'static str,
    /// Heading: `{site}`.
    pub knows: &'static str,
    /// A box to tick.
    pub release_when_leaving: &'static str,
    /// Somebody else has a say.
    pub elsewhere: &'static str,
    /// It was refused.
    pub account_refused: &'static str,
    /// Heading and a button.
    pub end_account: &'static str,
    /// What it does.
    pub end_hint: &'static str,
    /// It was refused.
    pub end_refused: &'static str,
    /// Asks whether to end the account of `{name}`.
    pub end_title: &'static str,
    /// A box to tick, for so many tickets.
    pub release: Forms,
    /// The account of `{name}` was made.
    pub made: &'static str,
    /// What comes next.
    pub made_next: &'static str,
    /// It is one's own.
    pub own_account: &'static str,
    /// A mark.
    pub ended: &'static str,
    /// It is over.
    pub ended_hint: &'static str,
    /// Lets them in again.
    pub enable: &'static str,
}
