//! Keys that work everywhere, and what else happens to the window as a whole.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BeforeUnloadEvent, Event, HtmlElement, HtmlInputElement, KeyboardEvent, Node};

use super::{
    commands::{GROUPS, commands},
    dialog, live, menu, palette,
    route::Route,
    state::{Dialog, Stage, State},
};
use crate::parts::element::{Element, element, words};

/// Listens to the whole window.
pub fn listen(state: State) {
    on_window("hashchange", move |_| {
        let route = Route::parse(&location().hash().unwrap_or_default());
        if state.would_lose(route) {
            // The address goes back to what is still on the screen.
            let here = state.route.get_untracked().href();
            let history = window().history();
            _ = history.map(|it| it.replace_state_with_url(&JsValue::NULL, "", Some(&here)));
            state.dialog.set(Some(Dialog::Leave(route)));
            return;
        }
        state.route.set(route);
        menu::close(None);
    });
    on_window("click", |event| {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Node>().ok());
        menu::close(target.as_ref());
    });
    on_window("keydown", move |event| {
        pressed(state, event.unchecked_ref());
    });
    on_window("online", |_| live::wake());
    on_window("visibilitychange", move |_| {
        if !document().hidden() && state.stage.get_untracked() == Stage::In {
            state.now.set(js_sys::Date::now());
            live::wake();
            state.read_queue_soon();
        }
    });
    on_window("beforeunload", move |event| {
        let unsaved = state.editor.changed_now() || state.admin.form.changed_now();
        if state.stage.get_untracked() == Stage::In && unsaved {
            event.prevent_default();
            event
                .unchecked_ref::<BeforeUnloadEvent>()
                .set_return_value("unsaved");
        }
    });
}

fn on_window(event: &str, act: impl Fn(Event) + 'static) {
    let act: Box<dyn Fn(Event)> = Box::new(act);
    _ = window_event_listener_untyped(event, act);
}

fn pressed(state: State, event: &KeyboardEvent) {
    if event.is_composing() || event.default_prevented() || state.stage.get_untracked() != Stage::In
    {
        return;
    }
    let key = event.key();
    if key == "Escape" && menu::close(None) {
        event.prevent_default();
        return;
    }
    if !in_a_field(event) && menu::step(&key) {
        event.prevent_default();
        return;
    }
    let busy = state.dialog.get_untracked().is_some() || state.expired.get_untracked();
    let with = event.ctrl_key() || event.meta_key();
    if !busy && with && !event.alt_key() && !event.shift_key() && key.eq_ignore_ascii_case("k") {
        event.prevent_default();
        palette::open(state);
        return;
    }
    if busy || with || event.alt_key() || in_a_field(event) {
        return;
    }
    let done = match key.as_str() {
        "ArrowDown" if in_the_queue() => step(1),
        "ArrowUp" if in_the_queue() => step(-1),
        key => {
            let command = commands().find(|it| it.key == key && (it.fits)(state));
            command.is_some_and(|command| (command.run)(state))
        }
    };
    if done {
        event.prevent_default();
    }
}

/// Whether keys are what somebody writes.
fn in_a_field(event: &KeyboardEvent) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let written = "input:not([type=checkbox]), textarea, select";
    target.is_some_and(|target| target.matches(written).unwrap_or(false))
}

fn rows() -> Vec<HtmlElement> {
    let Ok(found) = document().query_selector_all("a.ticket-row") else {
        return Vec::new();
    };
    let all = (0..found.length()).filter_map(|i| found.get(i));
    all.map(wasm_bindgen::JsCast::unchecked_into).collect()
}

fn in_the_queue() -> bool {
    let focused = document().active_element();
    focused.is_some_and(|focused| focused.matches("a.ticket-row").unwrap_or(false))
}

/// Moves along the queue: from the row with the focus, else from the open ticket.
pub fn step(by: isize) -> bool {
    let rows = rows();
    let focused = document().active_element();
    let at = rows
        .iter()
        .position(|row| focused.as_ref() == Some(row.as_ref()));
    let next = match at {
        Some(at) => at.checked_add_signed(by),
        None => Some(
            rows.iter()
                .position(|row| row.has_attribute("aria-current"))
                .unwrap_or(0),
        ),
    };
    let row = next.and_then(|next| rows.get(next));
    row.is_some_and(|row| row.focus().is_ok())
}

/// Goes along the queue: where a ticket is open its neighbour is opened, as keys are about the open
/// ticket; else the focus moves.
pub fn go(state: State, by: isize) -> bool {
    if state.ticket().is_none() {
        return step(by);
    }
    let rows = rows();
    let at = rows
        .iter()
        .position(|row| row.has_attribute("aria-current"));
    let next = at.map_or(Some(0), |at| at.checked_add_signed(by));
    let row = next.and_then(|next| rows.get(next));
    row.is_some_and(|row| {
        row.click();
        // The queue scrolls along.
        row.focus().is_ok()
    })
}

/// Moves the focus to what `selector` finds; whether there was anything.
pub fn focus(selector: &str) -> bool {
    let found = document().query_selector(selector).ok().flatten();
    found.is_some_and(|found| found.unchecked_into::<HtmlElement>().focus().is_ok())
}

/// Moves the focus to a search box and selects what is in it, so that typing asks anew; whether
/// there was one.
pub fn search(selector: &str) -> bool {
    let found = document().query_selector(selector).ok().flatten();
    let found = found.and_then(|found| found.dyn_into::<HtmlInputElement>().ok());
    found.is_some_and(|input| {
        input.select();
        input.focus().is_ok()
    })
}

/// Does what the button that `selector` finds does; whether there was one.
pub fn click(selector: &str) -> bool {
    let found = document().query_selector(selector).ok().flatten();
    let found = found.and_then(|found| found.dyn_into::<HtmlElement>().ok());
    found.is_some_and(|found| {
        found.click();
        true
    })
}

/// The list of keys.
pub fn keys(state: State) -> Vec<Element> {
    let w = state.words();
    let line = |keys: &str, meaning: String| {
        let pressed = keys.split(' ').map(|key| words("kbd", "", key));
        element("li", "")
            .child(element("span", "key-names").children(pressed))
            .child(words("span", "", meaning))
    };
    let groups = GROUPS.iter().map(|group| {
        let own = group.with_keys().map(|it| {
            let key = match it.key {
                "j" => "j ↓",
                "k" => "k ↑",
                "J" => "Shift J",
                "K" => "Shift K",
                key => key,
            };
            line(key, (it.name)(w))
        });
        let besides = group.besides.iter();
        let besides = besides.map(|(key, name)| line(key, name(w).to_owned()));
        element("section", "key-group")
            .child(words("h3", "context-title", (group.name)(w)))
            .child(element("ul", "keys").children(own).children(besides))
    });
    vec![
        dialog::title(state, w.keyboard.keys),
        element("div", "key-groups").children(groups),
    ]
}
