//! What agents send about levels and about what was learned from a ticket.

use serde::{Deserialize, Serialize};

use super::Thread;
use crate::{
    agent::AgentId,
    article::ArticleId,
    ticket::{Message, Remark},
};

/// What `POST /desk/tickets/{id}/solution` takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Solution {
    /// The solution, in Markdown, for level 1 to check and propose.
    pub body: Message,
    /// Who checks it; who had it last at level 1, without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<AgentId>,
}

/// What `PUT /desk/tickets/{id}/knowledge` takes: one of the two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Learned {
    /// The article that has the solution.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<ArticleId>,
    /// Why no article fits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Remark>,
}

/// The answer of `POST /desk/tickets/{id}/draft`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Drafted {
    /// The new article, which nobody but agents sees yet.
    pub article: ArticleId,
    /// The ticket.
    pub thread: Thread,
}
