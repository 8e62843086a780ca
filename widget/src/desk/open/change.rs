//! Changes to the open ticket, and what to say where one is refused.

use gloo_net::http::Method;
use guichet_shared::desk::Thread;
use leptos::{prelude::*, task::spawn_local};
use serde::Serialize;

use crate::desk::{
    call::{self, Refusal},
    state::State,
};

impl State {
    /// Changes the open ticket; `done` hears whether that went well.
    pub fn act(
        self,
        method: Method,
        verb: &str,
        body: &impl Serialize,
        done: impl FnOnce(Result<(), Refusal>) + 'static,
    ) {
        let Some(id) = self.open.id.get_untracked() else {
            return;
        };
        let resource = format!("/tickets/{id}{verb}");
        let Ok(body) = serde_json::to_value(body) else {
            return;
        };
        self.open.trouble.set(None);
        spawn_local(async move {
            let answer = call::send::<Thread>(method, &resource, &body, None).await;
            done(self.settle(answer));
        });
    }

    /// Takes the answer to a change, or says why there is none.
    pub fn settle(self, answer: Result<Thread, Refusal>) -> Result<(), Refusal> {
        match answer {
            Ok(thread) => {
                self.took(thread);
                Ok(())
            }
            Err(refusal) => {
                let sentence = self.sentence(&refusal);
                self.trouble_at_the_ticket(sentence);
                if refusal == Refusal::Conflict {
                    self.explain();
                }
                Err(refusal)
            }
        }
    }

    /// Reads the ticket that is not as it was thought to be, and says how it is.
    fn explain(self) {
        let Some(id) = self.open.id.get_untracked() else {
            return;
        };
        spawn_local(async move {
            let answer = call::get::<Thread>(&format!("/tickets/{id}")).await;
            let Ok(thread) = answer else {
                return;
            };
            let (w, ticket) = (self.words(), &thread.ticket);
            let holder = ticket.assignee.as_ref().map(|holder| holder.name.as_str());
            let sentence = w
                .refusal
                .now_with
                .replace("{who}", holder.unwrap_or(w.queue.nobody))
                .replace("{status}", &self.status(&ticket.site, ticket.status));
            self.trouble_at_the_ticket([w.refusal.changed, " ", &sentence].concat());
            self.took(thread);
        });
    }

    /// Says at the ticket why something was not done; a dialog that is open says it itself.
    fn trouble_at_the_ticket(self, sentence: String) {
        if self.dialog.with_untracked(Option::is_none) {
            self.open.trouble.set(Some(sentence));
        }
    }
}
