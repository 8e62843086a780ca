//! What the portal holds beyond its articles: the visitor's tickets, the one that is being
//! written, those that wait to be sent, and the stream.

use guichet_shared::ticket::TicketId;
use leptos::prelude::*;

use super::{
    live::Live,
    new::draft::Draft,
    outbox::Outbox,
    ticket::{Answer, Pictures, replies::Replies},
    tickets::Tickets,
};

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
    pub tick: RwSignal<u32>,
    /// Whether the browser shows this page: its tab is the one in front.
    pub visible: RwSignal<bool>,
    /// Whether the panel is open; always on a page of its own.
    pub opened: RwSignal<bool>,
    /// Whether the stream has been cut for some seconds.
    pub adrift: RwSignal<bool>,
    /// On which ticket somebody is writing.
    pub writing: RwSignal<Option<TicketId>>,
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
            pictures: Pictures::default(),
            tick: RwSignal::new(0),
            visible: RwSignal::new(true),
            opened: RwSignal::new(!framed),
            adrift: RwSignal::new(false),
            writing: RwSignal::new(None),
        }
    }
}
