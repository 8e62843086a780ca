//! What is asked of several tickets at once: their tags, and what such dialogs are made of.

use std::collections::BTreeMap;

use guichet_shared::desk::Deed;
use leptos::prelude::*;

use crate::{
    desk::{dialog, field::line, state::State, wrong::Wrong},
    parts::element::{Element, element, words},
};

/// A form that closes the dialog where it was `done`.
pub(super) fn form(
    state: State,
    send: impl Into<String>,
    fields: Vec<Element>,
    done: impl Fn() -> bool + 'static,
) -> Element {
    let send = words("button", "button accent", send).set("type", "submit");
    element("form", "dialog-form")
        .set("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            if done() {
                dialog::close(state);
            }
        })
        .children(fields)
        .child(
            element("div", "dialog-actions")
                .child(dialog::cancel(state))
                .child(send),
        )
}

/// Which tags they get and lose.
pub fn tags(state: State) -> Vec<Element> {
    let w = state.words();
    let typed = [RwSignal::new(String::new()), RwSignal::new(String::new())];
    let wrong = Wrong::new();
    let fields = vec![
        wrong.field(
            "add",
            w.sorting.add_tags,
            Some(w.sorting.tags_hint),
            line(typed[0], "1000"),
        ),
        wrong.field(
            "remove",
            w.sorting.remove_tags,
            None,
            line(typed[1], "1000"),
        ),
    ];
    let form = form(state, w.sorting.set_tags, fields, move || {
        let mut said = BTreeMap::new();
        let mut read = |name: &str, value: RwSignal<String>| {
            let tags = state.tags_of(&value.get_untracked());
            tags.unwrap_or_else(|sentence| {
                said.insert(name.to_owned(), sentence);
                Vec::new()
            })
        };
        let (add, remove) = (read("add", typed[0]), read("remove", typed[1]));
        if said.is_empty() && add.is_empty() && remove.is_empty() {
            said.insert("add".to_owned(), w.sorting.tags_missing.to_owned());
        }
        let fine = said.is_empty();
        if fine {
            state.arrange(Deed::Tags { add, remove });
        } else {
            wrong.say(said);
        }
        fine
    });
    vec![dialog::title(state, w.sorting.edit_tags), form]
}
