//! What is filled in of a caller's ticket, and how it is sent.

use std::collections::BTreeMap;

use gloo_net::http::Method;
use guichet_shared::{
    agent::{Email, Name},
    desk::{Customer, NewTicket, Thread},
    site::SiteKey,
    ticket::{Message, Subject, TicketId},
    topic::{FieldKind, Key, Topic},
};
use leptos::{prelude::*, task::spawn_local};

use crate::desk::{
    call::{self, Refusal},
    dialog,
    route::Route,
    state::State,
    wrong::{self, Wrong},
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
    /// Those who have asked before under the address that is typed.
    pub(super) same: RwSignal<Vec<Customer>>,
    pub(super) wrong: Wrong,
    /// Why it was not opened.
    pub(super) trouble: RwSignal<Option<String>>,
    pub(super) busy: RwSignal<bool>,
    pub(super) asked: RwSignal<u32>,
    pub(super) asked_for_address: RwSignal<u32>,
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
            same: RwSignal::new(Vec::new()),
            wrong: Wrong::new(),
            trouble: RwSignal::new(None),
            busy: RwSignal::new(false),
            asked: RwSignal::new(0),
            asked_for_address: RwSignal::new(0),
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
        self.same.set(Vec::new());
        self.wrong.clear();
        self.trouble.set(None);
    }

    /// The topic that is chosen.
    fn topic_of(self, state: State) -> Option<Topic> {
        let (site, topic) = (self.site.get_untracked()?, self.topic.get_untracked()?);
        let sites = untrack(|| state.sites());
        let site = sites.into_iter().find(|known| known.key == site)?;
        site.topics.into_iter().find(|known| known.key == topic)
    }

    /// What is filled in, or what is wrong with which field.
    fn read(self, state: State) -> Result<NewTicket, BTreeMap<String, String>> {
        let w = state.words().caller;
        let mut wrong = BTreeMap::new();
        let mut say = |name: &str, text: &str| _ = wrong.insert(name.to_owned(), text.to_owned());
        let of = self.of.get_untracked();
        let (name, email) = match &of {
            Some(of) => (of.name.clone(), of.email.clone()),
            None => (
                Some(self.name.get_untracked()),
                Some(self.email.get_untracked()),
            ),
        };
        let email = email.filter(|email| !email.trim().is_empty());
        let email = email.and_then(|email| {
            let read = Email::parse(email.trim()).ok();
            if read.is_none() && of.is_none() {
                say("email", w.wrong_email);
            }
            read
        });
        let subject = Subject::parse(&self.subject.get_untracked());
        let subject = subject.map_err(|_| say("subject", w.subject_missing));
        let body = Message::parse(&self.body.get_untracked());
        let body = body.map_err(|_| say("body", w.body_missing));
        let answers = self.answers.get_untracked();
        if let Some(topic) = self.topic_of(state)
            && let Err(problems) = topic.answered(&answers)
        {
            let names = problems.into_iter().map(|problem| problem.field);
            let said = self.refused(state, names.collect());
            said.iter().for_each(|(name, text)| say(name, text));
        }
        let (Ok(subject), Ok(body), Some(site), true) =
            (subject, body, self.site.get_untracked(), wrong.is_empty())
        else {
            return Err(wrong);
        };
        let last = of.as_ref().and_then(|of| of.tickets.first());
        Ok(NewTicket {
            site,
            topic: self.topic.get_untracked(),
            subject,
            body,
            name: name.and_then(|name| Name::parse(&name).ok()),
            email,
            lang: last.and_then(|last| last.lang.clone()),
            fields: answers,
            of: last.map(|last| last.id),
            note: Message::parse(&self.note.get_untracked()).ok(),
            assign_to_me: self.mine.get_untracked(),
        })
    }

    /// What is wrong with fields by these names, in words.
    fn refused(self, state: State, names: Vec<String>) -> BTreeMap<String, String> {
        let w = state.words();
        let portal = state.language.get_untracked().text.ticket;
        let topic = self.topic_of(state);
        let answers = self.answers.get_untracked();
        let sentence = |name: &str| {
            let Some(key) = name.strip_prefix("fields.") else {
                return match name {
                    "email" => w.caller.wrong_email,
                    _ => w.refusal.refused,
                };
            };
            let mut fields = topic.iter().flat_map(|topic| &topic.fields);
            let kind = fields.find(|field| field.key.as_str() == key);
            let empty = answers.get(key).is_none_or(|text| text.trim().is_empty());
            match kind.map(|field| field.kind) {
                Some(FieldKind::Checkbox) => portal.wrong_tick,
                Some(FieldKind::Choice) => portal.wrong_choice,
                Some(FieldKind::Date) => portal.wrong_date,
                _ if empty => portal.missing,
                Some(FieldKind::Number) => portal.wrong_number,
                _ => portal.wrong_other,
            }
        };
        let said = names.into_iter().map(|name| {
            let sentence = sentence(&name).to_owned();
            (name, sentence)
        });
        said.collect()
    }

    /// Says what is wrong with which field, and at the foot which fields these are.
    fn is_wrong(self, state: State, wrong: BTreeMap<String, String>) {
        self.wrong.say(wrong);
        request_animation_frame(move || {
            let names = wrong::named().join(", ");
            let w = state.words();
            let sentence = if names.is_empty() {
                w.refusal.refused.to_owned()
            } else {
                w.article.fields_wrong.replace("{fields}", &names)
            };
            self.trouble.set(Some(sentence));
        });
    }
}

/// Sends it, where nothing is wrong.
pub(super) fn send(state: State) {
    let form = state.hands.caller;
    let w = state.words();
    let new = match form.read(state) {
        Ok(new) => new,
        Err(wrong) => return form.is_wrong(state, wrong),
    };
    // The same again is the same request, however often it is sent.
    let key = call::key_of(form.key, &new);
    form.wrong.clear();
    form.trouble.set(None);
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
            Err(Refusal::Fields(names)) => form.is_wrong(state, form.refused(state, names)),
            Err(refusal) => form.trouble.set(Some(state.sentence(&refusal))),
        }
    });
}
