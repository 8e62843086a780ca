//! Incidents as agents work on them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Ticket;
use crate::{
    Line,
    agent::Colleague,
    block::Block,
    incident::IncidentId,
    lang::Lang,
    site::SiteKey,
    ticket::Message,
    topic::{Key, Localised},
};

/// A text in each language that customers are to read it in.
pub type InEach<T> = BTreeMap<Lang, T>;

/// An incident in the desk's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IncidentSummary {
    /// Its id.
    pub id: IncidentId,
    /// Its site.
    pub site: SiteKey,
    /// The topic concerned; all of them, without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<Key>,
    /// In a few words.
    pub title: Localised,
    /// How many updates there are.
    pub updates: u32,
    /// How many tickets are part of it.
    pub tickets: u32,
    /// How many of them have not been told of the last update yet.
    pub owed: u32,
    /// When it was announced: RFC 3339, UTC.
    pub created_at: String,
    /// When something was last said of it: RFC 3339, UTC.
    pub updated_at: String,
    /// When it ended: RFC 3339, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<String>,
}

/// The incidents of the caller's sites: those that are not over first, then the last first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Incidents {
    /// The incidents.
    pub incidents: Vec<IncidentSummary>,
}

/// An incident with what was said of it and the tickets that are part of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = DeskIncident))]
pub struct Incident {
    /// What the list says of it.
    pub summary: IncidentSummary,
    /// Counts the changes of title and text, from 1.
    pub version: u32,
    /// In full, in Markdown.
    pub body: Localised,
    /// The same as customers read it.
    #[cfg_attr(feature = "openapi", schema(value_type = std::collections::HashMap<String, Vec<Block>>))]
    pub text: InEach<Vec<Block>>,
    /// Who announced it.
    pub by: Colleague,
    /// What it said before each change, the last change first.
    pub edits: Vec<IncidentEdit>,
    /// What has been said since, in order.
    pub said: Vec<IncidentUpdate>,
    /// The tickets that are part of it, the last 100 of them.
    pub linked: Vec<Ticket>,
}

/// An update of an incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = DeskIncidentUpdate))]
pub struct IncidentUpdate {
    /// Its place, from 1.
    pub seq: u32,
    /// What is new, as customers read it.
    #[cfg_attr(feature = "openapi", schema(value_type = std::collections::HashMap<String, Vec<Block>>))]
    pub text: InEach<Vec<Block>>,
    /// Whether it is the solution.
    pub solution: bool,
    /// Who wrote it.
    pub by: Colleague,
    /// When: RFC 3339, UTC.
    pub at: String,
}

/// A change of an incident's title and text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IncidentEdit {
    /// The title before.
    pub title: Localised,
    /// The text before.
    #[cfg_attr(feature = "openapi", schema(value_type = std::collections::HashMap<String, Vec<Block>>))]
    pub text: InEach<Vec<Block>>,
    /// Who changed it.
    pub by: Colleague,
    /// When: RFC 3339, UTC.
    pub at: String,
}

/// What `POST /desk/incidents` takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewIncident {
    /// The site whose customers read it.
    pub site: SiteKey,
    /// The topic concerned; all of them, without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<Key>,
    /// In a few words, by language.
    #[cfg_attr(feature = "openapi", schema(value_type = std::collections::HashMap<String, String>))]
    pub title: InEach<Line<200>>,
    /// In full, in Markdown, by language.
    #[cfg_attr(feature = "openapi", schema(value_type = std::collections::HashMap<String, String>))]
    pub body: InEach<Message>,
}

/// What `PUT /desk/incidents/{incident}` takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EditedIncident {
    /// The version that was changed: where there is a newer one, nothing is overwritten.
    pub version: u32,
    /// In a few words, by language.
    #[cfg_attr(feature = "openapi", schema(value_type = std::collections::HashMap<String, String>))]
    pub title: InEach<Line<200>>,
    /// In full, in Markdown, by language.
    #[cfg_attr(feature = "openapi", schema(value_type = std::collections::HashMap<String, String>))]
    pub body: InEach<Message>,
}

/// What `POST /desk/incidents/{incident}/updates` takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewUpdate {
    /// How many updates the writer has read: where there are more by now, nothing is said twice.
    pub after: u32,
    /// What is new, in Markdown, by language.
    #[cfg_attr(feature = "openapi", schema(value_type = std::collections::HashMap<String, String>))]
    pub body: InEach<Message>,
    /// Whether it is the solution: the incident is over, and each ticket is proposed it.
    pub solution: bool,
}

/// What `PUT /desk/tickets/{ticket}/incident` takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Link {
    /// The incident that the ticket is part of; none, without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incident: Option<IncidentId>,
}
