//! The very first start: a link, and what is made with it.

use serde::Deserialize;

use super::{NewSite, Password};
use crate::{
    Text,
    agent::{Email, Name},
};

/// What `POST /desk/first-run/check` takes.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FirstRunLink {
    /// The end of the link.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub token: Text<100>,
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
