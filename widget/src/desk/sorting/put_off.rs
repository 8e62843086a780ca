//! Asks before a ticket is put off beyond what its customer was promised, and promises anew in the same step.

use gloo_net::http::Method;
use guichet_shared::desk::{self, Change, Ticket};
use js_sys::Date;
use leptos::prelude::*;

use crate::{
    desk::{dialog, field::labelled, state::State, time},
    parts::element::{Element, element, words},
};

/// How long after it comes back there is time to write.
const HOUR: f64 = 3_600_000.0;

/// What becomes of the promise.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Promise {
    /// It is given anew, for when the ticket is back.
    Anew,
    /// It is given anew, for another time.
    Another,
    /// It stays.
    Keep,
}

/// Whether an update is due by the time at which the ticket comes back.
pub fn breaks_a_promise(ticket: &Ticket, until: &str) -> bool {
    let due = ticket.due.as_deref();
    due.is_some_and(|due| time::parse(due) <= time::parse(until))
}

/// The question.
pub fn question(state: State, until: String) -> Vec<Element> {
    let w = state.words();
    let Some(due) = state.open.thread_now().and_then(|it| it.ticket.due.clone()) else {
        return Vec::new();
    };
    let now = Date::now();
    let clock = |time: &str| time::clock(state.lang(), time, now);
    let promised = if time::parse(&due) < now {
        w.put_off.broken
    } else {
        w.put_off.promised
    };
    let promised = promised.replace("{time}", &clock(&due));
    let anew = time::written(time::parse(&until) + HOUR);
    let chosen = RwSignal::new(Promise::Anew);
    let typed = RwSignal::new(String::new());
    // What is wrong with the time, and why the server has refused it all.
    let (past, refused) = (RwSignal::new(None), RwSignal::new(None));
    let choices = element("fieldset", "choices")
        .child(words("legend", "field-label", w.put_off.choice))
        .child(choice(
            chosen,
            Promise::Anew,
            w.put_off.anew.replace("{time}", &clock(&anew)),
            w.put_off.anew_hint,
        ))
        .child(choice(chosen, Promise::Another, w.put_off.another, ""))
        .child(another(state, chosen, typed, past))
        .child(choice(
            chosen,
            Promise::Keep,
            w.put_off.keep,
            w.put_off.keep_hint,
        ));
    let title = w.put_off.title.replace("{time}", &clock(&until));
    let send = words("button", "button accent", w.sorting.snooze).set("type", "submit");
    let form = element("form", "dialog-form")
        .set("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            let due = match chosen.get_untracked() {
                Promise::Anew => Some(anew.clone()),
                Promise::Another => {
                    // Without a zone the browser reads its own.
                    let at = time::parse(&typed.get_untracked());
                    if at.is_nan() || at <= Date::now() {
                        past.set(Some(w.promise_past.to_owned()));
                        crate::desk::keyboard::focus("#promise-at");
                        return;
                    }
                    Some(time::written(at))
                }
                Promise::Keep => None,
            };
            let change = Change {
                due,
                snoozed_until: Some(desk::Set(Some(until.clone()))),
                ..Change::default()
            };
            state.act(Method::PATCH, "", &change, move |answer| match answer {
                Ok(()) => dialog::close(state),
                Err(refusal) => _ = refused.try_set(Some(state.sentence(&refusal))),
            });
        })
        .child(words("p", "dialog-text", promised))
        .child(choices)
        .child(said(refused))
        .child(
            element("div", "dialog-actions")
                .child(dialog::cancel(state))
                .child(send),
        );
    vec![dialog::title(state, title), form]
}

fn choice(
    chosen: RwSignal<Promise>,
    promise: Promise,
    name: impl Into<String>,
    hint: &'static str,
) -> Element {
    let first = promise == Promise::Anew;
    let input = element("input", "")
        .set("type", "radio")
        .set("name", "promise")
        .set_some("checked", first.then_some(""))
        .set_some("autofocus", first.then_some(""))
        .on("change", move |_| chosen.set(promise));
    let hint = (!hint.is_empty()).then(|| words("span", "field-hint", hint));
    element("label", "choice").child(input).child(
        element("span", "choice-text")
            .child(words("strong", "", name))
            .children(hint),
    )
}

/// The field for another time, where that is chosen.
fn another(
    state: State,
    chosen: RwSignal<Promise>,
    typed: RwSignal<String>,
    past: RwSignal<Option<String>>,
) -> Element {
    let w = state.words();
    let input = element("input", "input")
        .set("type", "datetime-local")
        .set("id", "promise-at")
        .follow("aria-invalid", move || {
            past.get().map(|_| "true".to_owned())
        })
        .on("input", move |event| {
            past.set(None);
            typed.set(event_target_value(&event));
        });
    element("div", "choice-field")
        .follow("hidden", move || {
            (chosen.get() != Promise::Another).then(String::new)
        })
        .child(labelled(w.another_time, None, input))
        .child(said(past))
}

fn said(wrong: RwSignal<Option<String>>) -> Element {
    element("div", "wrong").set("role", "alert").live(move || {
        let line = wrong.get().map(|sentence| words("p", "", sentence));
        line.into_iter().collect()
    })
}
