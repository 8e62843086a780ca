//! What the desk says of links with which passwords are set, and of covers who go.

#[path = "links/de.rs"]
mod de;
#[path = "links/en.rs"]
mod en;
#[path = "links/fr.rs"]
mod fr;

pub use self::{de::LINKS as DE, en::LINKS as EN, fr::LINKS as FR};

/// Each text. What stands in braces is replaced.
#[derive(Debug)]
pub struct LinkWords {
    /// Heading.
    pub password: &'static str,
    /// What it is about.
    pub hint: &'static str,
    /// What comes after an account is made.
    pub after: &'static str,
    /// Makes a link.
    pub make: &'static str,
    /// The label of the link.
    pub link: &'static str,
    /// Beside a new link: `{name}`, `{time}`.
    pub until: &'static str,
    /// Heading: `{name}`.
    pub title: &'static str,
    /// What is to be done: `{email}`.
    pub text: &'static str,
    /// A field.
    pub new_password: &'static str,
    /// Sets it.
    pub set: &'static str,
    /// Changes one's own.
    pub change: &'static str,
    /// What else that does.
    pub change_hint: &'static str,
    /// The password before.
    pub current: &'static str,
    /// That was another one.
    pub wrong_current: &'static str,
    /// It is changed.
    pub changed: &'static str,
    /// What to do about a link that is dead.
    pub dead_hint: &'static str,
    /// Who has no cover any more: `{names}`.
    pub uncovered: &'static str,
    /// `{who}`, `{what}`.
    pub did_make: &'static str,
}
