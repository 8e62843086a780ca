//! Articles at the desk: listing, writing, previewing, their versions.

use axum::{
    Json,
    extract::{FromRequestParts, State},
    http::{StatusCode, request::Parts},
};
use guichet_shared::{
    Text,
    article::{ArticleId, Slug},
    desk::{
        Article, ArticleList, ArticleSummary, ArticleText, Markdown, NewArticle, NewVersion,
        Preview, Version, Versions,
    },
    lang::Lang,
    site::{SiteId, SiteKey},
};
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use self::store::{ListFilter, Row};
use super::queue::Offset;
use crate::{
    App,
    articles::{
        markdown,
        store::{Draft, Outcome, Over, put},
    },
    db::Db,
    error::{Error, Result},
    fields::{Fields, Input},
    request::{Body, Limit, Params, Truth, path_parameter},
    sessions::SignedIn,
    sites::SiteRow,
    tickets::views::time,
};

mod store;

/// The routes of articles at the desk.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(read, save))
        .routes(routes!(versions))
        .routes(routes!(preview))
}

/// The article named by `{article}` in the path, for an agent of its site; any other is a 404.
#[derive(Debug)]
struct DeskArticle {
    me: SignedIn,
    site: SiteRow,
    row: Row,
}

impl FromRequestParts<App> for DeskArticle {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let me = SignedIn::from_request_parts(parts, app).await?;
        let id: ArticleId = path_parameter(parts, app, "article").await?;
        let row = store::by_id(&app.db, id).await?.ok_or(Error::NotFound)?;
        let site = me.site(row.site_id).ok_or(Error::NotFound)?.clone();
        Ok(Self { me, site, row })
    }
}

/// The title of a site's article.
pub(super) async fn title(
    db: &Db,
    site: SiteId,
    article: ArticleId,
) -> sqlx::Result<Option<String>> {
    let row = store::by_id(db, article).await?;
    Ok(row.filter(|row| row.site_id == site).map(|row| row.title))
}

/// The id of a site's article with this name.
pub(super) async fn id(
    db: &Db,
    site: SiteId,
    lang: &Lang,
    slug: &Slug,
) -> sqlx::Result<Option<ArticleId>> {
    let row = store::by_name(db, site, lang, slug).await?;
    Ok(row.map(|row| row.id))
}

#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
struct ListQuery {
    /// Only this site.
    site: Option<SiteKey>,
    /// Only this language.
    lang: Option<Lang>,
    /// Words of the title, the category or the slug.
    #[param(value_type = Option<String>)]
    q: Option<Text<200>>,
    /// `true` for what customers see, `false` for drafts.
    #[param(inline)]
    published: Option<Truth>,
    /// How many, 1 to 100; 50 without it.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 100)]
    limit: Option<Limit<100>>,
    /// How many to leave out at the start.
    #[param(value_type = Option<u32>)]
    offset: Option<Offset>,
}

impl Input for ListQuery {
    fn read(fields: &mut Fields) -> Option<Self> {
        let site = fields.optional("site");
        let lang = fields.optional("lang");
        let q = fields.optional("q");
        let published = fields.optional("published");
        let limit = fields.optional("limit");
        let offset = fields.optional("offset");
        Some(Self {
            site: site?,
            lang: lang?,
            q: q?,
            published: published?,
            limit: limit?,
            offset: offset?,
        })
    }
}

fn summary(row: &Row, site: &SiteRow) -> Result<ArticleSummary> {
    let count = |votes| u32::try_from(votes).unwrap_or(u32::MAX);
    Ok(ArticleSummary {
        id: row.id,
        site: site.key.clone(),
        lang: row.lang.clone(),
        slug: row.slug.clone(),
        title: row.title.clone(),
        category: row.category.clone(),
        published: row.published,
        helpful: count(row.helpful),
        unhelpful: count(row.unhelpful),
        updated_at: time(row.updated_at)?,
    })
}

fn article(row: Row, site: &SiteRow) -> Result<Article> {
    Ok(Article {
        summary: summary(&row, site)?,
        version: u32::try_from(row.version).unwrap_or(u32::MAX),
        keywords: row.keywords.0,
        body: row.body,
    })
}

/// The articles of the caller's sites, drafts among them
#[utoipa::path(
    get, path = "/desk/articles", tag = "desk",
    params(ListQuery),
    responses((status = 200, body = ArticleList)),
)]
async fn list(
    State(app): State<App>,
    me: SignedIn,
    Params(query): Params<ListQuery>,
) -> Result<Json<ArticleList>> {
    let wanted = |key: &SiteKey| query.site.as_ref().is_none_or(|site| site == key);
    let sites: Vec<_> = me.sites.iter().filter(|site| wanted(&site.key)).collect();
    let filter = ListFilter {
        sites: sites.iter().map(|site| site.id).collect(),
        lang: query.lang,
        words: query.q.map(|text| text.as_str().to_owned()),
        published: query.published.map(|truth| matches!(truth, Truth::True)),
    };
    let limit = query.limit.map_or(50, |limit| limit.0);
    let offset = query.offset.map_or(0, |offset| offset.0);
    let (rows, total) = store::list(&app.db, &filter, limit, offset).await?;
    let articles = rows.iter().filter_map(|row| {
        let site = sites.iter().find(|site| site.id == row.site_id)?;
        Some(summary(row, site))
    });
    Ok(Json(ArticleList {
        articles: articles.collect::<Result<_>>()?,
        total,
    }))
}

/// Writes a new article
#[utoipa::path(
    post, path = "/desk/articles", tag = "desk",
    request_body = NewArticle,
    responses((status = 201, body = Article), (status = 422, description = "Fields at fault, a name that is taken among them")),
)]
async fn create(
    State(app): State<App>,
    me: SignedIn,
    Body(new): Body<NewArticle>,
) -> Result<(StatusCode, Json<Article>)> {
    let site = me.sites.iter().find(|site| site.key == new.site);
    let site = site.ok_or_else(|| Error::field("site", "must be one of your sites"))?;
    if !site.languages.contains(&new.lang) {
        return Err(Error::field("lang", "must be one of the site's languages"));
    }
    let draft = draft(new.lang.clone(), new.slug.clone(), new.text)?;
    let by = Some(me.agent.id);
    let outcome = put(&app.db, site.id, &[draft], Over::Nothing, by).await?;
    if outcome != [Outcome::Created] {
        return Err(Error::field(
            "slug",
            "is taken by another article in this language",
        ));
    }
    let row = store::by_name(&app.db, site.id, &new.lang, &new.slug).await?;
    let row = row.ok_or(Error::NotFound)?;
    Ok((StatusCode::CREATED, Json(article(row, site)?)))
}

fn draft(lang: Lang, slug: Slug, text: ArticleText) -> Result<Draft> {
    if text.keywords.len() > 20 {
        return Err(Error::field("text", "must have at most 20 keywords"));
    }
    Ok(Draft {
        lang,
        slug,
        title: text.title,
        category: text.category,
        keywords: text.keywords,
        body: text.body.as_str().to_owned(),
        published: text.published,
    })
}

/// An article to work on
#[utoipa::path(
    get, path = "/desk/articles/{article}", tag = "desk",
    params(("article" = ArticleId, Path, description = "The article's id")),
    responses((status = 200, body = Article), (status = 404, description = "No such article of the caller's sites")),
)]
async fn read(DeskArticle { site, row, .. }: DeskArticle) -> Result<Json<Article>> {
    article(row, &site).map(Json)
}

/// Saves an article: its text, and whether customers see it
#[utoipa::path(
    put, path = "/desk/articles/{article}", tag = "desk",
    params(("article" = ArticleId, Path, description = "The article's id")),
    request_body = NewVersion,
    responses((status = 200, body = Article), (status = 409, description = "Somebody has saved another version meanwhile")),
)]
async fn save(
    State(app): State<App>,
    DeskArticle { me, site, row }: DeskArticle,
    Body(new): Body<NewVersion>,
) -> Result<Json<Article>> {
    let draft = draft(row.lang, row.slug, new.text)?;
    let over = Over::Version(i64::from(new.version));
    let outcome = put(&app.db, site.id, &[draft], over, Some(me.agent.id)).await?;
    if outcome == [Outcome::Refused] {
        return Err(Error::Conflict(
            "Somebody has saved another version meanwhile. Compare it with yours before saving.",
        ));
    }
    let row = store::by_id(&app.db, row.id).await?;
    article(row.ok_or(Error::NotFound)?, &site).map(Json)
}

/// What an article said before, the newest version first
#[utoipa::path(
    get, path = "/desk/articles/{article}/versions", tag = "desk",
    params(("article" = ArticleId, Path, description = "The article's id")),
    responses((status = 200, body = Versions)),
)]
async fn versions(
    State(app): State<App>,
    DeskArticle { row, .. }: DeskArticle,
) -> Result<Json<Versions>> {
    let rows = store::versions(&app.db, row.id).await?;
    let versions = rows.into_iter().map(|row| {
        Ok(Version {
            version: u32::try_from(row.version).unwrap_or(u32::MAX),
            title: row.title,
            published: row.published,
            by: row.by,
            at: time(row.created_at)?,
            body: row.body,
        })
    });
    Ok(Json(Versions {
        versions: versions.collect::<Result<_>>()?,
    }))
}

/// A Markdown text as customers will see it
#[utoipa::path(
    post, path = "/desk/preview", tag = "desk",
    request_body = Markdown,
    responses((status = 200, body = Preview)),
)]
async fn preview(_me: SignedIn, Body(text): Body<Markdown>) -> Json<Preview> {
    Json(Preview {
        body: markdown::blocks(&text.body),
    })
}
