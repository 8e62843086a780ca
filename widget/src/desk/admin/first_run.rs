//! The very first start: whoever follows the link makes the first account and the first site.

use gloo_net::http::Method;
use guichet_shared::agent::Me;
use leptos::{prelude::*, task::spawn_local};
use serde_json::{Value, json};

use super::{
    Page, draft,
    fields::{field, group, text},
    form::Sending,
    page::form,
    site,
};
use crate::{
    desk::{
        call::{self, Refusal},
        route::Route,
        session,
        state::State,
    },
    parts::{
        element::{Element, element, words},
        states::{button, notice},
    },
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    Asking,
    Works,
    Dead,
    Failed,
}

/// The end of the link in the address, where there is one.
pub fn token() -> Option<String> {
    let hash = location().hash().ok()?;
    let token = hash.strip_prefix("#/first-run/")?;
    Some(token.to_owned())
}

/// The page.
pub fn page(state: State, token: String) -> Element {
    let w = state.words();
    let link = RwSignal::new(Link::Asking);
    let ask = {
        let token = token.clone();
        move || {
            let body = json!({"token": token});
            link.set(Link::Asking);
            spawn_local(async move {
                let found = match call::tell(Method::POST, "/first-run/check", Some(&body)).await {
                    Ok(()) => Link::Works,
                    Err(Refusal::Missing | Refusal::Fields(_)) => Link::Dead,
                    Err(_) => Link::Failed,
                };
                _ = link.try_set(found);
            });
        }
    };
    ask();
    element("main", "gate start").live(move || {
        let ask = ask.clone();
        let token = token.clone();
        match link.get() {
            Link::Asking => vec![words("p", "hidden", w.loading)],
            Link::Works => untrack(|| vec![card(state, token)]),
            Link::Dead => vec![notice(
                "h1",
                w.admin.link_dead,
                w.admin.link_dead_hint,
                None,
            )],
            Link::Failed => {
                let again = button(w.retry, ask);
                vec![notice("h1", w.failed, w.failed_hint, Some(again))]
            }
        }
    })
}

fn card(state: State, token: String) -> Element {
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
    element("div", "gate-card wide")
        .child(
            element("p", "brand")
                .child(words("span", "brand-mark", "G").set("aria-hidden", "true"))
                .text("Guichet"),
        )
        .child(words("h1", "gate-title", w.first_run))
        .child(words("p", "gate-text", w.first_run_hint))
        .child(form(state, w.set_up, move || fields(state), send))
}

fn fields(state: State) -> Vec<Element> {
    let w = state.words();
    let form = state.admin.form;
    let password = element("input", "input")
        .set("type", "password")
        .set("autocomplete", "new-password")
        .set("value", form.text("password"))
        .on("input", move |event| {
            form.set("password", Value::String(event_target_value(&event)));
        });
    let you = vec![
        text(state, "name", w.admin.full_name, None),
        text(state, "email", w.email, None),
        field(
            state,
            "password",
            w.password,
            Some(w.admin.password_hint),
            password,
        ),
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
