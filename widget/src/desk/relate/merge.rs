//! The dialog that merges: into an open ticket of the same customer alone, which it says. What has to do with
//! another ticket besides can be linked.

use gloo_net::http::Method;
use guichet_shared::{
    desk::{Merge, Thread, Ticket},
    status::Status,
    ticket::TicketId,
};
use leptos::prelude::*;

use super::{actions, choices, said, search};
use crate::{
    desk::{
        composer::Mode,
        dialog, memory,
        route::Route,
        state::{Dialog, State},
    },
    parts::element::{Element, element, words},
};

/// Merges the open ticket into another one of the same customer.
pub fn merge(state: State) -> Vec<Element> {
    let w = state.words();
    let Some(thread) = state.open.thread_now() else {
        return Vec::new();
    };
    let others = thread.others.iter();
    let open = others.filter(|other| other.status != Status::Closed);
    let open: Vec<Ticket> = open.cloned().collect();
    let title = dialog::title(state, w.relate.merge);
    if open.is_empty() {
        let link = link_instead(state, "button accent").set("autofocus", "");
        return vec![
            title,
            words("p", "dialog-text", w.relate.merge_none),
            element("div", "dialog-actions")
                .child(dialog::cancel(state))
                .child(link),
        ];
    }
    let (wrong, chosen) = (RwSignal::new(None), RwSignal::new(None::<TicketId>));
    let found = RwSignal::new(open.clone());
    let look = move |text: String| {
        let text = text.trim_start_matches('#').to_lowercase();
        let fits = |ticket: &&Ticket| {
            ticket.subject.to_lowercase().contains(&text) || ticket.number.to_string() == text
        };
        chosen.set(None);
        found.set(open.iter().filter(fits).cloned().collect());
    };
    let none = move || {
        vec![
            words("p", "palette-none", w.relate.merge_none_fits),
            element("div", "palette-none").child(link_instead(state, "button small")),
        ]
    };
    let form = element("form", "dialog-form")
        .set("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            let Some(into) = chosen.get_untracked() else {
                wrong.set(Some(w.relate.choose.to_owned()));
                return;
            };
            let (thread, found) = (thread.clone(), found.get_untracked());
            let body = Merge { into };
            state.act(Method::POST, "/merge", &body, move |answer| match answer {
                Ok(()) => {
                    dialog::close(state);
                    let other = found.iter().find(|ticket| ticket.id == into);
                    went_on(state, &thread, into, other.map_or(0, |other| other.number));
                }
                Err(refusal) => _ = wrong.try_set(Some(state.sentence(&refusal))),
            });
        })
        .child(words("p", "dialog-text", w.relate.merge_hint))
        .child(search(state, look))
        .child(choices(state, found, chosen, none))
        .child(said(wrong))
        .child(actions(state, w.relate.merge_now));
    vec![title, form]
}

/// The agent goes on where the ticket does, and takes along what they have not sent yet.
fn went_on(state: State, from: &Thread, into: TicketId, number: u32) {
    if let Some(me) = state.my_id() {
        let [here, there] = [from.ticket.id, into].map(|id| memory::message(me, id, Mode::Reply));
        if let Some(text) = memory::draft(&here).filter(|_| memory::draft(&there).is_none()) {
            memory::keep_draft(&there, &text);
            memory::keep_draft(&here, "");
        }
    }
    let merged = state.words().relate.merged;
    let merged = merged
        .replace("{n}", &from.ticket.number.to_string())
        .replace("{into}", &number.to_string());
    state.tell(merged);
    state.go(Route::Ticket(into));
}

/// Leads to the dialog that links.
fn link_instead(state: State, class: &'static str) -> Element {
    words("button", class, state.words().relate.link)
        .set("type", "button")
        .on("click", move |_| {
            dialog::leave(state, move || state.dialog.set(Some(Dialog::Link)));
        })
}
