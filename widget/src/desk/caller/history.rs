//! Who it may be that called, and what they asked before.

use std::time::Duration;

use guichet_shared::desk::{Customer, Customers};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    desk::{
        call,
        field::{labelled, line},
        route::Route,
        state::State,
        status, time,
    },
    parts::element::{Element, element, words},
};

/// Between the last key and the search.
const PAUSE: Duration = Duration::from_millis(250);

/// Who that may be, and what they asked before.
pub(super) fn history(state: State) -> Element {
    let w = state.words();
    let form = state.hands.caller;
    let input = line(form.query, "200")
        .set("type", "search")
        .on("input", move |_| look(state));
    let found = element("div", "caller-found")
        .set("aria-live", "polite")
        .live(move || {
            if let Some(of) = form.of.get() {
                return vec![person(state, of, false)];
            }
            match form.found.get() {
                None => vec![words("p", "palette-none", w.caller.find_hint)],
                Some(found) if found.is_empty() => {
                    vec![words("p", "palette-none", w.caller.nobody)]
                }
                Some(found) => found
                    .into_iter()
                    .map(|one| person(state, one, true))
                    .collect(),
            }
        });
    element("aside", "caller-history")
        .set("aria-label", w.caller.history)
        .child(labelled(w.caller.find, None, input))
        .child(found)
}

/// Looks for them, a moment after the last key.
pub(super) fn look(state: State) {
    let form = state.hands.caller;
    let number = form.asked.get_untracked() + 1;
    form.asked.set(number);
    set_timeout(
        move || {
            let text = form.query.get_untracked();
            if form.asked.get_untracked() != number {
                return;
            }
            if text.trim().is_empty() {
                form.found.set(None);
                return;
            }
            let text = String::from(js_sys::encode_uri_component(text.trim()));
            let site = form.site.get_untracked().map(|key| format!("&site={key}"));
            let resource = ["/customers?q=", &text, &site.unwrap_or_default()].concat();
            spawn_local(async move {
                let answer = call::get::<Customers>(&resource).await;
                if form.asked.get_untracked() != number {
                    return;
                }
                match answer {
                    Ok(Customers { customers }) => form.found.set(Some(customers)),
                    Err(refusal) => form.wrong.set(Some(state.sentence(&refusal))),
                }
            });
        },
        PAUSE,
    );
}

fn person(state: State, customer: Customer, choose: bool) -> Element {
    let w = state.words();
    let form = state.hands.caller;
    let name = customer.name.clone().or_else(|| customer.email.clone());
    let name = name.unwrap_or_else(|| w.around.no_name.to_owned());
    let email = customer.email.clone().filter(|_| customer.name.is_some());
    let count = time::count(state.lang(), w.caller.requests, customer.total);
    let detail = [
        email.as_deref().unwrap_or_default(),
        if email.is_some() { " · " } else { "" },
        &count,
    ]
    .concat();
    let tickets = customer.tickets.iter().map(|ticket| {
        let link = element("a", "other")
            .set("href", Route::Ticket(ticket.id).href())
            .set("target", "_blank")
            .set("rel", "noopener")
            .child(words("span", "other-subject", ticket.subject.as_str()))
            .child(
                element("span", "other-detail")
                    .child(words("span", "", format!("#{}", ticket.number)))
                    .child(status::mark(state, &ticket.site, ticket.status))
                    .child(time::since(state, "", ticket.updated_at.clone(), "short")),
            )
            .child(words("span", "hidden", w.new_tab));
        element("li", "").child(link)
    });
    let list = element("ul", "others").children(tickets);
    let pick = choose.then(|| {
        let customer = customer.clone();
        words(
            "button",
            "button small",
            w.caller.this_one.replace("{name}", &name),
        )
        .set("type", "button")
        .on("click", move |_| form.of.set(Some(customer.clone())))
    });
    element("section", "caller-person")
        .child(words("h3", "context-title", name.as_str()))
        .child(words("p", "person-detail", detail))
        .child(list)
        .children(pick)
}
