//! What the portal holds beyond its articles: the visitor's tickets, the one that is being
//! written, those that wait to be sent, and the stream.

use guichet_shared::ticket::TicketId;

use super::{
    live::Live,
    new::draft::Draft,
    outbox::Outbox,
    ticket::{Answer, Pictures, replies::Replies},
    tickets::Tickets,
};
use crate::parts::value::Value;

/// All of it; it lives as long as the page does.
pub struct Requests {
    pub tickets: Tickets,
    pub draft: Draft,
    pub outbox: Outbox,
    pub replies: Replies,
    pub live: Live,
    pub verdict: Answer,
    pub rating: Answer,
    pub pictures: Pictures,
    /// Counts up as time passes.
    pub tick: Value<u32>,
    /// Whether the browser shows this page: its tab is the one in front.
    pub visible: Value<bool>,
    /// Whether the panel is open; always on a page of its own.
    pub opened: Value<bool>,
    /// Whether the stream has been cut for some seconds.
    pub adrift: Value<bool>,
    /// On which ticket somebody is writing.
    pub writing: Value<Option<TicketId>>,
}

impl Requests {
    /// Nothing yet.
    pub fn new(framed: bool) -> Self {
        Self {
            tickets: Tickets::new(),
            draft: Draft::new(),
            outbox: Outbox::new(),
            replies: Replies::new(),
            live: Live::default(),
            verdict: Answer::new(),
            rating: Answer::new(),
            pictures: Pictures::new(),
            tick: Value::new(0),
            visible: Value::new(true),
            opened: Value::new(!framed),
            adrift: Value::new(false),
            writing: Value::new(None),
        }
    }
}
