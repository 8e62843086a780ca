//! What is being written. Where something is stored in this browser already it is kept there too, and
//! is back after a reload; where nothing may be stored yet, leaving the page is asked about.

use std::time::Duration;

use js_sys::Reflect;
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsValue;

use super::{
    super::{files::Files, keyboard::on_window, route::View, state::State, ticket::replies, token},
    store,
};
use crate::{api::object, parts::element::always};

/// The key of the new ticket that is being written; those of replies are their tickets' ids.
const NEW: &str = "draft";
/// How long after the last change it is kept.
const PAUSE: Duration = Duration::from_millis(400);

/// A draft, by its key: undefined where it is blank.
type Draft = (String, JsValue);

/// Takes up what an earlier page has left, and keeps what is written on this one.
pub fn listen(state: State) {
    if token::has_stored(state) {
        spawn_local(restore(state));
    } else {
        state.requests.outbox.restored.set(true);
    }
    let mut pending: Option<TimeoutHandle> = None;
    always(move || {
        let (draft, reply) = (state.requests.draft, &state.requests.replies);
        for text in [
            draft.subject,
            draft.body,
            draft.name,
            draft.email,
            reply.text,
        ] {
            text.track();
        }
        draft.answers.track();
        draft.files.chosen.track();
        reply.files.chosen.track();
        if let Some(pending) = pending.take() {
            pending.clear();
        }
        pending = set_timeout_with_handle(move || save(state), PAUSE).ok();
    });
    on_window("beforeunload", move |event| {
        let lost = |(key, draft): &Draft| !draft.is_undefined() && !store::is_kept(key, draft);
        if written(state).iter().any(lost) {
            event.prevent_default();
            // What browsers from before 2023 ask for.
            _ = Reflect::set(&event, &"returnValue".into(), &true.into());
        }
    });
}

/// Keeps what is written as it is now, where anything may be stored.
pub fn save(state: State) {
    if !state.requests.outbox.restored.get() || !token::has_stored(state) {
        return;
    }
    for (key, draft) in written(state) {
        store::keep(state.site.key.as_str(), &key, &draft);
    }
}

/// The new ticket and the reply that are being written.
fn written(state: State) -> Vec<Draft> {
    let files = |files: Files| {
        let parcels = files.chosen.get_untracked().into_iter().map(Into::into);
        store::files(&parcels.collect::<Vec<_>>())
    };
    let draft = state.requests.draft;
    let new = if draft.is_blank() {
        JsValue::UNDEFINED
    } else {
        draft.written(files(draft.files))
    };
    let mut written = vec![(NEW.to_owned(), new)];
    let reply = &state.requests.replies;
    if let Some(id) = reply.at.get() {
        let key = id.to_string();
        let fields = [
            ("to", key.as_str().into()),
            ("text", reply.text.get_untracked().into()),
            ("files", files(reply.files)),
        ];
        let draft = if reply.is_blank() {
            JsValue::UNDEFINED
        } else {
            object(&fields).into()
        };
        written.push((key, draft));
    }
    written
}

async fn restore(state: State) {
    let draft = state.requests.draft;
    for kept in store::all(state).await {
        let field = |name: &str| Reflect::get(&kept, &name.into()).unwrap_or_default();
        // What is on its way has a key of its own.
        if field("key").is_truthy() {
            continue;
        }
        let files = store::read_files(&field("files")).into_iter();
        let files = files.map(Into::into).collect();
        if let Some(to) = field("to").as_string() {
            let text = field("text").as_string().unwrap_or_default();
            if let Ok(id) = to.parse() {
                replies::restore(state, id, text, files);
            }
            store::taken_up(&to, &kept);
            continue;
        }
        // Who was quicker goes on with what they have begun.
        if draft.is_blank() {
            draft.restore(&kept);
            draft.files.chosen.set(files);
            let page = state.page.get_untracked();
            if matches!(page, View::Write(_) | View::Review) {
                state.page.set(page);
            }
        }
        store::taken_up(NEW, &kept);
    }
    state.requests.outbox.restored.set(true);
    save(state);
}
