//! Fields of forms, each with its name.

use leptos::prelude::event_target_value;

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
