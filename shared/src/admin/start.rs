//! One-time links: that of the very first start, and those with which agents set a password.

use serde::{Deserialize, Serialize};

use super::{NewSite, Password};
use crate::{
    Text,
    agent::{Email, Name},
};

/// What `POST /desk/first-run/check` and `POST /desk/password/check` take.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OneTimeLink {
    /// The end of the link.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub token: Text<100>,
}

/// The answer of `POST /desk/accounts/{agent}/link`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasswordLink {
    /// The end of the link, which is shown this once.
    pub token: String,
    /// Until when it works: RFC 3339, UTC.
    pub until: String,
}

/// The answer of `POST /desk/password/check`: whose password the link sets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LinkOwner {
    /// Their full name.
    pub name: String,
    /// The address they sign in with.
    pub email: String,
}

/// What `POST /desk/password` takes.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewPassword {
    /// The end of the link.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub token: Text<100>,
    /// The new password.
    pub password: Password,
}

/// What `PUT /desk/session/password` takes.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnPassword {
    /// The password before.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub current: Text<200>,
    /// The new password.
    pub password: Password,
}

/// What `POST /desk/first-run` takes.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FirstRun {
    /// The end of the link.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub token: Text<100>,
    /// The address that the first admin signs in with.
    pub email: Email,
    /// Their full name.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub name: Name,
    /// Their password.
    pub password: Password,
    /// The first site.
    pub site: NewSite,
}
