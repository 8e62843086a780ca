//! What the site announces, as it changes: told by the stream where there is one, else asked again
//! now and then while somebody looks. Asking is cheap, as an answer that has not changed is none.

use std::cell::Cell;

use guichet_shared::incident::{Announced, Known};
use js_sys::Date;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;

use super::{
    focus::{self, Arrival},
    keyboard::on_window,
    new::localised,
    route::View,
    state::State,
};
use crate::{
    api::{
        Read,
        call::{Body, Call},
    },
    parts::element::always,
};

/// While the page is looked at, so many milliseconds pass between two questions.
const CALM: f64 = 60_000.0;
/// So many where somebody has just come back to it.
const BACK: f64 = 10_000.0;

/// Asks when somebody comes back to the page, and now and then as long as they look at it.
pub fn listen(state: State) {
    // The page has brought what was known when it was loaded.
    let asked = Cell::new(Date::now());
    let ask = move |after: f64| {
        let requests = &state.requests;
        let seen = requests.visible.get_untracked() && requests.opened.get_untracked();
        if seen && state.online.get_untracked() && Date::now() - asked.get() > after {
            asked.set(Date::now());
            spawn_local(read(state));
        }
    };
    let ask = std::rc::Rc::new(ask);
    // Who comes back looks, and so does who clicks and types.
    for event in ["focus", "pointerdown", "keydown"] {
        let back = ask.clone();
        on_window(event, move |_| back(BACK));
    }
    let mut last = None;
    always(move || {
        let tick = state.requests.tick.get();
        state.requests.visible.track();
        state.requests.opened.track();
        state.online.track();
        ask(if last.replace(tick) == Some(tick) {
            BACK
        } else {
            CALM
        });
    });
}

async fn read(state: State) {
    let path = state.path("/incidents", &[]);
    let call = Call {
        path: &path,
        token: None,
        key: None,
        body: Body::Ask,
    };
    if let Ok(answer) = call.answer().await {
        take(state, &answer);
    }
}

/// Takes what is announced now, and says what has come and what is over.
pub fn take(state: State, answer: &JsValue) {
    let Some(Announced { known: now }) = Announced::read(answer) else {
        return;
    };
    let text = state.language.get_untracked().text.incident;
    let mut said = String::new();
    let mut tell = |label: &str, of: &[Known], others: &[Known]| {
        for one in of {
            if others.iter().all(|other| other.id != one.id) {
                said += &[label, ": ", localised(state, &one.title), " "].concat();
            }
        }
    };
    let same = state.known.with_untracked(|before| {
        tell(text.known, &now, before);
        tell(text.over, before, &now);
        let states = |known: &[Known]| -> Vec<_> {
            let states = known.iter().map(|one| (one.id, one.updated_at.clone()));
            states.collect()
        };
        states(before) == states(&now)
    });
    if same {
        return;
    }
    state.known.set(now);
    if !said.is_empty() {
        state.said.set(said);
    }
    let focused = focus::current().map(|element| element.tag_name());
    // Nobody's typing is cut off.
    if let View::Incident(_) = state.page.get_untracked()
        && focused.as_deref() != Some("INPUT")
        && focused.as_deref() != Some("TEXTAREA")
    {
        if !focus::lost() {
            state.memory(|memory| memory.arrival = Arrival::Hold);
        }
        state.incident.anew();
    }
}
