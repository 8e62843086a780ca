//! An article: one entry of a site's FAQ in one language.

use serde::{Deserialize, Serialize};

use crate::{
    Line, Text,
    block::Block,
    lang::Lang,
    parsed::{id, name_in_urls, parsed_string},
};

id!(
    /// An article's id.
    ArticleId
);

parsed_string!(
    /// An article's name in URLs, the same in each language it is written in: 1 to 120
    /// characters, `a` to `z`, `0` to `9` and `-`.
    Slug,
    |text| name_in_urls(text, 120, "lower-case letters, digits and hyphens, such as \"track-order\"")
);

/// An article's title.
pub type Title = Line<200>;
/// The name of the category an article belongs to.
pub type Category = Line<80>;
/// A word or a phrase that customers use and the article does not.
pub type Keyword = Line<80>;
/// What a customer says about an article.
pub type Comment = Text<2000>;

/// An article in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Summary {
    /// Its id.
    pub id: ArticleId,
    /// Its name in URLs.
    pub slug: Slug,
    /// Its language.
    pub lang: Lang,
    /// Its title.
    pub title: String,
    /// Its category.
    pub category: String,
}

/// A page of a list; the answer of `GET /sites/{site}/articles`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Summaries {
    /// The articles of this page.
    pub articles: Vec<Summary>,
    /// What to send as `after` for the next page, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Slug>,
}

/// A category with its articles counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CategoryCount {
    /// Its name.
    pub name: String,
    /// How many published articles it has in the language asked for.
    pub articles: u32,
}

/// The answer of `GET /sites/{site}/categories`, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Categories {
    /// The categories.
    pub categories: Vec<CategoryCount>,
}

/// An article to read; the answer of `GET /sites/{site}/articles/{slug}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Article {
    /// Its id.
    pub id: ArticleId,
    /// Its name in URLs.
    pub slug: Slug,
    /// The language of this text: the one asked for, or the site's own where there is no
    /// translation.
    pub lang: Lang,
    /// Its title.
    pub title: String,
    /// Its category.
    pub category: String,
    /// Its text.
    pub body: Vec<Block>,
    /// When its text last changed: RFC 3339, UTC.
    pub updated_at: String,
}

/// What `POST /sites/{site}/articles/{slug}/votes` takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Vote {
    /// The language of the text that was read.
    pub lang: Lang,
    /// Whether it helped.
    pub helpful: bool,
    /// What was missing, in the customer's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<Comment>,
}
