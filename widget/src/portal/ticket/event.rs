//! An event in the timeline: what somebody wrote in a bubble, everything else as a thin line.

use guichet_shared::{
    block::Block,
    event::{By, Event, What},
    status::Status,
    ticket::TicketId,
};

use super::{
    super::{intl, route::View, state::State, time},
    byline, picture, sentence,
};
use crate::{
    parts::{
        blocks::blocks,
        element::{Element, element, words},
    },
    text::Text,
};

/// One event.
pub fn event(state: State, text: &'static Text, id: TicketId, event: &Event) -> Element {
    match &event.what {
        What::Created { body } | What::Message { body } => bubble(state, text, event, body),
        What::Proposal { body } => {
            let bubble = bubble(state, text, event, body);
            bubble.set("class", "bubble proposal")
        }
        What::News { body, .. } => {
            let bubble = bubble(state, text, event, body);
            bubble.set("class", "bubble news")
        }
        What::File { file } => {
            let side = if yours(event) {
                "bubble file-bubble mine"
            } else {
                "bubble file-bubble"
            };
            element("li", side)
                .child(byline(state, &name(state, text, event), &event.at))
                .child(picture::file(state, text, id, file))
        }
        _ => line(state, event),
    }
}

/// Whether the ticket is closed after an event, where it was before or not.
pub fn closes(event: &Event, before: bool) -> bool {
    match &event.what {
        What::Status { to, .. } => *to == Status::Closed,
        What::Verdict { solved, .. } => *solved,
        What::Merged { .. } => true,
        What::Message { .. } if yours(event) => false,
        _ => before,
    }
}

/// That a reply has opened it again.
pub fn opened(state: State, text: &Text, event: &Event) -> Element {
    thin(state, words("span", "", text.ticket.said_opened), event)
}

fn yours(event: &Event) -> bool {
    event.by == By::Customer
}

fn name(state: State, text: &Text, event: &Event) -> String {
    if yours(event) {
        text.ticket.you.to_owned()
    } else {
        sentence::name(state, &event.by).to_owned()
    }
}

fn bubble(state: State, text: &'static Text, event: &Event, body: &[Block]) -> Element {
    let side = if yours(event) {
        "bubble mine"
    } else {
        "bubble"
    };
    let label = match event.what {
        What::Proposal { .. } => Some(text.ticket.proposal),
        What::News { .. } => Some(text.ticket.said_news),
        _ => None,
    };
    let label = label.map(|label| words("p", "bubble-label", label));
    element("li", side)
        .child(byline(state, &name(state, text, event), &event.at))
        .child(element("div", "bubble-body").children(label).child(blocks(
            element("div", "text"),
            body,
            text,
        )))
}

fn line(state: State, event: &Event) -> Element {
    let said = sentence::told(state, event, |until| {
        intl::until(state.language.get_untracked().code, until)
    });
    let said = said.join(". ");
    let note = sentence::note(event).map(|note| words("p", "line-note", note));
    let said = match &event.what {
        What::Incident { incident, .. } => {
            words("a", "", said).set("href", View::Incident(*incident).href())
        }
        _ => words("span", "", said),
    };
    thin(state, said, event).children(note)
}

/// A thin line with its time.
fn thin(state: State, said: Element, event: &Event) -> Element {
    let sentence = element("p", "")
        .child(said)
        .text(" · ")
        .child(time::time(state, &event.at));
    element("li", "line").child(sentence)
}
