//! What the desk says where agents sign in and out.

#[path = "session/de.rs"]
mod de;
#[path = "session/en.rs"]
mod en;
#[path = "session/fr.rs"]
mod fr;

pub use self::{de::SESSION as DE, en::SESSION as EN, fr::SESSION as FR};

/// Each text. What stands in braces is replaced.
#[derive(Debug)]
pub struct SessionWords {
    /// Signs in.
    pub sign_in: &'static str,
    /// Heading above the form.
    pub sign_in_title: &'static str,
    /// On the button while it works.
    pub signing_in: &'static str,
    /// Signs out.
    pub sign_out: &'static str,
    /// An address.
    pub email: &'static str,
    /// A password.
    pub password: &'static str,
    /// A field is empty.
    pub credentials_missing: &'static str,
    /// The password is not right.
    pub no_match: &'static str,
    /// What to do where the password is forgotten.
    pub forgotten: &'static str,
    /// The session has ended.
    pub expired_title: &'static str,
    /// What that means.
    pub expired: &'static str,
}
