//! Setting a password with a link: for the colleague who follows it, and for the admin who makes it.

use gloo_net::http::Method;
use guichet_shared::{
    admin::{LinkOwner, PasswordLink},
    agent::AgentId,
};
use leptos::{prelude::*, task::spawn_local};
use serde_json::{Value, json};

use super::{
    fields::{id, password},
    form::Sending,
    one_time,
    page::form,
    tag::copied,
};
use crate::{
    desk::{
        call::{self, Refusal},
        route::Route,
        state::State,
        time,
    },
    parts::{
        element::{Element, element, words},
        states::button,
    },
};

/// What the link's owner fills in.
pub fn choose(state: State, token: String, owner: &LinkOwner) -> Vec<Element> {
    let w = state.words().links;
    let form_of = state.admin.form;
    form_of.fill(json!({ "password": "" }));
    let send = move || {
        let sending = Sending {
            method: Method::POST,
            resource: "/password".to_owned(),
            body: json!({"token": token, "password": form_of.draft()["password"]}),
            reread: None,
            draft: Value::clone,
            place: super::draft::as_named,
            refused: state.words().admin.not_saved,
        };
        form_of.send(state, sending, move |_| {
            form_of.clear();
            // The link is spent: it goes out of the address. Whoever was signed in here before,
            // nothing of theirs stays on the screen.
            _ = location().replace(&Route::default().href());
            _ = location().reload();
        });
    };
    // So that the browser keeps the password with the address.
    let email = owner.email.clone();
    let fields = move || {
        let account = element("input", "hidden")
            .set("type", "text")
            .set("autocomplete", "username")
            .set("aria-hidden", "true")
            .set("tabindex", "-1")
            .set("readonly", "")
            .set("value", email.as_str());
        vec![account, password(state, w.new_password)]
    };
    vec![
        words("h1", "gate-title", w.title.replace("{name}", &owner.name)),
        words("p", "gate-text", w.text.replace("{email}", &owner.email)),
        form(state, w.set, fields, send),
    ]
}

/// Where an admin makes a link for an agent.
pub fn section(state: State, agent: AgentId, name: String) -> Element {
    let w = state.words().links;
    let trouble = RwSignal::new(None::<String>);
    let link = RwSignal::new(None::<PasswordLink>);
    let make = button(w.make, move || {
        trouble.set(None);
        spawn_local(async move {
            let resource = format!("/accounts/{agent}/link");
            let answer = call::send(Method::POST, &resource, &json!({}), None).await;
            match answer {
                Ok(made) => _ = link.try_set(Some(made)),
                Err(Refusal::Conflict) => {
                    let text = state.words().admin.account.elsewhere;
                    _ = trouble.try_set(Some(text.to_owned()));
                }
                Err(refusal) => _ = trouble.try_set(Some(state.sentence(&refusal))),
            }
        });
    });
    let said = element("div", "settings-outcome")
        .set("role", "status")
        .live(move || {
            let trouble = trouble
                .get()
                .map(|text| element("div", "trouble-box").child(words("p", "", text)));
            let made = link.get().map(|link| shown(state, &link, &name));
            trouble.into_iter().chain(made).collect()
        });
    element("section", "settings-part")
        .child(words("h2", "", w.password))
        .child(words("p", "field-hint", w.hint))
        .child(element("div", "settings-choices").child(make.set("id", "make-link")))
        .child(said)
}

/// A link that has just been made.
fn shown(state: State, link: &PasswordLink, name: &str) -> Element {
    let (w, a) = (state.words().links, state.words().admin);
    let text = one_time::to_set_a_password(&link.token);
    let place = id("password-link");
    let field = words("textarea", "input tag-text", text.as_str())
        .set("id", place.clone())
        .set("readonly", "")
        .set("rows", "3")
        .set("spellcheck", "false")
        .set("aria-label", w.link);
    let done = RwSignal::new(None::<bool>);
    let copy = button(a.copy, move || {
        let (text, place) = (text.clone(), place.clone());
        spawn_local(async move {
            let worked = copied(&text, &place).await;
            _ = done.try_set(Some(worked));
        });
    });
    let said = element("span", "settings-state").live(move || {
        let text = match done.get() {
            None => "",
            Some(true) => a.copied,
            Some(false) => a.copy_by_hand,
        };
        vec![words("span", "", text)]
    });
    let until = time::exact(state.lang(), &link.until);
    let until = w.until.replace("{name}", name).replace("{time}", &until);
    element("div", "tag-box")
        .child(words("p", "", until))
        .child(field)
        .child(element("div", "tag-actions").child(copy).child(said))
}
