//! Admins: `Admin` in a handler's signature is the permission to set the desk up, `AdminSite` that
//! of one site. To everyone else there is nothing at these addresses.

use axum::{extract::FromRequestParts, http::request::Parts};
use guichet_shared::{agent::Role, site::SiteKey};

use crate::{
    App,
    error::{Error, Result},
    request::path_parameter,
    sessions::SignedIn,
    sites::SiteRow,
};

/// An admin who is signed in.
#[derive(Clone, Debug)]
pub struct Admin(pub SignedIn);

impl FromRequestParts<App> for Admin {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let me = SignedIn::from_request_parts(parts, app).await?;
        if me.agent.role == Role::Admin {
            Ok(Self(me))
        } else {
            Err(Error::NotFound)
        }
    }
}

/// The site named by `{site}` in the path, for an admin of it.
#[derive(Clone, Debug)]
pub struct AdminSite {
    /// Who asks.
    pub me: SignedIn,
    /// The site.
    pub site: SiteRow,
}

impl FromRequestParts<App> for AdminSite {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let Admin(me) = Admin::from_request_parts(parts, app).await?;
        let key: SiteKey = path_parameter(parts, app, "site").await?;
        let site = me.sites.iter().find(|site| site.key == key).cloned();
        let site = site.ok_or(Error::NotFound)?;
        Ok(Self { me, site })
    }
}
