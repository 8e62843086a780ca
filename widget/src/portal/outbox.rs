//! Tickets on their way. Each waits here until the server has it, over a lost network, a closed
//! panel and a reload; its key goes with every attempt, so that it is filed once.

mod proof;
mod send;
mod store;

use std::cell::{Cell, RefCell};

use guichet_shared::ticket::{NewTicket, TicketId};
use leptos::prelude::*;
use web_sys::Blob;

pub use self::send::{hurry, upload, work};
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

/// What a ticket waits for.
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
    /// Nothing: it is there, and so are its files.
    Done,
}

/// A ticket on its way.
#[derive(Clone)]
pub struct Item {
    pub key: String,
    pub token: String,
    pub subject: String,
    /// What is sent, byte for byte the same each time.
    pub body: String,
    pub files: Vec<Parcel>,
    /// Which ticket it became, with its number.
    pub filed: Option<(TicketId, u32)>,
    pub stage: Stage,
    /// Whether it outlives this page.
    pub kept: bool,
}

/// All of them.
pub struct Outbox {
    pub items: Value<Vec<Item>>,
    /// The key of the one that was sent last from this page.
    pub last: Value<String>,
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
}

/// Goes on with what an earlier page has left, and tries again when the network is back.
pub fn listen(state: State) {
    on_window("online", move |_| work(state));
    if token::has_stored(state) {
        work(state);
    }
}

/// Puts a ticket on its way.
pub fn post(state: State, ticket: NewTicket, answers: &[(String, String)], files: Vec<Chosen>) {
    let outbox = &state.requests.outbox;
    let parcel = |file: Chosen| Parcel {
        name: file.name,
        blob: file.blob,
        progress: Progress::Waiting,
    };
    let item = Item {
        key: token::random::<24>(),
        token: token::for_sending(state),
        subject: ticket.subject.as_str().to_owned(),
        body: write::new_ticket(ticket, answers),
        files: files.into_iter().map(parcel).collect(),
        filed: None,
        stage: if state.online.get_untracked() {
            Stage::Sending
        } else {
            Stage::Network
        },
        kept: false,
    };
    outbox.last.set(item.key.clone());
    outbox.items.update(|items| items.push(item.clone()));
    send::post(state, item);
}
