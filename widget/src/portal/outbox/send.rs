//! Sends what waits, one tab at a time, until the server has all of it.

use std::time::Duration;

use guichet_shared::{
    event::Event,
    ticket::{Filed, Thread, Ticket},
};
use js_sys::JSON;
use leptos::{prelude::*, task::spawn_local};

use super::{
    super::{
        frame,
        lock::lock,
        new::{self, draft::Wrong},
        route::View,
        state::State,
        tickets, token,
    },
    Item, Stage, files, proof, store,
};
use crate::api::{
    Read,
    call::{Body, Call, Refusal},
};

/// How long after an attempt in vain the next one follows.
pub const AGAIN: u32 = 10;

/// Keeps a new item, then sends what waits.
pub fn post(state: State, item: Item) {
    spawn_local(async move {
        let kept = store::keep_item(state, &item).await;
        state
            .requests
            .outbox
            .change(&item.key, |item| item.kept = kept);
        work(state);
    });
}

/// Sends at once what waits for the server, because the customer asks for it.
pub fn hurry(state: State, key: &str) {
    state.requests.outbox.wait(key, Stage::Sending);
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
    let stored = store::all(state).await;
    merge(state, stored.iter().filter_map(store::read).collect());
    let mut pause = None;
    for item in outbox.items.get_untracked() {
        if matches!(item.stage, Stage::Done | Stage::Refused) {
            continue;
        }
        match one(state, item).await {
            Ok(()) => {}
            Err(seconds) => pause = Some(pause.map_or(seconds, |pause: u32| pause.min(seconds))),
        }
    }
    pause
}

/// What is stored is what is left: another tab may have sent some of ours, or died with its own.
fn merge(state: State, stored: Vec<Item>) {
    // What waits is looked at again and again: it is drawn anew only where something has changed.
    let (mut changed, mut elsewhere) = (false, false);
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
                    elsewhere = true;
                }
                _ => {}
            }
        }
        items.retain(|item| !item.is_over());
        for item in stored {
            if items.iter().all(|known| known.key != item.key) {
                items.push(item);
                changed = true;
            }
        }
    });
    if changed || elsewhere {
        state.requests.outbox.items.update(|_| {});
    }
    if elsewhere {
        tickets::refresh(state);
    }
}

/// Sends one; after how many seconds to try again, where that was in vain.
async fn one(state: State, mut item: Item) -> Result<(), u32> {
    let outbox = &state.requests.outbox;
    let key = item.key.clone();
    // The customer may have given it up meanwhile.
    if outbox.find(&key).is_none() {
        return Ok(());
    }
    if !window().navigator().on_line() {
        outbox.wait(&key, Stage::Network);
        return Err(AGAIN);
    }
    if item.filed.is_none() {
        // One more attempt on a server that is away is no news.
        if !matches!(item.stage, Stage::Server | Stage::Away) {
            outbox.wait(&key, Stage::Sending);
        }
        match file(state, &item).await {
            Ok((ticket, events)) => {
                item.filed = Some((ticket.id, ticket.number));
                if events.is_none() {
                    token::know(state, &item.token);
                }
                outbox.change(&key, |known| known.filed = item.filed);
                match events {
                    Some(events) => tickets::take_thread(state, Thread { ticket, events }),
                    None => {
                        let number = ("number", ticket.number.into());
                        frame::event(state, "ticket:created", &[number]);
                        tickets::take(state, ticket);
                    }
                }
                store::keep_item(state, &item).await;
            }
            Err(refusal) => return refused(state, item, refusal).await,
        }
    }
    let waits = files::parcels(state, &mut item).await;
    if let Some(seconds) = waits {
        return Err(seconds);
    }
    store::forget(state, &key).await;
    item.stage = Stage::Done;
    if item.is_over() {
        outbox.drop(&key);
    } else {
        outbox.wait(&key, Stage::Done);
    }
    Ok(())
}

/// The ticket that has it now, with its timeline where it is a reply.
async fn file(state: State, item: &Item) -> Result<(Ticket, Option<Vec<Event>>), Refusal> {
    let path = match item.to {
        Some(id) => tickets::path(id, "/messages"),
        None => state.path("/tickets", &[]),
    };
    let mut body = Body::Written(item.body.clone());
    let answer = loop {
        let call = Call {
            path: &path,
            token: Some(&item.token),
            key: Some(&item.key),
            body,
        };
        match call.answer().await {
            // A second time where the first proof came too late. The server limits how often it asks.
            Err(Refusal::Proof(problem)) => {
                state.requests.outbox.wait(&item.key, Stage::Proof);
                let proof = proof::of(&problem).await.ok_or(Refusal::Unanswered)?;
                body = Body::Proved(item.body.clone(), proof);
            }
            answer => break answer?,
        }
    };
    let read = if item.to.is_some() {
        Thread::read(&answer).map(|thread| (thread.ticket, Some(thread.events)))
    } else {
        Filed::read(&answer).map(|filed| (filed.ticket, None))
    };
    read.ok_or(Refusal::Unanswered)
}

async fn refused(state: State, item: Item, refusal: Refusal) -> Result<(), u32> {
    let outbox = &state.requests.outbox;
    let (stage, seconds) = match refusal {
        Refusal::TooMany(seconds) => (Stage::Limit(seconds), seconds.max(1)),
        Refusal::Away => (Stage::Away, AGAIN),
        Refusal::Unanswered if window().navigator().on_line() => (Stage::Server, AGAIN),
        Refusal::Unanswered => (Stage::Network, AGAIN),
        // It stays where it is read, and the customer may take it up again.
        refusal if let Some(to) = item.to => {
            if refusal == Refusal::Conflict {
                tickets::ask_thread(state, to);
            }
            outbox.wait(&item.key, Stage::Refused);
            return Ok(());
        }
        refusal => {
            let fields = match refusal {
                Refusal::Fields(fields) => fields,
                _ => Vec::new(),
            };
            store::forget(state, &item.key).await;
            give_back(state, item, fields);
            return Ok(());
        }
    };
    outbox.wait(&item.key, stage);
    Err(seconds)
}

/// The server will never take it as it is: back to the form with it, nothing lost.
fn give_back(state: State, item: Item, fields: Vec<String>) {
    let outbox = &state.requests.outbox;
    let draft = state.requests.draft;
    outbox.drop(&item.key);
    draft.restore(&JSON::parse(&item.body).unwrap_or_default());
    let files = item.files.into_iter().map(Into::into);
    draft.files.chosen.set(files.collect());
    let wrong = fields.into_iter().map(|field| (field, Wrong::Refused));
    let wrong = wrong.collect();
    if state.page.get_untracked() == View::Sent {
        new::mend(state, wrong);
    } else {
        draft.wrong.set(wrong);
    }
}
