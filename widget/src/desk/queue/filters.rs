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
    text::desk::Words,
};

/// Between the last key and the search.
const PAUSE: Duration = Duration::from_millis(250);

/// The search box and the lists to choose from.
pub fn filters(state: State) -> Element {
    element("div", "filters").live(move || {
        state.queue.filled.track();
        untrack(|| fields(state))
    })
}

fn fields(state: State) -> Vec<Element> {
    let w = state.words();
    let question = state.queue.question.get_untracked();
    let statuses =
        Status::ALL.map(|status| (status.as_str().to_owned(), w.status(status).to_owned()));
    let filters = [
        (String::new(), w.queue.not_closed.to_owned()),
        ("all".to_owned(), w.queue.any_status.to_owned()),
    ];
    let filter = field::select(
        w.queue.filter_status,
        filters.into_iter().chain(statuses),
        question.filter.name(),
        move |name| state.ask_queue(|question| question.filter = Filter::named(&name)),
    );
    let sort = field::select(
        w.queue.sort,
        Sort::ALL.map(|sort| (sort.as_str().to_owned(), name(w, sort).to_owned())),
        question.sort.as_str(),
        move |name| {
            state.ask_queue(|question| question.sort = Sort::named(&name).unwrap_or_default());
        },
    );
    let sites = state.sites();
    let site = (sites.len() > 1).then(|| {
        let all = (String::new(), w.queue.all_sites.to_owned());
        let sites = sites
            .into_iter()
            .map(|site| (site.key.to_string(), site.name));
        let chosen = question.site.as_ref().map_or("", SiteKey::as_str);
        field::select(
            w.queue.site,
            std::iter::once(all).chain(sites),
            chosen,
            move |key| {
                state.ask_queue(|question| question.site = SiteKey::parse(&key).ok());
            },
        )
    });
    let row = element("div", "filter-row").child(filter).child(sort);
    vec![search(state, &question.query), row.children(site)]
}

fn name(w: &Words, sort: Sort) -> &'static str {
    match sort {
        Sort::Urgent => w.views_of.sort_urgent,
        Sort::Updated => w.queue.sort_updated,
        Sort::Created => w.queue.sort_created,
        Sort::Due => w.queue.sort_due,
    }
}

fn search(state: State, query: &str) -> Element {
    let w = state.words();
    let typed = StoredValue::new(0_u32);
    let input = element("input", "input")
        .set("type", "search")
        .set("id", "queue-search")
        .set("value", query)
        .set("aria-label", w.queue.search_tickets)
        .set("placeholder", w.queue.search_tickets)
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
