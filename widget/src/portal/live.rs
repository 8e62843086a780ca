//! Changes as they happen: one stream for all tabs of a browser, whose leader tells the others.
//! A tab that nobody sees for a minute lets go of it.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};

use guichet_shared::ticket::{Thread, Ticket, Typing, Update};
use js_sys::{JSON, Reflect};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{AbortController, BroadcastChannel, MessageEvent, VisibilityState};

use super::{
    keyboard::on_window,
    known,
    lock::{Lock, lock},
    state::State,
    ticket::news,
    tickets, token,
};
use crate::{
    api::{Load, Read, object},
    parts::{element::always, value::Value},
    stream::{Heard, Stream},
};

/// A tab that has been hidden for longer lets go of the stream.
const UNSEEN: Duration = Duration::from_secs(60);
/// A cut that lasts longer is shown.
const CUT: Duration = Duration::from_secs(3);
/// Who is writing is writing for so long.
const WRITING: Duration = Duration::from_secs(5);

/// The stream, or the wait for it.
#[derive(Default)]
pub struct Live {
    stream: RefCell<Option<Stream>>,
    lock: RefCell<Option<Lock>>,
    wait: RefCell<Option<AbortController>>,
    channel: RefCell<Option<BroadcastChannel>>,
    connected: Cell<bool>,
    writing: Cell<Option<TimeoutHandle>>,
}

/// Keeps a stream open while there is a visitor who may see what it says.
pub fn listen(state: State) {
    let awake = Value::new(true);
    let hidden: Cell<Option<TimeoutHandle>> = Cell::new(None);
    on_window("visibilitychange", move |_| {
        let visible = document().visibility_state() == VisibilityState::Visible;
        if let Some(hidden) = hidden.take() {
            hidden.clear();
        }
        state.requests.visible.set(visible);
        if visible {
            awake.set(true);
            wake(state);
            tickets::seen(state);
        } else {
            hidden.set(set_timeout_with_handle(move || awake.set(false), UNSEEN).ok());
        }
    });
    on_window("online", move |_| wake(state));
    let mut running = false;
    always(move || {
        let wanted = state.visitor.token.get().is_some() && awake.get();
        if wanted != running {
            running = wanted;
            if wanted { start(state) } else { stop(state) }
        }
    });
}

/// Has the other tabs ask anew: what was seen here has been seen there.
pub fn stir(state: State) {
    tell(state, "ready", "");
}

/// Tells the other tabs of this browser.
fn tell(state: State, event: &str, data: &str) {
    if let Some(channel) = &*state.requests.live.channel.borrow() {
        let fields = [("event", event.into()), ("data", data.into())];
        _ = channel.post_message(&object(&fields));
    }
}

/// Tries to connect at once.
fn wake(state: State) {
    if let Some(stream) = &*state.requests.live.stream.borrow() {
        stream.wake();
    }
}

fn name(state: State) -> String {
    ["guichet-stream:", state.site.key.as_str()].concat()
}

fn start(state: State) {
    let live = &state.requests.live;
    if let Ok(channel) = BroadcastChannel::new(&name(state)) {
        let hear = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let data = event.data();
            let field = |name: &str| Reflect::get(&data, &name.into()).ok()?.as_string();
            if let (Some(event), Some(data)) = (field("event"), field("data")) {
                // Who joins late, or was asleep, may have missed what the leader has not.
                if event == "ready" {
                    tickets::refresh(state);
                } else {
                    said(state, &event, &data);
                }
            }
        });
        channel.set_onmessage(Some(hear.as_ref().unchecked_ref()));
        // Once or twice in the life of a page: not worth a place of its own.
        hear.forget();
        live.channel.replace(Some(channel));
    }
    tickets::refresh(state);
    let Ok(wait) = AbortController::new() else {
        return lead(state);
    };
    let signal = wait.signal();
    live.wait.replace(Some(wait));
    spawn_local(async move {
        if let Some(lock) = lock(&name(state), Some(&signal)).await
            && !signal.aborted()
        {
            state.requests.live.lock.replace(Some(lock));
            lead(state);
        }
    });
}

fn stop(state: State) {
    let live = &state.requests.live;
    if let Some(wait) = live.wait.take() {
        wait.abort();
    }
    tickets::stale(state);
    live.stream.replace(None);
    live.lock.replace(None);
    live.connected.set(false);
    state.requests.adrift.set(false);
    if let Some(channel) = live.channel.take() {
        channel.close();
    }
}

fn lead(state: State) {
    let headers = move || {
        let token = state.visitor.token.get_untracked().unwrap_or_default();
        let positions = state.requests.tickets.positions();
        let authorization = ("authorization", ["Bearer ", &token].concat());
        let position = ("last-event-id", positions);
        vec![authorization, position]
    };
    let hear = move |heard| hear(state, heard);
    let stream = Stream::open("/api/v1/stream", headers, hear);
    state.requests.live.stream.replace(Some(stream));
}

fn hear(state: State, heard: Heard) {
    let live = &state.requests.live;
    match heard {
        Heard::Connected => {
            live.connected.set(true);
            state.requests.adrift.set(false);
        }
        Heard::Lost => {
            if live.connected.replace(false) {
                let show = move || {
                    let live = &state.requests.live;
                    let lost = live.stream.borrow().is_some() && !live.connected.get();
                    state.requests.adrift.set(lost);
                };
                set_timeout(show, CUT);
            }
        }
        Heard::Refused(401) => token::forget(state),
        Heard::Refused(_) => {}
        Heard::Said(message) => {
            tell(state, &message.event, &message.data);
            said(state, &message.event, &message.data);
        }
    }
}

/// Takes what the server says.
fn said(state: State, event: &str, data: &str) {
    let Ok(data) = JSON::parse(data) else {
        return;
    };
    match event {
        "event" => {
            if let Some(Update { ticket, event }) = Update::read(&data) {
                let (now, event) = (Rc::new(ticket), Rc::new(event));
                if let Some(before) = tickets::update(state, &now, &event) {
                    quiet(state, &now);
                    news::tell(state, &before, &now, &event);
                }
            }
        }
        "ticket" => {
            if let Some(ticket) = Ticket::read(&data) {
                tickets::take(state, ticket);
            }
        }
        "snapshot" => {
            if let Some(thread) = Thread::read(&data) {
                tickets::replace(state, thread);
            }
        }
        "typing" => {
            if let Some(typing) = Typing::read(&data) {
                state.requests.writing.set(Some(typing.ticket));
                let stop = move || state.requests.writing.set(None);
                let timer = set_timeout_with_handle(stop, WRITING).ok();
                if let Some(before) = state.requests.live.writing.replace(timer) {
                    before.clear();
                }
            }
        }
        "announced" => known::take(state, &data),
        "ready" => state.requests.tickets.load.set(Load::Ready(())),
        _ => {}
    }
}

/// Who has done something has finished writing.
fn quiet(state: State, ticket: &Ticket) {
    if state.requests.writing.get_untracked() == Some(ticket.id) {
        state.requests.writing.set(None);
    }
}
