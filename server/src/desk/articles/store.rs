//! The SQL of articles at the desk.

use guichet_shared::{
    article::{ArticleId, Slug},
    lang::Lang,
    site::SiteId,
};
use sqlx::{AssertSqlSafe, FromRow, types::Json};
use time::OffsetDateTime;

use crate::{
    db::{Db, read},
    desk::store::{literal, sites},
    search::words::fold,
};

/// An article with all that agents see of it.
#[derive(Clone, Debug, FromRow)]
pub struct Row {
    /// Its id.
    pub id: ArticleId,
    /// Its site.
    pub site_id: SiteId,
    /// Its language.
    pub lang: Lang,
    /// Its name in URLs.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// Its category.
    pub category: String,
    /// Words that customers use for it.
    pub keywords: Json<Vec<String>>,
    /// Its text, in Markdown.
    pub body: String,
    /// Whether customers see it.
    pub published: bool,
    /// The number of this version, from 1.
    pub version: i64,
    /// How many said that it helped.
    pub helpful: i64,
    /// How many said that it did not.
    pub unhelpful: i64,
    /// When it last changed.
    pub updated_at: OffsetDateTime,
}

const COLUMNS: &str = "id, site_id, lang, slug, title, category, keywords, body, published,
    version, helpful, unhelpful, updated_at";

/// Which articles a list holds.
#[derive(Clone, Debug)]
pub struct ListFilter {
    /// Of these sites.
    pub sites: Vec<SiteId>,
    /// In this language.
    pub lang: Option<Lang>,
    /// With these words.
    pub words: Option<String>,
    /// Published or not.
    pub published: Option<bool>,
}

/// What an article said once.
#[derive(Clone, Debug, FromRow)]
pub struct VersionRow {
    /// Its number, from 1.
    pub version: i64,
    /// Its title.
    pub title: String,
    /// Its text, in Markdown.
    pub body: String,
    /// Whether customers saw it.
    pub published: bool,
    /// The name of who wrote it.
    pub by: Option<String>,
    /// When.
    pub created_at: OffsetDateTime,
}

/// A page of articles, what changed last first, and how many there are in all.
pub async fn list(
    db: &Db,
    filter: &ListFilter,
    limit: u32,
    offset: u32,
) -> sqlx::Result<(Vec<Row>, u32)> {
    let names = AssertSqlSafe(format!(
        "select id, title, category, slug from articles
         where site_id in ({}) and ($1 is null or lang = $1) and ($2 is null or published = $2)
         order by updated_at desc, id",
        sites(db, &filter.sites)
    ));
    let names: Vec<Names> = read!(db, |pool| sqlx::query_as(names)
        .bind(&filter.lang)
        .bind(filter.published)
        .fetch_all(pool)
        .await)?;
    let wanted = filter.words.as_deref().map(fold);
    let has = |names: &Names| wanted.as_deref().is_none_or(|wanted| names.have(wanted));
    let all: Vec<_> = names
        .into_iter()
        .filter(has)
        .map(|names| names.id)
        .collect();
    let page: Vec<_> = all
        .iter()
        .skip(offset as usize)
        .take(limit as usize)
        .collect();
    let mut rows = Vec::new();
    if !page.is_empty() {
        let ids: Vec<_> = page.iter().map(|id| literal(db, id.0)).collect();
        let sql = AssertSqlSafe(format!(
            "select {COLUMNS} from articles where id in ({})",
            ids.join(", ")
        ));
        rows = read!(db, |pool| sqlx::query_as(sql).fetch_all(pool).await)?;
        rows.sort_by_key(|row: &Row| page.iter().position(|id| **id == row.id));
    }
    Ok((rows, u32::try_from(all.len()).unwrap_or(u32::MAX)))
}

/// What an article is found by at the desk. Databases differ in what they hold for lower case.
#[derive(FromRow)]
struct Names {
    id: ArticleId,
    title: String,
    category: String,
    slug: String,
}

impl Names {
    fn have(&self, wanted: &str) -> bool {
        let Self {
            title,
            category,
            slug,
            ..
        } = self;
        fold(&format!("{title} {category} {slug}")).contains(wanted)
    }
}

/// The article with this id.
pub async fn by_id(db: &Db, id: ArticleId) -> sqlx::Result<Option<Row>> {
    let sql = AssertSqlSafe(format!("select {COLUMNS} from articles where id = $1"));
    read!(db, |pool| sqlx::query_as(sql)
        .bind(id)
        .fetch_optional(pool)
        .await)
}

/// The article with this name in this language.
pub async fn by_name(db: &Db, site: SiteId, lang: &Lang, slug: &Slug) -> sqlx::Result<Option<Row>> {
    let sql = AssertSqlSafe(format!(
        "select {COLUMNS} from articles where site_id = $1 and lang = $2 and slug = $3"
    ));
    read!(db, |pool| sqlx::query_as(sql)
        .bind(site)
        .bind(lang)
        .bind(slug)
        .fetch_optional(pool)
        .await)
}

/// An article's last 100 versions, the newest first.
pub async fn versions(db: &Db, article: ArticleId) -> sqlx::Result<Vec<VersionRow>> {
    read!(db, |pool| {
        sqlx::query_as(
        "select article_versions.version, title, body, published, agents.name as by, article_versions.created_at
         from article_versions left join agents on agents.id = article_versions.agent_id
         where article_id = $1 order by article_versions.version desc limit 100"
    )
    .bind(article)
    .fetch_all(pool)
    .await
    })
}
