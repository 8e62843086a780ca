//! Whose turn it is once a reply is sent, said before it is, and the choice to wait for the customer.

use guichet_shared::{
    desk::Actions,
    status::{Act, Party, Status, Turn},
    ticket::TicketId,
};
use leptos::prelude::*;

use super::Mode;
use crate::{
    desk::{keyboard, state::State},
    parts::element::{Element, element, words},
};

/// What waits for the customer and does nothing else.
fn waiting() -> Actions {
    Actions {
        status: Some(Status::Waiting),
        ..Actions::default()
    }
}

/// Whether all that goes with a reply is said here.
pub fn says(actions: &Actions) -> bool {
    *actions == waiting()
}

/// The line.
pub fn turn(state: State, ticket: TicketId) -> Element {
    let w = state.words();
    let status = Memo::new(move |_| state.open.thread().map(|thread| thread.ticket.status));
    let nobodys = Memo::new(move |_| state.would_take());
    element("div", "composer-turn").live(move || {
        let status = status
            .get()
            .filter(|_| state.open.mode.get() == Mode::Reply);
        let Some(now) = status else { return Vec::new() };
        let then = state.hands.then_on(ticket).and_then(|then| then.status);
        let after = then.or_else(|| now.after(Party::Agent, Act::Reply));
        let said = match after.map(Status::turn) {
            Some(Turn::Support) => w.composer.turn_ours,
            Some(Turn::Customer) => w.composer.turn_theirs,
            Some(Turn::Nobody) | None => w.composer.turn_nobodys,
        };
        let choice = now.after(Party::Agent, Act::Ask).map(|_| {
            let tick = element("input", "")
                .set("type", "checkbox")
                .set("id", "composer-wait")
                .set_some("checked", (then == Some(Status::Waiting)).then_some(""))
                .on("change", move |event| {
                    choose(state, ticket, event_target_checked(&event));
                    // It is drawn anew.
                    request_animation_frame(|| _ = keyboard::focus("#composer-wait"));
                });
            let text = words("span", "tick-label", w.composer.then_wait);
            element("label", "tick").child(tick).child(text)
        });
        let takes = now != Status::Closed && nobodys.get();
        let said = if takes {
            [w.composer.takes, " ", said].concat()
        } else {
            said.to_owned()
        };
        let said = words("span", "composer-after", said).set("role", "status");
        choice.into_iter().chain([said]).collect()
    })
}

impl State {
    /// Whether who writes to the customer now is the first to have the open ticket.
    pub fn would_take(self) -> bool {
        self.open.thread().is_some_and(|thread| {
            thread.ticket.assignee.is_none() && thread.ticket.status != Status::Closed
        })
    }
}

/// Adds it to what goes with the reply, or takes it out.
fn choose(state: State, ticket: TicketId, wait: bool) {
    let mut actions = untrack(|| state.hands.then_on(ticket)).unwrap_or_default();
    actions.status = wait.then_some(Status::Waiting);
    let then = (!actions.is_empty()).then_some((ticket, actions));
    state.hands.then.set(then);
}
