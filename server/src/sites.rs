//! Sites: who is served. `CurrentSite` in a handler's signature is the site named in the path.

use axum::{
    Json,
    extract::{FromRequestParts, State},
    http::request::Parts,
};
use guichet_shared::{
    lang::Lang,
    policy::Policies,
    site::{Origin, Site, SiteId, SiteKey, Theme},
    ticket::Wait,
    topic::Topic,
};
use sqlx::{FromRow, types};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    App,
    db::Db,
    error::{Error, Result},
    incidents,
    request::path_parameter,
};

pub mod settings;
pub mod store;

/// A site as the server knows it.
#[derive(Clone, Debug, FromRow)]
pub struct SiteRow {
    /// Its id.
    pub id: SiteId,
    /// Its public key.
    pub key: SiteKey,
    /// Its name.
    pub name: String,
    /// Whose pages may show the portal.
    pub origins: types::Json<Vec<Origin>>,
    /// Its languages, the default first.
    pub languages: types::Json<Vec<Lang>>,
    /// How it looks.
    pub theme: types::Json<Theme>,
    /// What customers pick from.
    pub topics: types::Json<Vec<Topic>>,
    /// How it deals with tickets.
    pub policies: types::Json<Policies>,
    /// How often its articles have changed.
    pub revision: i64,
}

impl SiteRow {
    /// What the portal may know of it.
    ///
    /// # Errors
    /// When the database fails, and nothing was known before.
    pub async fn view(self, app: &App) -> Result<Site> {
        let (db, id) = (app.db.clone(), self.id);
        let reading = async move { wait(&db, id).await };
        let wait = app
            .last_known
            .or_last(&app.db, id.to_string(), reading)
            .await?;
        let known = incidents::announced_lately(app, id).await?;
        Ok(Site {
            key: self.key,
            name: self.name,
            languages: self.languages.0,
            origins: self.origins.0,
            theme: self.theme.0,
            topics: self.topics.0,
            labels: self.policies.0.labels,
            wait,
            known,
        })
    }

    /// `wanted`, then the site's own languages: where to look for a text, in order.
    #[must_use]
    pub fn languages_from(&self, wanted: &Lang) -> Vec<Lang> {
        let mut order = vec![wanted.clone()];
        order.extend(self.languages.iter().filter(|l| *l != wanted).cloned());
        order
    }
}

/// The site named by `{site}` in the path; a missing or malformed key is a 404.
#[derive(Debug)]
pub struct CurrentSite(pub SiteRow);

impl FromRequestParts<App> for CurrentSite {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let key = path_parameter(parts, app, "site").await?;
        let site = store::by_key(&app.db, &key).await?;
        site.map(Self).ok_or(Error::NotFound)
    }
}

/// The same where everybody may read and nobody writes: while the database is away, the site as it
/// was last known.
#[derive(Debug)]
pub struct KnownSite(pub SiteRow);

impl FromRequestParts<App> for KnownSite {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let key: SiteKey = path_parameter(parts, app, "site").await?;
        let (db, name) = (app.db.clone(), key.to_string());
        let reading = async move {
            let site = store::by_key(&db, &key).await?;
            site.ok_or(Error::NotFound)
        };
        app.last_known
            .or_last(&app.db, name, reading)
            .await
            .map(Self)
    }
}

/// The routes of this noun.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(read_site))
}

/// What the portal needs to know of a site
#[utoipa::path(
    get, path = "/sites/{site}", tag = "sites",
    params(("site" = SiteKey, Path, description = "The site's public key")),
    responses((status = 200, body = Site), (status = 404, description = "No such site")),
)]
async fn read_site(State(app): State<App>, KnownSite(site): KnownSite) -> Result<Json<Site>> {
    site.view(&app).await.map(Json)
}

/// Tickets with an answer that it takes to say what customers wait.
const HISTORY: usize = 10;

/// What the middle half of the site's last tickets waited for their first answer; nothing is
/// claimed of a site without history.
async fn wait(db: &Db, site: SiteId) -> Result<Option<Wait>> {
    let mut waited: Vec<u32> = store::first_replies(db, site)
        .await?
        .into_iter()
        .map(|(filed, answered)| (answered - filed).whole_minutes())
        .map(|minutes| u32::try_from(minutes.max(1)).unwrap_or(u32::MAX))
        .collect();
    if waited.len() < HISTORY {
        return Ok(None);
    }
    waited.sort_unstable();
    Ok(Some(Wait {
        from: waited[waited.len() / 4],
        to: waited[waited.len() * 3 / 4],
    }))
}
