//! The dialog that asks a guest to the open ticket, and shows the link once.

use gloo_net::http::Method;
use guichet_shared::{
    agent::Name,
    guest::{GuestMay, Invited, NewGuest},
};
use js_sys::{Function, Promise, Reflect};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use crate::{
    desk::{call, dialog, field::labelled, keyboard, state::State},
    parts::element::{Element, element, words},
};

/// What is filled in, and the link once it is there.
#[derive(Clone, Copy)]
struct Form {
    name: RwSignal<String>,
    may: RwSignal<GuestMay>,
    wrong: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
    link: RwSignal<Option<String>>,
    /// The key of what was sent last, and what that was.
    key: RwSignal<(String, String)>,
}

/// The dialog's content.
pub fn invite(state: State) -> Vec<Element> {
    let form = Form {
        name: RwSignal::new(String::new()),
        may: RwSignal::new(GuestMay::Internal),
        wrong: RwSignal::new(None),
        busy: RwSignal::new(false),
        link: RwSignal::new(None),
        key: RwSignal::new(Default::default()),
    };
    let content = element("div", "invite").live(move || match form.link.get() {
        None => untrack(|| asking(state, form)),
        Some(link) => untrack(|| shown(state, form, &link)),
    });
    vec![content]
}

fn asking(state: State, form: Form) -> Vec<Element> {
    let w = state.words().together;
    let name = element("input", "input")
        .set("maxlength", "80")
        .set("required", "")
        .set("autofocus", "")
        .set("autocomplete", "off")
        .on("input", move |event| {
            form.name.set(event_target_value(&event));
        });
    let may = element("fieldset", "choices")
        .child(words("legend", "field-label", w.guest_may))
        .child(choice(
            form,
            GuestMay::Internal,
            w.may_internal,
            w.may_internal_hint,
        ))
        .child(choice(
            form,
            GuestMay::Public,
            w.may_public,
            w.may_public_hint,
        ));
    let said = element("div", "wrong").set("role", "alert").live(move || {
        let wrong = form.wrong.get();
        wrong
            .map(|sentence| words("p", "", sentence))
            .into_iter()
            .collect()
    });
    let send = words("button", "button accent", w.make_link)
        .set("type", "submit")
        .follow("disabled", move || form.busy.get().then(String::new));
    let fields = element("form", "dialog-form")
        .set("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            send_it(state, form);
        })
        .child(labelled(w.guest_name, Some(w.guest_name_hint), name))
        .child(may)
        .child(said)
        .child(
            element("div", "dialog-actions")
                .child(dialog::cancel(state))
                .child(send),
        );
    vec![dialog::title(state, w.invite_title), fields]
}

fn choice(form: Form, may: GuestMay, name: &'static str, hint: &'static str) -> Element {
    let chosen = form.may.get_untracked() == may;
    let input = element("input", "")
        .set("type", "radio")
        .set("name", "may")
        .set_some("checked", chosen.then_some(""))
        .on("change", move |_| form.may.set(may));
    element("label", "choice").child(input).child(
        element("span", "choice-text")
            .child(words("strong", "", name))
            .child(words("span", "field-hint", hint)),
    )
}

fn send_it(state: State, form: Form) {
    let w = state.words().together;
    let Some(ticket) = state.open.id.get_untracked() else {
        return;
    };
    let Ok(name) = Name::parse(&form.name.get_untracked()) else {
        form.wrong.set(Some(w.guest_name_missing.to_owned()));
        return;
    };
    if form.busy.get_untracked() {
        return;
    }
    form.busy.set(true);
    form.wrong.set(None);
    let new = NewGuest {
        name,
        may: form.may.get_untracked(),
    };
    let key = call::key_of(form.key, &new);
    spawn_local(async move {
        let resource = format!("/tickets/{ticket}/guests");
        let answer = call::send::<Invited>(Method::POST, &resource, &new, Some(&key)).await;
        // The dialog may be closed by now.
        _ = form.busy.try_set(false);
        match answer {
            Ok(Invited { token, guests }) => {
                state.change_around(ticket, |thread| thread.guests = guests);
                let origin = location().origin().unwrap_or_default();
                let link = [&origin, "/desk#/guest/", token.as_str()].concat();
                _ = form.link.try_set(Some(link));
                request_animation_frame(|| _ = keyboard::focus("#guest-link"));
            }
            Err(refusal) => _ = form.wrong.try_set(Some(state.sentence(&refusal))),
        }
    });
}

fn shown(state: State, form: Form, link: &str) -> Vec<Element> {
    let w = state.words().together;
    let title = w
        .link_title
        .replace("{name}", form.name.get_untracked().trim());
    let field = element("input", "input")
        .set("id", "guest-link")
        .set("readonly", "")
        .set("value", link)
        .on("focus", |event| {
            let field = event.target().and_then(|field| field.dyn_into().ok());
            if let Some(field) = field {
                HtmlInputElement::select(&field);
            }
        });
    let link = link.to_owned();
    let copied = RwSignal::new(false);
    let copy = element("button", "button accent")
        .set("type", "button")
        .on("click", move |_| {
            let Some(copying) = copy_to_clipboard(&link) else {
                _ = keyboard::focus("#guest-link");
                return;
            };
            spawn_local(async move {
                if copying.await.is_ok() {
                    _ = copied.try_set(true);
                    state.say(w.copied);
                }
            });
        })
        .live(move || {
            let name = if copied.get() { w.copied } else { w.copy };
            vec![words("span", "", name)]
        });
    let done = words("button", "button", w.done)
        .set("type", "button")
        .on("click", move |_| dialog::close(state));
    vec![
        dialog::title(state, title),
        words("p", "dialog-text", w.link_hint),
        labelled(w.link, None, field),
        element("div", "dialog-actions").child(done).child(copy),
    ]
}

/// Copies a text, where the browser lets pages do so.
fn copy_to_clipboard(text: &str) -> Option<Promise> {
    let clipboard = Reflect::get(&window().navigator(), &"clipboard".into()).ok()?;
    let write = Reflect::get(&clipboard, &"writeText".into()).ok()?;
    let write: Function = write.dyn_into().ok()?;
    write.call1(&clipboard, &text.into()).ok()?.dyn_into().ok()
}
