//! What is wrong with the fields of a form: each says it itself, and the focus goes to the first.

use std::collections::BTreeMap;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

use crate::parts::element::{Element, element, words};

/// A sentence for each field at fault, by the field's name.
#[derive(Clone, Copy)]
pub struct Wrong(RwSignal<BTreeMap<String, String>>);

impl Wrong {
    /// Nothing is.
    pub fn new() -> Self {
        Self(RwSignal::new(BTreeMap::new()))
    }

    /// Says what is wrong, all of it at once, and leads to the first field on the page.
    pub fn say(self, all: BTreeMap<String, String>) {
        // The form may have been left meanwhile.
        if self.0.try_set(all).is_none() {
            lead();
        }
    }

    /// Forgets all of it.
    pub fn clear(self) {
        self.0.set(BTreeMap::new());
    }

    /// Forgets what was wrong with a field that is being changed.
    pub fn mended(self, name: &str) {
        if self.0.with_untracked(|all| all.contains_key(name)) {
            self.0.update(|all| _ = all.remove(name));
        }
    }

    fn of(self, name: &str) -> Option<String> {
        self.0.with(|all| all.get(name).cloned())
    }

    /// A control below its name, with a hint where there is one and what is wrong.
    pub fn field(self, name: &str, label: &str, hint: Option<&str>, control: Element) -> Element {
        let id = id(name);
        element("div", "field")
            .child(words("label", "field-label", label).set("for", id.as_str()))
            .child(self.marked(name, hint.is_some(), control))
            .children(
                hint.map(|hint| {
                    words("span", "field-hint", hint).set("id", [&id, "-hint"].concat())
                }),
            )
            .child(self.said(name))
    }

    /// A box to tick before its name, and what is wrong.
    pub fn tick(self, name: &str, label: &str, input: Element) -> Element {
        let label = element("label", "check-field")
            .child(self.marked(name, false, input))
            .child(words("span", "field-label", label));
        element("div", "field").child(label).child(self.said(name))
    }

    /// A control that is marked while it is at fault; changing it mends it.
    fn marked(self, name: &str, hinted: bool, control: Element) -> Element {
        let id = id(name);
        let mut about = [&id, "-wrong"].concat();
        if hinted {
            about = [&id, "-hint ", &about].concat();
        }
        let (at, typed, chosen) = (name.to_owned(), name.to_owned(), name.to_owned());
        control
            .set("id", id)
            .set("aria-describedby", about)
            .follow("aria-invalid", move || {
                self.of(&at).map(|_| "true".to_owned())
            })
            .on("input", move |_| self.mended(&typed))
            .on("change", move |_| self.mended(&chosen))
    }

    /// What is wrong with a field, where something is: for what has no single control.
    pub fn said(self, name: &str) -> Element {
        let id = [&id(name), "-wrong"].concat();
        let name = name.to_owned();
        element("div", "field-wrong").set("id", id).live(move || {
            let said = self.of(&name).map(|sentence| words("span", "", sentence));
            said.into_iter().collect()
        })
    }
}

/// The id of a field's control.
fn id(name: &str) -> String {
    ["field-", &name.replace('.', "-")].concat()
}

/// Leads to the first field on the page that says what is wrong with it, once it says so.
pub fn lead() {
    request_animation_frame(|| {
        let Some(said) = said().into_iter().next() else {
            return;
        };
        if let Some(field) = said.closest(".field, fieldset").ok().flatten() {
            let control = |kinds: &str| field.query_selector(kinds).ok().flatten();
            let control = control("input, select, textarea").or_else(|| control("button"));
            if let Some(control) = control {
                _ = control.unchecked_into::<HtmlElement>().focus();
            }
        }
        // A bar that stays at the foot covers neither of them.
        let middle = ScrollIntoViewOptions::new();
        middle.set_block(ScrollLogicalPosition::Center);
        said.scroll_into_view_with_scroll_into_view_options(&middle);
    });
}

/// The names of the fields that say what is wrong with them, each after the group that it is in, in
/// the order of the page.
pub fn named() -> Vec<String> {
    let text = |of: &web_sys::Element, name: &str| {
        let found = of.query_selector(name).ok().flatten();
        found.and_then(|found| found.text_content())
    };
    let name = |said: web_sys::Element| {
        let group = said.closest("fieldset").ok().flatten();
        let group = group.and_then(|group| text(&group, "legend"));
        let field = said.closest(".field, fieldset").ok().flatten();
        let field = field.and_then(|field| text(&field, ".field-label, legend"))?;
        Some(match group.filter(|group| *group != field) {
            Some(group) => [&group, ": ", &field].concat(),
            None => field,
        })
    };
    said().into_iter().filter_map(name).collect()
}

/// What says that a field is at fault, in the order of the page: in the dialog, where one is open.
fn said() -> Vec<web_sys::Element> {
    let within = |place: &str| {
        let found = document().query_selector_all(&[place, ".field-wrong:not(:empty)"].concat());
        let all = found.into_iter().flat_map(|found| {
            let all = (0..found.length()).filter_map(move |at| found.get(at));
            all.map(JsCast::unchecked_into)
        });
        all.collect::<Vec<_>>()
    };
    let open = document().query_selector("dialog[open]").ok().flatten();
    within(open.map_or("", |_| "dialog[open] "))
}
