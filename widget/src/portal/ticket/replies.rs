//! What the customer writes on tickets: a draft for each, and what is on its way.

use std::{
    cell::{Cell, RefCell},
    time::Duration,
};

use guichet_shared::ticket::{Message, Reply, Thread, TicketId};
use leptos::{prelude::*, task::spawn_local};

use super::super::{
    files::{Chosen, Files},
    outbox::{Parcel, Progress, upload},
    state::State,
    tickets, time, token,
    vote::readable,
};
use crate::api::{
    Read,
    call::{Body, Call, Refusal},
    write,
};
use crate::parts::value::Value;

/// A reply on its way.
#[derive(Clone)]
pub struct Pending {
    pub ticket: TicketId,
    pub key: String,
    /// The text; nothing once it has arrived and only files are left.
    pub body: String,
    pub files: Vec<Parcel>,
    /// Why it has not arrived, in a sentence.
    pub failed: Option<String>,
    /// Whether it goes by itself once the server takes it.
    pub waits: bool,
}

/// How long after an attempt in vain the next one follows.
pub const AGAIN: Duration = Duration::from_secs(10);

/// All of it.
pub struct Replies {
    pub text: Value<String>,
    pub files: Files,
    pub pending: Value<Vec<Pending>>,
    at: Cell<Option<TicketId>>,
    kept: RefCell<Vec<(TicketId, String, Vec<Chosen>)>>,
    typed: Cell<f64>,
    retry: RefCell<Option<TimeoutHandle>>,
}

impl Replies {
    /// Nothing written yet.
    pub fn new() -> Self {
        Self {
            text: Value::new(String::new()),
            files: Files::new(),
            pending: Value::new(Vec::new()),
            at: Cell::new(None),
            kept: RefCell::default(),
            typed: Cell::new(0.0),
            retry: RefCell::new(None),
        }
    }

    fn change(&self, key: &str, change: impl FnOnce(&mut Pending)) {
        self.pending.update(|pending| {
            if let Some(reply) = pending.iter_mut().find(|reply| reply.key == key) {
                change(reply);
            }
        });
    }

    fn drop(&self, key: &str) {
        self.pending
            .update(|pending| pending.retain(|reply| reply.key != key));
    }
}

/// The page of a ticket opens: puts the draft of the last one aside and takes up its own.
pub fn enter(state: State, id: TicketId) {
    let replies = &state.requests.replies;
    let last = replies.at.replace(Some(id));
    if last == Some(id) {
        return;
    }
    let mut kept = replies.kept.borrow_mut();
    if let Some(last) = last {
        kept.push((last, replies.text.get_untracked(), replies.files.take()));
    }
    let own = kept.iter().position(|(ticket, ..)| *ticket == id);
    let (_, text, files) = own.map_or((id, String::new(), Vec::new()), |own| kept.remove(own));
    drop(kept);
    replies.text.set(text);
    replies.files.chosen.set(files);
    state.requests.verdict.reset();
    state.requests.rating.reset();
}

/// Tells the desk that the customer is writing, now and then.
pub fn typing(state: State, id: TicketId) {
    let (replies, now) = (&state.requests.replies, js_sys::Date::now());
    let Some(token) = state.visitor.token.get_untracked() else {
        return;
    };
    if now - replies.typed.get() < 3_000.0 {
        return;
    }
    replies.typed.set(now);
    spawn_local(async move {
        let path = tickets::path(id, "/typing");
        let call = Call {
            path: &path,
            token: Some(&token),
            key: None,
            body: Body::Written("{}".to_owned()),
        };
        _ = call.answer().await;
    });
}

/// Sends what has been written, where there is anything.
pub fn send(state: State, id: TicketId) {
    let replies = &state.requests.replies;
    let body = readable(replies.text.get_untracked().trim());
    let parcel = |file: Chosen| Parcel {
        name: file.name,
        blob: file.blob,
        progress: Progress::Waiting,
    };
    let files: Vec<Parcel> = replies.files.take().into_iter().map(parcel).collect();
    if body.is_empty() && files.is_empty() {
        return;
    }
    replies.text.set(String::new());
    let reply = Pending {
        ticket: id,
        key: token::random::<24>(),
        body,
        files,
        failed: None,
        waits: false,
    };
    let key = reply.key.clone();
    replies.pending.update(|pending| pending.push(reply));
    attempt(state, key);
}

/// Sends a reply that is on its way, or again with the same key.
pub fn attempt(state: State, key: String) {
    let replies = &state.requests.replies;
    replies.change(&key, |reply| reply.failed = None);
    go(state, key);
}

/// Sends what waits for the server.
pub fn again(state: State) {
    let pending = state.requests.replies.pending.get_untracked();
    for reply in pending.into_iter().filter(|reply| reply.waits) {
        go(state, reply.key);
    }
}

fn go(state: State, key: String) {
    let replies = &state.requests.replies;
    let pending = replies.pending.get_untracked();
    let Some(reply) = pending.into_iter().find(|reply| reply.key == key) else {
        return;
    };
    spawn_local(async move {
        let replies = &state.requests.replies;
        match all(state, &reply).await {
            Ok(()) => replies.drop(&key),
            Err(refusal) => {
                if refusal == Refusal::Conflict {
                    tickets::ask_thread(state, reply.ticket);
                }
                let waits = matches!(refusal, Refusal::Unanswered | Refusal::Away);
                let failed = Some(sentence(state, &refusal));
                replies.change(&key, |reply| (reply.failed, reply.waits) = (failed, waits));
                if waits {
                    let next = set_timeout_with_handle(move || again(state), AGAIN).ok();
                    if let Some(before) = replies.retry.replace(next) {
                        before.clear();
                    }
                }
            }
        }
    });
}

/// Gives up on a reply: its text goes back into the field, unless another one stands there.
pub fn discard(state: State, key: &str) {
    let replies = &state.requests.replies;
    let pending = replies.pending.get_untracked();
    let given_up = pending.into_iter().find(|reply| reply.key == key);
    replies.drop(key);
    if let Some(reply) = given_up
        && replies.text.get_untracked().is_empty()
    {
        replies.text.set(reply.body);
    }
}

fn sentence(state: State, refusal: &Refusal) -> String {
    let language = state.language.get_untracked();
    let text = language.text.ticket;
    match refusal {
        Refusal::TooMany(seconds) => {
            let time = time::relative(language.code, (*seconds).into());
            text.message_limit.replace("{time}", &time)
        }
        Refusal::Away => [text.unstored, " ", text.message_failed, " ", text.again].concat(),
        Refusal::Unanswered => [text.message_failed, " ", text.again].concat(),
        Refusal::TooLarge => text.file_too_large.to_owned(),
        Refusal::Unsupported => text.file_refused.to_owned(),
        _ => text.message_refused.to_owned(),
    }
}

async fn all(state: State, reply: &Pending) -> Result<(), Refusal> {
    let replies = &state.requests.replies;
    let token = state
        .visitor
        .token
        .get_untracked()
        .ok_or(Refusal::Unknown)?;
    if let Ok(body) = Message::parse(&reply.body) {
        let path = tickets::path(reply.ticket, "/messages");
        let call = Call {
            path: &path,
            token: Some(&token),
            key: Some(&reply.key),
            body: Body::Json(write::reply(&Reply { body })),
        };
        let answer = call.answer().await?;
        replies.change(&reply.key, |reply| reply.body.clear());
        if let Some(thread) = Thread::read(&answer) {
            tickets::take_thread(state, thread);
        }
    } else if !reply.body.is_empty() {
        return Err(Refusal::Fields(Vec::new()));
    }
    for (at, file) in reply.files.iter().enumerate() {
        if file.progress == Progress::Sent {
            continue;
        }
        let report =
            |progress| replies.change(&reply.key, |reply| reply.files[at].progress = progress);
        report(Progress::Sending);
        let key = [reply.key.as_str(), "-", &at.to_string()].concat();
        let sent = upload(state, &token, reply.ticket, &key, file).await;
        report(match sent {
            Ok(()) => Progress::Sent,
            Err(Refusal::TooLarge) => Progress::TooLarge,
            Err(Refusal::Unsupported) => Progress::Refused,
            Err(_) => Progress::Waiting,
        });
        sent?;
    }
    Ok(())
}
