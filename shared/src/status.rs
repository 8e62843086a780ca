//! A ticket's status: the categories, whose turn each is, and the table of legal moves.

use serde::{Deserialize, Serialize};

mod moves;

pub use self::moves::{MOVES, Move};

/// Where a ticket stands. The categories are fixed; a site may name each in its own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "database", derive(sqlx::Type))]
#[cfg_attr(
    feature = "database",
    sqlx(type_name = "text", rename_all = "snake_case")
)]
pub enum Status {
    /// Received; nobody has taken it yet.
    New,
    /// In progress.
    Open,
    /// Something is needed from the customer.
    Waiting,
    /// Somebody else has to do something first; the reason says who or what.
    OnHold,
    /// A solution has been proposed: did it help?
    Proposed,
    /// Done.
    Closed,
}

/// Whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Turn {
    /// The desk's.
    Support,
    /// The customer's.
    Customer,
    /// Nobody's: it is closed.
    Nobody,
}

/// Who makes a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Party {
    /// Who asked.
    Customer,
    /// Who answers.
    Agent,
    /// Who was asked to one ticket by link.
    Guest,
    /// Time, or a rule of the site.
    System,
}

/// What may be done to a ticket once it is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// Write a message.
    Reply,
    /// Add a file.
    Attach,
    /// Write an internal note.
    Note,
    /// Find a solution for level 1 to check and propose.
    Solve,
    /// Say what became of the solution.
    Learn,
    /// Set priority, tags, team, or what other tickets are to it; put it off; ask a guest to it.
    Arrange,
    /// Let it go on in another ticket.
    Merge,
    /// Tell of a known problem that it is part of.
    Announce,
    /// Give it to somebody, or back to the queue.
    Assign,
    /// Say when the next update is due.
    Promise,
    /// Go on with it.
    Resume,
    /// Wait for the customer.
    Ask,
    /// Wait for a third party.
    Hold,
    /// Propose a solution.
    Propose,
    /// Say that the solution helped.
    Accept,
    /// Say that it did not.
    Refuse,
    /// End it without a verdict.
    Close,
    /// Rate how it went.
    Rate,
}

impl Status {
    /// All of them, in the order of a ticket's life.
    pub const ALL: [Self; 6] = [
        Self::New,
        Self::Open,
        Self::Waiting,
        Self::OnHold,
        Self::Proposed,
        Self::Closed,
    ];

    /// Whose turn it is.
    #[must_use]
    pub const fn turn(self) -> Turn {
        match self {
            Self::New | Self::Open | Self::OnHold => Turn::Support,
            Self::Waiting | Self::Proposed => Turn::Customer,
            Self::Closed => Turn::Nobody,
        }
    }

    /// Its name on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Open => "open",
            Self::Waiting => "waiting",
            Self::OnHold => "on_hold",
            Self::Proposed => "proposed",
            Self::Closed => "closed",
        }
    }

    /// The status with this name on the wire.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == name)
    }

    /// The status after `act` by `by`, where that is a legal move.
    #[must_use]
    pub fn after(self, by: Party, act: Act) -> Option<Self> {
        let legal = |row: &&Move| row.by == by && row.act == act && row.from == self;
        MOVES.iter().find(legal).map(|row| row.to)
    }
}

impl Act {
    /// What an agent does to a ticket by setting its status by hand; none sets it back to new,
    /// and a proposal is more than a status.
    #[must_use]
    pub const fn setting(status: Status) -> Option<Self> {
        match status {
            Status::Open => Some(Self::Resume),
            Status::Waiting => Some(Self::Ask),
            Status::OnHold => Some(Self::Hold),
            Status::Closed => Some(Self::Close),
            Status::New | Status::Proposed => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_move_leads_to_two_places() {
        let mut seen = HashSet::new();
        for row in MOVES {
            assert!(seen.insert((row.by, row.act, row.from)), "{row:?}");
        }
    }

    #[test]
    fn every_status_can_be_reached_from_new_and_every_one_leads_on() {
        let mut reached = HashSet::from([Status::New]);
        for _ in Status::ALL {
            let next: Vec<_> = MOVES
                .iter()
                .filter(|row| reached.contains(&row.from))
                .map(|row| row.to)
                .collect();
            reached.extend(next);
        }
        assert_eq!(reached.len(), Status::ALL.len());
        for status in Status::ALL {
            let leaves = MOVES
                .iter()
                .any(|row| row.from == status && row.to != status);
            assert!(leaves, "{status:?}");
        }
    }

    #[test]
    fn nothing_becomes_new_again() {
        assert!(
            MOVES
                .iter()
                .all(|row| row.to != Status::New || row.from == Status::New)
        );
    }

    #[test]
    fn the_customer_decides_over_a_proposal_and_nobody_over_theirs() {
        for row in MOVES
            .iter()
            .filter(|row| matches!(row.act, Act::Accept | Act::Refuse))
        {
            assert_eq!((row.by, row.from), (Party::Customer, Status::Proposed));
        }
    }

    #[test]
    fn what_the_customer_writes_never_leaves_the_turn_with_the_customer() {
        for row in MOVES
            .iter()
            .filter(|row| row.by == Party::Customer && row.act == Act::Reply)
        {
            assert_eq!(row.to.turn(), Turn::Support, "{row:?}");
        }
    }

    #[test]
    fn a_status_has_one_name() {
        for status in Status::ALL {
            assert_eq!(Status::named(status.as_str()), Some(status));
            assert_eq!(
                serde_json::to_string(&status).unwrap(),
                format!("\"{}\"", status.as_str())
            );
        }
    }
}
