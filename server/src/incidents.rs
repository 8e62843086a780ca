//! Incidents: known problems that a site announces, which tickets are part of. This file has what
//! customers read; `desk` has what agents do and `views` what they see, `spreading` how all tickets
//! hear of it.

use axum::{
    Json,
    extract::{FromRequestParts, State},
    http::request::Parts,
};
use guichet_shared::{
    agent::AgentId,
    event::{By, What},
    incident::{Announced, Incident, IncidentId, Known, Part, Update},
    lang::Lang,
    site::SiteId,
    topic::{Key, Localised},
};
use sqlx::{FromRow, types};
use time::OffsetDateTime;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    App,
    articles::markdown,
    db::Db,
    error::{Error, Result},
    fields::{Fields, Input},
    request::{Params, path_parameter},
    sites::{CurrentSite, KnownSite, SiteRow},
    tickets::{
        events::{Step, TicketRow},
        views::time,
    },
};

mod desk;
mod inputs;
mod spreading;
pub mod store;
mod views;

pub(crate) use self::desk::linking;
pub use self::spreading::{spread, spread_soon, tell_soon, watch};

/// An incident.
#[derive(Clone, Debug, FromRow)]
pub struct IncidentRow {
    /// Its id.
    pub id: IncidentId,
    /// Its site.
    pub site_id: SiteId,
    /// The topic concerned; all of them, without.
    pub topic_key: Option<Key>,
    /// In a few words.
    pub title: types::Json<Localised>,
    /// In full, in Markdown.
    pub body: types::Json<Localised>,
    /// Counts the changes of title and text, from 1.
    pub version: i64,
    /// How many updates there are.
    pub seq: i64,
    /// Who announced it.
    pub created_by: AgentId,
    /// When.
    pub created_at: OffsetDateTime,
    /// When something was last said of it.
    pub updated_at: OffsetDateTime,
    /// When it ended.
    pub closed_at: Option<OffsetDateTime>,
}

/// An update of an incident.
#[derive(Clone, Debug, FromRow)]
pub struct UpdateRow {
    /// Its place, from 1.
    pub seq: i64,
    /// What is new, in Markdown.
    pub body: types::Json<Localised>,
    /// Whether it is the solution.
    pub solution: bool,
    /// Who wrote it.
    pub agent_id: AgentId,
    /// When.
    pub created_at: OffsetDateTime,
}

/// What an incident said before a change.
#[derive(Clone, Debug, FromRow)]
pub struct EditRow {
    /// The title before.
    pub title: types::Json<Localised>,
    /// The text before, in Markdown.
    pub body: types::Json<Localised>,
    /// Who changed it.
    pub agent_id: AgentId,
    /// When.
    pub created_at: OffsetDateTime,
}

impl IncidentRow {
    /// A ticket becomes part of it. One that is over still owes its solution.
    #[must_use]
    pub fn joining(&self, by: By<AgentId>, ticket: &TicketRow, site: &SiteRow) -> Step {
        let had = match self.closed_at {
            None => self.seq,
            Some(_) => self.seq - 1,
        };
        self.step(by, ticket, site, Part::Joined, had)
    }

    /// Gives a ticket that was filed without a topic the incident's, and its queue with it.
    pub fn place(&self, ticket: &mut TicketRow, site: &SiteRow) {
        let key = self.topic_key.as_ref();
        let topic = site.topics.iter().find(|topic| Some(&topic.key) == key);
        if let (None, Some(topic)) = (&ticket.topic_key, topic) {
            let key = topic.key.as_str();
            ticket.topic = Some(types::Json(topic.name.clone()));
            ticket.team_id = site.policies.route(Some(key)).and_then(|route| route.team);
            ticket.topic_key = Some(key.to_owned());
        }
    }

    /// What `part` it is to a ticket that has `had` so many updates, in the customer's language.
    fn step(
        &self,
        by: By<AgentId>,
        ticket: &TicketRow,
        site: &SiteRow,
        part: Part,
        had: i64,
    ) -> Step {
        Step::visible(
            by,
            What::Incident {
                incident: self.id,
                title: read_by(&self.title, ticket.lang.as_ref(), site).to_owned(),
                part,
                seq: u32::try_from(had).unwrap_or_default(),
            },
        )
    }
}

/// A text as somebody reads it who asks for `lang`.
fn read_by<'a>(text: &'a Localised, lang: Option<&Lang>, site: &SiteRow) -> &'a str {
    text.pick(languages(lang, site))
}

fn languages<'a>(lang: Option<&'a Lang>, site: &'a SiteRow) -> impl Iterator<Item = &'a str> {
    lang.into_iter().chain(&*site.languages).map(Lang::as_str)
}

/// The routes of this noun.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(announced))
        .routes(routes!(read))
        .merge(desk::routes())
}

/// The incidents of a site that are not over, the last first.
///
/// # Errors
/// When the database fails.
pub async fn known(db: &Db, site: SiteId) -> Result<Vec<Known>> {
    let rows = store::open(db, site).await?;
    let known = rows.into_iter().map(|row| {
        Ok(Known {
            id: row.id,
            topic: row.topic_key,
            title: row.title.0,
            updated_at: time(row.updated_at)?,
        })
    });
    known.collect()
}

/// The incidents of a site that are not over
///
/// Cheap to ask again: it is answered with 304 while nothing has changed.
#[utoipa::path(
    get, path = "/sites/{site}/incidents", tag = "incidents",
    params(("site" = String, Path, description = "The site's public key")),
    responses((status = 200, body = Announced), (status = 404, description = "No such site")),
)]
async fn announced(State(app): State<App>, KnownSite(site): KnownSite) -> Result<Json<Announced>> {
    let known = announced_lately(&app, site.id).await?;
    Ok(Json(Announced { known }))
}

/// The same for the portal: while the database is away, as they were last known.
///
/// # Errors
/// When the database fails and nothing was known before.
pub async fn announced_lately(app: &App, site: SiteId) -> Result<Vec<Known>> {
    let db = app.db.clone();
    let reading = async move { known(&db, site).await };
    app.last_known
        .or_last(&app.db, site.to_string(), reading)
        .await
}

/// The incident named by `{incident}` in the path, of the site named there; any other is a 404.
struct OfSite {
    site: SiteRow,
    incident: IncidentRow,
}

impl FromRequestParts<App> for OfSite {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let CurrentSite(site) = CurrentSite::from_request_parts(parts, app).await?;
        let id = path_parameter(parts, app, "incident").await?;
        let incident = store::by_id(&app.db, id).await?;
        let incident = incident.filter(|incident| incident.site_id == site.id);
        let incident = incident.ok_or(Error::NotFound)?;
        Ok(Self { site, incident })
    }
}

/// In which language to read.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
struct Reader {
    /// The language wanted; the site's own where there is none in it.
    lang: Option<Lang>,
}

impl Input for Reader {
    fn read(fields: &mut Fields) -> Option<Self> {
        Some(Self {
            lang: fields.optional("lang")?,
        })
    }
}

/// An incident with what has been said of it
#[utoipa::path(
    get, path = "/sites/{site}/incidents/{incident}", tag = "incidents",
    params(
        ("site" = String, Path, description = "The site's public key"),
        ("incident" = IncidentId, Path, description = "The incident's id"),
        Reader,
    ),
    responses((status = 200, body = Incident), (status = 404, description = "No such incident of the site")),
)]
async fn read(
    State(app): State<App>,
    OfSite { site, incident }: OfSite,
    Params(reader): Params<Reader>,
) -> Result<Json<Incident>> {
    let text = |text: &Localised| read_by(text, reader.lang.as_ref(), &site).to_owned();
    let updates = store::updates(&app.db, incident.id).await?;
    let updates = updates.into_iter().rev().map(|update| {
        Ok(Update {
            body: markdown::message(&text(&update.body)),
            solution: update.solution,
            at: time(update.created_at)?,
        })
    });
    let lang = incident.title.find(languages(reader.lang.as_ref(), &site));
    Ok(Json(Incident {
        id: incident.id,
        lang: lang.map_or_else(Lang::undetermined, |(lang, _)| lang.clone()),
        title: text(&incident.title),
        body: markdown::message(&text(&incident.body)),
        updates: updates.collect::<Result<_>>()?,
        topic: incident.topic_key,
        created_at: time(incident.created_at)?,
        closed_at: incident.closed_at.map(time).transpose()?,
    }))
}
