//! Markdown as it travels: a small tree of blocks that a view turns into nodes, never HTML.

use serde::{Deserialize, Serialize};

use crate::article::Slug;

/// A block of an article's body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "block", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Block {
    /// A heading inside the body; the title is not part of it.
    Heading {
        /// 2 to 4, whatever the Markdown said: the page's title is the only level 1.
        level: u8,
        /// Its text.
        text: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph {
        /// Its text.
        text: Vec<Inline>,
    },
    /// A list.
    List {
        /// The number of the first item where the list is ordered.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        start: Option<u32>,
        /// Each item's blocks.
        #[cfg_attr(feature = "openapi", schema(no_recursion))]
        items: Vec<Vec<Block>>,
    },
    /// A quotation or a note set apart.
    Quote {
        /// What it holds.
        #[cfg_attr(feature = "openapi", schema(no_recursion))]
        blocks: Vec<Block>,
    },
    /// Code, or anything that must keep its spaces.
    Code {
        /// The text as it was written.
        text: String,
    },
    /// A table.
    Table {
        /// The cells of the heading row.
        head: Vec<Vec<Inline>>,
        /// Rows of cells, as many in each as in `head`.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// A picture from Guichet's own origin.
    Image {
        /// A path on Guichet's own origin, beginning with one `/`.
        src: String,
        /// What it shows, for those who cannot see it.
        alt: String,
    },
    /// A thematic break.
    Rule,
}

/// A run of text inside a block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "inline", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Inline {
    /// Plain text.
    Text {
        /// The characters.
        text: String,
    },
    /// Stressed text.
    Emphasis {
        /// What is stressed.
        #[cfg_attr(feature = "openapi", schema(no_recursion))]
        text: Vec<Inline>,
    },
    /// Important text.
    Strong {
        /// What is important.
        #[cfg_attr(feature = "openapi", schema(no_recursion))]
        text: Vec<Inline>,
    },
    /// A bit of code.
    Code {
        /// The characters.
        text: String,
    },
    /// A link.
    Link {
        /// Where it leads.
        to: Target,
        /// What it says.
        #[cfg_attr(feature = "openapi", schema(no_recursion))]
        text: Vec<Inline>,
    },
    /// A line break.
    Break,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Target {
    /// Away from Guichet: `http`, `https`, `mailto` or `tel`, nothing else.
    Url(String),
    /// To another article of the same site.
    Article(Slug),
}
