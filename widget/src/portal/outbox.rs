//! Tickets and replies on their way. Each waits here until the server has it, over a lost network, a
//! closed panel and a reload; its key goes with every attempt, so that it arrives once.

pub mod drafts;
mod files;
mod proof;
mod send;
mod store;

use std::cell::{Cell, RefCell};

use guichet_shared::ticket::{Message, NewTicket, Reply, TicketId};
use js_sys::JSON;
use leptos::{prelude::*, task::spawn_local};
use web_sys::Blob;

pub use self::send::{hurry, work};
use super::{files::Chosen, keyboard::on_window, state::State, token};
use crate::api::write;
use crate::parts::value::Value;

/// How far a file has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    Waiting,
    Sending,
    Sent,
    TooLarge,
    Refused,
}

/// A file on its way.
#[derive(Clone)]
pub struct Parcel {
    pub name: String,
    pub blob: Blob,
    pub progress: Progress,
}

/// What waits, and for what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Its turn, or the answer.
    Sending,
    /// The network.
    Network,
    /// A server that answers.
    Server,
    /// A server that can store something.
    Away,
    /// So many seconds, since there were too many.
    Limit(u32),
    /// A proof of work, which this browser computes.
    Proof,
    /// The customer: the server will never take it as it is.
    Refused,
    /// Nothing: it is there, and so are its files.
    Done,
}

/// A ticket or a reply on its way.
#[derive(Clone)]
pub struct Item {
    pub key: String,
    pub token: String,
    /// What is shown of it: a ticket's subject, a reply's text.
    pub shown: String,
    /// What is sent, byte for byte the same each time.
    pub body: String,
    pub files: Vec<Parcel>,
    /// The ticket that it is a reply to; without, it is one itself.
    pub to: Option<TicketId>,
    /// Which ticket has it, and the number of a new one.
    pub filed: Option<(TicketId, u32)>,
    pub stage: Stage,
    /// Whether it outlives this page.
    pub kept: bool,
}

impl Parcel {
    /// Whether it will never arrive.
    pub fn is_refused(&self) -> bool {
        matches!(self.progress, Progress::TooLarge | Progress::Refused)
    }
}

impl From<Chosen> for Parcel {
    fn from(file: Chosen) -> Self {
        Self {
            name: file.name,
            blob: file.blob,
            progress: Progress::Waiting,
        }
    }
}

impl From<Parcel> for Chosen {
    fn from(file: Parcel) -> Self {
        Self::new(file.name, file.blob)
    }
}

impl Item {
    /// Whether there is nothing left to say of it.
    fn is_over(&self) -> bool {
        let refused = self.files.iter().any(Parcel::is_refused);
        self.to.is_some() && self.stage == Stage::Done && !refused
    }
}

/// All of them.
pub struct Outbox {
    pub items: Value<Vec<Item>>,
    /// The key of the one that was sent last from this page.
    pub last: Value<String>,
    /// Whether the drafts that an earlier page has left are here.
    restored: Cell<bool>,
    busy: Cell<bool>,
    again: Cell<bool>,
    retry: RefCell<Option<TimeoutHandle>>,
}

impl Outbox {
    /// Nothing on its way.
    pub fn new() -> Self {
        Self {
            items: Value::new(Vec::new()),
            last: Value::new(String::new()),
            restored: Cell::new(false),
            busy: Cell::new(false),
            again: Cell::new(false),
            retry: RefCell::new(None),
        }
    }

    /// The one with this key.
    pub fn find(&self, key: &str) -> Option<Item> {
        self.items.get().into_iter().find(|item| item.key == key)
    }

    fn change(&self, key: &str, change: impl FnOnce(&mut Item)) {
        self.items.update(|items| {
            if let Some(item) = items.iter_mut().find(|item| item.key == key) {
                change(item);
            }
        });
    }

    /// Says what an item waits for, where that is news: what is drawn anew loses the focus.
    fn wait(&self, key: &str, stage: Stage) {
        let news = |items: &Vec<Item>| items.iter().any(|it| it.key == key && it.stage != stage);
        if self.items.with_untracked(news) {
            self.change(key, |item| item.stage = stage);
        }
    }

    fn drop(&self, key: &str) {
        self.items
            .update(|items| items.retain(|item| item.key != key));
    }
}

/// Goes on with what an earlier page has left, and tries again when the network is back.
pub fn listen(state: State) {
    on_window("online", move |_| work(state));
    drafts::listen(state);
    if token::has_stored(state) {
        work(state);
    }
}

/// Puts a ticket on its way.
pub fn post(state: State, ticket: NewTicket, answers: &[(String, String)], files: Vec<Chosen>) {
    let shown = ticket.subject.as_str().to_owned();
    let body = write::new_ticket(ticket, answers);
    let token = token::for_sending(state);
    let key = put(state, token, None, shown, body, files);
    state.requests.outbox.last.set(key);
}

/// Puts a reply on its way: a text, files, or both.
pub fn reply(state: State, token: String, to: TicketId, text: Option<Message>, files: Vec<Chosen>) {
    let (shown, body) = match text {
        Some(body) => {
            let shown = body.as_str().to_owned();
            let body = JSON::stringify(&write::reply(&Reply { body }));
            (shown, body.map(Into::into).unwrap_or_default())
        }
        None => Default::default(),
    };
    put(state, token, Some(to), shown, body, files);
}

fn put(
    state: State,
    token: String,
    to: Option<TicketId>,
    shown: String,
    body: String,
    files: Vec<Chosen>,
) -> String {
    let key = token::random::<24>();
    let item = Item {
        key: key.clone(),
        token,
        shown,
        files: files.into_iter().map(Into::into).collect(),
        to,
        // Where there are only files, they follow at once.
        filed: to.filter(|_| body.is_empty()).map(|to| (to, 0)),
        body,
        stage: if state.online.get_untracked() {
            Stage::Sending
        } else {
            Stage::Network
        },
        kept: false,
    };
    let outbox = &state.requests.outbox;
    outbox.items.update(|items| items.push(item.clone()));
    send::post(state, item);
    // It is written no longer.
    drafts::save(state);
    key
}

/// Gives up on an item; what it was.
pub fn discard(state: State, key: &str) -> Option<Item> {
    let outbox = &state.requests.outbox;
    let item = outbox.find(key);
    outbox.drop(key);
    let key = key.to_owned();
    spawn_local(async move {
        store::forget(state, &key).await;
    });
    item
}
