//! The open ticket: its header, its timeline, and where one writes.

mod header;
mod promise;

use guichet_shared::ticket::TicketId;
use leptos::prelude::*;

use super::{composer, keyboard, route::Route, state::State, time, timeline};
use crate::{
    api::{Failure, Load},
    parts::{
        element::{Element, element, words},
        icons::{BACK, icon},
        states::{button, notice},
    },
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    None,
    Waiting(TicketId),
    Failed(Failure),
    Ready(TicketId),
}

/// The column with the ticket.
pub fn ticket(state: State) -> Element {
    let w = state.words();
    let phase = Memo::new(move |_| match state.open.id.get() {
        None => Phase::None,
        Some(id) => state.open.load.with(|load| match load {
            Load::Waiting => Phase::Waiting(id),
            Load::Failed(failure) => Phase::Failed(*failure),
            Load::Ready(_) => Phase::Ready(id),
        }),
    });
    element("section", "ticket")
        .set("aria-label", w.ticket)
        .live(move || match phase.get() {
            Phase::None => vec![none(state)],
            Phase::Waiting(_) => vec![bones(state)],
            Phase::Failed(failure) => {
                let (title, hint) = match failure {
                    Failure::Missing => (w.ticket_missing, w.ticket_missing_hint),
                    Failure::Often | Failure::Broken => (w.failed, w.failed_hint),
                };
                let again = (failure != Failure::Missing).then(|| {
                    button(w.retry, move || {
                        if let Some(id) = state.open.id.get_untracked() {
                            state.open_ticket(id);
                        }
                    })
                });
                vec![back(state), notice("h2", title, hint, again)]
            }
            Phase::Ready(id) => vec![
                header::header(state),
                timeline::timeline(state),
                composer::composer(state, id),
            ],
        })
}

/// The way back to the queue, where both do not fit beside each other.
fn back(state: State) -> Element {
    let view = state
        .queue
        .question
        .with_untracked(|question| question.view);
    element("a", "tool back")
        .set("href", Route::Queue(view).href())
        .set("aria-label", state.words().back)
        .child(icon(BACK))
}

fn none(state: State) -> Element {
    let w = state.words();
    let keys = [
        ("j", w.keyboard.key_next),
        ("k", w.keyboard.key_before),
        ("Enter", w.keyboard.key_open),
        ("/", w.keyboard.key_search),
        ("?", w.keyboard.key_help),
    ];
    let keys = keys.map(|(key, meaning)| {
        element("li", "")
            .child(words("kbd", "", key))
            .child(words("span", "", meaning))
    });
    element("div", "none")
        .child(words("h2", "none-title", w.choose))
        .child(words("p", "", w.choose_hint))
        .child(unheld(state))
        .child(element("ul", "keys").children(keys))
}

/// What there is to do for whoever has just come.
fn unheld(state: State) -> Element {
    let w = state.words().queue;
    element("div", "none-next").live(move || {
        let counts = state.queue.counts.get();
        let count = counts.map_or(0, |counts| counts.unassigned);
        if count == 0 {
            return Vec::new();
        }
        let take = words("button", "button accent", w.take_urgent)
            .set("type", "button")
            .on("click", |_| _ = keyboard::click("#take-next"));
        vec![
            words("p", "", time::count(state.lang(), w.unheld, count)),
            take,
        ]
    })
}

fn bones(state: State) -> Element {
    let bone = || element("span", "bone");
    let bubbles = (0..4).map(|_| {
        element("div", "bone-bubble")
            .child(bone())
            .child(bone())
            .child(bone())
    });
    element("div", "skeleton ticket-skeleton")
        .child(words("p", "hidden", state.words().loading))
        .child(element("div", "bone-head").child(bone()).child(bone()))
        .children(bubbles)
}
