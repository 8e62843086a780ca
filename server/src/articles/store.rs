//! The SQL of articles and their votes.

use guichet_shared::{
    article::{ArticleId, Category, CategoryCount, Comment, Slug, Vote},
    lang::Lang,
    site::SiteId,
};
use sqlx::{FromRow, types::Json};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::db::{self, Db, read, write};

mod writing;

pub use self::writing::{Draft, Outcome, Over, put};

/// A whole article.
#[derive(Clone, Debug, FromRow)]
pub struct ArticleRow {
    /// Its id.
    pub id: ArticleId,
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
    /// When its text last changed.
    pub updated_at: OffsetDateTime,
}

/// An article in a list.
#[derive(Clone, Debug, FromRow)]
pub struct SummaryRow {
    /// Its id.
    pub id: ArticleId,
    /// Its language.
    pub lang: Lang,
    /// Its name in URLs.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// Its category.
    pub category: String,
}

/// Which published articles a list holds.
#[derive(Clone, Copy, Debug)]
pub struct Filter<'a> {
    /// Of this site.
    pub site: SiteId,
    /// In this language.
    pub lang: &'a Lang,
    /// In this category, or in any.
    pub category: Option<&'a Category>,
}

/// Up to `limit` articles that follow `after`, by slug.
pub async fn page(
    db: &Db,
    filter: Filter<'_>,
    after: Option<&Slug>,
    limit: u32,
) -> sqlx::Result<Vec<SummaryRow>> {
    read!(db, |pool| sqlx::query_as(
        "select id, lang, slug, title, category from articles
         where site_id = $1 and lang = $2 and published
         and ($3 is null or category = $3) and ($4 is null or slug > $4)
         order by slug limit $5"
    )
    .bind(filter.site)
    .bind(filter.lang)
    .bind(filter.category.map(Category::as_str))
    .bind(after)
    .bind(i64::from(limit))
    .fetch_all(pool)
    .await)
}

/// Up to `limit` articles, those that helped most first.
pub async fn popular(db: &Db, filter: Filter<'_>, limit: u32) -> sqlx::Result<Vec<SummaryRow>> {
    read!(db, |pool| sqlx::query_as(
        "select id, lang, slug, title, category from articles
         where site_id = $1 and lang = $2 and published and ($3 is null or category = $3)
         order by helpful - unhelpful desc, slug limit $4"
    )
    .bind(filter.site)
    .bind(filter.lang)
    .bind(filter.category.map(Category::as_str))
    .bind(i64::from(limit))
    .fetch_all(pool)
    .await)
}

/// The categories that have published articles in `lang`, by name.
pub async fn categories(db: &Db, site: SiteId, lang: &Lang) -> sqlx::Result<Vec<CategoryCount>> {
    let rows: Vec<(String, i64)> = read!(db, |pool| sqlx::query_as(
        "select category, count(*) from articles
         where site_id = $1 and lang = $2 and published group by category order by category"
    )
    .bind(site)
    .bind(lang)
    .fetch_all(pool)
    .await)?;
    Ok(rows
        .into_iter()
        .map(|(name, articles)| CategoryCount {
            name,
            articles: u32::try_from(articles).unwrap_or(u32::MAX),
        })
        .collect())
}

/// A published article in every language it is written in.
pub async fn translations(db: &Db, site: SiteId, slug: &Slug) -> sqlx::Result<Vec<ArticleRow>> {
    read!(db, |pool| sqlx::query_as(
        "select id, lang, slug, title, category, keywords, body, published, version, updated_at
         from articles where site_id = $1 and slug = $2 and published order by lang"
    )
    .bind(site)
    .bind(slug)
    .fetch_all(pool)
    .await)
}

/// The articles that changed after the site's `revision`, unpublished ones among them.
pub async fn changed_since(db: &Db, site: SiteId, revision: i64) -> sqlx::Result<Vec<ArticleRow>> {
    read!(db, |pool| sqlx::query_as(
        "select id, lang, slug, title, category, keywords, body, published, version, updated_at
         from articles where site_id = $1 and revision > $2 order by revision, id"
    )
    .bind(site)
    .bind(revision)
    .fetch_all(pool)
    .await)
}

/// Counts a vote and keeps its comment; `false` when there is no such published article.
pub async fn vote(db: &Db, site: SiteId, slug: &Slug, vote: &Vote) -> sqlx::Result<bool> {
    Ok(write!(db, |tx| {
        let article: Option<(ArticleId,)> = sqlx::query_as(
            "update articles set helpful = helpful + $4, unhelpful = unhelpful + $5
             where site_id = $1 and lang = $2 and slug = $3 and published returning id",
        )
        .bind(site)
        .bind(&vote.lang)
        .bind(slug)
        .bind(i64::from(vote.helpful))
        .bind(i64::from(!vote.helpful))
        .fetch_optional(&mut *tx)
        .await?;
        if let Some((article,)) = article {
            sqlx::query(
                "insert into votes (id, site_id, article_id, helpful, comment, created_at)
                 values ($1, $2, $3, $4, $5, $6)",
            )
            .bind(Uuid::now_v7())
            .bind(site)
            .bind(article)
            .bind(vote.helpful)
            .bind(vote.comment.as_ref().map(Comment::as_str))
            .bind(db::now())
            .execute(&mut *tx)
            .await?;
        }
        article.is_some()
    }))
}
