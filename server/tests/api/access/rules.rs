//! Kinds of callers, kinds of routes, and what the one gets from the other.

use axum::http::StatusCode;

/// Whom a route lets through.
#[derive(Clone, Copy, Debug)]
pub(super) enum Access {
    /// Everyone.
    Public,
    /// Everyone, but not with another site's token.
    Filing,
    /// Any visitor; others are not signed in.
    Visitor,
    /// The visitor whose ticket it is; to others there is no such ticket.
    OwnTicket,
    /// Any agent; others are not signed in.
    Desk,
    /// Agents of the ticket's or the article's site; to other agents there is none.
    DeskOfSite,
    /// Guests of a ticket; others find nothing.
    Guest,
    /// Guests who may write to the customer; others find nothing.
    PublicGuest,
    /// Guests who may write notes; others find nothing.
    InternalGuest,
    /// Any admin; to other agents there is nothing here.
    Admin,
    /// Admins of the site, of the agent's site or the team's; to others there is nothing here.
    AdminOfSite,
    /// Whoever holds a link, and nobody in this test does.
    Link,
}

/// Who calls, from the ticket's point of view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Nobody,
    ForgedToken,
    ForgedCookie,
    Owner,
    OtherVisitor,
    VisitorElsewhere,
    AgentElsewhere,
    Agent,
    Lead,
    Admin,
    PublicGuest,
    InternalGuest,
    RevokedGuest,
}

impl Access {
    /// What the caller gets; `None` is to be let through.
    pub(super) fn refusal(self, kind: Kind) -> Option<StatusCode> {
        use Kind::{
            Admin, Agent, AgentElsewhere, InternalGuest, Lead, OtherVisitor, Owner, PublicGuest,
            VisitorElsewhere,
        };
        match (self, kind) {
            (Self::Filing, VisitorElsewhere) => Some(StatusCode::UNAUTHORIZED),
            (Self::Public | Self::Filing, _) | (Self::OwnTicket, Owner) => None,
            (Self::Visitor, Owner | OtherVisitor | VisitorElsewhere) => None,
            (Self::Guest, PublicGuest | InternalGuest)
            | (Self::PublicGuest, PublicGuest)
            | (Self::InternalGuest, InternalGuest) => None,
            (Self::OwnTicket | Self::Guest | Self::PublicGuest | Self::InternalGuest, _) => {
                Some(StatusCode::NOT_FOUND)
            }
            (Self::Desk, AgentElsewhere | Agent | Lead | Admin) => None,
            (Self::DeskOfSite, Agent | Lead | Admin) => None,
            (Self::Admin, AgentElsewhere | Admin) | (Self::AdminOfSite, Admin) => None,
            (Self::Link, _)
            | (Self::DeskOfSite | Self::AdminOfSite, AgentElsewhere)
            | (Self::Admin | Self::AdminOfSite, Agent | Lead) => Some(StatusCode::NOT_FOUND),
            (
                Self::Visitor | Self::Desk | Self::DeskOfSite | Self::Admin | Self::AdminOfSite,
                _,
            ) => Some(StatusCode::UNAUTHORIZED),
        }
    }
}

/// Whether the caller's token is a visitor's.
pub(super) fn is_visitor(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Owner | Kind::OtherVisitor | Kind::VisitorElsewhere
    )
}
