//! Articles: reading them, listing them, voting on them.

use std::fmt::Debug;

use axum::{
    Json,
    extract::{FromRequestParts, State},
    http::{StatusCode, request::Parts},
};
use guichet_shared::{
    article::{Article, Categories, Category, Slug, Summaries, Summary, Vote},
    lang::Lang,
};
use serde::Deserialize;
use time::format_description::well_known::Rfc3339;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    App,
    db::Db,
    error::{Error, Result},
    fields::{Fields, Input},
    limits::{Address, VOTES},
    request::{Body, Limit, Params, path_parameter},
    sites::{CurrentSite, KnownSite, SiteRow},
};

pub mod export;
pub mod front_matter;
pub mod import;
pub mod markdown;
pub mod store;

/// The routes of this noun.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(categories))
        .routes(routes!(read))
        .routes(routes!(vote))
}

/// `{slug}` in the path; a malformed one is a 404, as a missing article is.
#[derive(Debug)]
struct PathSlug(Slug);

impl FromRequestParts<App> for PathSlug {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        path_parameter(parts, app, "slug").await.map(Self)
    }
}

/// The order of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
enum Sort {
    /// By name in URLs, page by page.
    #[default]
    Slug,
    /// The most helpful ones first, one page.
    Popular,
}

#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
struct ListQuery {
    /// The language; the site's default without it.
    lang: Option<Lang>,
    /// Only this category.
    #[param(value_type = Option<String>)]
    category: Option<Category>,
    /// The order, `slug` without it.
    #[param(inline)]
    sort: Option<Sort>,
    /// How many, 1 to 1,000; 100 without it.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 1000)]
    limit: Option<Limit<1000>>,
    /// The `next` of the page before.
    after: Option<Slug>,
}

impl Input for ListQuery {
    fn read(fields: &mut Fields) -> Option<Self> {
        let lang = fields.optional("lang");
        let category = fields.optional("category");
        let sort = fields.optional("sort");
        let limit = fields.optional("limit");
        let after = fields.optional("after");
        Some(Self {
            lang: lang?,
            category: category?,
            sort: sort?,
            limit: limit?,
            after: after?,
        })
    }
}

/// The most articles of a list that is remembered for when the database is away.
const KEPT: usize = 100;

/// Published articles
#[utoipa::path(
    get, path = "/sites/{site}/articles", tag = "articles",
    params(("site" = String, Path, description = "The site's public key"), ListQuery),
    responses((status = 200, body = Summaries)),
)]
async fn list(
    State(app): State<App>,
    KnownSite(site): KnownSite,
    Params(query): Params<ListQuery>,
) -> Result<Json<Summaries>> {
    let limit = query.limit.as_ref().map_or(100, |limit| limit.0) as usize;
    let is_kept = query.after.is_none() && limit <= KEPT;
    let name = is_kept.then(|| known_as(&site, &query));
    let reading = listed(app.db.clone(), site, query, limit);
    let mut articles = match name {
        Some(name) => app.last_known.or_last(&app.db, name, reading).await?,
        None => app.last_known.reach(&app.db, reading).await?,
    };
    let more = articles.len() > limit;
    articles.truncate(limit);
    let next = articles
        .last()
        .filter(|_| more)
        .map(|last| last.slug.clone());
    let articles = articles.into_iter().map(store::SummaryRow::view).collect();
    Ok(Json(Summaries { articles, next }))
}

/// One row more than the page holds, where there are so many and pages follow.
async fn listed(
    db: Db,
    site: SiteRow,
    query: ListQuery,
    limit: usize,
) -> Result<Vec<store::SummaryRow>> {
    let filter = store::Filter {
        site: site.id,
        lang: query.lang.as_ref().unwrap_or(&site.languages[0]),
        category: query.category.as_ref(),
    };
    let limit = u32::try_from(limit).unwrap_or(u32::MAX);
    Ok(match query.sort.unwrap_or_default() {
        Sort::Slug => store::page(&db, filter, query.after.as_ref(), limit + 1).await?,
        Sort::Popular => store::popular(&db, filter, limit).await?,
    })
}

/// The name by which what was read of a site's articles is last known. Once they have changed it is
/// another: what was withdrawn does not come back.
fn known_as(site: &SiteRow, what: &impl Debug) -> String {
    format!("{} {} {what:?}", site.id, site.revision)
}

#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
struct LangQuery {
    /// The language; the site's default without it.
    lang: Option<Lang>,
}

impl Input for LangQuery {
    fn read(fields: &mut Fields) -> Option<Self> {
        Some(Self {
            lang: fields.optional("lang")?,
        })
    }
}

/// The categories that have published articles
#[utoipa::path(
    get, path = "/sites/{site}/categories", tag = "articles",
    params(("site" = String, Path, description = "The site's public key"), LangQuery),
    responses((status = 200, body = Categories)),
)]
async fn categories(
    State(app): State<App>,
    KnownSite(site): KnownSite,
    Params(query): Params<LangQuery>,
) -> Result<Json<Categories>> {
    let lang = query.lang.unwrap_or_else(|| site.languages[0].clone());
    let name = known_as(&site, &lang);
    let (db, id) = (app.db.clone(), site.id);
    let reading = async move { Ok(store::categories(&db, id, &lang).await?) };
    let categories = app.last_known.or_last(&app.db, name, reading).await?;
    Ok(Json(Categories { categories }))
}

/// One published article, in the language asked for or the nearest the site has
#[utoipa::path(
    get, path = "/sites/{site}/articles/{slug}", tag = "articles",
    params(
        ("site" = String, Path, description = "The site's public key"),
        ("slug" = String, Path, description = "The article's name in URLs"),
        LangQuery,
    ),
    responses((status = 200, body = Article), (status = 404, description = "No such article")),
)]
async fn read(
    State(app): State<App>,
    KnownSite(site): KnownSite,
    PathSlug(slug): PathSlug,
    Params(query): Params<LangQuery>,
) -> Result<Json<Article>> {
    let wanted = query.lang.as_ref().unwrap_or(&site.languages[0]);
    let order = site.languages_from(wanted);
    let name = known_as(&site, &slug);
    let (db, id) = (app.db.clone(), site.id);
    let reading = async move { Ok(store::translations(&db, id, &slug).await?) };
    let rows = app.last_known.or_last(&app.db, name, reading).await?;
    let rank = |row: &store::ArticleRow| order.iter().position(|lang| *lang == row.lang);
    let row = rows
        .into_iter()
        .min_by_key(|row| rank(row).unwrap_or(order.len()))
        .ok_or(Error::NotFound)?;
    Ok(Json(Article {
        id: row.id,
        slug: row.slug,
        lang: row.lang,
        title: row.title,
        category: row.category,
        body: markdown::blocks(&row.body),
        updated_at: row
            .updated_at
            .format(&Rfc3339)
            .map_err(|error| Error::Internal(error.into()))?,
    }))
}

impl Input for Vote {
    fn read(fields: &mut Fields) -> Option<Self> {
        let lang = fields.required("lang");
        let helpful = fields.required("helpful");
        let comment = fields.optional("comment");
        Some(Self {
            lang: lang?,
            helpful: helpful?,
            comment: comment?,
        })
    }
}

/// Says whether an article helped
#[utoipa::path(
    post, path = "/sites/{site}/articles/{slug}/votes", tag = "articles",
    params(
        ("site" = String, Path, description = "The site's public key"),
        ("slug" = String, Path, description = "The article's name in URLs"),
    ),
    request_body = Vote,
    responses((status = 204), (status = 404, description = "No such article in this language")),
)]
async fn vote(
    State(app): State<App>,
    CurrentSite(site): CurrentSite,
    PathSlug(slug): PathSlug,
    address: Address,
    Body(vote): Body<Vote>,
) -> Result<StatusCode> {
    app.limits.count("votes", &address.0, VOTES)?;
    if store::vote(&app.db, site.id, &slug, &vote).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Error::NotFound)
    }
}

impl store::SummaryRow {
    fn view(self) -> Summary {
        Summary {
            id: self.id,
            slug: self.slug,
            lang: self.lang,
            title: self.title,
            category: self.category,
        }
    }
}
