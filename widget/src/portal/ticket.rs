//! One ticket: where it stands, who has it, what happened, and what the customer can do.

mod answer;
mod event;
pub mod news;
mod picture;
mod rating;
pub mod replies;
mod reply;
pub mod sentence;
pub mod standing;
mod verdict;

use std::mem;

use guichet_shared::{
    event::By,
    status::Status,
    ticket::{Ticket, TicketId},
    topic::FieldKind,
};
use leptos::prelude::*;

pub use self::{answer::Answer, picture::Pictures};
use super::{focus, home, intl, new, state::State, tickets, time};
use crate::{
    api::{Failure, Load},
    parts::{
        element::{Element, element, words},
        states::{notice, skeleton_article},
    },
    text::Text,
};

/// The page.
pub fn page(state: State, text: &'static Text, id: TicketId) -> Element {
    state.title.set(text.ticket.tab_requests.to_owned());
    replies::enter(state, id);
    tickets::enter(state, id);
    focus::arrive(state, false);
    element("div", "page ticket").live(move || match state.requests.tickets.thread.get() {
        Load::Waiting => skeleton_article(text.loading, None),
        Load::Ready(()) => {
            focus::arrive(state, true);
            let ticket = state.requests.tickets.shown.get_untracked();
            ticket
                .map(|ticket| read(state, text, &ticket))
                .unwrap_or_default()
        }
        Load::Failed(failure) => {
            focus::arrive(state, true);
            vec![failed(state, text, id, failure)]
        }
    })
}

fn failed(state: State, text: &'static Text, id: TicketId, failure: Failure) -> Element {
    if failure == Failure::Missing {
        let all = words("a", "button", text.ticket.tab_requests).set("href", "#/tickets");
        let ticket = text.ticket;
        return notice(
            "h1",
            ticket.ticket_missing,
            ticket.ticket_missing_hint,
            Some(all),
        );
    }
    home::failed(state, text, "h1", failure, move || {
        state.requests.tickets.thread.set(Load::Waiting);
        tickets::ask_thread(state, id);
    })
}

fn read(state: State, text: &'static Text, ticket: &Ticket) -> Vec<Element> {
    let id = ticket.id;
    state.title.set(ticket.subject.clone());
    let number = text
        .ticket
        .number
        .replace("{n}", &ticket.number.to_string());
    let topic = ticket
        .topic
        .as_ref()
        .map(|topic| new::localised(state, topic));
    let eyebrow = match topic {
        Some(topic) if !topic.is_empty() => [&number, " · ", topic].concat(),
        _ => number,
    };
    let head = element("header", "")
        .child(words("p", "eyebrow", eyebrow))
        .child(words("h1", "", ticket.subject.as_str()).set("tabindex", "-1"));
    let standing = element("section", "standing").live(move || {
        state.requests.tick.track();
        let ticket = state.requests.tickets.shown.get();
        ticket
            .map(|ticket| standing::standing(state, text, &ticket))
            .unwrap_or_default()
    });
    let mut from = 0;
    let mut first = true;
    let mut closed = false;
    let timeline = element("ol", "timeline")
        .set("aria-label", text.ticket.conversation)
        .grow(move || {
            state.requests.tickets.events.track();
            let new = state.requests.tickets.events_of(id, from);
            from += new.len();
            if !first && !new.is_empty() {
                follow_down();
            }
            first = false;
            let mut told = Vec::new();
            for event in &new {
                let now = event::closes(event, closed);
                // The reply says it to those who wrote it; the line says it to all who read.
                if mem::replace(&mut closed, now) && !now && event.by == By::Customer {
                    told.push(event::opened(state, text, event));
                }
                told.push(event::event(state, text, id, event));
            }
            told
        });
    let pending = element("ol", "timeline pending").live(move || reply::pending(state, text, id));
    let writing = element("p", "writing-now")
        .set("role", "status")
        .live(move || {
            let writing = state.requests.writing.get() == Some(id);
            let line = || {
                words(
                    "span",
                    "",
                    text.ticket.writing.replace("{name}", &writer(state)),
                )
            };
            writing.then(line).into_iter().collect()
        });
    let asked = element("div", "").live(move || match state.requests.tickets.status.get() {
        Some(Status::Proposed) => vec![verdict::verdict(state, text, id)],
        Some(Status::Closed) => vec![rating::rating(state, text, id)],
        _ => Vec::new(),
    });
    let reply = element("div", "reply-place").live(move || reply::reply(state, text, id));
    let mut views = vec![head, standing];
    views.extend(answers(state, text, ticket));
    views.extend([timeline, pending, writing, asked, reply]);
    views
}

/// What the topic asked for when the ticket was filed.
fn answers(state: State, text: &Text, ticket: &Ticket) -> Option<Element> {
    if ticket.answers.is_empty() {
        return None;
    }
    let code = state.language.get_untracked().code;
    let lines = ticket.answers.iter().map(|answered| {
        let value = new::localised(state, &answered.value);
        let value = match answered.kind {
            FieldKind::Checkbox => text.ticket.ticked.to_owned(),
            FieldKind::Date => intl::day(code, value),
            _ => value.to_owned(),
        };
        element("div", "")
            .child(words("dt", "", new::localised(state, &answered.label)))
            .child(words("dd", "", value))
    });
    let list = element("dl", "details").children(lines);
    let summary = words("summary", "", text.ticket.answers);
    Some(element("details", "along").child(summary).child(list))
}

/// Who is writing, as far as the customer may know.
fn writer(state: State) -> String {
    let holder = state.requests.tickets.shown.with_untracked(|ticket| {
        let holder = ticket.as_ref()?.holder.as_ref()?;
        Some(holder.agent.name.clone())
    });
    holder.unwrap_or_else(|| state.site.name.clone())
}

/// Keeps the end of the conversation in sight for those who are looking at it.
fn follow_down() {
    let window = window();
    let Some(root) = document().document_element() else {
        return;
    };
    let height = window
        .inner_height()
        .ok()
        .and_then(|height| height.as_f64());
    let below = f64::from(root.scroll_height())
        - window.scroll_y().unwrap_or_default()
        - height.unwrap_or_default();
    // What has just come is below already, and may bring a question with it.
    if below < 400.0 {
        request_animation_frame(move || {
            let end = document()
                .document_element()
                .map_or(0, |root| root.scroll_height());
            leptos::prelude::window().scroll_to_with_x_and_y(0.0, end.into());
        });
    }
}

/// A name above what somebody wrote, with its time.
fn byline(state: State, name: &str, at: &str) -> Element {
    element("p", "by")
        .child(words("span", "by-name", name))
        .child(time::time(state, at))
}
