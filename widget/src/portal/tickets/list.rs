//! The page that lists the visitor's tickets, and those that still wait to be sent.

use guichet_shared::{status::Turn, ticket::Ticket};

use super::{
    super::{
        focus, home, intl, new,
        outbox::{Item, Stage},
        route::View,
        state::State,
        ticket::sentence,
        time,
    },
    ask,
};
use crate::{
    api::{Failure, Load},
    parts::{
        element::{Element, element, words},
        rows::{row, rows},
        states::{notice, skeleton},
    },
    text::Text,
};

/// The page.
pub fn page(state: State, text: &'static Text) -> Element {
    state.title.set(text.ticket.tab_requests.to_owned());
    focus::arrive(state, true);
    let waiting = element("div", "").live(move || waiting(state, text));
    let list = element("div", "tickets").live(move || list(state, text));
    let memory = element("div", "").live(move || {
        let memory = !state.visitor.stored.get() && state.visitor.token.get().is_some();
        let line = || words("p", "untranslated", text.ticket.sent_memory);
        memory.then(line).into_iter().collect()
    });
    element("div", "page")
        .child(words("h1", "", text.ticket.tab_requests).set("tabindex", "-1"))
        .child(memory)
        .child(waiting)
        .child(list)
}

fn waiting(state: State, text: &'static Text) -> Vec<Element> {
    let items = state.requests.outbox.items.get();
    let unsent = items
        .iter()
        .filter(|item| is_unsent(item) && item.stage != Stage::Done);
    let unsent: Vec<_> = unsent.map(|item| unsent_row(state, text, item)).collect();
    if unsent.is_empty() {
        return Vec::new();
    }
    vec![element("div", "tickets").child(rows(unsent))]
}

/// Whether it is a ticket that is still on its way.
fn is_unsent(item: &Item) -> bool {
    item.to.is_none() && item.filed.is_none()
}

fn unsent_row(state: State, text: &'static Text, item: &Item) -> Element {
    let hint = new::waits(state, text, item.stage);
    let hint = hint.unwrap_or_else(|| text.ticket.sending.to_owned());
    let status =
        element("span", "row-status").child(words("span", "pill turn", text.ticket.waiting));
    let inside = element("span", "row-text")
        .child(words("span", "row-title", item.shown.as_str()))
        .child(status)
        .child(words("span", "row-detail", hint));
    element("div", "row").child(inside)
}

fn list(state: State, text: &'static Text) -> Vec<Element> {
    if state.visitor.token.get().is_none() {
        return vec![empty(state, text)];
    }
    state.requests.tickets.changed.track();
    let all = state.requests.tickets.all();
    match state.requests.tickets.load.get() {
        _ if !all.is_empty() => vec![rows(
            all.iter()
                .map(|(ticket, unread)| one(state, text, ticket, *unread)),
        )],
        Load::Waiting => vec![skeleton(text.loading, 3)],
        Load::Ready(()) => vec![empty(state, text)],
        Load::Failed(failure) => {
            // A list is never missing: there is only who may not read it.
            let failure = match failure {
                Failure::Missing => return vec![empty(state, text)],
                failure => failure,
            };
            vec![home::failed(state, text, "h2", failure, move || {
                state.requests.tickets.load.set(Load::Waiting);
                ask(state);
            })]
        }
    }
}

fn empty(state: State, text: &'static Text) -> Element {
    let items = state.requests.outbox.items.get();
    if items.iter().any(is_unsent) {
        return element("div", "");
    }
    let new =
        words("a", "button accent", text.ticket.tab_new).set("href", new::first(state).href());
    notice(
        "h2",
        text.ticket.requests_empty,
        text.ticket.requests_empty_hint,
        Some(new),
    )
}

fn one(state: State, text: &'static Text, ticket: &Ticket, count: u32) -> Element {
    let code = state.language.get_untracked().code;
    let unread = count > 0;
    let number = text
        .ticket
        .number
        .replace("{n}", &ticket.number.to_string());
    let title = words("span", "row-title", ticket.subject.as_str());
    let turn = match ticket.turn {
        Turn::Support => Some(text.ticket.turn_support),
        Turn::Customer => Some(text.ticket.turn_customer),
        Turn::Nobody => None,
    };
    let yours = ticket.turn == Turn::Customer;
    let pill = if yours { "pill yours" } else { "pill" };
    let status = element("span", "row-status")
        .child(words("span", "row-number", number))
        .child(words("span", "", sentence::status(state, ticket.status)))
        .children(turn.map(|turn| words("span", pill, turn)));
    let last = element("span", "row-detail")
        .child(words("span", "", sentence::sentence(state, &ticket.last)))
        .text(" · ")
        .child(time::time(state, &ticket.last.at));
    let badge = unread.then(|| {
        let said = intl::count(code, text.ticket.unread, count as usize);
        element("span", "dot").child(words("span", "hidden", said))
    });
    let details = [status, last].into_iter().chain(badge).collect();
    row(View::Ticket(ticket.id).href(), title, None, details, None)
        .set("class", if unread { "row unread" } else { "row" })
}
