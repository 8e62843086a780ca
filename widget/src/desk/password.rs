//! One's own password, changed by who knows the one before.

use std::collections::BTreeMap;

use gloo_net::http::Method;
use guichet_shared::admin::Password;
use leptos::{prelude::*, task::spawn_local};
use serde_json::json;

use super::{
    call::{self, Refusal},
    dialog,
    state::State,
    wrong::Wrong,
};
use crate::parts::element::{Element, element, words};

/// The dialog's content.
pub fn change(state: State) -> Vec<Element> {
    let w = state.words();
    let (current, new) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (wrong, busy) = (Wrong::new(), RwSignal::new(false));
    let trouble = RwSignal::new(None::<String>);
    let said = element("div", "wrong").set("role", "alert").live(move || {
        let line = trouble.get().map(|text| words("p", "", text));
        line.into_iter().collect()
    });
    let save = words("button", "button accent", w.links.set)
        .set("type", "submit")
        .follow("disabled", move || busy.get().then(String::new));
    // So that the browser keeps the password with the address.
    let email = state.me.get_untracked().map(|me| me.email.clone());
    let account = element("input", "hidden")
        .set("type", "text")
        .set("autocomplete", "username")
        .set("aria-hidden", "true")
        .set("tabindex", "-1")
        .set("readonly", "")
        .set("value", email.unwrap_or_default());
    let form = element("form", "dialog-form")
        .set("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            if busy.get_untracked() {
                return;
            }
            trouble.set(None);
            let (current, new) = (current.get_untracked(), new.get_untracked());
            let mut names = Vec::new();
            names.extend(current.is_empty().then_some("current"));
            names.extend(Password::parse(&new).is_err().then_some("password"));
            if !names.is_empty() {
                return wrong.say(sentences(state, &names));
            }
            wrong.clear();
            busy.set(true);
            spawn_local(async move {
                let body = json!({"current": current, "password": new});
                let answer = call::tell(Method::PUT, "/session/password", Some(&body)).await;
                // The form may have been left meanwhile.
                _ = busy.try_set(false);
                match answer {
                    Ok(()) => {
                        dialog::close(state);
                        state.tell(w.links.changed);
                    }
                    Err(Refusal::Fields(names)) => {
                        let names: Vec<_> = names.iter().map(String::as_str).collect();
                        wrong.say(sentences(state, &names));
                    }
                    Err(refusal) => _ = trouble.try_set(Some(state.sentence(&refusal))),
                }
            });
        })
        .child(account)
        .child(wrong.field(
            "current",
            w.links.current,
            None,
            field(current, "current-password").set("autofocus", ""),
        ))
        .child(wrong.field(
            "password",
            w.links.new_password,
            Some(w.admin.account.password_hint),
            field(new, "new-password"),
        ))
        .child(words("p", "field-hint", w.links.change_hint))
        .child(
            element("div", "dialog-actions")
                .child(said)
                .child(dialog::cancel(state))
                .child(save),
        );
    vec![dialog::title(state, w.links.change), form]
}

fn field(value: RwSignal<String>, complete: &'static str) -> Element {
    element("input", "input")
        .set("type", "password")
        .set("autocomplete", complete)
        .on("input", move |event| value.set(event_target_value(&event)))
}

/// What is wrong with fields by these names.
fn sentences(state: State, names: &[&str]) -> BTreeMap<String, String> {
    let w = state.words();
    let sentence = |name: &str| match name {
        "current" => w.links.wrong_current,
        _ => w.admin.wrong.wrong_password,
    };
    let said = names.iter();
    said.map(|name| ((*name).to_owned(), sentence(name).to_owned()))
        .collect()
}
