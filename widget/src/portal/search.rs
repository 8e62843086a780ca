//! The search box, and the first page around it.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, KeyboardEvent};

use super::{focus, header::tool, history, home, results, state::State};
use crate::{
    parts::{
        element::{Element, always, element, words},
        icons::{CROSS, SEARCH, icon},
    },
    text::Text,
};

/// How long after the last key a search starts: shorter than a pause, longer than a key.
const PAUSE: Duration = Duration::from_millis(120);
/// The longest question that the server takes.
const LONGEST: &str = "400";

/// Searches as the customer types, and says what was found.
pub fn watch(state: State) {
    let mut pending: Option<TimeoutHandle> = None;
    always(move || {
        if let Some(pending) = pending.take() {
            pending.clear();
        }
        let query = state.query.get();
        state.content();
        fill(&query);
        if query.trim().is_empty() {
            state.hits.clear();
            state.said.set(String::new());
            history::typed(state);
        } else {
            pending = set_timeout_with_handle(move || now(state), PAUSE).ok();
        }
    });
    always(move || results::announce(state));
}

/// Searches at once.
fn now(state: State) {
    let query = state.query.get_untracked();
    let params = [
        ("q", query.trim()),
        ("lang", state.content()),
        ("limit", "8"),
    ];
    state.hits.ask_quietly(state.path("/search", &params));
    history::typed(state);
}

/// Writes into the box what was not typed there.
fn fill(query: &str) {
    if let Some(input) = document().get_element_by_id("query") {
        let input: HtmlInputElement = input.unchecked_into();
        if input.value() != query {
            input.set_value(query);
        }
    }
}

/// The first page: a question, the box, and what was found or what is there to read.
pub fn page(state: State, text: &'static Text) -> Element {
    state.title.set(String::new());
    focus::arrive(state, false);
    let found = element("div", "found").live(move || {
        if state.searching.get() {
            results::results(state, text)
        } else {
            home::home(state, text)
        }
    });
    element("div", "find")
        .child(words("h1", "greeting", text.greeting))
        .child(bar(state, text))
        .child(found)
}

fn bar(state: State, text: &Text) -> Element {
    let input = element("input", "")
        .set("id", "query")
        .set("type", "search")
        .set("enterkeyhint", "search")
        .set("autocomplete", "off")
        .set("autocapitalize", "off")
        .set("spellcheck", "false")
        .set("maxlength", LONGEST)
        .set("aria-label", text.search)
        .set("placeholder", text.search_hint)
        .set("value", state.query.get_untracked())
        .on("input", move |event| {
            state.search(event_target_value(&event));
        })
        .on("keydown", move |event| {
            let key: &KeyboardEvent = event.unchecked_ref();
            if key.key() == "Enter" && !key.is_composing() && state.searching.get_untracked() {
                event.prevent_default();
                now(state);
                results::open_first(state);
            }
        });
    let clear = tool(state, |t| t.clear, CROSS)
        .follow("hidden", move || {
            state.query.get().is_empty().then(String::new)
        })
        .on("click", move |_| {
            state.search(String::new());
            focus::to("#query");
        });
    let class = move || {
        Some(
            if state.hits.busy() {
                "search busy"
            } else {
                "search"
            }
            .to_owned(),
        )
    };
    element("div", "")
        .set("role", "search")
        .follow("class", class)
        .child(icon(SEARCH))
        .child(input)
        .child(clear)
}
