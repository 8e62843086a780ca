//! What a search asks and answers.

use serde::{Deserialize, Serialize};

use crate::{
    Text,
    article::{ArticleId, Slug},
    lang::Lang,
};

/// What the customer typed: at most 400 characters.
pub type Query = Text<400>;

/// A piece of text, marked where it matches the query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Segment {
    /// The piece, to be shown as it is.
    pub text: String,
    /// Whether the query matches here.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hit: bool,
}

/// One article found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hit {
    /// The article's id.
    pub id: ArticleId,
    /// Its name in URLs.
    pub slug: Slug,
    /// Its language: the one asked for, or another of the site where that one has nothing.
    pub lang: Lang,
    /// The whole title, in segments.
    pub title: Vec<Segment>,
    /// The passage that matches best, in segments.
    pub snippet: Vec<Segment>,
    /// Its category.
    pub category: String,
}

/// The answer of `GET /sites/{site}/search`, best first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hits {
    /// The articles found.
    pub hits: Vec<Hit>,
}
