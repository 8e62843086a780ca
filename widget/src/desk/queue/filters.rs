//! What narrows a queue down: search, status, order, site.

use std::time::Duration;

use guichet_shared::{desk::Sort, site::SiteKey, status::Status};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, KeyboardEvent};

use super::Filter;
use crate::{
    desk::{field, state::State},
    parts::{
        element::{Element, element},
        icons::{SEARCH, icon},
    },
};

/// Between the last key and the search.
const PAUSE: Duration = Duration::from_millis(250);

/// The search box and the lists to choose from.
pub fn filters(state: State) -> Element {
    let w = state.words();
    let question = state.queue.question.get_untracked();
    let statuses =
        Status::ALL.map(|status| (status.as_str().to_owned(), w.status(status).to_owned()));
    let filters = [
        (String::new(), w.not_closed.to_owned()),
        ("all".to_owned(), w.any_status.to_owned()),
    ];
    let filter = field::select(
        w.filter_status,
        filters.into_iter().chain(statuses),
        question.filter.name(),
        move |name| state.ask_queue(|question| question.filter = Filter::named(&name)),
    );
    let sorts = [
        ("updated", w.sort_updated),
        ("created", w.sort_created),
        ("due", w.sort_due),
    ];
    let sort = field::select(
        w.sort,
        sorts.map(|(name, text)| (name.to_owned(), text.to_owned())),
        match question.sort {
            Sort::Updated => "updated",
            Sort::Created => "created",
            Sort::Due => "due",
        },
        move |name| {
            state.ask_queue(|question| {
                question.sort = match name.as_str() {
                    "created" => Sort::Created,
                    "due" => Sort::Due,
                    _ => Sort::Updated,
                };
            });
        },
    );
    let sites = state.sites();
    let site = (sites.len() > 1).then(|| {
        let all = (String::new(), w.all_sites.to_owned());
        let sites = sites
            .into_iter()
            .map(|site| (site.key.to_string(), site.name));
        let chosen = question.site.as_ref().map_or("", SiteKey::as_str);
        field::select(
            w.site,
            std::iter::once(all).chain(sites),
            chosen,
            move |key| {
                state.ask_queue(|question| question.site = SiteKey::parse(&key).ok());
            },
        )
    });
    element("div", "filters")
        .child(search(state, &question.query))
        .child(
            element("div", "filter-row")
                .child(filter)
                .child(sort)
                .children(site),
        )
}

fn search(state: State, query: &str) -> Element {
    let w = state.words();
    let typed = StoredValue::new(0_u32);
    let input = element("input", "input")
        .set("type", "search")
        .set("id", "queue-search")
        .set("value", query)
        .set("aria-label", w.search_tickets)
        .set("placeholder", w.search_tickets)
        .set("autocomplete", "off")
        .on("input", move |event| {
            let text = event_target_value(&event);
            let number = typed.get_value() + 1;
            typed.set_value(number);
            set_timeout(
                move || {
                    if typed.try_get_value() == Some(number) {
                        state.ask_queue(|question| question.query = text.trim().to_owned());
                    }
                },
                PAUSE,
            );
        })
        .on("keydown", move |event| {
            let event: &KeyboardEvent = event.unchecked_ref();
            let input = event.current_target();
            if let Some(input) = input.as_ref().and_then(JsCast::dyn_ref::<HtmlInputElement>)
                && event.key() == "Escape"
            {
                event.prevent_default();
                if input.value().is_empty() {
                    _ = input.blur();
                } else {
                    input.set_value("");
                    state.ask_queue(|question| question.query = String::new());
                }
            }
        });
    element("div", "search-box")
        .child(icon(SEARCH))
        .child(input)
}
