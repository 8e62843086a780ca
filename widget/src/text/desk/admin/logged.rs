//! What the log of the settings says.

#[path = "logged/de.rs"]
mod de;
#[path = "logged/en.rs"]
mod en;
#[path = "logged/fr.rs"]
mod fr;

pub use self::{de::LOGGED as DE, en::LOGGED as EN, fr::LOGGED as FR};

/// Each text. What stands in braces is replaced.
#[derive(Debug)]
pub struct LoggedWords {
    /// What it is.
    pub log_hint: &'static str,
    /// Shows more of the log.
    pub older: &'static str,
    /// No value.
    pub nothing: &'static str,
    /// A change: `{from}`, `{to}`.
    pub from_to: &'static str,
    /// Nobody at the desk.
    pub command_line: &'static str,
    /// `{who}`, `{what}`.
    pub did_first_run: &'static str,
    /// `{who}`.
    pub did_sign_in: &'static str,
    /// `{what}`.
    pub did_fail: &'static str,
    /// No such account.
    pub did_fail_unknown: &'static str,
    /// `{who}`.
    pub did_sign_out: &'static str,
    /// `{who}`, `{what}`.
    pub did_create_site: &'static str,
    /// `{who}`, `{what}`.
    pub did_change_site: &'static str,
    /// `{who}`, `{what}`.
    pub did_create_account: &'static str,
    /// `{who}`, `{what}`.
    pub did_change_account: &'static str,
    /// `{who}`.
    pub did_set_password: &'static str,
    /// `{who}`, `{what}`.
    pub did_end_account: &'static str,
    /// `{who}`, `{what}`.
    pub did_enable_account: &'static str,
    /// `{who}`, `{what}`.
    pub did_create_team: &'static str,
    /// `{who}`, `{what}`.
    pub did_change_team: &'static str,
    /// `{who}`, `{what}`.
    pub did_remove_team: &'static str,
}
