//! A small menu that opens below its button; see `keyboard.rs` for how it closes. Arrow keys, Home and End go
//! along its lines.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDetailsElement, HtmlElement};

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

/// A line of a menu that leads to `href` and closes it.
pub fn link(href: String, label: impl Into<String>) -> Element {
    words("a", "menu-item", label)
        .set("href", href)
        .on("click", |_| _ = close(None))
}

/// Goes along the menu that has the focus, and opens it first where it is closed; whether the key is
/// one that does.
pub fn step(key: &str) -> bool {
    let focused = document().active_element();
    let menu = focused
        .as_ref()
        .and_then(|focused| focused.closest("details.menu").ok().flatten());
    let Some(menu) = menu else { return false };
    let Ok(found) = menu.query_selector_all(".menu-item") else {
        return false;
    };
    let items = (0..found.length()).filter_map(|i| found.get(i));
    let items: Vec<HtmlElement> = items.map(JsCast::unchecked_into).collect();
    let Some(last) = items.len().checked_sub(1) else {
        return false;
    };
    let at = items
        .iter()
        .position(|item| focused.as_ref() == Some(item.as_ref()));
    let to = match (key, at) {
        ("ArrowDown", Some(at)) if at < last => at + 1,
        ("ArrowDown", _) => 0,
        ("ArrowUp", Some(at)) if at > 0 => at - 1,
        ("ArrowUp", _) | ("End", Some(_)) => last,
        ("Home", Some(_)) => 0,
        _ => return false,
    };
    let menu: HtmlDetailsElement = menu.unchecked_into();
    menu.set_open(true);
    items[to].focus().is_ok()
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
                _ = button.unchecked_into::<HtmlElement>().focus();
            }
            menu.set_open(false);
            closed = true;
        }
    }
    closed
}
