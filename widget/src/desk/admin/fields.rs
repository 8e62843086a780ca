//! Fields of the settings: each named, each with what is wrong beside it.

use leptos::prelude::*;
use serde_json::Value;

use super::{form::within, wrong::wrong};
use crate::{
    desk::state::State,
    parts::element::{Element, element, words},
};

/// The id of a place's field.
pub fn id(place: &str) -> String {
    ["f-", &place.replace('.', "-")].concat()
}

fn is_wrong(state: State, place: &str) -> bool {
    let wrong = state.admin.form.wrong;
    wrong.with(|names| names.iter().any(|name| within(name, place)))
}

/// What is wrong with a place, where something is.
pub fn said(state: State, place: &str) -> Element {
    let place = place.to_owned();
    element("div", "field-wrong")
        .set("id", [&id(&place), "-wrong"].concat())
        .live(move || {
            let is = is_wrong(state, &place);
            let sentence = || {
                let empty = state.admin.form.text(&place).trim().is_empty();
                words("span", "", wrong(state.words().admin, &place, empty))
            };
            is.then(sentence).into_iter().collect()
        })
}

/// A control below its name, with a hint where there is one and what is wrong.
pub fn field(
    state: State,
    place: &str,
    label: &str,
    hint: Option<&str>,
    control: Element,
) -> Element {
    let name = id(place);
    let mut about = [&name, "-wrong"].concat();
    if hint.is_some() {
        about = [&name, "-hint ", &about].concat();
    }
    let at = place.to_owned();
    let control = control
        .set("id", name.as_str())
        .set("aria-describedby", about)
        .follow("aria-invalid", move || {
            is_wrong(state, &at).then(|| "true".to_owned())
        });
    element("div", "field")
        .child(words("label", "field-label", label).set("for", name.as_str()))
        .child(control)
        .children(
            hint.map(|hint| words("span", "field-hint", hint).set("id", [&name, "-hint"].concat())),
        )
        .child(said(state, place))
}

fn typed(state: State, place: &str) -> impl FnMut(web_sys::Event) + 'static {
    let place = place.to_owned();
    move |event| {
        let text = event_target_value(&event);
        state.admin.form.set(&place, Value::String(text));
    }
}

/// A line of text.
pub fn text(state: State, place: &str, label: &str, hint: Option<&str>) -> Element {
    let input = line(state, place);
    field(state, place, label, hint, input)
}

/// The line alone.
pub fn line(state: State, place: &str) -> Element {
    element("input", "input")
        .set("type", "text")
        .set("autocomplete", "off")
        .set("value", state.admin.form.text(place))
        .on("input", typed(state, place))
}

/// A line of text that few need, folded away until it is at fault.
pub fn folded(state: State, place: &str, label: &str, hint: &str) -> Element {
    let at = place.to_owned();
    element("details", "folded")
        .follow("open", move || is_wrong(state, &at).then(String::new))
        .child(words("summary", "", label))
        .child(text(state, place, label, Some(hint)))
}

/// A number.
pub fn number(state: State, place: &str, label: &str, hint: Option<&str>) -> Element {
    let input = line(state, place).set("inputmode", "numeric");
    field(state, place, label, hint, input)
}

/// Several lines of text.
pub fn area(
    state: State,
    place: &str,
    label: &str,
    hint: Option<&str>,
    rows: &'static str,
) -> Element {
    let input = words("textarea", "input", state.admin.form.text(place))
        .set("rows", rows)
        .set("spellcheck", "false")
        .on("input", typed(state, place));
    field(state, place, label, hint, input)
}

/// One of a list.
pub fn pick(
    state: State,
    place: &str,
    label: &str,
    hint: Option<&str>,
    options: impl IntoIterator<Item = (String, String)>,
) -> Element {
    let chosen = state.admin.form.text(place);
    let options = options.into_iter().map(|(value, name)| {
        let is = (value == chosen).then_some("");
        words("option", "", name)
            .set_some("selected", is)
            .set("value", value)
    });
    let input = element("select", "input")
        .on("change", typed(state, place))
        .children(options);
    field(state, place, label, hint, input)
}

/// A box to tick.
pub fn tick(state: State, place: &str, label: &str) -> Element {
    let ticked = state.admin.form.at(place) == true;
    let at = place.to_owned();
    let input = element("input", "")
        .set("type", "checkbox")
        .set("id", id(place))
        .set_some("checked", ticked.then_some(""))
        .on("change", move |event| {
            let is = event_target_checked(&event);
            state.admin.form.set(&at, Value::Bool(is));
        });
    element("label", "tick")
        .child(input)
        .child(words("span", "", label))
}

/// Fields that belong together.
pub fn group(title: &str, class: &'static str, fields: Vec<Element>) -> Element {
    element("fieldset", class)
        .child(words("legend", "group-title", title))
        .children(fields)
}

/// A button that is told apart by a longer name for screen readers.
pub fn small(
    name: impl Into<String>,
    id: &str,
    off: bool,
    path: &'static str,
    act: impl Fn() + 'static,
) -> Element {
    let name = name.into();
    element("button", "tool small")
        .set("type", "button")
        .set("id", id)
        .set("title", name.as_str())
        .set("aria-label", name)
        .set_some("disabled", off.then_some(""))
        .on("click", move |_| act())
        .child(crate::parts::icons::icon(path))
}

/// A password to be chosen.
pub fn password(state: State, label: &str) -> Element {
    let form = state.admin.form;
    let input = element("input", "input")
        .set("type", "password")
        .set("autocomplete", "new-password")
        .set("value", form.text("password"))
        .on("input", move |event| {
            form.set("password", Value::String(event_target_value(&event)));
        });
    let hint = state.words().admin.account.password_hint;
    field(state, "password", label, Some(hint), input)
}
