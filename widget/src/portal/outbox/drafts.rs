//! What is being written. Where something is stored in this browser already it is kept there too, and
//! is back after a reload; where nothing may be stored yet, leaving the page is asked about.

use std::{
    cell::{Cell, RefCell},
    time::Duration,
};

use js_sys::{JSON, Reflect};
use leptos::{prelude::*, task::spawn_local};

use super::{
    super::{files::Files, keyboard::on_window, route::View, state::State, ticket::replies, token},
    Item, Parcel, Stage,
    store::Store,
};
use crate::parts::element::always;

/// The key of the new ticket that is being written; those of replies begin with it.
const NEW: &str = "draft";
/// How long after the last change it is kept.
const PAUSE: Duration = Duration::from_millis(400);

/// How far it is kept.
#[derive(Default)]
pub struct Drafts {
    /// Whether what an earlier page has left is here.
    restored: Cell<bool>,
    /// What this page has kept or taken up last, by its key. What another tab keeps is its own.
    kept: RefCell<Vec<(String, String)>>,
}

impl Drafts {
    fn is_kept(&self, draft: &Item) -> bool {
        let kept = self.kept.borrow();
        let kept = kept.iter().find(|(key, _)| *key == draft.key);
        kept.map_or("", |(_, said)| said) == said(draft)
    }

    fn keep(&self, draft: &Item) {
        let mut kept = self.kept.borrow_mut();
        kept.retain(|(key, _)| *key != draft.key);
        kept.push((draft.key.clone(), said(draft)));
    }
}

/// Takes up what an earlier page has left, and keeps what is written on this one.
pub fn listen(state: State) {
    if token::has_stored(state) {
        spawn_local(restore(state));
    } else {
        state.requests.outbox.drafts.restored.set(true);
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
        let drafts = &state.requests.outbox.drafts;
        let lost = |draft: &Item| !said(draft).is_empty() && !drafts.is_kept(draft);
        if written(state).iter().any(lost) {
            event.prevent_default();
            // What browsers from before 2023 ask for.
            _ = Reflect::set(&event, &"returnValue".into(), &true.into());
        }
    });
}

/// Keeps what is written as it is now, where anything may be stored.
pub fn save(state: State) {
    if !state.requests.outbox.drafts.restored.get() || !token::has_stored(state) {
        return;
    }
    let written = written(state);
    spawn_local(async move {
        let Some(store) = Store::open(state.site.key.as_str()).await else {
            return;
        };
        let drafts = &state.requests.outbox.drafts;
        for draft in written {
            if drafts.is_kept(&draft) {
                continue;
            }
            if said(&draft).is_empty() {
                store.delete(&draft.key).await;
            } else if !store.put(&draft).await {
                continue;
            }
            drafts.keep(&draft);
        }
    });
}

/// The new ticket and the reply that are being written.
fn written(state: State) -> Vec<Item> {
    let item = |key: String, files: Files| Item {
        key,
        token: String::new(),
        shown: String::new(),
        body: String::new(),
        files: files
            .chosen
            .get_untracked()
            .into_iter()
            .map(Into::into)
            .collect(),
        to: None,
        filed: None,
        stage: Stage::Sending,
        kept: true,
    };
    let draft = state.requests.draft;
    let mut new = item(NEW.to_owned(), draft.files);
    if !draft.is_blank() {
        new.body = JSON::stringify(&draft.written()).map_or_else(|_| String::new(), Into::into);
    }
    let mut written = vec![new];
    let reply = &state.requests.replies;
    if let Some(id) = reply.at.get() {
        let mut draft = item([NEW, "-", &id.to_string()].concat(), reply.files);
        draft.to = Some(id);
        draft.shown = reply.text.get_untracked();
        written.push(draft);
    }
    written
}

/// All that a draft says, to tell whether it has changed; nothing where it is blank.
fn said(draft: &Item) -> String {
    let files = draft.files.iter().map(|file: &Parcel| file.name.as_str());
    let texts = [draft.shown.trim_end(), &draft.body];
    texts.into_iter().chain(files).collect()
}

async fn restore(state: State) {
    let stored = match Store::open(state.site.key.as_str()).await {
        Some(store) => store.all().await,
        None => Vec::new(),
    };
    let draft = state.requests.draft;
    let drafts = &state.requests.outbox.drafts;
    for item in stored.into_iter().filter(Item::is_draft) {
        drafts.keep(&item);
        let files = item.files.into_iter().map(Into::into).collect();
        match item.to {
            Some(id) => replies::restore(state, id, item.shown, files),
            // Who was quicker goes on with what they have begun.
            None if !draft.is_blank() => {}
            None => {
                draft.restore(&JSON::parse(&item.body).unwrap_or_default());
                draft.files.chosen.set(files);
                let page = state.page.get_untracked();
                if matches!(page, View::Write(_) | View::Review) {
                    state.page.set(page);
                }
            }
        }
    }
    drafts.restored.set(true);
    save(state);
}
