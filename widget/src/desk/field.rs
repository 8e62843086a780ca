//! Fields of forms, each with its name.

use leptos::prelude::*;

use crate::parts::element::{Element, element, words};

/// A list to choose from whose name is for screen readers and in its tooltip.
pub fn select(
    name: &'static str,
    options: impl IntoIterator<Item = (String, String)>,
    chosen: &str,
    act: impl Fn(String) + 'static,
) -> Element {
    options.into_iter().fold(
        element("select", "input")
            .set("aria-label", name)
            .set("title", name)
            .on("change", move |event| act(event_target_value(&event))),
        |select, (value, text)| {
            let option =
                words("option", "", text).set_some("selected", (value == chosen).then_some(""));
            select.child(option.set("value", value))
        },
    )
}

/// A field below its name, with a hint where there is one.
pub fn labelled(name: &str, hint: Option<&str>, control: Element) -> Element {
    element("label", "field")
        .child(words("span", "field-label", name))
        .child(control)
        .children(hint.map(|hint| words("span", "field-hint", hint)))
}

/// One line of text.
pub fn line(value: RwSignal<String>, longest: &'static str) -> Element {
    element("input", "input")
        .set("value", value.get_untracked())
        .set("maxlength", longest)
        .set("autocomplete", "off")
        .on("input", move |event| value.set(event_target_value(&event)))
}

/// Several lines of text.
pub fn area(value: RwSignal<String>, rows: &'static str, longest: &'static str) -> Element {
    words("textarea", "input", value.get_untracked())
        .set("rows", rows)
        .set("maxlength", longest)
        .on("input", move |event| value.set(event_target_value(&event)))
}

/// Yes or no, with its name beside it.
pub fn check(name: &str, value: RwSignal<bool>) -> Element {
    let input = element("input", "")
        .set("type", "checkbox")
        .set_some("checked", value.get_untracked().then_some(""))
        .on("change", move |event| {
            value.set(event_target_checked(&event));
        });
    element("label", "check-field")
        .child(input)
        .child(words("span", "", name))
}
