//! A small menu that opens below its button; see `keyboard.rs` for how it closes.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlDetailsElement;

use crate::parts::element::{Element, element, words};

/// The menu: what its button shows, and what is in it.
pub fn menu(class: &'static str, shown: Element, content: Vec<Element>) -> Element {
    element("details", class)
        .child(shown)
        .child(element("div", "menu-panel").children(content))
}

/// What a menu's button shows.
pub fn shown(class: &'static str) -> Element {
    element("summary", class)
}

/// A line of a menu that does `act` and closes it.
pub fn item(label: impl Into<String>, mut act: impl FnMut() + 'static) -> Element {
    words("button", "menu-item", label)
        .set("type", "button")
        .on("click", move |_| {
            close(None);
            act();
        })
}

/// Closes every menu but the one that holds `inside`; whether one was open.
pub fn close(inside: Option<&web_sys::Node>) -> bool {
    let Ok(open) = document().query_selector_all("details.menu[open]") else {
        return false;
    };
    let mut closed = false;
    for menu in (0..open.length()).filter_map(|i| open.get(i)) {
        if !menu.contains(inside) {
            let menu: HtmlDetailsElement = menu.unchecked_into();
            let focused = document().active_element();
            if focused.is_some_and(|focused| menu.contains(Some(&focused)))
                && let Ok(Some(button)) = menu.query_selector("summary")
            {
                _ = button.unchecked_into::<web_sys::HtmlElement>().focus();
            }
            menu.set_open(false);
            closed = true;
        }
    }
    closed
}
