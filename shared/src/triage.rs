//! How agents sort tickets: priority, tags, where a ticket came from, and what it has to do with others.

use serde::{Deserialize, Serialize};

mod tag;

pub use self::tag::Tag;

/// How urgent a ticket is, the least first.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "database", derive(sqlx::Type))]
#[cfg_attr(
    feature = "database",
    sqlx(type_name = "text", rename_all = "snake_case")
)]
pub enum Priority {
    /// When there is time.
    Low,
    /// As tickets are.
    #[default]
    Normal,
    /// Before the others.
    High,
    /// At once.
    Urgent,
}

impl Priority {
    /// All of them, the most urgent first.
    pub const ALL: [Self; 4] = [Self::Urgent, Self::High, Self::Normal, Self::Low];

    /// Its name on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Normal => "normal",
            Self::High => "high",
            Self::Urgent => "urgent",
        }
    }
}

/// Who opened a ticket.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "database", derive(sqlx::Type))]
#[cfg_attr(
    feature = "database",
    sqlx(type_name = "text", rename_all = "snake_case")
)]
pub enum Source {
    /// The customer, in the portal.
    #[default]
    Customer,
    /// An agent, for somebody who called.
    Agent,
}

/// The most tags of one ticket.
pub const MOST_TAGS: usize = 20;

/// What another ticket is to this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Relation {
    /// It has to do with it.
    Linked,
    /// It has nothing to do with it any more.
    Unlinked,
    /// It goes on here: the other one was merged into this one.
    MergedFrom,
    /// It was split off this one.
    SplitInto,
    /// This one was split off it.
    SplitFrom,
}

/// What became of a solution that level 1 did not have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "how", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Knowledge {
    /// An article has it.
    Linked {
        /// The article's id.
        article: crate::article::ArticleId,
        /// The article's title as it was then.
        title: String,
    },
    /// An article with it was drafted from the ticket.
    Drafted {
        /// The article's id.
        article: crate::article::ArticleId,
        /// The article's title as it was then.
        title: String,
    },
    /// None fits.
    None {
        /// Why.
        why: String,
    },
}

/// The level from which on a solution is knowledge that level 1 lacks.
const NEW_KNOWLEDGE_FROM: u8 = 2;

/// Whether a ticket that was solved at `solved_level`, or stands at `level`, may not be proposed
/// or closed by an agent before somebody says what becomes of its solution.
#[must_use]
pub fn knowledge_is_owed(level: u8, solved_level: Option<u8>, known: bool) -> bool {
    !known && solved_level.unwrap_or(level).max(level) >= NEW_KNOWLEDGE_FROM
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_higher_level_solved_is_owed_to_the_articles() {
        assert!(!knowledge_is_owed(1, None, false));
        assert!(!knowledge_is_owed(1, Some(1), false));
        assert!(knowledge_is_owed(1, Some(2), false));
        assert!(knowledge_is_owed(3, None, false));
        assert!(!knowledge_is_owed(1, Some(3), true));
    }

    #[test]
    fn the_most_urgent_comes_first() {
        assert!(Priority::ALL.is_sorted_by(|a, b| a > b));
    }
}
