//! Macros: chosen in the composer, with what they also do shown before anything is sent.

mod page;

use gloo_net::http::Method;
use guichet_shared::{
    desk::{Actions, Macro, Placeholders, Ticket},
    status::Status,
    ticket::TicketId,
};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

pub use self::page::{page, removal};
use super::{
    composer::{Mode, turn},
    dialog,
    field::labelled,
    keyboard, memory,
    route::Route,
    state::State,
};
use crate::parts::{
    element::{Element, element, words},
    icons::{CROSS, icon},
};

/// The macros that the open ticket can take.
pub fn fitting(state: State) -> Vec<Macro> {
    let Some(thread) = state.open.thread_now() else {
        return Vec::new();
    };
    let mut all = state.hands.macros.get_untracked();
    all.retain(|kept| kept.site == thread.ticket.site);
    all
}

/// A macro's text for a ticket.
fn filled(state: State, ticket: &Ticket, text: &str) -> String {
    let (name, known_as) = state.me.with_untracked(|me| {
        let mut sites = me.iter().flat_map(|me| &me.sites);
        let site = sites.find(|site| site.key == ticket.site);
        site.map(|site| (site.name.clone(), site.known_as.clone()))
            .unwrap_or_default()
    });
    let customer = ticket.name.as_deref().unwrap_or_default();
    let with = Placeholders {
        customer,
        agent: &known_as,
        number: &ticket.number.to_string(),
        subject: &ticket.subject,
        site: &name,
    };
    with.fill(text)
}

/// Puts a macro's text after what is written, and what it does beside it, after what is there.
pub fn insert(state: State, kept: &Macro) {
    let Some(thread) = state.open.thread_now() else {
        return;
    };
    let ticket = &thread.ticket;
    if state.open.mode.get_untracked() != Mode::Note {
        state.open.mode.set(Mode::Reply);
    }
    let text = filled(state, ticket, &kept.body);
    let name = state.draft_name();
    let before = name.as_deref().and_then(memory::draft).unwrap_or_default();
    let alone = text.is_empty() && before.trim().is_empty();
    if let Some(name) = name.filter(|_| !text.is_empty()) {
        let all = if before.trim().is_empty() {
            text
        } else {
            [before.trim_end(), "\n\n", &text].concat()
        };
        memory::keep_draft(&name, &all);
        let area = document().get_element_by_id("composer-text");
        if let Some(area) = area.and_then(|area| area.dyn_into::<HtmlTextAreaElement>().ok()) {
            area.set_value(&all);
        }
    }
    let hands = state.hands;
    if !kept.actions.is_empty() {
        let before = untrack(|| hands.then_on(ticket.id)).unwrap_or_default();
        let both = before.and(kept.actions.clone());
        hands.alone.set(alone.then(|| both.clone()));
        hands.then.set(Some((ticket.id, both)));
    }
    let to = if alone { ".then-now" } else { "#composer-text" };
    request_animation_frame(move || _ = keyboard::focus(to));
}

/// What actions do, each in words.
pub fn deeds(state: State, actions: &Actions) -> Vec<String> {
    let w = state.words();
    let mut said = Vec::new();
    if let Some(status) = actions.status {
        let name = match status {
            Status::Open => w.set_open,
            Status::Waiting => w.set_waiting,
            Status::OnHold => w.set_on_hold,
            _ => w.set_closed,
        };
        said.push(name.to_owned());
    }
    if let Some(priority) = actions.priority {
        said.push(
            w.sorting
                .priority_to
                .replace("{priority}", w.priority(priority)),
        );
    }
    let tags = |name: &str, tags: &[guichet_shared::triage::Tag]| {
        let list: Vec<_> = tags
            .iter()
            .map(guichet_shared::triage::Tag::as_str)
            .collect();
        (!list.is_empty()).then(|| [name, ": ", &list.join(", ")].concat())
    };
    said.extend(tags(w.sorting.add_tags, &actions.add_tags));
    said.extend(tags(w.sorting.remove_tags, &actions.remove_tags));
    if actions.assign_to_me {
        said.push(w.macros.to_me.to_owned());
    }
    if actions.team.is_some() {
        said.push(w.macros.to_team.to_owned());
    }
    said
}

/// What goes with the next message, above the button that sends it.
pub fn then(state: State, ticket: TicketId) -> Element {
    let w = state.words();
    element("div", "then").live(move || {
        let actions = state.hands.then_on(ticket);
        let alone = actions.is_some() && state.hands.alone.get() == actions;
        let reply = state.open.mode.get() == Mode::Reply;
        let said = |actions: &Actions| reply && turn::says(actions) && !alone;
        let Some(actions) = actions.filter(|actions| !said(actions)) else {
            return Vec::new();
        };
        let before = if alone { w.macros.will } else { w.macros.also };
        let text = [before, " ", &deeds(state, &actions).join(" · ")].concat();
        let now = alone.then(|| {
            words("button", "button small then-now", w.macros.now)
                .set("type", "button")
                .on("click", move |_| act(state, &actions))
        });
        let drop = element("button", "tool small")
            .set("type", "button")
            .set(
                "aria-label",
                if alone { w.cancel } else { w.macros.only_text },
            )
            .set("title", if alone { w.cancel } else { w.macros.only_text })
            .on("click", move |_| state.hands.then.set(None))
            .child(icon(CROSS));
        [words("p", "", text)]
            .into_iter()
            .chain(now)
            .chain([drop])
            .collect()
    })
}

/// Does what goes with no message.
fn act(state: State, actions: &Actions) {
    state.act(Method::POST, "/actions", actions, move |answer| {
        if answer.is_ok() {
            state.hands.then.set(None);
            state.say(state.words().macros.acted);
            request_animation_frame(|| _ = keyboard::focus("#composer-text"));
        }
    });
}

/// The dialog to choose one in.
pub fn choose(state: State) -> Vec<Element> {
    let w = state.words();
    state.read_macros();
    let typed = RwSignal::new(String::new());
    let input = element("input", "input")
        .set("type", "search")
        .set("autocomplete", "off")
        .set("autofocus", "")
        .on("input", move |event| typed.set(event_target_value(&event)));
    let list = element("ul", "macro-list").live(move || {
        state.hands.macros.track();
        let wanted = typed.get().to_lowercase();
        let ticket = state.open.thread_now().map(|thread| thread.ticket.clone());
        let all = fitting(state).into_iter();
        let found = all.filter(|kept| kept.name.to_lowercase().contains(&wanted));
        let lines: Vec<_> = found
            .map(|kept| {
                let text = ticket
                    .as_ref()
                    .map(|ticket| filled(state, ticket, &kept.body));
                let does = deeds(state, &kept.actions);
                let before = match kept.body.as_str() {
                    "" => w.macros.will,
                    _ => w.macros.also,
                };
                let does = (!does.is_empty()).then(|| {
                    let does = [before, " ", &does.join(" · ")].concat();
                    words("span", "macro-does", does)
                });
                let button = element("button", "macro-line")
                    .set("type", "button")
                    .child(words("strong", "", kept.name.as_str()))
                    .child(words("span", "macro-text", text.unwrap_or_default()))
                    .children(does)
                    .on("click", move |_| {
                        let kept = kept.clone();
                        dialog::leave(state, move || insert(state, &kept));
                    });
                element("li", "").child(button)
            })
            .collect();
        if lines.is_empty() {
            return vec![words("li", "palette-none", w.macros.none)];
        }
        lines
    });
    let manage = words("a", "button small", w.macros.manage)
        .set("href", Route::Macros.href())
        .on("click", move |_| dialog::close(state));
    vec![
        dialog::title(state, w.macros.insert),
        element("div", "dialog-form")
            .child(labelled(w.macros.search, None, input))
            .child(list)
            .child(element("div", "dialog-actions").child(manage)),
    ]
}
