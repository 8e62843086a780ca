//! Keys that work everywhere: Escape, Tab inside a frame, the arrows along a list of links.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, KeyboardEvent, Node};

use super::{focus, frame, state::State};

const FOCUSABLE: &str = "a[href], button:not(:disabled), input:not(:disabled), select, textarea, summary, [tabindex='0']";

const FOLLOWING: u16 = Node::DOCUMENT_POSITION_FOLLOWING;

/// Hears an event wherever it happens.
pub fn on_window(event: &str, act: impl Fn(Event) + 'static) {
    let act: Box<dyn Fn(Event)> = Box::new(act);
    _ = window_event_listener_untyped(event, act);
}

/// Listens to the whole document.
pub fn listen(state: State) {
    on_window("keydown", move |event| {
        let event: KeyboardEvent = event.unchecked_into();
        if event.is_composing() || event.default_prevented() {
            return;
        }
        match event.key().as_str() {
            "Escape" => escape(state, &event),
            "Tab" if state.framed => wrap(&event),
            "ArrowDown" => step(&event, true),
            "ArrowUp" => step(&event, false),
            _ => {}
        }
    });
}

/// Clears the search box that is being typed in, else closes the panel.
fn escape(state: State, event: &KeyboardEvent) {
    let menu_is_open = document()
        .query_selector(":popover-open")
        .ok()
        .flatten()
        .is_some();
    if menu_is_open {
        return;
    }
    let typing = focus::current().is_some_and(|element| element.id() == "query");
    if typing && !state.query.get_untracked().is_empty() {
        event.prevent_default();
        state.search(String::new());
    } else if state.framed {
        event.prevent_default();
        frame::close(state);
    }
}

/// Leads Tab from the last element to the first, so that it never leaves the panel.
fn wrap(event: &KeyboardEvent) {
    let stops = focus::all(FOCUSABLE);
    let (Some(first), Some(last)) = (stops.first(), stops.last()) else {
        return;
    };
    // What has the focus may be no stop itself: a heading, or the thanks below the last button.
    let current = focus::current();
    let on = |stop: &HtmlElement| current.as_ref() == Some(stop.as_ref());
    let past = |stop: &HtmlElement| {
        let current = current.as_ref();
        current.is_some_and(|current| stop.compare_document_position(current) & FOLLOWING != 0)
    };
    let target = if event.shift_key() && (on(first) || focus::lost()) {
        last
    } else if !event.shift_key() && (on(last) || past(last)) {
        first
    } else {
        return;
    };
    event.prevent_default();
    _ = target.focus();
}

/// Moves along the links of the page, and between them and the search box.
fn step(event: &KeyboardEvent, down: bool) {
    let Some(current) = focus::current() else {
        return;
    };
    let stops = focus::all("#query, a.row");
    let at = stops.iter().position(|stop| current == **stop);
    let next = at.and_then(|at| {
        if down {
            at.checked_add(1)
        } else {
            at.checked_sub(1)
        }
    });
    if let Some(stop) = next.and_then(|next| stops.get(next)) {
        event.prevent_default();
        _ = stop.focus();
    }
}
