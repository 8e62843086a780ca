//! Sends what is in the composer: the text first, then each file.

use std::cell::RefCell;

use gloo_net::http::Method;
use guichet_shared::{
    desk::{Actions, NewNote, Thread, Written},
    status::Status,
    ticket::{Message, TicketId},
};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

use super::Mode;
use crate::desk::{
    call::{self, Refusal},
    memory,
    state::State,
    together::{self, mention},
};

/// What was last sent: the same text again is the same request, whatever has become of the ticket since.
struct Sent {
    /// The draft's name.
    name: String,
    /// The text, and what was chosen to go with it.
    text: String,
    key: String,
    /// Whether the ticket was taken with it.
    takes: bool,
}

thread_local! {
    static SENT: RefCell<Option<Sent>> = const { RefCell::new(None) };
}

/// Sends it all.
pub fn send(state: State) {
    let open = state.open;
    let (Some(id), Some(name)) = (open.id.get_untracked(), state.draft_name()) else {
        return;
    };
    if open.sending.get_untracked() {
        return;
    }
    let mode = open.mode.get_untracked();
    let text = memory::draft(&name).unwrap_or_default();
    let files = !mode.is_internal()
        && open
            .files
            .with_untracked(|files| files.get(&id).is_some_and(|files| !files.is_empty()));
    let message = Message::parse(&text);
    if message.is_err() && !files {
        let nothing = state.words().composer.nothing.to_owned();
        open.trouble.set(Some(nothing));
        crate::desk::keyboard::focus("#composer-text");
        return;
    }
    open.sending.set(true);
    open.trouble.set(None);
    spawn_local(async move {
        let sent = match message {
            Ok(body) => text_of(state, id, mode, name, &text, body).await,
            Err(_) => true,
        };
        if sent && files {
            send_files(state, id).await;
        }
        open.sending.set(false);
    });
}

/// Sends the text; whether that went well.
async fn text_of(
    state: State,
    id: TicketId,
    mode: Mode,
    name: String,
    text: &str,
    body: Message,
) -> bool {
    let resource = format!("/tickets/{id}/{}", mode.name());
    let chosen = untrack(|| state.hands.then_on(id));
    // With something else to do besides, it is another request.
    let (key, takes) = key(&name, &[text, &format!("{chosen:?}")].concat(), || {
        mode.takes() && untrack(|| state.would_take())
    });
    let then = if takes {
        Some(Actions {
            assign_to_me: true,
            ..chosen.clone().unwrap_or_default()
        })
    } else {
        chosen.clone()
    };
    let answer = if mode == Mode::Note {
        let mentions = mention::named(text, &mention::candidates(state));
        let note = NewNote {
            body,
            mentions,
            then: then.clone(),
        };
        call::send::<Thread>(Method::POST, &resource, &note, Some(&key)).await
    } else {
        // What goes to colleagues alone needs no guard.
        let after = state.seen_of(id).filter(|_| !mode.is_internal());
        let written = Written {
            body,
            after,
            then: then.clone(),
        };
        call::send::<Thread>(Method::POST, &resource, &written, Some(&key)).await
    };
    if matches!(answer, Err(Refusal::NewerMessage)) {
        state.overtaken(id);
        return false;
    }
    let closed = answer.as_ref().ok().map(|thread| &thread.ticket);
    let closed = closed.filter(|ticket| ticket.status == Status::Closed);
    let closed = closed.map(|ticket| (ticket.id, ticket.number));
    let refused = matches!(&answer, Err(Refusal::Fields(fields)) if fields.iter().any(|field| field == "mentions"));
    if state.settle(answer).is_err() {
        if refused {
            let sentence = state.words().handover.not_of_site.to_owned();
            state.open.trouble.set(Some(sentence));
        }
        return false;
    }
    if !mode.is_internal() {
        state.begins_anew(id);
        together::stopped(state);
    }
    if chosen.is_some() && untrack(|| state.hands.then_on(id)) == chosen {
        state.hands.then.set(None);
    }
    // What was typed since is another message.
    if memory::draft(&name).as_deref() == Some(text) {
        memory::keep_draft(&name, "");
        let area = document().get_element_by_id("composer-text");
        let area = area.and_then(|area| area.dyn_into::<HtmlTextAreaElement>().ok());
        if let Some(area) = area.filter(|_| state.draft_name().as_ref() == Some(&name)) {
            area.set_value("");
        }
    }
    if matches!(mode, Mode::Proposal | Mode::Solution) && state.open.id.get_untracked() == Some(id)
    {
        state.open.mode.set(Mode::Reply);
    }
    let w = state.words();
    state.say(match mode {
        Mode::Reply => w.composer.sent_reply,
        Mode::Note => w.composer.sent_note,
        Mode::Proposal => w.composer.sent_proposal,
        Mode::Solution => w.knowledge.sent_solution,
    });
    if let Some((id, number)) = closed.filter(|_| chosen.is_some()) {
        state.was_closed(id, number);
    }
    true
}

/// Sends the files one after another; those that are refused stay, with the reason beside them.
async fn send_files(state: State, id: TicketId) {
    let files = state.open.files;
    let pending = files.with_untracked(|files| files.get(&id).cloned().unwrap_or_default());
    for one in pending {
        let name = String::from(js_sys::encode_uri_component(&one.file.name()));
        let resource = format!("/tickets/{id}/attachments?name={name}");
        let answer = call::upload::<Thread>(&resource, &one.file, &one.key).await;
        files.update(|files| {
            let list = files.entry(id).or_default();
            match &answer {
                Ok(_) => list.retain(|known| known.key != one.key),
                Err(refusal) => {
                    let sentence = state.sentence(refusal);
                    let same = list.iter_mut().filter(|known| known.key == one.key);
                    same.for_each(|known| known.trouble = Some(sentence.clone()));
                }
            }
        });
        if let Ok(thread) = answer {
            state.took(thread);
        }
    }
}

/// The key of a text, and whether the ticket is taken with it.
fn key(name: &str, text: &str, takes: impl FnOnce() -> bool) -> (String, bool) {
    SENT.with_borrow_mut(|sent| match sent {
        Some(sent) if sent.name == name && sent.text == text => (sent.key.clone(), sent.takes),
        _ => {
            let (key, takes) = (call::key(), takes());
            *sent = Some(Sent {
                name: name.to_owned(),
                text: text.to_owned(),
                key: key.clone(),
                takes,
            });
            (key, takes)
        }
    })
}
