//! What the desk says before a ticket is put off beyond what its customer was promised.

#[path = "put_off/de.rs"]
mod de;
#[path = "put_off/en.rs"]
mod en;
#[path = "put_off/fr.rs"]
mod fr;

pub use self::{de::PUT_OFF as DE, en::PUT_OFF as EN, fr::PUT_OFF as FR};
use crate::text::Forms;

/// Each text. What stands in braces is replaced.
#[derive(Debug)]
pub struct PutOffWords {
    /// The question; `{time}`.
    pub title: &'static str,
    /// What was promised; `{time}`.
    pub promised: &'static str,
    /// What was promised, and is late already; `{time}`.
    pub broken: &'static str,
    /// Names the choices.
    pub choice: &'static str,
    /// Promises anew, an hour after it comes back; `{time}`.
    pub anew: &'static str,
    /// Who learns of that.
    pub anew_hint: &'static str,
    /// Promises anew, at a time that is still to be chosen.
    pub another: &'static str,
    /// Promises nothing anew.
    pub keep: &'static str,
    /// What comes of that.
    pub keep_hint: &'static str,
    /// The question about several.
    pub many_title: Forms,
    /// Why it is asked.
    pub many: Forms,
}
