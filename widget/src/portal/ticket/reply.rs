//! The reply box, and the replies that have not arrived yet.

use guichet_shared::{
    status::Status,
    ticket::{Ticket, TicketId},
};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlTextAreaElement, KeyboardEvent};

use super::{
    super::{
        files, focus, history, intl, length, new,
        outbox::{Item, Progress, Stage, hurry},
        state::State,
        time,
    },
    replies,
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
        .child(length::line::<{ replies::LONGEST }>(state, text, field))
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

/// Replies that have not arrived yet, and those of which a file never will.
pub fn pending(state: State, text: &'static Text, id: TicketId) -> Vec<Element> {
    let items = state.requests.outbox.items.get();
    let own = items.iter().filter(|item| item.to == Some(id));
    own.map(|item| one(state, text, item)).collect()
}

fn one(state: State, text: &'static Text, item: &Item) -> Element {
    let body = item
        .filed
        .is_none()
        .then(|| element("div", "bubble-body").child(words("p", "plain", item.shown.as_str())));
    let left = item
        .files
        .iter()
        .filter(|file| file.progress != Progress::Sent);
    let files: Vec<_> = left.map(|file| new::line(text, file)).collect();
    let files = (!files.is_empty()).then(|| element("ul", "files").children(files));
    let why = match item.stage {
        Stage::Refused => Some(text.ticket.message_refused.to_owned()),
        stage => new::waits(state, text, stage),
    };
    let (class, end) = match why {
        None if item.stage != Stage::Done => (
            "bubble mine sending",
            vec![words("p", "by", text.ticket.message_sending).set("role", "status")],
        ),
        why => ("bubble mine failed", left_over(state, text, item, why)),
    };
    element("li", class)
        .children(body)
        .children(files)
        .children(end)
}

/// Why it is still here, and what the customer can do.
fn left_over(state: State, text: &'static Text, item: &Item, why: Option<String>) -> Vec<Element> {
    let (again, gone) = (item.key.clone(), item.key.clone());
    let waits = !matches!(item.stage, Stage::Refused | Stage::Done);
    let why = why.map(|mut why| {
        if waits {
            why += " ";
            why += new::kept(text, item);
        }
        words("p", "wrong", why).set("role", "alert")
    });
    let retry = waits.then(|| button(text.retry, move || hurry(state, &again)));
    let discard = button(text.ticket.discard, move || {
        replies::discard(state, &gone);
        focus::soon("#reply");
    });
    let answers = element("div", "answers").children(retry).child(discard);
    why.into_iter().chain([answers]).collect()
}
