//! Articles as agents work on them.

use serde::{Deserialize, Serialize};

use crate::{
    article::{ArticleId, Category, Keyword, Slug, Title},
    block::Block,
    lang::Lang,
    site::SiteKey,
};

/// An article in the desk's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ArticleSummary {
    /// Its id.
    pub id: ArticleId,
    /// Its site.
    pub site: SiteKey,
    /// Its language.
    pub lang: Lang,
    /// Its name in URLs.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// Its category.
    pub category: String,
    /// Whether customers see it.
    pub published: bool,
    /// How many said that it helped.
    pub helpful: u32,
    /// How many said that it did not.
    pub unhelpful: u32,
    /// When it last changed: RFC 3339, UTC.
    pub updated_at: String,
}

/// The answer of `GET /desk/articles`, what changed last first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ArticleList {
    /// The articles of this page.
    pub articles: Vec<ArticleSummary>,
    /// How many there are in all.
    pub total: u32,
}

/// A whole article to work on; the answer of `GET /desk/articles/{id}` and of every change to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = DeskArticle))]
pub struct Article {
    /// As in the list.
    pub summary: ArticleSummary,
    /// Words that customers use for it.
    pub keywords: Vec<String>,
    /// Its text, in Markdown.
    pub body: String,
    /// The number of this version, from 1.
    pub version: u32,
}

/// What `POST /desk/articles` takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewArticle {
    /// Its site.
    pub site: SiteKey,
    /// Its language.
    pub lang: Lang,
    /// Its name in URLs.
    pub slug: Slug,
    /// What it says.
    pub text: ArticleText,
}

/// What `PUT /desk/articles/{id}` takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewVersion {
    /// The version that was read: another one since then is a conflict, and nothing is lost.
    pub version: u32,
    /// What it says now.
    pub text: ArticleText,
}

/// What an article says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ArticleText {
    /// Its title.
    pub title: Title,
    /// Its category.
    pub category: Category,
    /// Words that customers use for it, at most 20.
    #[serde(default)]
    pub keywords: Vec<Keyword>,
    /// Its text, in Markdown.
    pub body: crate::Text<60_000>,
    /// Whether customers see it.
    pub published: bool,
}

/// One version of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Version {
    /// Its number, from 1.
    pub version: u32,
    /// Its title.
    pub title: String,
    /// Whether customers saw it.
    pub published: bool,
    /// Who wrote it; nobody where it was imported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When: RFC 3339, UTC.
    pub at: String,
    /// Its text, in Markdown.
    pub body: String,
}

/// The answer of `GET /desk/articles/{id}/versions`, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Versions {
    /// The versions.
    pub versions: Vec<Version>,
}

/// What `POST /desk/preview` takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Markdown {
    /// The text.
    pub body: String,
}

/// The answer of `POST /desk/preview`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Preview {
    /// The text as customers will see it.
    pub body: Vec<Block>,
}
