//! What the desk says where a ticket is opened for somebody who called.

#[path = "caller/de.rs"]
mod de;
#[path = "caller/en.rs"]
mod en;
#[path = "caller/fr.rs"]
mod fr;

pub use self::{de::CALLER as DE, en::CALLER as EN, fr::CALLER as FR};

use crate::text::Forms;

/// Each text. What stands in braces is replaced.
#[derive(Debug)]
pub struct CallerWords {
    /// Opens the form.
    pub new: &'static str,
    /// Opens the ticket.
    pub open: &'static str,
    /// It is open.
    pub opened: &'static str,
    /// There is no subject.
    pub subject_missing: &'static str,
    /// There is no description.
    pub body_missing: &'static str,
    /// Not an address.
    pub wrong_email: &'static str,
    /// A `{question}` that needs no answer.
    pub optional: &'static str,
    /// Somebody has asked before under the address that is typed.
    pub known_address: &'static str,
    /// Names the field.
    pub subject: &'static str,
    /// Names the field.
    pub body: &'static str,
    /// Who reads it.
    pub body_hint: &'static str,
    /// No topic.
    pub no_topic: &'static str,
    /// No answer yet.
    pub choose: &'static str,
    /// The search field.
    pub find: &'static str,
    /// What is searched.
    pub find_hint: &'static str,
    /// Nobody was found.
    pub nobody: &'static str,
    /// Names the column.
    pub history: &'static str,
    /// Chooses `{name}`.
    pub this_one: &'static str,
    /// Chooses nobody known.
    pub somebody_else: &'static str,
    /// How often they asked.
    pub requests: Forms,
}
