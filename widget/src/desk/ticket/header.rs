//! The head of the open ticket: what it is, where it stands, and what can be done about that.

use gloo_net::http::Method;
use guichet_shared::{
    agent::Colleague,
    desk::Ticket,
    status::{Act, Party, Status},
};
use leptos::prelude::*;

use super::{back, promise};
use crate::{
    desk::{
        icons, menu, people, relate, sorting,
        state::{Dialog, State},
        status,
        together::faces,
    },
    parts::{
        element::{Element, element, words},
        icons::icon,
    },
};

/// What the header shows of a ticket; a message alone changes none of it.
fn shown(state: State) -> Option<Ticket> {
    state.open.thread().map(|thread| Ticket {
        seq: 0,
        updated_at: String::new(),
        ..thread.ticket.clone()
    })
}

/// The header.
pub fn header(state: State) -> Element {
    let ticket = Memo::new(move |_| shown(state));
    element("header", "ticket-head").live(move || {
        ticket
            .get()
            .map(|ticket| inside(state, &ticket))
            .unwrap_or_default()
    })
}

fn inside(state: State, ticket: &Ticket) -> Vec<Element> {
    let title = words("h2", "ticket-title", ticket.subject.as_str())
        .set("id", "ticket-title")
        .set("tabindex", "-1")
        .set_some(
            "lang",
            ticket.lang.as_ref().map(guichet_shared::lang::Lang::as_str),
        );
    let top = element("div", "ticket-top")
        .child(back(state))
        .child(title)
        .child(details(state));
    let hold = ticket.hold.as_ref().map(|hold| {
        let text = state.words().held.replace("{reason}", hold);
        words("p", "ticket-hold", text)
    });
    let meta = element("div", "ticket-meta")
        .children(site(state, ticket))
        .child(words(
            "span",
            "ticket-number",
            format!("#{}", ticket.number),
        ))
        .child(status::mark(state, &ticket.site, ticket.status))
        .child(holder(state, ticket.assignee.as_ref()))
        .child(faces::faces(state, faces::others(state, ticket.id)))
        .children(promise::promise(state, ticket))
        .children(level(state, ticket))
        .children(sorting::marks(state, ticket));
    let does = relate::goes_on_there(state).unwrap_or_else(|| actions(state, ticket));
    vec![top, meta, does].into_iter().chain(hold).collect()
}

/// The site's name, for those who answer for several.
fn site(state: State, ticket: &Ticket) -> Option<Element> {
    let sites = untrack(|| state.sites());
    let site = sites.iter().find(|site| site.key == ticket.site);
    let site = site.filter(|_| sites.len() > 1);
    site.map(|site| words("span", "", site.name.as_str()))
}

/// The level the ticket has risen to.
fn level(state: State, ticket: &Ticket) -> Option<Element> {
    let name = state.words().views_of.level;
    (ticket.level > 1).then(|| {
        let name = name.replace("{level}", &ticket.level.to_string());
        words("span", "settings-mark", name)
    })
}

fn details(state: State) -> Element {
    element("button", "tool details")
        .set("type", "button")
        .set("aria-label", state.words().details)
        .set("title", state.words().details)
        .set("aria-controls", "context")
        .follow("aria-expanded", move || {
            Some(state.open.details.get().to_string())
        })
        .on("click", move |_| {
            state.open.details.update(|shown| *shown = !*shown);
        })
        .child(icon(icons::PANEL))
}

fn holder(state: State, assignee: Option<&Colleague>) -> Element {
    let w = state.words();
    let Some(colleague) = assignee else {
        return words("span", "holder nobody", w.queue.nobody);
    };
    let id = colleague.id;
    let at_start = colleague.here;
    let here = Memo::new(move |_| {
        let known = state.colleagues.with(|all| {
            all.iter()
                .find(|known| known.id == id)
                .map(|known| known.here)
        });
        known.unwrap_or(at_start)
    });
    let presence = element("span", "presence")
        .follow("data-here", move || Some(here.get().to_string()))
        .live(move || vec![words("span", "", if here.get() { w.here } else { w.away })]);
    element("span", "holder")
        .child(people::small(state, colleague).set("aria-hidden", "true"))
        .child(
            words("span", "holder-name", colleague.name.as_str())
                .set("title", colleague.name.as_str()),
        )
        .child(presence)
}

fn actions(state: State, ticket: &Ticket) -> Element {
    let w = state.words();
    let assignable = ticket.status.after(Party::Agent, Act::Assign).is_some();
    let take = (assignable && ticket.assignee.is_none()).then(|| {
        words("button", "button small accent", w.take)
            .set("type", "button")
            .on("click", move |_| take(state))
    });
    let hand_over = assignable.then(|| {
        let name = if ticket.assignee.is_some() {
            w.hand_over
        } else {
            w.assign
        };
        element("button", "button small")
            .set("type", "button")
            .on("click", move |_| state.dialog.set(Some(Dialog::Handover)))
            .child(icon(icons::HANDOVER))
            .text(name)
    });
    element("div", "ticket-actions")
        .children(take)
        .children(hand_over)
        .children(statuses(state, ticket.status))
        .children(sorting::menus(state, ticket))
}

/// Gives the ticket to whoever is signed in.
fn take(state: State) {
    state.act(
        Method::POST,
        "/take",
        &serde_json::json!({}),
        move |answer| {
            if answer.is_ok() {
                state.say(state.words().taken);
            }
        },
    );
}

fn statuses(state: State, now: Status) -> Option<Element> {
    let w = state.words();
    let possible = Status::ALL
        .into_iter()
        .filter(|to| *to != now)
        .filter(|to| Act::setting(*to).is_some_and(|act| now.after(Party::Agent, act).is_some()));
    let items: Vec<_> = possible
        .map(|to| {
            let name = match to {
                Status::Waiting => w.set_waiting,
                Status::OnHold => w.set_on_hold,
                Status::Closed => w.set_closed,
                _ => w.set_open,
            };
            let item = menu::item(name, move || match to {
                Status::OnHold => state.dialog.set(Some(Dialog::Hold)),
                to => state.set_status(to),
            });
            if to == Status::OnHold {
                item.set("class", "menu-item explained").child(words(
                    "span",
                    "menu-detail",
                    w.hold_explained,
                ))
            } else {
                item
            }
        })
        .collect();
    let shown = menu::shown("button small")
        .text(w.set_status)
        .child(icon(icons::DOWN));
    (!items.is_empty()).then(|| menu::menu("menu", shown, items).set("id", "menu-status"))
}
