//! The fields of a macro: its text, and what it does besides.

use guichet_shared::{desk::Placeholders, site::SiteKey, status::Status, triage::Priority};
use leptos::prelude::*;

use super::{
    Chosen, draft,
    form::{Form, save},
};
use crate::{
    desk::{
        field::{area, check, labelled, line, select},
        state::{Dialog, State},
    },
    parts::element::{Element, element, words},
};

/// All of them.
pub(super) fn fields(state: State, form: Form, chosen: Chosen, again: RwSignal<u32>) -> Element {
    let w = state.words();
    let m = w.macros;
    let wrong = form.wrong;
    let hint = m
        .body_hint
        .replace("{names}", &Placeholders::NAMES.join(" "));
    let said = element("div", "wrong").set("role", "alert").live(move || {
        let line = form.trouble.get().map(|text| words("p", "", text));
        line.into_iter().collect()
    });
    let remove = form.id.map(|id| {
        words("button", "button", m.remove)
            .set("type", "button")
            .on("click", move |_| {
                state.dialog.set(Some(Dialog::RemoveMacro(id)));
            })
    });
    let stands = element("div", "macro-stands").live(move || {
        if form.keep(state) {
            return Vec::new();
        }
        let discard = words("button", "button small", m.discard)
            .set("type", "button")
            .on("click", move |_| {
                draft::forget(state, form.id);
                again.update(|again| *again += 1);
            });
        vec![words("span", "settings-state", w.admin.unsaved), discard]
    });
    let buttons = element("div", "dialog-actions")
        .child(said)
        .child(stands)
        .children(remove)
        .child(words("button", "button accent", m.save).set("type", "submit"));
    element("form", "dialog-form macro-form")
        .set("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            save(state, form, chosen);
        })
        .children(site(state, form))
        .child(wrong.field("name", m.name, None, line(form.name, "80")))
        .child(wrong.field("body", m.body, Some(&hint), area(form.body, "8", "20000")))
        .child(words("h2", "field-label", m.does))
        .child(status(state, form))
        .child(note(state, form))
        .child(priority(state, form))
        .child(wrong.field(
            "actions.add_tags",
            w.sorting.add_tags,
            Some(w.sorting.tags_hint),
            line(form.add, "1000"),
        ))
        .child(wrong.field(
            "actions.remove_tags",
            w.sorting.remove_tags,
            None,
            line(form.remove, "1000"),
        ))
        .child(team(state, form))
        .child(check(m.to_me, form.mine))
        .child(buttons)
}

fn site(state: State, form: Form) -> Option<Element> {
    let w = state.words();
    let sites = untrack(|| state.sites());
    (sites.len() > 1 && form.id.is_none()).then(|| {
        let options = sites
            .into_iter()
            .map(|site| (site.key.to_string(), site.name));
        let chosen = form
            .site
            .get_untracked()
            .map(|key| key.to_string())
            .unwrap_or_default();
        let list = select(w.queue.site, options, &chosen, move |key| {
            form.site.set(SiteKey::parse(&key).ok());
        });
        labelled(w.queue.site, None, list)
    })
}

fn status(state: State, form: Form) -> Element {
    let w = state.words();
    let names = [
        (Status::Open, w.set_open),
        (Status::Waiting, w.set_waiting),
        (Status::OnHold, w.set_on_hold),
        (Status::Closed, w.set_closed),
    ];
    let none = std::iter::once((String::new(), w.macros.no_change.to_owned()));
    let options = none.chain(names.map(|(it, name)| (it.as_str().to_owned(), name.to_owned())));
    let chosen = form.status.get_untracked().map_or("", Status::as_str);
    let list = select(w.queue.filter_status, options, chosen, move |name| {
        form.status.set(Status::named(&name));
    });
    labelled(w.queue.filter_status, None, list)
}

fn note(state: State, form: Form) -> Element {
    let w = state.words();
    element("div", "").live(move || {
        let field = || {
            form.wrong.field(
                "actions.note",
                w.macros.note,
                Some(w.macros.note_hint),
                area(form.note, "2", "2000"),
            )
        };
        form.status.get().map(|_| field()).into_iter().collect()
    })
}

fn priority(state: State, form: Form) -> Element {
    let w = state.words();
    let none = std::iter::once((String::new(), w.macros.no_change.to_owned()));
    let all = Priority::ALL.map(|it| (it.as_str().to_owned(), w.priority_name(it)));
    let chosen = form.priority.get_untracked().map_or("", Priority::as_str);
    let list = select(w.sorting.priority, none.chain(all), chosen, move |name| {
        let found = Priority::ALL.into_iter().find(|it| it.as_str() == name);
        form.priority.set(found);
    });
    labelled(w.sorting.priority, None, list)
}

fn team(state: State, form: Form) -> Element {
    let w = state.words();
    element("div", "").live(move || {
        let Some(site) = form.site.get() else {
            return Vec::new();
        };
        if state.hands.sorting.with(|known| !known.contains_key(&site)) {
            state.read_sorting(site.clone());
        }
        let teams = state.sorting(&site).teams;
        if teams.is_empty() {
            return Vec::new();
        }
        let none = std::iter::once((String::new(), w.macros.no_change.to_owned()));
        let all = none.chain(
            teams
                .into_iter()
                .map(|team| (team.id.to_string(), team.name)),
        );
        let chosen = form.team.get_untracked();
        vec![form.wrong.field(
            "actions.team",
            w.sorting.team,
            None,
            select(w.sorting.team, all, &chosen, move |id| form.team.set(id)),
        )]
    })
}
