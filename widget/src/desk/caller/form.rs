//! What is filled in of a caller's ticket, and how it is sent.

use std::collections::BTreeMap;

use gloo_net::http::Method;
use guichet_shared::{
    agent::{Email, Name},
    desk::{Customer, NewTicket, Thread},
    site::SiteKey,
    ticket::{Message, Subject, TicketId},
    topic::Key,
};
use leptos::{prelude::*, task::spawn_local};

use crate::desk::{
    call::{self, Refusal},
    dialog,
    route::Route,
    state::State,
};

/// What is filled in.
#[derive(Clone, Copy)]
pub struct Form {
    pub(super) site: RwSignal<Option<SiteKey>>,
    pub(super) topic: RwSignal<Option<Key>>,
    pub(super) name: RwSignal<String>,
    pub(super) email: RwSignal<String>,
    pub(super) subject: RwSignal<String>,
    pub(super) body: RwSignal<String>,
    pub(super) note: RwSignal<String>,
    pub(super) answers: RwSignal<BTreeMap<String, String>>,
    pub(super) mine: RwSignal<bool>,
    /// Who called, where they have asked before.
    pub(super) of: RwSignal<Option<Customer>>,
    pub(super) query: RwSignal<String>,
    pub(super) found: RwSignal<Option<Vec<Customer>>>,
    /// What makes a retry the same request, with what was sent under it.
    pub(super) key: RwSignal<(String, String)>,
    pub(super) wrong: RwSignal<Option<String>>,
    pub(super) busy: RwSignal<bool>,
    pub(super) asked: RwSignal<u32>,
}

impl Form {
    /// Nothing yet.
    pub fn new() -> Self {
        Self {
            site: RwSignal::new(None),
            topic: RwSignal::new(None),
            name: RwSignal::new(String::new()),
            email: RwSignal::new(String::new()),
            subject: RwSignal::new(String::new()),
            body: RwSignal::new(String::new()),
            note: RwSignal::new(String::new()),
            answers: RwSignal::new(BTreeMap::new()),
            mine: RwSignal::new(true),
            of: RwSignal::new(None),
            query: RwSignal::new(String::new()),
            found: RwSignal::new(None),
            key: RwSignal::new(Default::default()),
            wrong: RwSignal::new(None),
            busy: RwSignal::new(false),
            asked: RwSignal::new(0),
        }
    }

    fn clear(self) {
        for text in [
            self.name,
            self.email,
            self.subject,
            self.body,
            self.note,
            self.query,
        ] {
            text.set(String::new());
        }
        self.topic.set(None);
        self.answers.set(BTreeMap::new());
        self.of.set(None);
        self.found.set(None);
        self.wrong.set(None);
    }

    /// What is filled in, or what is missing.
    fn read(self, state: State) -> Result<NewTicket, &'static str> {
        let w = state.words().caller;
        let email = self.email.get_untracked();
        let name = self.name.get_untracked();
        let of = self.of.get_untracked();
        Ok(NewTicket {
            site: self.site.get_untracked().ok_or(w.missing)?,
            topic: self.topic.get_untracked(),
            subject: Subject::parse(&self.subject.get_untracked()).map_err(|_| w.missing)?,
            body: Message::parse(&self.body.get_untracked()).map_err(|_| w.missing)?,
            name: Name::parse(&name).ok(),
            email: match email.trim() {
                "" => None,
                email => Some(Email::parse(email).map_err(|_| w.wrong_email)?),
            },
            lang: of.as_ref().and_then(|of| of.tickets.first()?.lang.clone()),
            fields: self.answers.get_untracked(),
            of: of.and_then(|of| Some(of.tickets.first()?.id)),
            note: Message::parse(&self.note.get_untracked()).ok(),
            assign_to_me: self.mine.get_untracked(),
        })
    }
}

/// Sends it, where nothing is missing.
pub(super) fn send(state: State) {
    let form = state.hands.caller;
    let w = state.words();
    let new = match form.read(state) {
        Ok(new) => new,
        Err(sentence) => {
            form.wrong.set(Some(sentence.to_owned()));
            return;
        }
    };
    // The same again is the same request, however often it is sent.
    let key = call::key_of(form.key, &new);
    form.wrong.set(None);
    form.busy.set(true);
    spawn_local(async move {
        let answer = call::send::<Thread>(Method::POST, "/tickets", &new, Some(&key)).await;
        form.busy.set(false);
        match answer {
            Ok(thread) => {
                let id: TicketId = thread.ticket.id;
                form.clear();
                dialog::close(state);
                state.queue_changed(&thread.ticket);
                state.go(Route::Ticket(id));
                state.say(w.caller.opened);
            }
            Err(Refusal::Fields(fields)) => {
                let topic = fields.iter().any(|field| field.starts_with("fields"));
                let sentence = if topic {
                    w.caller.answers_wrong
                } else {
                    w.refusal.refused
                };
                form.wrong.set(Some(sentence.to_owned()));
            }
            Err(refusal) => form.wrong.set(Some(state.sentence(&refusal))),
        }
    });
}
