//! Asks before something is done to many tickets that their customers, or the agent, would not expect.

use guichet_shared::{
    desk::{Deed, Ticket},
    status::Status,
};
use leptos::prelude::*;

use super::put_off::breaks_a_promise;
use crate::{
    api::Load,
    desk::{dialog, state::State, time},
    parts::element::{Element, element, words},
};

/// Why to ask, each reason in a sentence; nothing where nobody would be surprised.
pub fn reasons(state: State, deed: &Deed) -> Vec<String> {
    let w = state.words();
    let selected = selected(state);
    let count = |forms, fits: &dyn Fn(&Ticket) -> bool| {
        let count = selected.iter().filter(|ticket| fits(ticket)).count();
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        (count > 0).then(|| time::count(state.lang(), forms, count))
    };
    let reasons = match deed {
        Deed::Status {
            status: Status::Closed,
            ..
        } => [
            count(w.closing.many_unanswered, &|ticket| {
                !ticket.answered && ticket.status != Status::Closed
            }),
            count(w.closing.many_unsent, &|ticket| state.has_unsent(ticket.id)),
        ],
        Deed::Snooze { until: Some(until) } => {
            let breaks = |ticket: &Ticket| breaks_a_promise(ticket, until);
            [count(w.put_off.many, &breaks), None]
        }
        _ => [None, None],
    };
    reasons.into_iter().flatten().collect()
}

/// The tickets that are selected, as far as they are in the queue.
fn selected(state: State) -> Vec<Ticket> {
    let selected = state.hands.selected.get_untracked();
    state.queue.load.with_untracked(|load| match load {
        Load::Ready(page) => {
            let tickets = page.tickets.iter();
            let selected = tickets.filter(|it| selected.iter().any(|(id, _)| *id == it.id));
            selected.cloned().collect()
        }
        _ => Vec::new(),
    })
}

/// Asks whether to do it all the same.
pub fn sure(state: State, deed: Deed) -> Vec<Element> {
    let w = state.words();
    // What is done is done to those that were asked about, whatever becomes of the selection meanwhile.
    let tickets: Vec<_> = state.hands.selected.with_untracked(|all| {
        let ids = all.iter().map(|(id, _)| *id);
        ids.collect()
    });
    let selected = u32::try_from(tickets.len()).unwrap_or(u32::MAX);
    let (title, does) = match deed {
        Deed::Snooze { .. } => (w.put_off.many_title, w.sorting.snooze),
        _ => (w.closing.many_title, w.set_closed),
    };
    let title = time::count(state.lang(), title, selected);
    let mut content = vec![dialog::title(state, title)];
    let reasons = reasons(state, &deed).into_iter();
    content.extend(reasons.map(|reason| words("p", "dialog-text", reason)));
    let go_on = words("button", "button accent", does)
        .set("type", "button")
        .on("click", move |_| {
            dialog::close(state);
            state.do_to(tickets.clone(), deed.clone());
        });
    content.push(
        element("div", "dialog-actions")
            .child(dialog::cancel(state).set("autofocus", ""))
            .child(go_on),
    );
    content
}
