//! Asks before a text goes out over a newer one.

use guichet_shared::{desk::Thread, ticket::TicketId};
use leptos::{prelude::*, task::spawn_local};

use super::Newer;
use crate::{
    desk::{call, keyboard, state::State, timeline},
    parts::element::{Element, element, words},
};

impl State {
    /// The agent begins to write on the open ticket.
    pub fn begins(self) {
        let Some(thread) = self.open.thread_now() else {
            return;
        };
        self.together.since.update_untracked(|since| {
            since.entry(thread.ticket.id).or_insert(thread.ticket.seq);
        });
    }

    /// The agent has seen all that is there, or has nothing more to send.
    pub fn begins_anew(self, ticket: TicketId) {
        self.together
            .since
            .update_untracked(|since| _ = since.remove(&ticket));
        self.together.newer.set(Vec::new());
    }

    /// The agent has seen what they are asked about, and no more than that.
    fn has_seen_what_is_asked(self, ticket: TicketId) {
        let asked = self.together.asked.get_untracked();
        self.together
            .since
            .update_untracked(|since| _ = since.insert(ticket, asked));
        self.together.newer.set(Vec::new());
    }

    /// Something more came while the agent is asked: they are asked about that too.
    pub fn asks_anew(self, thread: &Thread) {
        if self.together.newer.with_untracked(Vec::is_empty) {
            return;
        }
        let newer = self.newer_on(thread);
        self.together.asked.set(thread.ticket.seq);
        if self.together.newer.with_untracked(|known| *known != newer) {
            self.together.newer.set(newer);
            request_animation_frame(|| _ = keyboard::focus("#keep-writing"));
        }
    }

    /// What the agent had seen of a ticket when they began to write.
    pub fn seen_of(self, ticket: TicketId) -> Option<u32> {
        self.begins();
        self.together
            .since
            .with_untracked(|since| since.get(&ticket).copied())
    }

    /// A text was refused since somebody else has written: shows what came, and asks.
    pub fn overtaken(self, ticket: TicketId) {
        spawn_local(async move {
            let answer = call::get::<Thread>(&format!("/tickets/{ticket}")).await;
            let Ok(thread) = answer else {
                return;
            };
            if self.open.id.get_untracked() != Some(ticket) {
                return;
            }
            let newer = self.newer_on(&thread);
            self.together.asked.set(thread.ticket.seq);
            self.took(thread);
            self.together.newer.set(newer);
            self.open.stuck.set(true);
            timeline::follow(self);
            request_animation_frame(|| _ = keyboard::focus("#keep-writing"));
        });
    }
}

/// The question, where there is one; `send` sends the text.
pub fn question(state: State, ticket: TicketId, send: fn(State)) -> Element {
    element("div", "newer-place")
        .set("role", "alert")
        .live(move || {
            let newer = state.together.newer.get();
            let asked = (!newer.is_empty()).then(|| asked(state, ticket, &newer, send));
            asked.into_iter().collect()
        })
}

fn asked(state: State, ticket: TicketId, newer: &[Newer], send: fn(State)) -> Element {
    let w = state.words().together;
    let mut said: Vec<String> = Vec::new();
    for newer in newer {
        let sentence = match newer {
            Newer::Answer(who) => w.newer_answer.replace("{who}", who),
            Newer::Note(who) => w.newer_note.replace("{who}", who),
            Newer::Customer => w.newer_customer.to_owned(),
        };
        if !said.contains(&sentence) {
            said.push(sentence);
        }
    }
    let hint = match newer.len() {
        1 => w.newer_hint.to_owned(),
        many => w.newer_hints.replace("{n}", &many.to_string()),
    };
    let keep = words("button", "button small", w.keep_writing)
        .set("type", "button")
        .set("id", "keep-writing")
        .on("click", move |_| {
            state.begins_anew(ticket);
            _ = keyboard::focus("#composer-text");
        });
    let anyway = words("button", "button small", w.send_anyway)
        .set("type", "button")
        .on("click", move |_| {
            // What comes between this question and the sending is asked about again.
            state.has_seen_what_is_asked(ticket);
            send(state);
            _ = keyboard::focus("#composer-text");
        });
    element("div", "newer")
        .child(
            element("p", "")
                .child(words("strong", "", said.join(" ")))
                .text([" ", &hint].concat()),
        )
        .child(element("div", "newer-actions").child(keep).child(anyway))
}
