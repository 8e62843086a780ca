//! Asks the server for the visitor's tickets.

use guichet_shared::ticket::{Thread, TicketId, Tickets as Listed};
use leptos::task::spawn_local;

use super::{
    super::{state::State, token},
    at, changed, take_thread, take_ticket,
};
use crate::api::{
    Failure, Load, Read,
    call::{Body, Call, Refusal},
};

/// Asks for a ticket with its timeline.
pub fn ask_thread(state: State, id: TicketId) {
    let Some(token) = state.visitor.token.get_untracked() else {
        return state
            .requests
            .tickets
            .thread
            .set(Load::Failed(Failure::Missing));
    };
    spawn_local(async move {
        let path = path(id, "");
        let answer = get(&path, &token).await;
        match answer.and_then(|value| Thread::read(&value).ok_or(Refusal::Unanswered)) {
            Ok(thread) => take_thread(state, thread),
            Err(refusal) => {
                if at(state) == Some(id) && !state.requests.tickets.is_whole(id) {
                    let failure = failed(state, &refusal);
                    state.requests.tickets.thread.set(Load::Failed(failure));
                }
            }
        }
    });
}

/// Asks for the list.
pub fn ask(state: State) {
    let Some(token) = state.visitor.token.get_untracked() else {
        return;
    };
    spawn_local(async move {
        let answer = get("/api/v1/tickets", &token).await;
        match answer.and_then(|value| Listed::read(&value).ok_or(Refusal::Unanswered)) {
            Ok(listed) => {
                for ticket in listed.tickets {
                    take_ticket(state, ticket);
                }
                state.requests.tickets.load.set(Load::Ready(()));
                changed(state);
            }
            Err(refusal) => {
                let failure = failed(state, &refusal);
                if !matches!(state.requests.tickets.load.get_untracked(), Load::Ready(())) {
                    state.requests.tickets.load.set(Load::Failed(failure));
                }
            }
        }
    });
}

/// Asks for the list again, and for the timeline that is shown.
pub fn refresh(state: State) {
    ask(state);
    if let Some(id) = at(state) {
        ask_thread(state, id);
    }
}

/// What a refusal means to who only reads.
fn failed(state: State, refusal: &Refusal) -> Failure {
    match refusal {
        Refusal::Unknown => {
            token::forget(state);
            Failure::Missing
        }
        Refusal::Missing => Failure::Missing,
        Refusal::TooMany(_) => Failure::Often,
        _ => Failure::Broken,
    }
}

async fn get(path: &str, token: &str) -> Result<wasm_bindgen::JsValue, Refusal> {
    let call = Call {
        path,
        token: Some(token),
        key: None,
        body: Body::Ask,
    };
    call.answer().await
}

/// The address of a ticket or of what belongs to it.
pub fn path(id: TicketId, resource: &str) -> String {
    ["/api/v1/tickets/", &id.to_string(), resource].concat()
}
