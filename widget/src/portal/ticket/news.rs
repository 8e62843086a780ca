//! What has just happened to a ticket, told to screen readers and to the host page.

use guichet_shared::{
    agent::PublicAgent,
    event::{By, Event, What},
    status::Status,
    ticket::Ticket,
};
use wasm_bindgen::JsValue;

use super::{
    super::{frame, route::View, state::State},
    sentence,
};

/// Tells it. `before` is the ticket as it was.
pub fn tell(state: State, before: &Ticket, now: &Ticket, event: &Event) {
    let number = || ("number", JsValue::from(now.number));
    if before.status != now.status {
        let from = ("from", before.status.as_str().into());
        let to = ("to", now.status.as_str().into());
        frame::event(state, "ticket:status", &[number(), from, to]);
        if now.status == Status::Closed {
            frame::event(state, "ticket:resolved", &[number()]);
        }
    }
    if let What::Handover {
        from, to, reason, ..
    } = &event.what
    {
        let name = |agent: &Option<PublicAgent>| {
            agent
                .as_ref()
                .map_or(JsValue::NULL, |agent| agent.name.as_str().into())
        };
        let from = ("from", name(from));
        let to = ("to", name(to));
        let reason = ("reason", reason.as_str().into());
        frame::event(state, "ticket:assigned", &[number(), from, to, reason]);
    }
    if event.by != By::Customer && state.page.get_untracked() == View::Ticket(now.id) {
        state.said.set(sentence::sentence(state, event));
    }
}
