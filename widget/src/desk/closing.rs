//! Closing a ticket by hand: asked about where that would surprise somebody, and taken back.

use gloo_net::http::Method;
use guichet_shared::{
    desk::{Change, Deed, Entry, Thread},
    event::{By, What},
    status::Status,
    ticket::TicketId,
};
use leptos::prelude::*;

use super::{
    composer::Mode,
    dialog,
    hands::Next,
    memory,
    state::{Dialog, State},
};
use crate::parts::element::{Element, element, words};

fn change(status: Status) -> Change {
    Change {
        status: Some(status),
        ..Change::default()
    }
}

/// Whether the customer has heard anything from the desk.
fn is_answered(thread: &Thread) -> bool {
    thread.events.iter().any(|event| {
        let said = matches!(
            event.what,
            Entry::Visible(What::Message { .. } | What::Proposal { .. } | What::News { .. })
        );
        said && event.by != By::Customer
    })
}

impl State {
    /// Sets the open ticket's status; before it is closed, asks where nobody has answered or where
    /// something that was written was not sent.
    pub fn set_status(self, status: Status) {
        let Some(thread) = self.open.thread_now() else {
            return;
        };
        if status != Status::Closed {
            self.act(Method::PATCH, "", &change(status), |_| {});
        } else if !is_answered(&thread) || self.has_unsent(thread.ticket.id) {
            self.dialog.set(Some(Dialog::Close));
        } else {
            self.close_ticket();
        }
    }

    /// Whether the agent has written something to the customer of a ticket that was not sent.
    pub fn has_unsent(self, ticket: TicketId) -> bool {
        let modes = [Mode::Reply, Mode::Proposal].into_iter();
        self.my_id().is_some_and(|me| {
            let mut names = modes.map(|mode| memory::message(me, ticket, mode));
            names.any(|name| memory::draft(&name).is_some_and(|text| !text.trim().is_empty()))
        })
    }

    fn close_ticket(self) {
        let Some(thread) = self.open.thread_now() else {
            return;
        };
        let (id, number) = (thread.ticket.id, thread.ticket.number);
        self.act(Method::PATCH, "", &change(Status::Closed), move |answer| {
            if answer.is_ok() {
                self.was_closed(id, number);
            }
        });
    }

    /// Tells that a ticket is closed now, and how to take that back.
    pub fn was_closed(self, id: TicketId, number: u32) {
        let closed = self.words().closing.closed;
        let closed = closed.replace("{number}", &number.to_string());
        self.tell_with(closed, Some(Next::Reopen(vec![id])));
    }

    /// Takes back that tickets were closed.
    pub fn reopen(self, tickets: Vec<TicketId>) {
        let status = Status::Open;
        self.do_to(tickets, Deed::Status { status, note: None });
    }
}

/// Asks whether to close it all the same.
pub fn question(state: State) -> Vec<Element> {
    let w = state.words();
    let Some(thread) = state.open.thread_now() else {
        return Vec::new();
    };
    let unsent = state.has_unsent(thread.ticket.id);
    let reasons = [
        (!is_answered(&thread)).then_some(w.closing.unanswered),
        unsent.then_some(w.closing.unsent),
    ];
    let reasons = reasons.into_iter().flatten();
    let close = words("button", "button accent", w.set_closed)
        .set("type", "button")
        .on("click", move |_| {
            dialog::close(state);
            state.close_ticket();
        });
    let number = thread.ticket.number.to_string();
    let title = w.closing.title.replace("{number}", &number);
    let mut content = vec![dialog::title(state, title)];
    content.extend(reasons.map(|reason| words("p", "dialog-text", reason)));
    content.push(
        element("div", "dialog-actions")
            .child(dialog::cancel(state).set("autofocus", ""))
            .child(close),
    );
    content
}
