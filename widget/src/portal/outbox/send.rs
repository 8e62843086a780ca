//! Sends what waits, one tab at a time, until the server has all of it.

use std::time::Duration;

use guichet_shared::ticket::{Filed, Thread, TicketId};
use js_sys::JSON;
use leptos::{prelude::*, task::spawn_local};

use super::{
    super::{
        files::Chosen,
        frame,
        lock::lock,
        new::{self, draft::Wrong},
        route::{View, encode},
        state::State,
        tickets, token,
    },
    Item, Parcel, Progress, Stage, proof,
    store::Store,
};
use crate::api::{
    Read,
    call::{Body, Call, Refusal},
};

/// How long after an attempt in vain the next one follows.
const AGAIN: u32 = 10;

/// Keeps a new item, then sends what waits.
pub fn post(state: State, item: Item) {
    spawn_local(async move {
        let kept = match Store::open(state.site.key.as_str()).await {
            Some(store) => store.put(&item).await,
            None => false,
        };
        state
            .requests
            .outbox
            .change(&item.key, |item| item.kept = kept);
        work(state);
    });
}

/// Sends at once what waits for the server, because the customer asks for it.
pub fn hurry(state: State, key: &str) {
    let outbox = &state.requests.outbox;
    outbox.change(key, |item| item.stage = Stage::Sending);
    work(state);
}

/// Sends what waits; called again when something has changed.
pub fn work(state: State) {
    let outbox = &state.requests.outbox;
    if let Some(retry) = outbox.retry.take() {
        retry.clear();
    }
    if outbox.busy.replace(true) {
        return outbox.again.set(true);
    }
    spawn_local(async move {
        let name = ["guichet-outbox:", state.site.key.as_str()].concat();
        let held = lock(&name, None).await;
        let pause = all(state).await;
        drop(held);
        let outbox = &state.requests.outbox;
        outbox.busy.set(false);
        if outbox.again.replace(false) {
            work(state);
        } else if let Some(seconds) = pause {
            let pause = Duration::from_secs(seconds.into());
            outbox
                .retry
                .replace(set_timeout_with_handle(move || work(state), pause).ok());
        }
    });
}

/// Sends all there is; after how many seconds to try again, where something is left.
async fn all(state: State) -> Option<u32> {
    let outbox = &state.requests.outbox;
    let store = Store::open(state.site.key.as_str()).await;
    if let Some(store) = &store {
        merge(state, store.all().await);
    }
    let mut pause = None;
    for item in outbox.items.get_untracked() {
        if item.stage == Stage::Done {
            continue;
        }
        match one(state, store.as_ref(), item).await {
            Ok(()) => {}
            Err(seconds) => pause = Some(pause.map_or(seconds, |pause: u32| pause.min(seconds))),
        }
    }
    pause
}

/// What is stored is what is left: another tab may have sent some of ours, or died with its own.
fn merge(state: State, stored: Vec<Item>) {
    // What waits is looked at again and again: it is drawn anew only where something has changed.
    let mut changed = false;
    state.requests.outbox.items.update_untracked(|items| {
        for item in items.iter_mut() {
            let kept = stored.iter().find(|kept| kept.key == item.key);
            match kept {
                Some(kept) if item.filed.is_none() && kept.filed.is_some() => {
                    item.filed = kept.filed;
                    changed = true;
                }
                None if item.kept && item.stage != Stage::Done => {
                    item.stage = Stage::Done;
                    changed = true;
                }
                _ => {}
            }
        }
        for item in stored {
            if !items.iter().any(|known| known.key == item.key) {
                items.push(item);
                changed = true;
            }
        }
    });
    if changed {
        state.requests.outbox.items.update(|_| {});
    }
    if state.requests.outbox.items.with_untracked(|items| {
        items
            .iter()
            .any(|item| item.stage == Stage::Done && item.filed.is_none())
    }) {
        tickets::ask(state);
    }
}

/// Sends one; after how many seconds to try again, where that was in vain.
async fn one(state: State, store: Option<&Store>, mut item: Item) -> Result<(), u32> {
    let outbox = &state.requests.outbox;
    let key = item.key.clone();
    if !window().navigator().on_line() {
        outbox.change(&key, |item| item.stage = Stage::Network);
        return Err(AGAIN);
    }
    if item.filed.is_none() {
        // One more attempt on a server that is away is no news.
        if !matches!(item.stage, Stage::Server | Stage::Away) {
            outbox.change(&key, |item| item.stage = Stage::Sending);
        }
        match file(state, &item).await {
            Ok(filed) => {
                token::know(state, &item.token);
                let ticket = filed.ticket;
                item.filed = Some((ticket.id, ticket.number));
                outbox.change(&key, |known| known.filed = item.filed);
                if let Some(store) = store {
                    store.put(&item).await;
                }
                frame::event(state, "ticket:created", &[("number", ticket.number.into())]);
                tickets::take(state, ticket);
            }
            Err(refusal) => return refused(state, store, item, refusal).await,
        }
    }
    let waits = parcels(state, store, &mut item).await;
    if let Some(seconds) = waits {
        return Err(seconds);
    }
    if let Some(store) = store {
        store.delete(&key).await;
    }
    outbox.change(&key, |item| item.stage = Stage::Done);
    Ok(())
}

async fn file(state: State, item: &Item) -> Result<Filed, Refusal> {
    let path = state.path("/tickets", &[]);
    let mut body = Body::Written(item.body.clone());
    loop {
        let call = Call {
            path: &path,
            token: Some(&item.token),
            key: Some(&item.key),
            body,
        };
        match call.answer().await {
            // A second time where the first proof came too late. The server limits how often it asks.
            Err(Refusal::Proof(problem)) => {
                let outbox = &state.requests.outbox;
                outbox.change(&item.key, |item| item.stage = Stage::Proof);
                let proof = proof::of(&problem).await.ok_or(Refusal::Unanswered)?;
                body = Body::Proved(item.body.clone(), proof);
            }
            answer => return Filed::read(&answer?).ok_or(Refusal::Unanswered),
        }
    }
}

async fn refused(
    state: State,
    store: Option<&Store>,
    item: Item,
    refusal: Refusal,
) -> Result<(), u32> {
    let outbox = &state.requests.outbox;
    let (stage, seconds) = match refusal {
        Refusal::TooMany(seconds) => (Stage::Limit(seconds), seconds.max(1)),
        Refusal::Away => (Stage::Away, AGAIN),
        Refusal::Unanswered if window().navigator().on_line() => (Stage::Server, AGAIN),
        Refusal::Unanswered => (Stage::Network, AGAIN),
        refusal => {
            let fields = match refusal {
                Refusal::Fields(fields) => fields,
                _ => Vec::new(),
            };
            if let Some(store) = store {
                store.delete(&item.key).await;
            }
            give_back(state, item, fields);
            return Ok(());
        }
    };
    if item.stage != stage || !matches!(stage, Stage::Server | Stage::Away) {
        outbox.change(&item.key, |item| item.stage = stage);
    }
    Err(seconds)
}

/// The server will never take it as it is: back to the form with it, nothing lost.
fn give_back(state: State, item: Item, fields: Vec<String>) {
    let outbox = &state.requests.outbox;
    let draft = state.requests.draft;
    outbox
        .items
        .update(|items| items.retain(|known| known.key != item.key));
    draft.restore(&JSON::parse(&item.body).unwrap_or_default());
    let files = item
        .files
        .into_iter()
        .map(|file| Chosen::new(file.name, file.blob));
    draft.files.chosen.set(files.collect());
    let wrong = fields.into_iter().map(|field| (field, Wrong::Refused));
    let wrong = wrong.collect();
    if state.page.get_untracked() == View::Sent {
        new::mend(state, wrong);
    } else {
        draft.wrong.set(wrong);
    }
}

/// Sends the files of a ticket that is there; after how many seconds to try again.
async fn parcels(state: State, store: Option<&Store>, item: &mut Item) -> Option<u32> {
    let (id, _) = item.filed?;
    let outbox = &state.requests.outbox;
    let key = item.key.clone();
    for at in 0..item.files.len() {
        if item.files[at].progress != Progress::Waiting {
            continue;
        }
        let report = |progress: Progress| {
            outbox.change(&key, |item| item.files[at].progress = progress);
        };
        report(Progress::Sending);
        let file_key = [key.as_str(), "-", &at.to_string()].concat();
        let sent = upload(state, &item.token, id, &file_key, &item.files[at]).await;
        let progress = match sent {
            Ok(()) => Progress::Sent,
            Err(Refusal::TooLarge) => Progress::TooLarge,
            Err(Refusal::Unanswered | Refusal::Away) => {
                report(Progress::Waiting);
                return Some(AGAIN);
            }
            Err(Refusal::TooMany(seconds)) => {
                report(Progress::Waiting);
                return Some(seconds.max(1));
            }
            Err(_) => Progress::Refused,
        };
        report(progress);
        item.files[at].progress = progress;
        if let Some(store) = store {
            store.put(item).await;
        }
    }
    None
}

/// Sends one file.
pub async fn upload(
    state: State,
    token: &str,
    id: TicketId,
    key: &str,
    file: &Parcel,
) -> Result<(), Refusal> {
    let name = encode(&file.name);
    let path = tickets::path(id, &["/attachments?name=", &name].concat());
    let call = Call {
        path: &path,
        token: Some(token),
        key: Some(key),
        body: Body::File(file.blob.clone()),
    };
    let thread = call.answer().await?;
    if let Some(thread) = Thread::read(&thread) {
        tickets::take_thread(state, thread);
    }
    Ok(())
}
