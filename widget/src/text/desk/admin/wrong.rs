//! What is wrong with a field of the settings.

#[path = "wrong/de.rs"]
mod de;
#[path = "wrong/en.rs"]
mod en;
#[path = "wrong/fr.rs"]
mod fr;

pub use self::{de::WRONG as DE, en::WRONG as EN, fr::WRONG as FR};

/// Each text. What stands in braces is replaced.
#[derive(Debug)]
pub struct WrongWords {
    /// Nothing stands there.
    pub missing: &'static str,
    /// What is wrong.
    pub wrong_text: &'static str,
    /// What is wrong.
    pub wrong_origins: &'static str,
    /// What is wrong.
    pub wrong_languages: &'static str,
    /// What is wrong.
    pub wrong_accent: &'static str,
    /// What is wrong.
    pub wrong_key: &'static str,
    /// What is wrong.
    pub wrong_email: &'static str,
    /// What is wrong.
    pub wrong_password: &'static str,
    /// What is wrong.
    pub wrong_zone: &'static str,
    /// What is wrong.
    pub wrong_open: &'static str,
    /// What is wrong.
    pub wrong_holidays: &'static str,
    /// What is wrong.
    pub wrong_hours: &'static str,
    /// What is wrong.
    pub wrong_days: &'static str,
    /// What is wrong.
    pub wrong_capacity: &'static str,
    /// What is wrong.
    pub wrong_options: &'static str,
    /// What is wrong.
    pub wrong_sites: &'static str,
    /// What is wrong.
    pub wrong_role: &'static str,
}
