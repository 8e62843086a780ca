//! An answer in the making: the verdict on a proposal, or the rating at the end.

use std::time::Duration;

use guichet_shared::ticket::{Remark, Thread, TicketId};
use js_sys::{JSON, Object};
use leptos::{prelude::*, task::spawn_local};

use super::super::{focus, length, state::State, tickets, token, vote::readable};
use crate::{
    api::{
        Read,
        call::{Body, Call, Refusal},
    },
    parts::{
        element::{Element, element, words},
        label::label,
        value::Value,
    },
    text::Text,
};

/// How long after an attempt in vain the next one follows.
const AGAIN: Duration = Duration::from_secs(10);

/// The longest comment that the server takes.
const LONGEST: usize = 2_000;

/// Makes of an answer what is sent, where it says enough.
pub type Writing = fn(Answer) -> Option<Object>;

/// How far it has come.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Asked,
    Writing,
    Sending,
    Failed,
    /// Failed because nothing can be stored just now.
    Away,
}

impl Step {
    /// Why the answer has not arrived, below what it says.
    pub fn trouble(self, text: &Text) -> Option<Element> {
        let text = text.ticket;
        let why = match self {
            Self::Failed => [text.verdict_failed, " ", text.again].concat(),
            Self::Away => [text.unstored, " ", text.verdict_failed, " ", text.again].concat(),
            Self::Asked | Self::Writing | Self::Sending => return None,
        };
        Some(words("p", "wrong", why).set("role", "alert"))
    }
}

/// What the customer has said so far, of the ticket that is shown.
#[derive(Clone, Copy)]
pub struct Answer {
    pub step: Value<Step>,
    pub comment: Value<String>,
    pub stars: Value<u8>,
    /// What was sent last, and its key: the same again is the same request.
    sent: Value<(String, String)>,
    /// How often it was sent.
    round: Value<u32>,
}

impl Answer {
    /// Nothing said yet.
    pub fn new() -> Self {
        Self {
            step: Value::new(Step::Asked),
            comment: Value::new(String::new()),
            stars: Value::new(0),
            sent: Value::new((String::new(), String::new())),
            round: Value::new(0),
        }
    }

    /// Another ticket is shown.
    pub fn reset(self) {
        self.step.set(Step::Asked);
        self.comment.set(String::new());
        self.stars.set(0);
    }

    /// The comment, where there is one.
    pub fn remark(self) -> Option<Remark> {
        Remark::parse(&readable(&self.comment.get_untracked())).ok()
    }

    /// The comment's field, below its question.
    pub fn field(self, state: State, text: &Text, question: &str, id: &'static str) -> Element {
        let label = label("label", question, text, true).set("for", id);
        let comment = self.comment;
        let area = words("textarea", "", comment.get_untracked())
            .set("id", id)
            .set("rows", "3")
            .on("input", move |event| {
                comment.set(event_target_value(&event));
            });
        element("div", "field")
            .child(label)
            .child(area)
            .child(length::line::<LONGEST>(state, text, comment))
    }

    /// Sends it as `write` makes it. Where it is too late for it, shows the ticket as it is now.
    pub fn send(self, state: State, id: TicketId, resource: &'static str, write: Writing) {
        let long = length::is_passed::<LONGEST>(self.comment);
        if self.step.get_untracked() != Step::Sending && !long {
            self.step.set(Step::Sending);
            self.attempt(state, id, resource, write);
        }
    }

    fn attempt(self, state: State, id: TicketId, resource: &'static str, write: Writing) {
        let (Some(token), Some(body)) = (state.visitor.token.get_untracked(), self.body(write))
        else {
            return;
        };
        let (of, known) = self.sent.get_untracked();
        let key = if of == body {
            known
        } else {
            token::random::<24>()
        };
        self.sent.set((body.clone(), key.clone()));
        self.round.update(|round| *round += 1);
        spawn_local(async move {
            let path = tickets::path(id, resource);
            let call = Call {
                path: &path,
                token: Some(&token),
                key: Some(&key),
                body: Body::Written(body),
            };
            let answer = call.answer().await;
            match answer.map(|value| Thread::read(&value)) {
                Ok(Some(thread)) => {
                    self.reset();
                    tickets::take_thread(state, thread);
                    focus::soon(".asked [tabindex], .reply-place textarea");
                }
                Err(Refusal::Conflict) => {
                    self.reset();
                    tickets::ask_thread(state, id);
                }
                Err(Refusal::Away) => self.failed(Step::Away, state, id, resource, write),
                _ => self.failed(Step::Failed, state, id, resource, write),
            }
        });
    }

    fn body(self, write: Writing) -> Option<String> {
        JSON::stringify(&write(self)?.into()).ok().map(Into::into)
    }

    /// Says so, and sends the same again later, unless the customer has gone on meanwhile.
    fn failed(
        self,
        step: Step,
        state: State,
        id: TicketId,
        resource: &'static str,
        write: Writing,
    ) {
        if self.step.get_untracked() != step {
            self.step.set(step);
            focus::soon(".asked .button.accent");
        }
        let round = self.round.get_untracked();
        let again = move || {
            let stands = self.step.get_untracked() == step
                && self.round.get_untracked() == round
                && self.body(write) == Some(self.sent.get_untracked().0);
            if stands {
                self.attempt(state, id, resource, write);
            }
        };
        set_timeout(again, AGAIN);
    }
}
