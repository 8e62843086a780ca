//! Writing articles: each change is a version of its own, and none is lost.

use guichet_shared::{
    agent::AgentId,
    article::{Category, Keyword, Slug, Title},
    lang::Lang,
    site::SiteId,
};
use sqlx::types::Json;
use uuid::Uuid;

use super::ArticleRow;
use crate::db::{self, Db, write};

/// An article as it is written, not yet stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its language.
    pub lang: Lang,
    /// Its name in URLs.
    pub slug: Slug,
    /// Its title.
    pub title: Title,
    /// Its category.
    pub category: Category,
    /// Words that customers use for it.
    pub keywords: Vec<Keyword>,
    /// Its text, in Markdown.
    pub body: String,
    /// Whether customers see it.
    pub published: bool,
}

/// What a draft may take the place of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// Whatever is there.
    Anything,
    /// Nothing: the name must be free.
    Nothing,
    /// This version alone.
    Version(i64),
}

/// What became of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was not there before.
    Created,
    /// It replaced another text.
    Updated,
    /// It was there already, word for word.
    Unchanged,
    /// What is there is not what it may take the place of; nothing was stored.
    Refused,
}

/// Stores drafts, all of them or none; the outcomes are in their order. `by` is nobody where they
/// are imported.
pub async fn put(
    db: &Db,
    site: SiteId,
    drafts: &[Draft],
    over: Over,
    by: Option<AgentId>,
) -> sqlx::Result<Vec<Outcome>> {
    let now = db::now();
    Ok(write!(db, |tx| {
        let (revision,): (i64,) = sqlx::query_as(
            "update sites set revision = revision + 1 where id = $1 returning revision",
        )
        .bind(site)
        .fetch_one(&mut *tx)
        .await?;
        let mut outcomes = Vec::with_capacity(drafts.len());
        for draft in drafts {
            let old: Option<ArticleRow> = sqlx::query_as(
                "select id, lang, slug, title, category, keywords, body, published, version,
                 updated_at from articles where site_id = $1 and lang = $2 and slug = $3",
            )
            .bind(site)
            .bind(&draft.lang)
            .bind(&draft.slug)
            .fetch_optional(&mut *tx)
            .await?;
            let outcome = draft.outcome(old.as_ref(), over);
            outcomes.push(outcome);
            let write = match outcome {
                Outcome::Unchanged | Outcome::Refused => continue,
                Outcome::Updated => sqlx::query(
                    "update articles set title = $4, category = $5, keywords = $6, body = $7,
                     published = $8, revision = $9, updated_at = $10, version = $11
                     where site_id = $1 and lang = $2 and slug = $3 and id = $12",
                ),
                Outcome::Created => sqlx::query(
                    "insert into articles (site_id, lang, slug, title, category, keywords, body,
                     published, revision, updated_at, created_at, version, id, helpful, unhelpful)
                     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11, $12, 0, 0)",
                ),
            };
            let id = old.as_ref().map_or_else(Uuid::now_v7, |old| old.id.0);
            let version = old.map_or(1, |old| old.version + 1);
            write
                .bind(site)
                .bind(&draft.lang)
                .bind(&draft.slug)
                .bind(draft.title.as_str())
                .bind(draft.category.as_str())
                .bind(Json(&draft.keywords))
                .bind(&draft.body)
                .bind(draft.published)
                .bind(revision)
                .bind(now)
                .bind(version)
                .bind(id)
                .execute(&mut *tx)
                .await?;
            sqlx::query(
                "insert into article_versions (site_id, article_id, version, title, category,
                 keywords, body, published, agent_id, created_at)
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            )
            .bind(site)
            .bind(id)
            .bind(version)
            .bind(draft.title.as_str())
            .bind(draft.category.as_str())
            .bind(Json(&draft.keywords))
            .bind(&draft.body)
            .bind(draft.published)
            .bind(by)
            .bind(now)
            .execute(&mut *tx)
            .await?;
        }
        outcomes
    }))
}

impl Draft {
    fn outcome(&self, old: Option<&ArticleRow>, over: Over) -> Outcome {
        match (old, over) {
            (None, Over::Anything | Over::Nothing) => Outcome::Created,
            (None, Over::Version(_)) | (Some(_), Over::Nothing) => Outcome::Refused,
            (Some(old), _) if self.is(old) => Outcome::Unchanged,
            (Some(old), Over::Version(version)) if old.version != version => Outcome::Refused,
            (Some(_), Over::Anything | Over::Version(_)) => Outcome::Updated,
        }
    }

    fn is(&self, row: &ArticleRow) -> bool {
        let keywords = self.keywords.iter().map(Keyword::as_str);
        row.published == self.published
            && self.title.as_str() == row.title
            && self.category.as_str() == row.category
            && self.body == row.body
            && keywords.eq(row.keywords.iter().map(String::as_str))
    }
}
