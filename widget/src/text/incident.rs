//! What the portal says of known problems. One struct, filled once per language, as `Text` is.

#[path = "incident/de.rs"]
mod de;
#[path = "incident/en.rs"]
mod en;
#[path = "incident/fr.rs"]
mod fr;

pub use self::{de::INCIDENT as DE, en::INCIDENT as EN, fr::INCIDENT as FR};

super::lines::lines! {
/// Each text about known problems. What stands in braces is replaced.
#[derive(Debug)]
pub struct IncidentText {
    /// What one is called.
    pub known: &'static str,
    /// Before the title of one that is over.
    pub over: &'static str,
    /// There is none at this address.
    pub missing: &'static str,
    /// When it was announced; `{time}`.
    pub since: &'static str,
    /// When it ended; `{time}`.
    pub ended: &'static str,
    /// Heading of what has been said of it since.
    pub updates: &'static str,
    /// Above the update that is the solution.
    pub solution: &'static str,
    /// Joins.
    pub join: &'static str,
    /// What joining does.
    pub join_hint: &'static str,
    /// Opens the fields for more words, name and email address.
    pub who: &'static str,
    /// What the request says that joining files.
    pub join_body: &'static str,
    /// After joining.
    pub joined: &'static str,
}
}
