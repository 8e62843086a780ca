//! A site, as admins see and change it.

use serde::{Deserialize, Serialize};

use crate::{
    lang::Lang,
    policy::Policies,
    site::{Origin, SiteKey, Theme},
    topic::Topic,
};

/// What can be set of a site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Settings {
    /// The name customers know it by.
    pub name: String,
    /// Whose pages may show the portal.
    pub origins: Vec<Origin>,
    /// Its languages, the default first.
    pub languages: Vec<Lang>,
    /// How it looks.
    pub theme: Theme,
    /// What customers pick from.
    pub topics: Vec<Topic>,
    /// How it deals with tickets.
    pub policies: Policies,
}

/// That the portal was shown on a page of a site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Seen {
    /// When last, to the minute: RFC 3339, UTC.
    pub at: String,
    /// On whose page.
    pub origin: String,
}

/// A site with its settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = ManagedSite))]
pub struct Site {
    /// Its public key, which never changes: it stands on other people's pages.
    pub key: SiteKey,
    /// Which version this is: a change must name it.
    pub version: u32,
    /// What can be set.
    #[serde(flatten)]
    pub settings: Settings,
    /// Where and when the portal was last shown; never yet, without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<Seen>,
}

/// What `PUT /desk/sites/{site}` takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SiteChange {
    /// The version that was changed.
    pub version: u32,
    /// All that can be set.
    #[serde(flatten)]
    pub settings: Settings,
}

/// What `POST /desk/sites` takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = NewManagedSite))]
pub struct NewSite {
    /// Its public key.
    pub key: SiteKey,
    /// The name customers know it by.
    pub name: String,
    /// Whose pages may show the portal.
    pub origins: Vec<Origin>,
    /// Its languages, the default first.
    pub languages: Vec<Lang>,
}

/// A site in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SiteSummary {
    /// Its public key.
    pub key: SiteKey,
    /// The name customers know it by.
    pub name: String,
    /// Whose pages may show the portal.
    pub origins: Vec<Origin>,
    /// Where and when the portal was last shown; never yet, without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<Seen>,
}

/// The answer of `GET /desk/sites`, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Sites {
    /// The sites that the caller answers for.
    pub sites: Vec<SiteSummary>,
}
