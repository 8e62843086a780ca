//! The very first start: whoever follows the link makes the first account and the first site.

use gloo_net::http::Method;
use guichet_shared::agent::Me;
use leptos::prelude::*;
use serde_json::json;

use super::{
    Page, draft,
    fields::{group, password, text},
    form::Sending,
    page::form,
    site,
};
use crate::{
    desk::{route::Route, session, state::State},
    parts::element::{Element, words},
};

/// What is filled in.
pub fn set_up(state: State, token: String) -> Vec<Element> {
    let w = state.words().admin;
    let form_of = state.admin.form;
    form_of.fill(json!({"name": "", "email": "", "password": "",
        "site": draft::new_site(state.lang())}));
    let send = move || {
        let draft = form_of.draft();
        let site = draft::site_to_make(&draft["site"]);
        let key = site["key"].as_str().unwrap_or_default().to_owned();
        let sending = Sending {
            method: Method::POST,
            resource: "/first-run".to_owned(),
            body: json!({"token": token, "name": draft["name"], "email": draft["email"],
                "password": draft["password"], "site": site}),
            reread: None,
            draft: draft::of_site,
            place: draft::as_named,
            refused: w.not_saved,
        };
        form_of.send(state, sending, move |me| {
            let page = Page::parse(&["site/", &key, "/tag"].concat());
            let route = Route::Settings(page.unwrap_or(Page::Sites));
            form_of.clear();
            // The link is spent: it goes out of the address.
            _ = location().replace(&route.href());
            state.route.set(route);
            if let Ok(me) = serde_json::from_value::<Me>(me) {
                session::enter(state, me);
            }
        });
    };
    vec![
        words("h1", "gate-title", w.first_run),
        words("p", "gate-text", w.first_run_hint),
        form(state, w.set_up, move || fields(state), send),
    ]
}

fn fields(state: State) -> Vec<Element> {
    let w = state.words();
    let you = vec![
        text(state, "name", w.admin.account.full_name, None),
        text(state, "email", w.session.email, None),
        password(state, w.session.password),
    ];
    vec![
        group(w.admin.you, "group", you),
        group(
            w.admin.first_site,
            "group",
            site::new_fields(state, "site."),
        ),
    ]
}
