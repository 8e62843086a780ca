//! An incident: a known problem announced to the customers of a site.

use serde::{Deserialize, Serialize};

use crate::{
    block::Block,
    lang::Lang,
    parsed::id,
    topic::{Key, Localised},
};

id!(
    /// An incident's id.
    IncidentId
);

/// What a ticket has to do with an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Part {
    /// It is part of it now.
    Joined,
    /// It is not part of it after all.
    Left,
    /// The incident is over.
    Over,
}

/// An incident that is not over, as a site announces it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Known {
    /// Its id.
    pub id: IncidentId,
    /// The topic concerned; all of them, without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<Key>,
    /// In a few words.
    pub title: Localised,
    /// When something was last said of it: RFC 3339, UTC.
    pub updated_at: String,
}

/// What a site announces just now, the last first; the answer of `GET /sites/{site}/incidents`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Announced {
    /// The incidents that are not over.
    pub known: Vec<Known>,
}

/// An incident as customers read it; the answer of `GET /sites/{site}/incidents/{incident}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Incident {
    /// Its id.
    pub id: IncidentId,
    /// The topic concerned; all of them, without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<Key>,
    /// The language of its texts.
    pub lang: Lang,
    /// In a few words.
    pub title: String,
    /// In full.
    pub body: Vec<Block>,
    /// What has been said of it since, the last first.
    pub updates: Vec<Update>,
    /// When it was announced: RFC 3339, UTC.
    pub created_at: String,
    /// When it ended: RFC 3339, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<String>,
}

/// An update of an incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = IncidentUpdate))]
pub struct Update {
    /// What is new.
    pub body: Vec<Block>,
    /// Whether it is the solution.
    pub solution: bool,
    /// When: RFC 3339, UTC.
    pub at: String,
}
