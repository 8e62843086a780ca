//! What the desk says of known problems.

use crate::text::Forms;

#[path = "incidents/de.rs"]
mod de;
#[path = "incidents/en.rs"]
mod en;
#[path = "incidents/fr.rs"]
mod fr;

pub use self::{de::INCIDENTS as DE, en::INCIDENTS as EN, fr::INCIDENTS as FR};

/// Each text. What stands in braces is replaced.
#[derive(Debug)]
pub struct IncidentWords {
    /// The page with all of them.
    pub problems: &'static str,
    /// Leads back to all of them.
    pub back: &'static str,
    /// Leads to the form of a new one.
    pub new: &'static str,
    /// There are none.
    pub none: &'static str,
    /// What will be there.
    pub none_hint: &'static str,
    /// Customers read of it now.
    pub open: &'static str,
    /// It is over.
    pub over: &'static str,
    /// How many tickets are part of it; `{n}`.
    pub tickets: Forms,
    /// How many tickets are still to be told; `{n}`.
    pub owed: Forms,
    /// The topic concerned.
    pub topic: &'static str,
    /// No topic in particular.
    pub every_topic: &'static str,
    /// The title; `{language}`.
    pub title_in: &'static str,
    /// The text; `{language}`.
    pub body_in: &'static str,
    /// An update, or the solution; `{language}`.
    pub update_in: &'static str,
    /// An update, where it is missing; `{language}`.
    pub post_in: &'static str,
    /// The solution, where it is missing; `{language}`.
    pub solution_in: &'static str,
    /// Where a language may be left out; `{language}`.
    pub optional_hint: &'static str,
    /// How to write.
    pub markdown_hint: &'static str,
    /// Announces it.
    pub publish: &'static str,
    /// What was needed and is missing or too long; `{language}`.
    pub wrong: &'static str,
    /// Heading of what has been said since.
    pub updates: &'static str,
    /// Nothing has been said since.
    pub no_updates: &'static str,
    /// Above the update that is the solution.
    pub solution: &'static str,
    /// Heading of the form.
    pub write: &'static str,
    /// Who reads what is written there.
    pub write_hint: &'static str,
    /// Says it to all.
    pub post: &'static str,
    /// Says it to all as the solution.
    pub close: &'static str,
    /// Asks whether to close it; `{title}`.
    pub close_title: &'static str,
    /// How many tickets are asked about the solution; `{n}`.
    pub closes: Forms,
    /// No ticket is.
    pub closes_none: &'static str,
    /// What else comes of closing it.
    pub closes_hint: &'static str,
    /// How many tickets are told of what is written; `{n}`.
    pub tells: Forms,
    /// Heading of the tickets that are part of it.
    pub linked: &'static str,
    /// There are none.
    pub none_linked: &'static str,
    /// Somebody has written meanwhile; what was written is kept.
    pub conflict: &'static str,
    /// Names the known problem that a ticket is part of.
    pub known: &'static str,
    /// Chooses one for a ticket.
    pub choose: &'static str,
    /// Makes the ticket part of it.
    pub link: &'static str,
    /// Makes many tickets part of one.
    pub link_many: &'static str,
    /// What comes of that; `{n}`.
    pub link_hint: Forms,
    /// None is open.
    pub none_open: &'static str,
    /// The ticket is part of it no more.
    pub unlink: &'static str,
    /// Leads to it.
    pub read: &'static str,
    /// Begins to change title and text.
    pub edit: &'static str,
    /// Who learns of a change.
    pub edit_hint: &'static str,
    /// Saves the change.
    pub save: &'static str,
    /// It is saved.
    pub saved: &'static str,
    /// Somebody has changed it meanwhile; what was written is kept.
    pub edit_conflict: &'static str,
    /// Heading of what somebody else has made of it.
    pub now: &'static str,
    /// Heading of the changes.
    pub edits: &'static str,
    /// A change; `{who}`.
    pub edited: &'static str,
    /// Opens what was there before a change.
    pub before: &'static str,
}
