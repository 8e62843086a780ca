//! One ticket in a queue.

use guichet_shared::{
    desk::{Attending, Ticket},
    status::Status,
    triage::Priority,
};
use leptos::prelude::*;

use crate::{
    desk::{people, route::Route, sorting, state::State, status, time, together::faces},
    parts::element::{Element, element, words},
};

/// The row, which follows the ticket.
pub fn row(state: State, ticket: ArcRwSignal<Ticket>) -> Element {
    let (content, current) = (ticket.clone(), ticket.clone());
    let id = ticket.with_untracked(|ticket| ticket.id);
    // Lives as long as the row, however often what is inside is drawn.
    let here = faces::others(state, id);
    let link = element("a", "ticket-row")
        .set("href", Route::Ticket(id).href())
        .follow("aria-current", move || {
            current.track();
            (state.ticket() == Some(id)).then(|| "page".to_owned())
        })
        .live(move || inside(state, &content.get(), here.clone()));
    let check = ticket.with_untracked(|ticket| sorting::check(state, ticket));
    element("li", "").child(check).child(link)
}

fn inside(state: State, ticket: &Ticket, here: ArcMemo<Vec<Attending>>) -> Vec<Element> {
    let w = state.words();
    let customer = ticket.name.as_deref().or(ticket.email.as_deref());
    let subject = words("span", "ticket-subject", ticket.subject.as_str()).set_some(
        "lang",
        ticket.lang.as_ref().map(guichet_shared::lang::Lang::as_str),
    );
    let id = ticket.id;
    let news = element("span", "ticket-news")
        .follow("hidden", move || {
            // What is open is being read.
            let open = state.ticket() == Some(id);
            let unread = !open && state.queue.unread.with(|all| all.contains(&id));
            (!unread).then(String::new)
        })
        .child(words("span", "hidden", w.together.unread));
    let details = element("span", "ticket-details")
        .child(status::mark(state, &ticket.site, ticket.status))
        .child(words(
            "span",
            "ticket-number",
            format!("#{}", ticket.number),
        ))
        .child(words(
            "span",
            "ticket-customer",
            customer.unwrap_or(w.queue.customer),
        ))
        .child(faces::faces(state, here));
    let details = details
        .children((ticket.priority > Priority::Normal).then(|| {
            words("span", "priority", w.priority_name(ticket.priority))
                .set("data-priority", ticket.priority.as_str())
        }))
        .children((ticket.level > 1).then(|| {
            let level = w
                .views_of
                .level
                .replace("{level}", &ticket.level.to_string());
            words("span", "level", level)
        }));
    let when = when(state, ticket);
    let holder = match &ticket.assignee {
        Some(colleague) => people::small(state, colleague),
        None => element("span", "avatar nobody")
            .set("title", w.queue.nobody)
            .child(words("span", "hidden", w.queue.nobody)),
    };
    vec![news, subject, when, details, holder]
}

/// When a ticket is to be looked at next, or when something last happened to it. While it is put off, that it
/// is late is said as well.
fn when(state: State, ticket: &Ticket) -> Element {
    let w = state.words();
    let due = ticket.due.clone();
    let due = due.filter(|_| ticket.status != Status::Closed);
    let (until, updated) = (ticket.snoozed_until.clone(), ticket.updated_at.clone());
    let off = Memo::new(move |_| {
        let until = until.clone();
        until.filter(|until| time::parse(until) > state.now.get())
    });
    element("span", "ticket-when").live(move || {
        let off = off.get();
        let late = |due: &String| off.is_none() || time::parse(due) < state.now.get();
        let due = due.clone().filter(late);
        let promised = due.map(|due| promise(state, due, w.queue.by, w.queue.late));
        let back = off.as_ref().map(|until| back(state, until));
        let said: Vec<_> = promised.into_iter().chain(back).collect();
        if said.is_empty() {
            return vec![time::since(state, "ticket-time", updated.clone(), "short")];
        }
        said
    })
}

/// When a ticket that is put off comes back.
fn back(state: State, until: &str) -> Element {
    let (lang, w) = (state.lang(), state.words());
    let clock = time::clock(lang, until, state.now.get_untracked());
    words(
        "time",
        "ticket-time",
        w.queue.back.replace("{time}", &clock),
    )
    .set("datetime", until)
    .set(
        "title",
        w.sorting
            .put_off
            .replace("{time}", &time::exact(lang, until)),
    )
}

/// When the next update is promised, in the words `by`, or `late` when that has passed: in the colour
/// of danger then.
pub fn promise(state: State, due: String, by: &'static str, late: &'static str) -> Element {
    let (lang, w) = (state.lang(), state.words());
    let then = time::parse(&due);
    element("time", "promise")
        .set("datetime", due.clone())
        .set(
            "title",
            [w.queue.promised, " ", &time::exact(lang, &due)].concat(),
        )
        .follow("data-late", move || {
            (then < state.now.get()).then(|| "true".to_owned())
        })
        .live(move || {
            let now = state.now.get();
            let text = if then < now {
                late.replace("{ago}", &time::ago(lang, &due, now, "short"))
            } else {
                by.replace("{time}", &time::clock(lang, &due, now))
            };
            vec![words("span", "", text)]
        })
}
