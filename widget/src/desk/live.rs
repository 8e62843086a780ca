//! What the server says by itself, brought to where it is shown.

use std::cell::RefCell;

use guichet_shared::{
    agent::Colleague,
    desk::{self, Ticket, UnreadMentions},
    ticket::Typing,
};
use leptos::prelude::*;
use serde::de::DeserializeOwned;

use super::{
    state::{Link, State},
    together,
};
use crate::stream::{Heard, Message, Stream};

thread_local! {
    /// The one stream of this page.
    static STREAM: RefCell<Option<Stream>> = const { RefCell::new(None) };
}

/// Opens the stream, in place of one that has ended.
pub fn listen(state: State) {
    state.link.set(Link::Connecting);
    let stream = Stream::open(
        "/api/v1/desk/stream",
        move || {
            let thread = state.open.thread_now();
            let position =
                thread.map(|thread| format!("{}:{}", thread.ticket.id, thread.ticket.seq));
            position
                .map(|position| ("last-event-id", position))
                .into_iter()
                .collect()
        },
        move |heard| hear(state, heard),
    );
    STREAM.set(Some(stream));
}

/// Tries to connect at once: the network is back, or somebody looks.
pub fn wake() {
    STREAM.with_borrow(|stream| {
        if let Some(stream) = stream {
            stream.wake();
        }
    });
}

fn hear(state: State, heard: Heard) {
    match heard {
        // What held before the cut is told again.
        Heard::Connected => state.together.forget(),
        Heard::Lost => state.link.set(Link::Cut),
        Heard::Refused(status) => {
            state.link.set(Link::Cut);
            if status == 401 {
                state.expired.set(true);
            }
        }
        Heard::Said(message) => said(state, &message),
    }
}

fn said(state: State, message: &Message) {
    match message.event.as_str() {
        "ready" => {
            // What happened before this to tickets whose position was not given is not told again.
            state.read_queue(false);
            state.read_colleagues();
            state.read_ticket();
            together::says(state);
            state.link.set(Link::Live);
        }
        "event" => with(message, |update: desk::Update| state.updated(update)),
        "ticket" => with(message, |ticket: Ticket| state.changed(ticket)),
        "typing" => with(message, |typing: Typing| {
            state.customer_types(typing.ticket);
        }),
        "attending" => with(message, |attending| state.together.attends(attending)),
        "mentions" => with(message, |mentions: UnreadMentions| {
            state.mentions_changed(mentions.unread);
        }),
        "presence" => with(message, |colleague: Colleague| present(state, colleague)),
        _ => {}
    }
}

fn with<T: DeserializeOwned>(message: &Message, act: impl FnOnce(T)) {
    if let Ok(data) = serde_json::from_str(&message.data) {
        act(data);
    }
}

/// A colleague came or went.
fn present(state: State, colleague: Colleague) {
    state.colleagues.update(|known| {
        match known.iter_mut().find(|known| known.id == colleague.id) {
            Some(known) => known.clone_from(&colleague),
            None => known.push(colleague),
        }
    });
}
