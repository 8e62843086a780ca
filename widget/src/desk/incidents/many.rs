//! The dialog in which the selected tickets become part of a known problem.

use guichet_shared::{
    desk::{Deed, IncidentSummary},
    incident::IncidentId,
};
use leptos::prelude::*;

use super::view::title;
use crate::{
    desk::{dialog, route::Route, state::State, time},
    parts::element::{Element, element, words},
};

/// The dialog.
pub fn many(state: State) -> Vec<Element> {
    let w = state.words();
    state.read_incidents();
    let selected = state.hands.selected.with_untracked(Vec::len);
    let selected = u32::try_from(selected).unwrap_or(u32::MAX);
    let (chosen, missing) = (RwSignal::new(None::<IncidentId>), RwSignal::new(false));
    let said = element("div", "wrong").set("role", "alert").live(move || {
        let missing = missing.get().then(|| words("p", "", w.incidents.choose));
        missing.into_iter().collect()
    });
    let choices = element("fieldset", "people")
        .child(words("legend", "field-label", w.incidents.known))
        .child(element("div", "people-list").live(move || {
            let open = state.incidents.open();
            if open.is_empty() {
                return vec![none(state)];
            }
            let choices = open.iter().map(|one| choice(state, one, chosen, missing));
            choices.collect()
        }))
        .child(said);
    let hint = time::count(state.lang(), w.incidents.link_hint, selected);
    let form = element("form", "dialog-form")
        .set("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            let Some(incident) = chosen.get_untracked() else {
                missing.set(true);
                return;
            };
            dialog::close(state);
            state.arrange(Deed::Incident {
                incident: Some(incident),
            });
        })
        .child(words("p", "dialog-text", hint))
        .child(choices)
        .child(
            element("div", "dialog-actions")
                .child(dialog::cancel(state))
                .child(words("button", "button accent", w.incidents.link).set("type", "submit")),
        );
    vec![dialog::title(state, w.incidents.link_many), form]
}

fn choice(
    state: State,
    one: &IncidentSummary,
    chosen: RwSignal<Option<IncidentId>>,
    missing: RwSignal<bool>,
) -> Element {
    let id = one.id;
    let input = element("input", "")
        .set("type", "radio")
        .set("name", "incident")
        .set_some(
            "checked",
            (chosen.get_untracked() == Some(id)).then_some(""),
        )
        .on("change", move |_| {
            chosen.set(Some(id));
            missing.set(false);
        });
    let tickets = time::count(state.lang(), state.words().incidents.tickets, one.tickets);
    let several = untrack(|| state.sites()).len() > 1;
    let site = several.then(|| state.site_name(one.site.as_str()));
    let detail: Vec<_> = site.into_iter().chain([tickets]).collect();
    let name = element("span", "person-name")
        .child(words("strong", "", title(state, one)))
        .child(words("span", "person-detail", detail.join(" · ")));
    element("label", "person").child(input).child(name)
}

/// Where none is open, one can be announced.
fn none(state: State) -> Element {
    let w = state.words().incidents;
    let new = words("a", "button small", w.new)
        .set("href", Route::NewIncident.href())
        .on("click", move |_| dialog::close(state));
    element("div", "palette-none")
        .child(words("p", "", w.none_open))
        .child(new)
}
