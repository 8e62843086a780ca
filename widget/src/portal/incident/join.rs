//! "I have this too": a ticket with as little to do as there can be, which follows the problem.

use guichet_shared::incident::IncidentId;

use super::super::{
    history,
    new::{self, Form, check},
    outbox::{self, Item},
    route::View,
    state::State,
};
use crate::{
    parts::element::{Element, element, words},
    text::Text,
};

/// The button, or what has become of it.
pub fn join(state: State, text: &'static Text, incident: IncidentId, title: String) -> Element {
    let mut on_its_way = false;
    element("section", "join").live(move || {
        let joined = state.joined.get();
        let key = joined
            .iter()
            .find_map(|(id, key)| (*id == incident).then_some(key.as_str()));
        let item = key.and_then(|key| state.requests.outbox.find(key));
        let Some(item) = item else {
            return form(state, text, incident, title.clone());
        };
        match item.filed {
            Some((ticket, _)) => {
                let view = View::Ticket(ticket);
                if on_its_way {
                    on_its_way = false;
                    history::go(state, view.clone(), Some(item.shown));
                }
                let follow = words("a", "button accent", text.ticket.sent_follow);
                vec![
                    words("p", "", text.incident.joined),
                    follow.set("href", view.href()),
                ]
            }
            None => {
                on_its_way = true;
                vec![waits(state, text, &item)]
            }
        }
    })
}

fn waits(state: State, text: &Text, item: &Item) -> Element {
    let waits = new::waits(state, text, item.stage);
    let waits = waits.unwrap_or_else(|| text.ticket.sending.to_owned());
    words("p", "waits", waits).set("role", "status")
}

fn form(state: State, text: &'static Text, incident: IncidentId, title: String) -> Vec<Element> {
    let draft = state.requests.draft;
    let fields = Form { state, text, draft };
    // What was typed before is shown; others need type nothing.
    let typed =
        [draft.body, draft.name, draft.email].map(|field| !field.with_untracked(String::is_empty));
    let who = element("details", "")
        .set_some("open", typed.contains(&true).then_some(""))
        .child(words("summary", "", text.incident.who))
        .child(fields.body(false))
        .child(fields.name())
        .child(fields.email());
    let button = words("button", "button accent", text.incident.join).set("type", "submit");
    let form = element("form", "form")
        .set("novalidate", "")
        .child(words("p", "hint", text.incident.join_hint))
        .child(fields.wrong())
        .child(button)
        .child(who)
        .on("submit", move |event| {
            event.prevent_default();
            send(state, text, incident, &title);
        });
    vec![form]
}

fn send(state: State, text: &'static Text, incident: IncidentId, title: &str) {
    let draft = state.requests.draft;
    match check::joining(state, text, incident, title) {
        Ok(ticket) => {
            draft.wrong.set(Vec::new());
            draft.body.set(String::new());
            outbox::post(state, ticket, &[], Vec::new());
            let key = state.requests.outbox.last.get_untracked();
            state.joined.update(|joined| joined.push((incident, key)));
        }
        Err(wrong) => new::tell(state, text, wrong),
    }
}
