//! The list of sites, and what lists of the settings are made of.

use leptos::prelude::*;
use serde_json::Value;

use super::{Page, tag};
use crate::{
    api::Load,
    desk::state::State,
    parts::{
        element::{Element, element, words},
        icons::{NEXT, icon},
    },
};

/// What the page has read.
pub fn read(state: State) -> Value {
    state.admin.load.with_untracked(|load| match load {
        Load::Ready(value) => value.clone(),
        _ => Value::Null,
    })
}

/// The objects of a list.
pub fn objects(list: &Value) -> Vec<Value> {
    list.as_array().cloned().unwrap_or_default()
}

/// A line that leads to a page: its name, and what else there is to say.
pub fn row(to: Page, name: &str, details: impl IntoIterator<Item = Element>) -> Element {
    let text = element("span", "settings-row-text")
        .child(words("span", "settings-row-name", name))
        .children(details);
    element("li", "").child(
        element("a", "settings-row")
            .set("href", to.href())
            .child(text)
            .child(icon(NEXT)),
    )
}

/// Something more about a line.
pub fn detail(text: impl Into<String>) -> Element {
    words("span", "settings-row-detail", text)
}

/// The lines.
pub fn rows(rows: impl IntoIterator<Item = Element>) -> Element {
    element("ul", "settings-rows").children(rows)
}

/// The sites.
pub fn sites(state: State) -> Vec<Element> {
    let sites = objects(&read(state)["sites"]);
    let lines = sites.into_iter().filter_map(|site| {
        let key = site["key"].as_str()?;
        let Some(Page::Site(key)) = Page::parse(&["site/", key].concat()) else {
            return None;
        };
        let origins = objects(&site["origins"]);
        let origins: Vec<_> = origins.iter().filter_map(Value::as_str).collect();
        let name = site["name"].as_str().unwrap_or_default();
        let seen = tag::seen(state, &site["seen"]);
        Some(row(
            Page::Site(key),
            name,
            [detail(origins.join(", ")), detail(seen)],
        ))
    });
    vec![rows(lines)]
}
