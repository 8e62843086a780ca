//! An answer in the making: the verdict on a proposal, or the rating at the end.

use guichet_shared::ticket::{Remark, Thread, TicketId};
use js_sys::Object;
use leptos::{prelude::*, task::spawn_local};

use super::super::{focus, state::State, tickets, vote::readable};
use crate::{
    api::{
        Read,
        call::{Body, Call, Refusal},
    },
    parts::{
        element::{Element, element, words},
        value::Value,
    },
    text::Text,
};

/// How far it has come.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Asked,
    Writing,
    Sending,
    Failed,
}

/// What the customer has said so far, of the ticket that is shown.
#[derive(Clone, Copy)]
pub struct Answer {
    pub step: Value<Step>,
    pub comment: Value<String>,
    pub stars: Value<u8>,
}

impl Answer {
    /// Nothing said yet.
    pub fn new() -> Self {
        Self {
            step: Value::new(Step::Asked),
            comment: Value::new(String::new()),
            stars: Value::new(0),
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
    pub fn field(self, text: &Text, question: &str, id: &'static str) -> Element {
        let optional = words("span", "optional", text.optional);
        let label = words("label", "field-label", question)
            .set("for", id)
            .child(optional);
        let comment = self.comment;
        let area = words("textarea", "", comment.get_untracked())
            .set("id", id)
            .set("rows", "3")
            .set("maxlength", "2000")
            .on("input", move |event| {
                comment.set(event_target_value(&event));
            });
        element("div", "field").child(label).child(area)
    }

    /// Sends it. Where it is too late for it, shows the ticket as it is now.
    pub fn send(self, state: State, id: TicketId, resource: &'static str, body: Object) {
        let Some(token) = state.visitor.token.get_untracked() else {
            return;
        };
        self.step.set(Step::Sending);
        spawn_local(async move {
            let path = tickets::path(id, resource);
            let call = Call {
                path: &path,
                token: Some(&token),
                key: None,
                body: Body::Json(body),
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
                _ => {
                    self.step.set(Step::Failed);
                    focus::soon(".asked .button.accent");
                }
            }
        });
    }
}
