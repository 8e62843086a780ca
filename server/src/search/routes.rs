//! `GET /sites/{site}/search`.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, header},
};
use guichet_shared::{
    lang::Lang,
    search::{Hits, Query},
};
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    App,
    error::Result,
    fields::{Fields, Input},
    limits::{Address, SEARCHES, SEARCHES_BY_ADDRESS},
    request::{Limit, Params},
    sites::KnownSite,
};

/// The routes of this noun.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(search))
}

#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
struct SearchQuery {
    /// What the customer typed, 1 to 400 characters; the last word may be unfinished.
    #[param(value_type = String, min_length = 1, max_length = 400)]
    q: Query,
    /// The language; the site's default without it.
    lang: Option<Lang>,
    /// How many, 1 to 20; 8 without it.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 20)]
    limit: Option<Limit<20>>,
}

impl Input for SearchQuery {
    fn read(fields: &mut Fields) -> Option<Self> {
        let q = fields.required("q");
        let lang = fields.optional("lang");
        let limit = fields.optional("limit");
        Some(Self {
            q: q?,
            lang: lang?,
            limit: limit?,
        })
    }
}

/// The published articles that match, best first
#[utoipa::path(
    get, path = "/sites/{site}/search", tag = "search",
    params(("site" = String, Path, description = "The site's public key"), SearchQuery),
    responses((status = 200, body = Hits), (status = 429, description = "Too many searches of one visitor")),
)]
async fn search(
    State(app): State<App>,
    KnownSite(site): KnownSite,
    address: Address,
    headers: HeaderMap,
    Params(query): Params<SearchQuery>,
) -> Result<Json<Hits>> {
    let browser = headers.get(header::USER_AGENT);
    let browser = browser.map_or(&b""[..], |browser| browser.as_bytes());
    let visitor = [address.0.as_slice(), browser].concat();
    app.limits.count("searches", &visitor, SEARCHES)?;
    app.limits
        .count("searches by address", &address.0, SEARCHES_BY_ADDRESS)?;
    let lang = query.lang.as_ref().unwrap_or(&site.languages[0]);
    let limit = query.limit.map_or(8, |limit| limit.0) as usize;
    let hits = app
        .indexes
        .search_known(&app, &site, |index| {
            index.search(query.q.as_str(), lang, limit)
        })
        .await?;
    Ok(Json(Hits { hits }))
}
