//! Says to the others what the agent does, and to the server what the agent has seen.

use std::time::Duration;

use gloo_net::http::Method;
use guichet_shared::{
    desk::{Doing, Entry, Presence},
    event::Internal,
    ticket::{Seen, TicketId},
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    desk::{
        call,
        state::{Stage, State},
    },
    parts::element::always,
};

/// How often it is said again; the server forgets after twice as long.
const AGAIN: Duration = Duration::from_secs(20);
/// Who has typed nothing for this long writes no longer.
const PAUSE: Duration = Duration::from_secs(12);

/// Goes on saying it as long as the desk is open.
pub fn begin(state: State) {
    let together = state.together;
    _ = window_event_listener_untyped("visibilitychange", move |_| {
        together.visible.set(!document().hidden());
    });
    let now = Memo::new(move |_| doing(state));
    let last = StoredValue::new(None::<(TicketId, Doing)>);
    always(move || {
        let now = now.get();
        let before = last.get_value();
        last.set_value(now);
        let left = before.filter(|(ticket, _)| now.is_none_or(|(other, _)| other != *ticket));
        if let Some((ticket, _)) = left {
            tell(ticket, Doing::Gone);
        }
        if let Some((ticket, doing)) = now {
            tell(ticket, doing);
        }
    });
    _ = set_interval_with_handle(move || says(state), AGAIN);
    let read = Memo::new(move |_| read(state));
    always(move || {
        if let Some((ticket, seq)) = read.get() {
            spawn_local(async move {
                let seen = serde_json::to_value(Seen { seq }).unwrap_or_default();
                let resource = format!("/tickets/{ticket}/seen");
                _ = call::tell(Method::POST, &resource, Some(&seen)).await;
            });
        }
    });
}

/// Says it once more: the server may have forgotten it.
pub fn says(state: State) {
    if let Some((ticket, doing)) = untrack(|| doing(state)) {
        tell(ticket, doing);
    }
}

/// The agent has typed something for the customer.
pub fn wrote(state: State) {
    let together = state.together;
    let number = together.written.get_untracked() + 1;
    together.written.set(number);
    together.writing.set(true);
    set_timeout(
        move || {
            if together.written.get_untracked() == number {
                together.writing.set(false);
            }
        },
        PAUSE,
    );
}

/// The agent writes no longer.
pub fn stopped(state: State) {
    state.together.writing.set(false);
}

/// What the agent does with which ticket.
fn doing(state: State) -> Option<(TicketId, Doing)> {
    let here = state.stage.get() == Stage::In && state.together.visible.get();
    let ticket = state.ticket().filter(|_| here)?;
    Some(if state.together.writing.get() {
        (ticket, Doing::Writing)
    } else {
        (ticket, Doing::Reading)
    })
}

/// Up to where the agent has read the open ticket, where that is kept: it is theirs, they follow it, or
/// a note in it names them.
fn read(state: State) -> Option<(TicketId, u32)> {
    if !state.together.visible.get() {
        return None;
    }
    let (thread, me) = (state.open.thread()?, state.my_id());
    let named = thread.events.iter().any(|event| match &event.what {
        Entry::Internal(Internal::Note { mentions, .. }) => {
            mentions.iter().any(|agent| Some(agent.id) == me)
        }
        _ => false,
    });
    let seen = (thread.ticket.id, thread.ticket.seq);
    let theirs = thread.ticket.assignee.as_ref().map(|agent| agent.id) == me;
    (theirs || named || state.follows(&thread)).then_some(seen)
}

/// Whether the others hear it matters little.
fn tell(ticket: TicketId, doing: Doing) {
    spawn_local(async move {
        let said = serde_json::to_value(Presence { doing }).unwrap_or_default();
        let resource = format!("/tickets/{ticket}/presence");
        _ = call::tell(Method::POST, &resource, Some(&said)).await;
    });
}
