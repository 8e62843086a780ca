//! The tickets selected in the queue: their checkboxes, and the bar with what can be done to them.

use guichet_shared::{
    desk::{Deed, Ticket},
    status::Status,
    ticket::TicketId,
    triage::Priority,
};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::later;
use crate::{
    desk::{
        icons, menu,
        state::{Dialog, State},
        time,
    },
    parts::{
        element::{Element, element, words},
        icons::{CROSS, icon},
    },
};

impl State {
    /// Selects a ticket, leaves it out, or does the other of the two.
    pub fn select(self, id: TicketId, number: u32, on: Option<bool>) {
        self.hands.selected.update(|all| {
            let known = all.iter().any(|(known, _)| *known == id);
            match (known, on.unwrap_or(!known)) {
                (false, true) => all.push((id, number)),
                (true, false) => all.retain(|(known, _)| *known != id),
                _ => {}
            }
        });
    }
}

/// The checkbox of a row.
pub fn check(state: State, ticket: &Ticket) -> Element {
    let (id, number) = (ticket.id, ticket.number);
    let name = state
        .words()
        .sorting
        .select
        .replace("{n}", &number.to_string());
    let input = element("input", "")
        .set("type", "checkbox")
        .set("name", number.to_string())
        .set("value", id.to_string())
        .set("tabindex", "-1")
        .set("aria-label", name)
        .follow("data-on", move || {
            let on = state
                .hands
                .selected
                .with(|all| all.iter().any(|(known, _)| *known == id));
            // The attribute says what it was at first alone; the property says what it is, once
            // the row stands.
            queue_microtask(move || {
                let found = document().query_selector(&format!("input[value=\"{id}\"]"));
                if let Ok(Some(found)) = found {
                    let found: web_sys::HtmlInputElement = found.unchecked_into();
                    found.set_checked(on);
                }
            });
            on.then(String::new)
        })
        .on("change", move |_| state.select(id, number, None));
    element("label", "row-check").child(input)
}

/// The bar, while something is selected.
pub fn bar(state: State) -> Element {
    let w = state.words();
    let hands = state.hands;
    let shown = Memo::new(move |_| hands.selected.with(Vec::len));
    let head = element("div", "bulk-head").live(move || {
        let count = shown.get();
        if count == 0 {
            return Vec::new();
        }
        let count = time::count(
            state.lang(),
            w.sorting.selected,
            u32::try_from(count).unwrap_or(0),
        );
        let clear = element("button", "tool small")
            .set("type", "button")
            .set("aria-label", w.sorting.clear)
            .set("title", w.sorting.clear)
            .on("click", move |_| {
                hands.selected.set(Vec::new());
                hands.refused.set(Vec::new());
            })
            .child(icon(CROSS));
        vec![words("strong", "", count), deeds(state), clear]
    });
    let refused = element("ul", "bulk-refused")
        .set("role", "alert")
        .live(move || {
            let refused = hands.refused.get();
            let lines = refused.into_iter().map(|refused| {
                let number = refused
                    .number
                    .map_or_else(String::new, |n| format!("#{n}: "));
                let why = w.hindrance(refused.why);
                words("li", "", [number.as_str(), why].concat())
            });
            lines.collect()
        });
    element("div", "bulk")
        .set("role", "region")
        .set("aria-label", w.sorting.bulk)
        .follow("hidden", move || {
            let none = shown.get() == 0 && hands.refused.with(Vec::is_empty);
            none.then(String::new)
        })
        .child(refused)
        .child(head)
}

fn deeds(state: State) -> Element {
    let w = state.words();
    let does = |name: String, deed: Deed| menu::item(name, move || state.arrange(deed.clone()));
    let shows = |name: &str, dialog: Dialog| {
        menu::item(name, move || state.dialog.set(Some(dialog.clone())))
    };
    let status = |name: &str, status| does(name.to_owned(), Deed::Status { status, note: None });
    let whose = group(w.sorting.whose)
        .child(does(w.take.to_owned(), Deed::Take {}))
        .child(shows(w.sorting.give, Dialog::Assign));
    let statuses = group(w.queue.filter_status)
        .child(status(w.set_open, Status::Open))
        .child(status(w.set_waiting, Status::Waiting))
        .child(status(w.set_closed, Status::Closed));
    let priorities = group(w.sorting.priority).children(
        Priority::ALL.map(|priority| does(w.priority_name(priority), Deed::Priority { priority })),
    );
    let off = [
        w.sorting.snooze_today,
        w.sorting.snooze_tomorrow,
        w.sorting.snooze_monday,
    ];
    let off = (0..)
        .zip(off)
        .map(|(i, name)| menu::item(name, move || state.arrange(later(i))));
    let snooze = group(w.sorting.snooze).children(off).child(does(
        w.sorting.wake.to_owned(),
        Deed::Snooze { until: None },
    ));
    let tags = group(w.sorting.tags).child(shows(w.sorting.edit_tags, Dialog::Tags));
    let known = group(w.incidents.known).child(shows(w.incidents.link_many, Dialog::Incident));
    let shown = menu::shown("button small accent")
        .text(w.sorting.actions)
        .child(icon(icons::DOWN));
    menu::menu(
        "menu bulk-menu",
        shown,
        vec![whose, statuses, priorities, tags, known, snooze],
    )
}

fn group(name: &'static str) -> Element {
    element("div", "menu-group")
        .set("role", "group")
        .set("aria-label", name)
        .child(words("p", "menu-label", name).set("aria-hidden", "true"))
}
