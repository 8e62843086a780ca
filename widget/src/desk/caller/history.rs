//! Who it may be that called, and what they asked before.

use std::time::Duration;

use guichet_shared::{
    agent::Email,
    desk::{Customer, Customers},
};
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
            let same = form.same.get();
            match form.found.get() {
                None if !same.is_empty() => {
                    let same = same.into_iter();
                    same.map(|one| person(state, one, true)).collect()
                }
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
    let text = form.query.get_untracked();
    search(state, form.asked, text, move |found| form.found.set(found));
}

/// Looks for those who have asked before under the address that is typed.
pub(super) fn look_for_address(state: State) {
    let form = state.hands.caller;
    form.same.set(Vec::new());
    let email = form.email.get_untracked().trim().to_lowercase();
    let text = Email::parse(&email).map_or_else(|_| String::new(), |_| email.clone());
    search(state, form.asked_for_address, text, move |found| {
        let mut found = found.unwrap_or_default();
        found.retain(|one| {
            let known = one.email.as_deref();
            known.is_some_and(|known| known.to_lowercase() == email)
        });
        form.same.set(found);
    });
}

/// Asks who has asked before on the site under this text, a moment after the last key; for none,
/// there is no answer.
fn search(
    state: State,
    asked: RwSignal<u32>,
    text: String,
    then: impl Fn(Option<Vec<Customer>>) + 'static,
) {
    let form = state.hands.caller;
    let number = asked.get_untracked() + 1;
    asked.set(number);
    set_timeout(
        move || {
            if asked.get_untracked() != number {
                return;
            }
            if text.trim().is_empty() {
                return then(None);
            }
            let text = String::from(js_sys::encode_uri_component(text.trim()));
            let site = form.site.get_untracked().map(|key| format!("&site={key}"));
            let resource = ["/customers?q=", &text, &site.unwrap_or_default()].concat();
            spawn_local(async move {
                let answer = call::get::<Customers>(&resource).await;
                if asked.get_untracked() != number {
                    return;
                }
                match answer {
                    Ok(Customers { customers }) => then(Some(customers)),
                    Err(refusal) => form.trouble.set(Some(state.sentence(&refusal))),
                }
            });
        },
        PAUSE,
    );
}

/// That the address that is typed is known, and by whom.
pub(super) fn known(state: State) -> Element {
    let w = state.words();
    let form = state.hands.caller;
    element("div", "caller-same")
        .set("role", "status")
        .live(move || {
            let same = form.same.get().into_iter();
            let lines = same.map(|customer| {
                element("div", "caller-known")
                    .child(words("span", "", w.caller.known_address))
                    .child(this_one(state, &customer))
            });
            lines.collect()
        })
}

/// The button that says that it is somebody known.
fn this_one(state: State, customer: &Customer) -> Element {
    let w = state.words();
    let form = state.hands.caller;
    let name = customer.name.as_deref().or(customer.email.as_deref());
    let name = name.unwrap_or(w.around.no_name);
    let customer = customer.clone();
    words(
        "button",
        "button small",
        w.caller.this_one.replace("{name}", name),
    )
    .set("type", "button")
    .on("click", move |_| form.of.set(Some(customer.clone())))
}

fn person(state: State, customer: Customer, choose: bool) -> Element {
    let w = state.words();
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
    let pick = choose.then(|| this_one(state, &customer));
    element("section", "caller-person")
        .child(words("h3", "context-title", name.as_str()))
        .child(words("p", "person-detail", detail))
        .child(list)
        .children(pick)
}
