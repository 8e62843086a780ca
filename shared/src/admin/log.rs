//! The log of what admins have changed, and of who signed in.

use serde::{Deserialize, Serialize};

use crate::{parsed::id, site::SiteKey};

id!(
    /// The id of an entry of the log; later ones are greater.
    LogId
);

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "database", derive(sqlx::Type))]
#[cfg_attr(
    feature = "database",
    sqlx(type_name = "text", rename_all = "snake_case")
)]
pub enum Deed {
    /// The first site and the first account were made with the link of the first start.
    FirstRun,
    /// Somebody signed in.
    SignedIn,
    /// Somebody tried to sign in and could not.
    SignInFailed,
    /// Somebody signed out.
    SignedOut,
    /// A site was made.
    SiteCreated,
    /// A site's settings were changed.
    SiteChanged,
    /// An account was made.
    AccountCreated,
    /// An account was changed.
    AccountChanged,
    /// A link was made for somebody to set a password.
    LinkMade,
    /// Somebody set a new password with their link.
    PasswordSet,
    /// An account may not sign in any more.
    AccountDisabled,
    /// An account may sign in again.
    AccountEnabled,
    /// A team was made.
    TeamCreated,
    /// A team was changed.
    TeamChanged,
    /// A team was removed.
    TeamRemoved,
}

/// One thing that is different since.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Changed {
    /// Which, such as `policies.promise_hours` or `topics.billing.name.fr`.
    pub field: String,
    /// What it was; nothing, without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// What it is; nothing, without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// An entry of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LogEntry {
    /// Its id.
    pub id: LogId,
    /// When: RFC 3339, UTC.
    pub at: String,
    /// Who did it; nobody at the desk, without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// What was done.
    pub deed: Deed,
    /// To what: the name of a site, an account or a team.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// The site concerned, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteKey>,
    /// What is different since.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Changed>,
}

/// The answer of `GET /desk/log`, the latest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Log {
    /// The entries.
    pub entries: Vec<LogEntry>,
    /// Give it as `before` for older ones; there are none, without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<LogId>,
}
