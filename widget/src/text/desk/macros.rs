//! What the desk says of macros.

#[path = "macros/de.rs"]
mod de;
#[path = "macros/en.rs"]
mod en;
#[path = "macros/fr.rs"]
mod fr;

pub use self::{de::MACROS as DE, en::MACROS as EN, fr::MACROS as FR};

/// Each text. What stands in braces is replaced.
#[derive(Debug)]
pub struct MacroWords {
    /// Opens the list.
    pub insert: &'static str,
    /// Leads to the page.
    pub manage: &'static str,
    /// The search field.
    pub search: &'static str,
    /// None fits.
    pub none: &'static str,
    /// Before what it also does.
    pub also: &'static str,
    /// Before what it does where it writes nothing.
    pub will: &'static str,
    /// Does that.
    pub now: &'static str,
    /// It is done.
    pub acted: &'static str,
    /// Leaves that out.
    pub only_text: &'static str,
    /// Who writes has it.
    pub to_me: &'static str,
    /// A team has it.
    pub to_team: &'static str,
    /// Heads the page.
    pub title: &'static str,
    /// Before one is chosen.
    pub title_hint: &'static str,
    /// There are none.
    pub empty: &'static str,
    /// Begins one.
    pub new: &'static str,
    /// Names the field.
    pub name: &'static str,
    /// Names the field.
    pub body: &'static str,
    /// The placeholders; `{names}`.
    pub body_hint: &'static str,
    /// Heads the actions.
    pub does: &'static str,
    /// Leaves it as it is.
    pub no_change: &'static str,
    /// Names the field.
    pub note: &'static str,
    /// When it is needed.
    pub note_hint: &'static str,
    /// It is needed.
    pub note_missing: &'static str,
    /// It has no name.
    pub name_missing: &'static str,
    /// It has no text and does nothing.
    pub body_missing: &'static str,
    /// `{names}` in its text stand for nothing.
    pub unknown: &'static str,
    /// Another has the name.
    pub name_taken: &'static str,
    /// Saves it.
    pub save: &'static str,
    /// It is saved.
    pub saved: &'static str,
    /// Goes back to what is saved.
    pub discard: &'static str,
    /// Throws it away.
    pub remove: &'static str,
    /// Asks whether to throw `{name}` away.
    pub remove_title: &'static str,
    /// What that means.
    pub remove_hint: &'static str,
    /// It is gone.
    pub removed: &'static str,
}
