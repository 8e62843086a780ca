//! Asks before a known problem is closed: each customer concerned is asked about what was written.

use leptos::prelude::*;

use super::{page, view::title};
use crate::{
    api::Load,
    desk::{dialog, state::State, time},
    parts::element::{Element, element, words},
};

/// The question.
pub fn question(state: State) -> Vec<Element> {
    let w = state.words();
    let Load::Ready(incident) = state.incidents.load.get_untracked() else {
        return Vec::new();
    };
    let tickets = incident.summary.tickets;
    let asks = match tickets {
        0 => w.incidents.closes_none.to_owned(),
        some => time::count(state.lang(), w.incidents.closes, some),
    };
    let name = title(state, &incident.summary);
    let close = words("button", "button accent", w.incidents.close)
        .set("type", "button")
        .on("click", move |_| {
            dialog::close(state);
            page::say(state, true);
        });
    vec![
        dialog::title(state, w.incidents.close_title.replace("{title}", &name)),
        words(
            "p",
            "dialog-text",
            [&asks, " ", w.incidents.closes_hint].concat(),
        ),
        element("div", "dialog-actions")
            .child(dialog::cancel(state).set("autofocus", ""))
            .child(close),
    ]
}
