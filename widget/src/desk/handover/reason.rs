//! Why a ticket is handed over: what the person chosen suggests, until the agent says otherwise.

use guichet_shared::{agent::Level, event::Reason};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;

use super::{Form, To};
use crate::{
    desk::{
        field::{labelled, select},
        state::State,
    },
    parts::element::{Element, element},
};

/// The reason where nothing speaks for another.
pub const USUAL: Reason = Reason::Expertise;

const PLACE: &str = "handover-reason";

/// The level that the ticket is at, and whether somebody has it.
fn standing(state: State) -> (u8, bool) {
    let thread = state.open.thread_now();
    thread.map_or((1, false), |thread| {
        (thread.ticket.level, thread.ticket.assignee.is_some())
    })
}

/// One level up.
pub fn next(state: State) -> u8 {
    standing(state).0 + 1
}

/// The choice of reasons.
pub fn choice(state: State, form: Form) -> Element {
    let w = state.words();
    let reasons = Reason::FOR_A_HANDOVER.into_iter().map(|reason| {
        (
            reason.as_str().to_owned(),
            w.reason_choice(reason).to_owned(),
        )
    });
    let label = w.handover.reason_label;
    let choice = select(label, reasons, USUAL.as_str(), move |name| {
        let mut all = Reason::FOR_A_HANDOVER.into_iter();
        if let Some(reason) = all.find(|reason| reason.as_str() == name) {
            form.reasoned.set(true);
            form.reason.set(reason);
        }
    });
    labelled(label, None, choice.set("id", PLACE))
}

/// Somebody was chosen: whoever is of a higher level than the ticket is asked for that.
pub fn follow(state: State, form: Form, to: To) {
    let (now, held) = standing(state);
    let level = to.agent().and_then(|to| {
        state.colleagues.with_untracked(|all| {
            let known = all.iter().find(|known| known.id == to);
            known.map(|known| known.level)
        })
    });
    let higher = level.filter(|level| *level > now);
    if let Some(higher) = higher {
        form.suits.set(higher);
        form.level.set(Level::try_from(i64::from(higher)).ok());
    }
    // What nobody has goes to the queue only as an escalation.
    if form.reasoned.get_untracked() || (to == To::Queue && !held) {
        return;
    }
    let reason = higher.map_or(USUAL, |_| Reason::Escalation);
    form.reason.set(reason);
    let select = document().get_element_by_id(PLACE);
    if let Some(select) = select.and_then(|select| select.dyn_into::<HtmlSelectElement>().ok()) {
        select.set_value(reason.as_str());
    }
}

/// To which level an escalation leads.
pub fn level(state: State, form: Form) -> Element {
    let (now, _) = standing(state);
    element("div", "").live(move || {
        let suits = form.suits.get();
        if form.reason.get() != Reason::Escalation || now >= Level::TOP {
            return Vec::new();
        }
        let label = state.words().knowledge.to_level;
        let levels = (now + 1..=Level::TOP).map(|level| (level.to_string(), level.to_string()));
        let choice = select(label, levels, &suits.to_string(), move |level| {
            let level = level.parse::<i64>().ok();
            form.level
                .set(level.and_then(|level| Level::try_from(level).ok()));
        });
        vec![labelled(label, None, choice)]
    })
}
