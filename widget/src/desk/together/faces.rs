//! Who else is on a ticket, where its name stands, and who answers it, where one writes.

use guichet_shared::{
    desk::{Attending, Doing},
    ticket::TicketId,
};
use leptos::prelude::*;

use crate::{
    desk::state::State,
    parts::{
        element::{Element, element, words},
        initials::initials,
    },
};

/// Who else is on a ticket.
pub fn others(state: State, ticket: TicketId) -> ArcMemo<Vec<Attending>> {
    ArcMemo::new(move |_| state.together.on(ticket))
}

/// The others as small circles.
pub fn faces(state: State, here: ArcMemo<Vec<Attending>>) -> Element {
    element("span", "faces").live(move || {
        let here = here.get();
        here.iter()
            .map(|attending| face(state, attending))
            .collect()
    })
}

fn face(state: State, attending: &Attending) -> Element {
    let w = state.words().together;
    let (said, doing) = match attending.doing {
        Doing::Writing => (w.answering, "writing"),
        Doing::Reading | Doing::Gone => (w.reading, "reading"),
    };
    let said = said.replace("{who}", &attending.who.name);
    let letters = initials(&attending.who.name);
    element("span", "face")
        .set("data-doing", doing)
        .set("title", said.as_str())
        .child(words("span", "avatar", letters).set("aria-hidden", "true"))
        .child(words("span", "hidden", said))
}

/// A line for who else answers the open ticket.
pub fn answering(state: State, ticket: TicketId) -> Element {
    let names = Memo::new(move |_| {
        let here = state.together.on(ticket).into_iter();
        let answer = here.filter(|attending| attending.doing == Doing::Writing);
        answer
            .map(|attending| attending.who.name)
            .collect::<Vec<_>>()
    });
    element("p", "answering")
        .set("aria-live", "polite")
        .live(move || {
            let w = state.words().together;
            let names = names.get();
            let said = match names.len() {
                0 => return Vec::new(),
                1 => w.answering,
                _ => w.answering_many,
            };
            vec![words("span", "", said.replace("{who}", &names.join(", ")))]
        })
}
