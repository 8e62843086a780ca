//! The reply box, and the replies that have not arrived yet.

use guichet_shared::{
    status::Status,
    ticket::{Ticket, TicketId},
};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlTextAreaElement, KeyboardEvent};

use super::{
    super::{files, focus, history, intl, new, outbox::Progress, state::State, time},
    replies::{self, Pending},
};
use crate::{
    parts::{
        element::{Element, element, words},
        icons::{SEND, icon},
        states::button,
    },
    text::Text,
};

/// The box, or the way on from a ticket that is closed for good.
pub fn reply(state: State, text: &'static Text, id: TicketId) -> Vec<Element> {
    // Follows the status alone: what is being typed must not be drawn anew with each event.
    state.requests.tickets.status.track();
    let ticket = state.requests.tickets.shown.get_untracked();
    let until = ticket
        .as_ref()
        .and_then(|ticket| ticket.reopens_until.clone());
    let closed = ticket.as_ref().is_some_and(|ticket| is_closed(ticket));
    if closed && let Some((into, number)) = state.requests.tickets.goes_on(id) {
        let there = text.ticket.said_merged.replace("{n}", &number.to_string());
        let href = ["#/ticket/", &into.to_string()].concat();
        return vec![words("a", "button", there).set("href", href)];
    }
    if closed && until.as_deref().is_none_or(time::is_over) {
        return vec![closed_for_good(state, text, id)];
    }
    let code = state.language.get_untracked().code;
    let label = match until {
        Some(until) if closed => {
            let date = intl::day(code, &until);
            text.ticket.reply_closed.replace("{date}", &date)
        }
        _ => text.ticket.reply.to_owned(),
    };
    vec![form(state, text, id, &label, closed)]
}

fn is_closed(ticket: &Ticket) -> bool {
    ticket.status == Status::Closed
}

fn closed_for_good(state: State, text: &'static Text, id: TicketId) -> Element {
    let follow = button(text.ticket.follow_up, move || {
        state.requests.draft.follows.set(Some(id));
        history::go(state, new::first(state), None);
    });
    element("div", "notice")
        .child(words("p", "", text.ticket.closed_for_good))
        .child(follow)
}

fn form(state: State, text: &'static Text, id: TicketId, label: &str, closed: bool) -> Element {
    let replies = &state.requests.replies;
    let field = replies.text;
    let area = element("textarea", "")
        .set("id", "reply")
        .set("rows", "1")
        .set("aria-describedby", "reply-label")
        .set("placeholder", text.ticket.reply)
        .set("aria-label", text.ticket.reply)
        .text(field.get_untracked())
        .on("input", move |event| {
            field.set(event_target_value(&event));
            fit(&event);
            replies::typing(state, id);
        })
        .on("keydown", move |event| {
            let key: &KeyboardEvent = event.unchecked_ref();
            if key.key() == "Enter" && (key.ctrl_key() || key.meta_key()) {
                event.prevent_default();
                send(state, id);
            }
        });
    // After sending, and where a text comes back, the field shows what the signal says.
    let area = area.follow("data-empty", move || {
        let text = field.get();
        fill(&text);
        text.is_empty().then(String::new)
    });
    let submit = element("button", "send")
        .set("type", "submit")
        .set("aria-label", text.ticket.reply_send)
        .set("title", text.ticket.reply_send)
        .child(icon(SEND));
    let class = if closed { "hint" } else { "hidden" };
    let bar = element("div", "reply-bar")
        .child(files::picker(state, text, replies.files, true))
        .child(area)
        .child(submit);
    let form = element("form", "reply")
        .set("novalidate", "")
        .child(words("p", class, label).set("id", "reply-label"))
        .child(files::chosen(state, text, replies.files))
        .child(bar)
        .on("submit", move |event| {
            event.prevent_default();
            send(state, id);
        });
    files::landing(state, replies.files, form)
}

fn send(state: State, id: TicketId) {
    replies::send(state, id);
    focus::soon("#reply");
    request_animation_frame(|| {
        let end = document()
            .document_element()
            .map_or(0, |root| root.scroll_height());
        window().scroll_to_with_x_and_y(0.0, end.into());
    });
}

/// Writes into the field what was not typed there.
fn fill(text: &str) {
    if let Some(area) = document().get_element_by_id("reply") {
        let area: HtmlTextAreaElement = area.unchecked_into();
        if area.value() != text {
            area.set_value(text);
            _ = HtmlElement::style(&area).remove_property("height");
        }
    }
}

/// Makes the field as high as its text, within what the style sheet allows.
fn fit(event: &web_sys::Event) {
    if let Some(area) = event.target() {
        let area: HtmlTextAreaElement = area.unchecked_into();
        let style = HtmlElement::style(&area);
        _ = style.set_property("height", "auto");
        let height = [&area.scroll_height().to_string(), "px"].concat();
        _ = style.set_property("height", &height);
    }
}

/// Replies that have not arrived yet.
pub fn pending(state: State, text: &'static Text, id: TicketId) -> Vec<Element> {
    let pending = state.requests.replies.pending.get();
    let own = pending.iter().filter(|reply| reply.ticket == id);
    own.map(|reply| one(state, text, reply)).collect()
}

fn one(state: State, text: &'static Text, reply: &Pending) -> Element {
    let body = (!reply.body.is_empty())
        .then(|| element("div", "bubble-body").child(words("p", "plain", reply.body.as_str())));
    let left = reply
        .files
        .iter()
        .filter(|file| file.progress != Progress::Sent);
    let files: Vec<_> = left
        .map(|file| {
            let sending = file.progress == Progress::Sending;
            element("li", "file")
                .child(words("span", "file-name", file.name.as_str()))
                .children(sending.then(|| element("progress", "")))
        })
        .collect();
    let files = (!files.is_empty()).then(|| element("ul", "files").children(files));
    let end = match &reply.failed {
        None => words("p", "by", text.ticket.message_sending).set("role", "status"),
        Some(sentence) => {
            let (again, gone) = (reply.key.clone(), reply.key.clone());
            let retry = button(text.retry, move || replies::attempt(state, again.clone()));
            let discard = button(text.ticket.discard, move || {
                replies::discard(state, &gone);
                focus::soon("#reply");
            });
            element("div", "")
                .child(words("p", "wrong", sentence.as_str()).set("role", "alert"))
                .child(element("div", "answers").child(retry).child(discard))
        }
    };
    let class = if reply.failed.is_some() {
        "bubble mine failed"
    } else {
        "bubble mine sending"
    };
    element("li", class)
        .children(body)
        .children(files)
        .child(end)
}
