//! What the customer writes on tickets: a draft for each.

use std::cell::{Cell, RefCell};

use guichet_shared::ticket::{Message, TicketId};
use leptos::task::spawn_local;

use super::super::{
    files::{Chosen, Files},
    length,
    outbox::{self, drafts},
    state::State,
    tickets,
    vote::readable,
};
use crate::api::call::{Body, Call};
use crate::parts::value::Value;

/// The longest text that the server takes.
pub const LONGEST: usize = 20_000;

/// All of it.
pub struct Replies {
    pub text: Value<String>,
    pub files: Files,
    /// The ticket whose reply it is.
    pub at: Cell<Option<TicketId>>,
    kept: RefCell<Vec<(TicketId, String, Vec<Chosen>)>>,
    typed: Cell<f64>,
}

impl Replies {
    /// Nothing written yet.
    pub fn new() -> Self {
        Self {
            text: Value::new(String::new()),
            files: Files::new(),
            at: Cell::new(None),
            kept: RefCell::default(),
            typed: Cell::new(0.0),
        }
    }

    /// Whether there is anything to keep.
    pub fn is_blank(&self) -> bool {
        let files = self.files.chosen.with_untracked(Vec::is_empty);
        files && self.text.with_untracked(String::is_empty)
    }
}

/// The page of a ticket opens: puts the draft of the last one aside and takes up its own.
pub fn enter(state: State, id: TicketId) {
    let replies = &state.requests.replies;
    if replies.at.get() == Some(id) {
        return;
    }
    drafts::save(state);
    let last = replies.at.replace(Some(id));
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

/// Takes up what an earlier page has left, unless something has been written on this one.
pub fn restore(state: State, id: TicketId, text: String, files: Vec<Chosen>) {
    let replies = &state.requests.replies;
    if replies.at.get() != Some(id) {
        return replies.kept.borrow_mut().push((id, text, files));
    }
    if replies.is_blank() {
        replies.text.set(text);
        replies.files.chosen.set(files);
    }
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

/// Sends what has been written, where there is anything that can be. What is too long stays where it
/// is, and its field says so.
pub fn send(state: State, id: TicketId) {
    let replies = &state.requests.replies;
    let Some(token) = state.visitor.token.get_untracked() else {
        return;
    };
    if length::is_passed::<LONGEST>(replies.text) {
        return;
    }
    let body = Message::parse(&readable(&replies.text.get_untracked())).ok();
    let files = replies.files.take();
    if body.is_some() || !files.is_empty() {
        replies.text.set(String::new());
        outbox::reply(state, token, id, body, files);
    }
}

/// Gives up on a reply: its text and its files go back to where they are written, unless another
/// one stands there.
pub fn discard(state: State, key: &str) {
    let replies = &state.requests.replies;
    if let Some(item) = outbox::discard(state, key)
        && replies.text.get_untracked().is_empty()
        && item.filed.is_none()
    {
        replies.text.set(item.shown);
        let files = item.files.into_iter().map(Into::into);
        replies.files.chosen.set(files.collect());
    }
}
