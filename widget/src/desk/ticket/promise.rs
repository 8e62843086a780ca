//! When the next update is promised, and the menu to promise it for another time.

use gloo_net::http::Method;
use guichet_shared::{
    desk::{Change, Ticket},
    status::{Act, Party},
};
use js_sys::Date;
use leptos::prelude::*;

use crate::{
    desk::{field::labelled, icons, menu, queue, state::State, time},
    parts::{
        element::{Element, element, words},
        icons::icon,
    },
};

const HOUR: f64 = 3_600_000.0;

/// The promise, with its menu while it is the desk's turn.
pub fn promise(state: State, ticket: &Ticket) -> Option<Element> {
    let w = state.words();
    let may = ticket.status.after(Party::Agent, Act::Promise).is_some();
    if !may {
        return None;
    }
    let shown = match ticket.due.clone() {
        Some(due) => queue::promise(state, due, w.queue.update_by, w.queue.update_late),
        None => words("span", "", w.no_promise),
    };
    let quick = [(w.in_an_hour, 1.0), (w.in_four_hours, 4.0)];
    let mut items = vec![words("p", "menu-hint", w.promise_explained)];
    items.extend(
        quick
            .into_iter()
            .map(|(name, hours)| menu::item(name, move || set(state, Date::now() + hours * HOUR))),
    );
    items.push(menu::item(w.tomorrow, move || set(state, tomorrow())));
    items.push(other(state));
    let button = menu::shown("quiet")
        .set("title", w.promise_hint)
        .child(icon(icons::CLOCK))
        .child(shown)
        .child(icon(icons::DOWN));
    Some(menu::menu("menu promised", button, items))
}

/// Any other time.
fn other(state: State) -> Element {
    let w = state.words();
    let chosen = RwSignal::new(String::new());
    let wrong = RwSignal::new(false);
    let input = element("input", "input")
        .set("type", "datetime-local")
        .on("input", move |event| {
            wrong.set(false);
            chosen.set(event_target_value(&event));
        });
    let send = words("button", "button small", w.promise)
        .set("type", "button")
        .on("click", move |_| {
            // Without a zone the browser reads its own.
            let time = time::parse(&chosen.get_untracked());
            if time > Date::now() {
                menu::close(None);
                set(state, time);
            } else {
                wrong.set(true);
            }
        });
    let said = element("div", "wrong").set("role", "alert").live(move || {
        wrong
            .get()
            .then(|| words("p", "", w.promise_past))
            .into_iter()
            .collect()
    });
    element("div", "menu-form")
        .child(labelled(w.another_time, None, input))
        .child(said)
        .child(send)
}

/// Ten o'clock tomorrow.
fn tomorrow() -> f64 {
    let date = Date::new_0();
    date.set_date(date.get_date() + 1);
    date.set_hours(10);
    date.set_minutes(0);
    date.set_seconds(0);
    date.set_milliseconds(0);
    date.get_time()
}

fn set(state: State, time: f64) {
    let change = Change {
        due: Some(time::written(time)),
        ..Change::default()
    };
    state.act(Method::PATCH, "", &change, |_| {});
}
