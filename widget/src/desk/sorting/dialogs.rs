//! What several tickets are asked at once: to whom they go, which tags they get.

use std::collections::BTreeMap;

use guichet_shared::{desk::Deed, event::Reason};
use leptos::prelude::*;

use crate::{
    desk::{
        dialog,
        field::{labelled, line, select},
        state::State,
        wrong::Wrong,
    },
    parts::element::{Element, element, words},
};

/// Why many tickets may move at once.
const REASONS: [Reason; 5] = [
    Reason::Workload,
    Reason::Expertise,
    Reason::Absence,
    Reason::ShiftEnd,
    Reason::CustomerRequest,
];

fn form(
    state: State,
    send: &'static str,
    fields: Vec<Element>,
    done: impl Fn() -> bool + 'static,
) -> Element {
    let send = words("button", "button accent", send).set("type", "submit");
    element("form", "dialog-form")
        .set("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            if done() {
                dialog::close(state);
            }
        })
        .children(fields)
        .child(
            element("div", "dialog-actions")
                .child(dialog::cancel(state))
                .child(send),
        )
}

/// To whom they go, and why.
pub fn assign(state: State) -> Vec<Element> {
    let w = state.words();
    let (to, reason) = (
        RwSignal::new(String::new()),
        RwSignal::new(Reason::Workload),
    );
    let colleagues = state.colleagues.get_untracked().into_iter();
    let colleagues = colleagues.map(|colleague| (colleague.id.to_string(), colleague.name));
    let queue = std::iter::once((String::new(), w.handover.to_queue.to_owned()));
    let people = select(w.handover.to_whom, queue.chain(colleagues), "", move |id| {
        to.set(id);
    });
    let reasons = REASONS.map(|it| (it.as_str().to_owned(), w.reason_choice(it).to_owned()));
    let why = select(
        w.handover.reason_label,
        reasons,
        Reason::Workload.as_str(),
        move |name| {
            if let Some(it) = REASONS.into_iter().find(|it| it.as_str() == name) {
                reason.set(it);
            }
        },
    );
    let fields = vec![
        labelled(w.handover.to_whom, None, people),
        labelled(w.handover.reason_label, None, why),
    ];
    let form = form(state, w.hand_over, fields, move || {
        state.arrange(Deed::Assign {
            to: to.get_untracked().parse().ok(),
            reason: reason.get_untracked(),
        });
        true
    });
    vec![dialog::title(state, w.sorting.give), form]
}

/// Which tags they get and lose.
pub fn tags(state: State) -> Vec<Element> {
    let w = state.words();
    let typed = [RwSignal::new(String::new()), RwSignal::new(String::new())];
    let wrong = Wrong::new();
    let fields = vec![
        wrong.field(
            "add",
            w.sorting.add_tags,
            Some(w.sorting.tags_hint),
            line(typed[0], "1000"),
        ),
        wrong.field(
            "remove",
            w.sorting.remove_tags,
            None,
            line(typed[1], "1000"),
        ),
    ];
    let form = form(state, w.sorting.set_tags, fields, move || {
        let mut said = BTreeMap::new();
        let mut read = |name: &str, value: RwSignal<String>| {
            let tags = state.tags_of(&value.get_untracked());
            tags.unwrap_or_else(|sentence| {
                said.insert(name.to_owned(), sentence);
                Vec::new()
            })
        };
        let (add, remove) = (read("add", typed[0]), read("remove", typed[1]));
        if said.is_empty() && add.is_empty() && remove.is_empty() {
            said.insert("add".to_owned(), w.sorting.tags_missing.to_owned());
        }
        let fine = said.is_empty();
        if fine {
            state.arrange(Deed::Tags { add, remove });
        } else {
            wrong.say(said);
        }
        fine
    });
    vec![dialog::title(state, w.sorting.edit_tags), form]
}
