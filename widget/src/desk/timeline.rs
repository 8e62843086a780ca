//! What happened to the open ticket, in order: who wrote as bubbles, the rest as thin lines.

mod attachment;
mod behind;
pub mod sentence;
pub mod text;

use guichet_shared::{
    agent::Colleague,
    block::Block,
    desk::{Entry, Event},
    event::{By, What},
};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use self::text::Written;
use super::{keyed::keyed, people, relate, state::State, time};
use crate::parts::{
    blocks::blocks,
    element::{Element, element, words},
};

/// Near enough to the end to stay there when something is added, in pixels.
const NEAR: i32 = 80;

/// The timeline.
pub fn timeline(state: State) -> Element {
    let w = state.words();
    let stuck = state.open.stuck;
    stuck.set(true);
    let list = keyed(
        element("ol", "events"),
        move || {
            let thread = state.open.thread();
            let events = thread.map_or_else(Vec::new, |thread| thread.events.clone());
            if stuck.get_untracked() {
                to_the_end();
            }
            events
                .into_iter()
                .map(|event| (event.seq.to_string(), event))
                .collect()
        },
        move |event| {
            let event = event.get_untracked();
            one(state, &event)
        },
    );
    let typing = element("p", "typing")
        .set("aria-live", "polite")
        .live(move || {
            let typing = state.open.typing.get();
            if typing && stuck.get_untracked() {
                to_the_end();
            }
            typing
                .then(|| words("span", "", w.customer_types))
                .into_iter()
                .collect()
        });
    element("div", "timeline")
        .set("id", "timeline")
        .set("tabindex", "0")
        .set("role", "region")
        .set("aria-label", w.timeline)
        .follow("data-end", move || {
            // What stands below has changed its height, perhaps.
            state.open.files.track();
            state.open.trouble.track();
            state.open.mode.track();
            follow(state);
            None
        })
        .on("scroll", move |event| {
            if let Some(box_) = event
                .target()
                .and_then(|it| it.dyn_into::<web_sys::Element>().ok())
            {
                let left = box_.scroll_height() - box_.scroll_top() - box_.client_height();
                stuck.set(left < NEAR);
            }
        })
        .child(list)
        .child(typing)
}

/// Shows the end, once what is being added stands.
fn to_the_end() {
    request_animation_frame(|| {
        if let Some(box_) = document().get_element_by_id("timeline") {
            box_.set_scroll_top(box_.scroll_height());
        }
    });
}

/// Goes on showing the end where that is what is shown: something has become larger.
pub fn follow(state: State) {
    if state.open.stuck.get_untracked() {
        to_the_end();
    }
}

fn one(state: State, event: &Event) -> Element {
    let written = text::written(state.words(), &event.what, |agent| &agent.name);
    if let Some(written) = written {
        return bubble(state, event, written);
    }
    let Entry::Visible(What::File { file }) = &event.what else {
        return line(state, event);
    };
    let file = attachment::attachment(state, file);
    // A file comes with what was written, mostly right after it.
    let head = (!follows_the_same(state, event)).then(|| head(state, event, None));
    element("li", "message file")
        .set("data-side", side(event))
        .children(head)
        .child(file)
}

/// Whether the event before is a message or a file of the same person.
fn follows_the_same(state: State, event: &Event) -> bool {
    let thread = state.open.thread_now();
    let before = thread.and_then(|thread| {
        let before = thread
            .events
            .iter()
            .rev()
            .find(|known| known.seq < event.seq);
        before.cloned()
    });
    before.is_some_and(|before| {
        let said = matches!(
            before.what,
            Entry::Visible(What::Created { .. } | What::Message { .. } | What::File { .. })
        );
        said && before.by == event.by
    })
}

fn side(event: &Event) -> &'static str {
    match event.by {
        By::Customer => "customer",
        By::Agent(_) | By::Guest(_) | By::System => "desk",
    }
}

fn bubble(state: State, event: &Event, written: Written) -> Element {
    let text = state.language.get_untracked().text;
    let body = blocks(element("div", "bubble prose"), &written.body, text);
    let body = super::articles::link::outside(state, body);
    element("li", "message")
        .set("data-side", side(event))
        .set_some("data-internal", written.internal.then_some("true"))
        .child(head(state, event, written.label))
        .child(body)
}

fn head(state: State, event: &Event, label: Option<Element>) -> Element {
    let w = state.words();
    let who = match &event.by {
        By::Customer => element("span", "who").child(words("strong", "", customer(state))),
        By::Agent(agent) => element("span", "who")
            .child(people::small(state, agent).set("aria-hidden", "true"))
            .child(words("strong", "", agent.name.as_str())),
        By::Guest(name) => element("span", "who")
            .child(words("strong", "", name.as_str()))
            .child(words("span", "label guest", w.together.guest)),
        By::System => element("span", "who").child(words("strong", "", w.system)),
    };
    let said = matches!(
        event.what,
        Entry::Visible(What::Message { .. } | What::Created { .. })
    );
    let more = (said && event.by == By::Customer).then(|| relate::message_menu(state, event.seq));
    element("div", "message-head")
        .child(who)
        .children(label)
        .child(time::since(state, "when", event.at.clone(), "long"))
        .children(more)
}

/// What the customer of the open ticket is called.
fn customer(state: State) -> String {
    let thread = state.open.thread_now();
    let name = thread.and_then(|thread| {
        let ticket = &thread.ticket;
        ticket.name.clone().or_else(|| ticket.email.clone())
    });
    name.unwrap_or_else(|| state.words().queue.customer.to_owned())
}

/// What happened, with agents by their names.
fn named(what: &What<Colleague, Vec<Block>>) -> What<String, ()> {
    what.clone().map(|agent| agent.name, |_| ())
}

fn line(state: State, event: &Event) -> Element {
    let w = state.words();
    let who = match &event.by {
        By::Customer => customer(state),
        By::Agent(agent) => agent.name.clone(),
        By::Guest(name) => name.clone(),
        By::System => w.system.to_owned(),
    };
    let site = state
        .open
        .thread_now()
        .map(|thread| thread.ticket.site.clone());
    let status = |status| match &site {
        Some(site) => state.status(site, status),
        None => w.status(status).to_owned(),
    };
    let clock = |at: &str| time::clock(state.lang(), at, js_sys::Date::now());
    let (sentence, note) = match &event.what {
        Entry::Visible(what) => (
            sentence::sentence(w, &who, &named(what), &status, &clock),
            sentence::remark(what),
        ),
        Entry::Internal(what) => (behind::sentence(w, &who, what, &clock), None),
    };
    element("li", "line")
        .child(
            element("p", "")
                .text([sentence.as_str(), " "].concat())
                .child(time::since(state, "when", event.at.clone(), "long")),
        )
        .children(note.map(|note| words("blockquote", "remark", note)))
}
