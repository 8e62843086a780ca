//! The table of legal moves.

use super::{Act, Party, Status};

/// One row of the table: who may do what, in which status, and where that leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// Who.
    pub by: Party,
    /// What.
    pub act: Act,
    /// In which status.
    pub from: Status,
    /// The status after it.
    pub to: Status,
}

/// Every legal move. What is not here cannot happen to a ticket.
pub const MOVES: &[Move] = &{
    use Act::{
        Accept, Announce, Arrange, Ask, Assign, Attach, Close, Hold, Learn, Merge, Note, Promise,
        Propose, Rate, Refuse, Reply, Resume, Solve,
    };
    use Party::{Agent, Customer, Guest, System};
    use Status::{Closed, New, OnHold, Open, Proposed, Waiting};
    const fn row(by: Party, act: Act, from: Status, to: Status) -> Move {
        Move { by, act, from, to }
    }
    [
        // What the customer writes gives the turn back to the desk.
        row(Customer, Reply, New, New),
        row(Customer, Reply, Open, Open),
        row(Customer, Reply, Waiting, Open),
        row(Customer, Reply, OnHold, OnHold),
        row(Customer, Reply, Proposed, Open),
        row(Customer, Reply, Closed, Open),
        // A file comes with what is written, and moves nothing by itself.
        row(Customer, Attach, New, New),
        row(Customer, Attach, Open, Open),
        row(Customer, Attach, Waiting, Waiting),
        row(Customer, Attach, OnHold, OnHold),
        row(Customer, Attach, Proposed, Proposed),
        row(Customer, Accept, Proposed, Closed),
        row(Customer, Refuse, Proposed, Open),
        row(Customer, Rate, Closed, Closed),
        row(Agent, Reply, New, Open),
        row(Agent, Reply, Open, Open),
        row(Agent, Reply, Waiting, Waiting),
        row(Agent, Reply, OnHold, OnHold),
        row(Agent, Reply, Proposed, Proposed),
        row(Agent, Reply, Closed, Closed),
        row(Agent, Attach, New, New),
        row(Agent, Attach, Open, Open),
        row(Agent, Attach, Waiting, Waiting),
        row(Agent, Attach, OnHold, OnHold),
        row(Agent, Attach, Proposed, Proposed),
        row(Agent, Attach, Closed, Closed),
        row(Agent, Note, New, New),
        row(Agent, Note, Open, Open),
        row(Agent, Note, Waiting, Waiting),
        row(Agent, Note, OnHold, OnHold),
        row(Agent, Note, Proposed, Proposed),
        row(Agent, Note, Closed, Closed),
        // Who is given a new ticket has begun with it.
        row(Agent, Assign, New, Open),
        row(Agent, Assign, Open, Open),
        row(Agent, Assign, Waiting, Waiting),
        row(Agent, Assign, OnHold, OnHold),
        row(Agent, Assign, Proposed, Proposed),
        // A promise makes sense while it is the desk's turn.
        row(Agent, Promise, New, New),
        row(Agent, Promise, Open, Open),
        row(Agent, Promise, OnHold, OnHold),
        row(Agent, Resume, New, Open),
        row(Agent, Resume, Waiting, Open),
        row(Agent, Resume, OnHold, Open),
        row(Agent, Resume, Proposed, Open),
        row(Agent, Resume, Closed, Open),
        row(Agent, Ask, New, Waiting),
        row(Agent, Ask, Open, Waiting),
        row(Agent, Ask, OnHold, Waiting),
        row(Agent, Ask, Proposed, Waiting),
        row(Agent, Hold, New, OnHold),
        row(Agent, Hold, Open, OnHold),
        row(Agent, Hold, Waiting, OnHold),
        row(Agent, Hold, Proposed, OnHold),
        row(Agent, Propose, New, Proposed),
        row(Agent, Propose, Open, Proposed),
        row(Agent, Propose, Waiting, Proposed),
        row(Agent, Propose, OnHold, Proposed),
        row(Agent, Propose, Proposed, Proposed),
        row(Agent, Close, New, Closed),
        row(Agent, Close, Open, Closed),
        row(Agent, Close, Waiting, Closed),
        row(Agent, Close, OnHold, Closed),
        row(Agent, Close, Proposed, Closed),
        row(Agent, Solve, New, New),
        row(Agent, Solve, Open, Open),
        row(Agent, Solve, Waiting, Waiting),
        row(Agent, Solve, OnHold, OnHold),
        row(Agent, Solve, Proposed, Proposed),
        row(Agent, Learn, New, New),
        row(Agent, Learn, Open, Open),
        row(Agent, Learn, Waiting, Waiting),
        row(Agent, Learn, OnHold, OnHold),
        row(Agent, Learn, Proposed, Proposed),
        row(Agent, Learn, Closed, Closed),
        row(Agent, Arrange, New, New),
        row(Agent, Arrange, Open, Open),
        row(Agent, Arrange, Waiting, Waiting),
        row(Agent, Arrange, OnHold, OnHold),
        row(Agent, Arrange, Proposed, Proposed),
        row(Agent, Arrange, Closed, Closed),
        // What is merged is closed here and goes on there.
        row(Agent, Merge, New, Closed),
        row(Agent, Merge, Open, Closed),
        row(Agent, Merge, Waiting, Closed),
        row(Agent, Merge, OnHold, Closed),
        row(Agent, Merge, Proposed, Closed),
        // News of a known problem reaches every ticket that is part of it.
        row(Agent, Announce, New, New),
        row(Agent, Announce, Open, Open),
        row(Agent, Announce, Waiting, Waiting),
        row(Agent, Announce, OnHold, OnHold),
        row(Agent, Announce, Proposed, Proposed),
        row(Agent, Announce, Closed, Closed),
        row(Customer, Announce, New, New),
        // A guest advises; the turn stays whose it is.
        row(Guest, Reply, New, New),
        row(Guest, Reply, Open, Open),
        row(Guest, Reply, Waiting, Waiting),
        row(Guest, Reply, OnHold, OnHold),
        row(Guest, Reply, Proposed, Proposed),
        row(Guest, Note, New, New),
        row(Guest, Note, Open, Open),
        row(Guest, Note, Waiting, Waiting),
        row(Guest, Note, OnHold, OnHold),
        row(Guest, Note, Proposed, Proposed),
        // A rule gives a ticket to somebody; nobody has begun with it yet.
        row(System, Assign, New, New),
        row(System, Assign, Open, Open),
        row(System, Assign, Waiting, Waiting),
        row(System, Assign, OnHold, OnHold),
        row(System, Assign, Proposed, Proposed),
        row(System, Arrange, New, New),
        row(System, Arrange, Open, Open),
        row(System, Arrange, Waiting, Waiting),
        row(System, Arrange, OnHold, OnHold),
        row(System, Arrange, Proposed, Proposed),
        row(System, Arrange, Closed, Closed),
        // Silence after a proposal.
        row(System, Close, Proposed, Closed),
    ]
};
