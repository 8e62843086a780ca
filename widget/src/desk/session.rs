//! Who sits at the desk: sign-in, sign-out, and the way back in.

use std::sync::Arc;

use gloo_net::http::Method;
use guichet_shared::{
    Text,
    agent::{Colleagues, Credentials, Me},
};
use leptos::{prelude::*, task::spawn_local};

use super::{
    call::{self, Refusal},
    dialog,
    field::labelled,
    live,
    state::{Stage, State},
};
use crate::parts::{
    element::{Element, element, words},
    states::{button, notice},
};

/// Asks the server who is signed in.
pub fn check(state: State) {
    state.stage.set(Stage::Checking);
    spawn_local(async move {
        match call::get::<Me>("/session").await {
            Ok(me) => enter(state, me),
            Err(Refusal::Unauthenticated) => state.stage.set(Stage::Out),
            Err(_) => state.stage.set(Stage::Failed),
        }
    });
}

/// Reads anew who is signed in: their sites have changed.
pub fn refresh(state: State) {
    spawn_local(async move {
        if let Ok(me) = call::get::<Me>("/session").await {
            state.me.set(Some(Arc::new(me)));
        }
    });
}

/// Somebody is signed in.
pub fn enter(state: State, me: Me) {
    let before = state.my_id();
    if before.is_some_and(|before| before != me.id) {
        // What is on the screen was somebody else's.
        _ = location().reload();
        return;
    }
    let first = state.stage.get_untracked() != Stage::In;
    state.me.set(Some(Arc::new(me)));
    dialog::close_by_id("expired");
    state.expired.set(false);
    state.open.trouble.set(None);
    state.editor.trouble.set(None);
    if first {
        state.stage.set(Stage::In);
        state.read_queue(true);
    }
    // It reads again what may have changed meanwhile.
    live::listen(state);
}

/// Ends the session.
pub fn leave(state: State) {
    spawn_local(async move {
        match call::tell(Method::DELETE, "/session", None).await {
            Ok(()) | Err(Refusal::Unauthenticated) => _ = location().reload(),
            Err(refusal) => state.say(state.sentence(&refusal)),
        }
    });
}

impl State {
    /// Reads who works at the desk.
    pub fn read_colleagues(self) {
        spawn_local(async move {
            if let Ok(answer) = call::get::<Colleagues>("/agents").await {
                self.together.answering.set(answer.sites);
                self.colleagues.set(answer.agents);
            }
        });
    }
}

/// Stands there until the server has said who is signed in.
pub fn booting(state: State) -> Element {
    element("main", "gate")
        .set("aria-busy", "true")
        .child(words("p", "hidden", state.words().loading))
}

/// The server did not say who is signed in.
pub fn failed(state: State) -> Element {
    let w = state.words();
    let again = button(w.retry, move || check(state));
    element("main", "gate").child(notice("h1", w.failed, w.failed_hint, Some(again)))
}

/// The page to sign in on.
pub fn page(state: State) -> Element {
    let w = state.words();
    element("main", "gate").child(
        element("div", "gate-card")
            .child(
                element("p", "brand")
                    .child(words("span", "brand-mark", "G"))
                    .text("Guichet"),
            )
            .child(words("h1", "gate-title", w.session.sign_in_title))
            .child(form(state)),
    )
}

/// The form; also the way back in, above whatever was being done.
pub fn form(state: State) -> Element {
    let w = state.words();
    let me = state.me.get_untracked();
    let email = RwSignal::new(me.map_or_else(String::new, |me| me.email.clone()));
    let password = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let wrong = RwSignal::new(None::<String>);
    let submit = move || {
        let (Ok(email), Ok(given)) = (
            Text::parse(&email.get_untracked()),
            Text::parse(&password.get_untracked()),
        ) else {
            wrong.set(Some(w.session.credentials_missing.to_owned()));
            return;
        };
        busy.set(true);
        wrong.set(None);
        spawn_local(async move {
            let credentials = Credentials {
                email,
                password: given,
            };
            let answer = call::send::<Me>(Method::POST, "/session", &credentials, None).await;
            // The form may have been left meanwhile.
            _ = busy.try_set(false);
            match answer {
                Ok(me) => enter(state, me),
                Err(refusal) => {
                    let sentence = match refusal {
                        Refusal::Unauthenticated | Refusal::Fields(_) => {
                            w.session.no_match.to_owned()
                        }
                        refusal => state.sentence(&refusal),
                    };
                    _ = wrong.try_set(Some(sentence));
                }
            }
        });
    };
    let input =
        |kind: &'static str, id: &'static str, complete: &'static str, value: RwSignal<String>| {
            element("input", "input")
                .set("type", kind)
                .set("id", id)
                .set("name", id)
                .set("required", "")
                .set("autocomplete", complete)
                .set("value", value.get_untracked())
                .on("input", move |event| value.set(event_target_value(&event)))
        };
    let email = input("email", "email", "username", email).set("autofocus", "");
    let password = input("password", "password", "current-password", password);
    let said = element("div", "wrong").set("role", "alert").live(move || {
        wrong
            .get()
            .map(|sentence| words("p", "", sentence))
            .into_iter()
            .collect()
    });
    let send = element("button", "button accent wide")
        .set("type", "submit")
        .follow("disabled", move || busy.get().then(String::new))
        .live(move || {
            vec![words(
                "span",
                "",
                if busy.get() {
                    w.session.signing_in
                } else {
                    w.session.sign_in
                },
            )]
        });
    element("form", "gate-form")
        .set("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            if !busy.get_untracked() {
                submit();
            }
        })
        .child(labelled(w.session.email, None, email))
        .child(labelled(w.session.password, None, password))
        .child(said)
        .child(send)
        .child(words("p", "field-hint", w.session.forgotten))
}
