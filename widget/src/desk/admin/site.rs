//! A site: making one, and all that can be set of one.

use gloo_net::http::Method;
use leptos::prelude::*;
use serde_json::Value;

use super::{
    Key, Page, draft,
    fields::{area, field, group, line, number, pick, text},
    form::Sending,
    hours, labels,
    page::form,
    tag, topics,
};
use crate::{
    desk::{route::Route, session, state::State, time},
    parts::element::{Element, element, words},
};

/// Name, key, websites and languages of a site that is still to be made; `under` is where they
/// stand in the form.
pub fn new_fields(state: State, under: &'static str) -> Vec<Element> {
    let w = state.words().admin;
    let form = state.admin.form;
    let at = |name: &str| [under, name].concat();
    let key_at = at("key");
    let suggest = move || {
        let name = form.follow(&[under, "name"].concat());
        draft::site_key(name.as_str().unwrap_or_default())
    };
    let key = line(state, &key_at).follow("placeholder", move || Some(suggest()));
    vec![
        text(state, &at("name"), w.site_name, Some(w.site_name_hint)),
        field(state, &key_at, w.site_key, Some(w.site_key_hint), key),
        area(state, &at("origins"), w.origins, Some(w.origins_hint), "2"),
        text(state, &at("languages"), w.languages, Some(w.languages_hint)),
    ]
}

/// The page of a site that is still to be made.
pub fn new(state: State) -> Element {
    let w = state.words().admin;
    let send = move || {
        let sending = Sending {
            method: Method::POST,
            resource: "/sites".to_owned(),
            body: draft::site_to_make(&state.admin.form.draft()),
            reread: None,
            draft: draft::of_site,
            place: draft::place_of_site,
            refused: w.not_saved,
        };
        state.admin.form.send(state, sending, move |site| {
            session::refresh(state);
            let path = ["site/", site["key"].as_str().unwrap_or_default(), "/tag"].concat();
            state.go(Route::Settings(Page::parse(&path).unwrap_or(Page::Sites)));
        });
    };
    form(state, w.make_site, move || new_fields(state, ""), send)
}

/// The page of a site: what its pages need, then all that can be set.
pub fn site(state: State, key: Key) -> Vec<Element> {
    let w = state.words().admin;
    let send = move || {
        let resource = format!("/sites/{key}");
        let sending = Sending {
            method: Method::PUT,
            body: draft::site_of(&state.admin.form.draft()),
            reread: Some(resource.clone()),
            resource,
            draft: draft::of_site,
            place: draft::place_of_site,
            refused: w.not_saved,
        };
        state.admin.form.send(state, sending, move |site| {
            session::refresh(state);
            state.admin.form.go_on(draft::of_site(&site));
        });
    };
    vec![
        element("section", "settings-part")
            .child(words("h2", "", w.tag_title))
            .child(tag::box_of(state, key)),
        form(state, w.save, move || fields(state), send),
    ]
}

fn fields(state: State) -> Vec<Element> {
    let w = state.words().admin;
    let at = |name: &str| ["policies.", name].concat();
    let names = ["full", "first", "alias", "team"].map(str::to_owned);
    let names = names.into_iter().zip(w.name_policies.map(str::to_owned));
    let priorities = ["urgent", "high", "normal", "low"];
    let promises = priorities
        .into_iter()
        .zip(state.words().history.priorities)
        .map(|(priority, name)| number(state, &at(&["promises.", priority].concat()), name, None));
    vec![
        part(
            w.basics,
            vec![
                text(state, "name", w.site_name, Some(w.site_name_hint)),
                area(state, "origins", w.origins, Some(w.origins_hint), "3"),
                text(state, "languages", w.languages, Some(w.languages_hint)),
                text(state, "theme.accent", w.accent, Some(w.accent_hint)),
            ],
        ),
        part(w.topics, topics::topics(state)),
        part(
            w.promises,
            vec![
                number(
                    state,
                    &at("promise_hours"),
                    w.promise_hours,
                    Some(w.promise_hours_hint),
                ),
                group(w.promises_differ, "group columns-4", promises.collect()),
                hours::hours(state),
            ],
        ),
        part(
            w.dealing,
            vec![
                pick(state, &at("names"), w.names, Some(w.names_hint), names),
                number(
                    state,
                    &at("silence_days"),
                    w.silence_days,
                    Some(w.silence_days_hint),
                ),
                number(
                    state,
                    &at("reopen_days"),
                    w.reopen_days,
                    Some(w.reopen_days_hint),
                ),
            ],
        ),
        part(w.status_words, labels::labels(state)),
    ]
}

/// A part of a long form.
fn part(title: &'static str, fields: Vec<Element>) -> Element {
    element("section", "settings-part")
        .child(words("h2", "", title))
        .children(fields)
}

/// The languages of the form, each with its name.
pub fn languages(state: State) -> Vec<(String, String)> {
    let text = state.admin.form.text("languages");
    let tags = text.split(',').map(str::trim);
    tags.filter(|tag| !tag.is_empty())
        .map(|tag| (tag.to_owned(), time::language(state.lang(), tag)))
        .collect()
}

impl State {
    /// The teams that the page has read.
    pub fn read_teams(self) -> Vec<Value> {
        self.admin.more.with_untracked(|more| {
            let teams = more["teams"].as_array();
            teams.cloned().unwrap_or_default()
        })
    }
}
