//! The page with the list of known problems.

use guichet_shared::desk::IncidentSummary;
use leptos::prelude::*;

use crate::{
    api::Load,
    desk::{icons, route::Route, state::State, time},
    parts::{
        element::{Element, element, words},
        icons::icon,
        states::{button, notice, skeleton},
    },
};

/// The page.
pub fn incidents(state: State) -> Element {
    let w = state.words();
    let new = element("a", "button accent")
        .set("href", Route::NewIncident.href())
        .child(icon(icons::PLUS))
        .text(w.incidents.new);
    let body = element("div", "").live(move || {
        vec![match state.incidents.list.get() {
            Load::Waiting => skeleton(w.loading, 4),
            Load::Failed(_) => {
                let again = button(w.retry, move || state.read_incidents());
                notice("h2", w.failed, w.failed_hint, Some(again))
            }
            Load::Ready(list) if list.incidents.is_empty() => {
                notice("h2", w.incidents.none, w.incidents.none_hint, None)
            }
            Load::Ready(list) => {
                let rows = list.incidents.iter().map(|one| row(state, one));
                element("ul", "article-rows").children(rows)
            }
        }]
    });
    element("div", "articles")
        .child(
            element("div", "articles-head")
                .child(words("h1", "page-title", w.incidents.problems).set("tabindex", "-1"))
                .child(new),
        )
        .child(body)
}

fn row(state: State, one: &IncidentSummary) -> Element {
    let several = state.sites().len() > 1;
    let tickets = time::count(state.lang(), state.words().incidents.tickets, one.tickets);
    let details = element("span", "article-details")
        .child(words("span", "", topic(state, one)))
        .children(several.then(|| words("span", "", one.site.as_str())))
        .child(words("span", "", tickets));
    let link = element("a", "article-row")
        .set("href", Route::Incident(one.id).href())
        .child(words("span", "article-title", title(state, one)))
        .child(mark(state, one))
        .child(details)
        .child(time::since(
            state,
            "article-time",
            one.updated_at.clone(),
            "long",
        ));
    element("li", "").child(link)
}

/// Its title as the agent reads it.
pub fn title(state: State, one: &IncidentSummary) -> String {
    one.title.pick([state.lang(), "en"]).to_owned()
}

/// The topic concerned.
pub fn topic(state: State, one: &IncidentSummary) -> String {
    let sites = state.sites();
    let site = sites.iter().find(|site| site.key == one.site);
    let topic = site
        .into_iter()
        .flat_map(|site| &site.topics)
        .find(|topic| Some(&topic.key) == one.topic.as_ref());
    topic.map_or_else(
        || state.words().incidents.every_topic.to_owned(),
        |topic| topic.name.pick([state.lang(), "en"]).to_owned(),
    )
}

/// Whether it is over.
pub fn mark(state: State, one: &IncidentSummary) -> Element {
    let w = state.words().incidents;
    let (name, kind) = match one.closed_at {
        None => (w.open, "open"),
        Some(_) => (w.over, "over"),
    };
    words("span", "visibility", name).set("data-incident", kind)
}
