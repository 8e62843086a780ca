//! The known problem that the open ticket is part of, beside the ticket: read, linked, taken out.

use gloo_net::http::Method;
use guichet_shared::{
    desk::{Link, Ticket},
    incident::IncidentId,
};
use leptos::prelude::*;

use super::view::title;
use crate::{
    desk::{field::select, route::Route, state::State},
    parts::element::{Element, element, words},
};

/// What there is to read and to do; nothing where the ticket's site has no known problem.
pub fn beside(state: State, ticket: &Ticket) -> Element {
    let (linked, site) = (ticket.incident, ticket.site.clone());
    element("div", "incident-beside").live(move || {
        let content = match linked {
            Some(id) => part_of(state, id),
            None => {
                let mut open = state.incidents.open();
                open.retain(|one| one.site == site);
                let names = open.iter().map(|one| (one.id, title(state, one)));
                let names: Vec<_> = names.collect();
                if names.is_empty() {
                    return Vec::new();
                }
                choose(state, names)
            }
        };
        vec![
            element("section", "context-part")
                .child(words("h3", "context-title", state.words().incidents.known))
                .child(content),
        ]
    })
}

fn set(state: State, incident: Option<IncidentId>) {
    state.act(Method::PUT, "/incident", &Link { incident }, move |done| {
        if done.is_ok() {
            state.read_incidents();
        }
    });
}

fn part_of(state: State, id: IncidentId) -> Element {
    let w = state.words().incidents;
    let name = state.incidents.name(state, id);
    let link = words("a", "", name.unwrap_or_else(|| w.read.to_owned()))
        .set("href", Route::Incident(id).href());
    let unlink = words("button", "button small", w.unlink)
        .set("type", "button")
        .on("click", move |_| set(state, None));
    element("div", "incident-link").child(link).child(unlink)
}

fn choose(state: State, names: Vec<(IncidentId, String)>) -> Element {
    let w = state.words().incidents;
    let chosen = RwSignal::new(String::new());
    let none = (String::new(), w.choose.to_owned());
    let options = names.into_iter().map(|(id, name)| (id.to_string(), name));
    let select = select(
        w.choose,
        std::iter::once(none).chain(options),
        "",
        move |id| {
            chosen.set(id);
        },
    );
    let link = words("button", "button small", w.link)
        .set("type", "button")
        .follow("disabled", move || {
            chosen.with(String::is_empty).then(String::new)
        })
        .on("click", move |_| {
            if let Ok(id) = chosen.get_untracked().parse() {
                set(state, Some(id));
            }
        });
    element("div", "incident-link").child(select).child(link)
}
