//! What the desk says of tickets that have to do with each other.

#[path = "relate/de.rs"]
mod de;
#[path = "relate/en.rs"]
mod en;
#[path = "relate/fr.rs"]
mod fr;

pub use self::{de::RELATE as DE, en::RELATE as EN, fr::RELATE as FR};

/// Each text. What stands in braces is replaced.
#[derive(Debug)]
pub struct RelateWords {
    /// Heads the list.
    pub related: &'static str,
    /// A relation.
    pub linked: &'static str,
    /// A relation.
    pub merged_from: &'static str,
    /// A relation.
    pub split_into: &'static str,
    /// A relation.
    pub split_from: &'static str,
    /// It goes on in `{n}`.
    pub goes_on: &'static str,
    /// Removes the link to `{n}`.
    pub unlink: &'static str,
    /// Opens the dialog.
    pub merge: &'static str,
    /// What a merge does, and with which tickets.
    pub merge_hint: &'static str,
    /// The customer has no other open ticket.
    pub merge_none: &'static str,
    /// None of the customer's fits what was typed.
    pub merge_none_fits: &'static str,
    /// Merges.
    pub merge_now: &'static str,
    /// It is merged; `{n}`, `{into}`.
    pub merged: &'static str,
    /// Opens the dialog.
    pub link: &'static str,
    /// Links.
    pub link_now: &'static str,
    /// Names the tickets to choose from.
    pub which: &'static str,
    /// The search field.
    pub search: &'static str,
    /// What is searched.
    pub search_hint: &'static str,
    /// None fits.
    pub none: &'static str,
    /// None is chosen.
    pub choose: &'static str,
    /// Names the menu of a message.
    pub message_menu: &'static str,
    /// Opens the dialog.
    pub split: &'static str,
    /// Names the field.
    pub split_subject: &'static str,
    /// What the customer sees.
    pub split_hint: &'static str,
    /// Splits.
    pub split_now: &'static str,
    /// No subject.
    pub subject_missing: &'static str,
}
