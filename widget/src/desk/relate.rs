//! What tickets have to do with each other: the links beside the ticket, and the dialogs that merge,
//! link and split.

mod merge;

use std::time::Duration;

use gloo_net::http::Method;
use guichet_shared::{
    desk::{Entry, NewLink, Queue, Related, Split, Thread, Ticket},
    event::What,
    status::Status,
    ticket::{Subject, TicketId},
    triage::Relation,
};
use leptos::{prelude::*, task::spawn_local};

pub use self::merge::merge;
use super::{
    call, dialog,
    field::labelled,
    icons, menu,
    route::Route,
    state::{Dialog, State},
    status,
};
use crate::parts::{
    element::{Element, element, words},
    icons::{CROSS, icon},
};

/// Between the last key and the search.
const PAUSE: Duration = Duration::from_millis(250);

/// The ticket that one goes on in, with its number.
fn goes_on(thread: &Thread) -> Option<(TicketId, u32)> {
    thread
        .events
        .iter()
        .rev()
        .find_map(|event| match event.what {
            Entry::Visible(What::Merged { into, number }) => Some((into, number)),
            _ => None,
        })
}

/// Where a ticket that was merged goes on, as a link.
pub fn goes_on_there(state: State) -> Option<Element> {
    let thread = state.open.thread_now()?;
    thread.ticket.merged_into?;
    let (id, number) = goes_on(&thread)?;
    let text = state
        .words()
        .relate
        .goes_on
        .replace("{n}", &number.to_string());
    let link = words("a", "", text).set("href", Route::Ticket(id).href());
    Some(element("p", "merged-into").child(link))
}

/// The part of the column beside the ticket.
pub fn section(state: State, thread: &Thread) -> Element {
    let w = state.words();
    let open = thread.ticket.status != Status::Closed;
    let links = thread
        .links
        .iter()
        .map(|link| one(state, &thread.ticket, link));
    let tool = |name: &str, dialog: Dialog| {
        words("button", "button small", name)
            .set("type", "button")
            .on("click", move |_| state.dialog.set(Some(dialog.clone())))
    };
    let tools = element("div", "relate-tools")
        .child(tool(w.relate.link, Dialog::Link))
        .children(open.then(|| tool(w.relate.merge, Dialog::Merge)));
    element("section", "context-part")
        .child(words("h3", "context-title", w.relate.related))
        .children(goes_on_there(state))
        .child(element("ul", "others").children(links))
        .child(tools)
}

fn one(state: State, ticket: &Ticket, link: &Related) -> Element {
    let w = state.words();
    let other = link.ticket;
    let relation = match link.relation {
        Relation::Linked | Relation::Unlinked => w.relate.linked,
        Relation::MergedFrom => w.relate.merged_from,
        Relation::SplitInto => w.relate.split_into,
        Relation::SplitFrom => w.relate.split_from,
    };
    let detail = element("span", "other-detail")
        .child(words("span", "", relation))
        .child(words("span", "", format!("#{}", link.number)))
        .child(status::mark(state, &ticket.site, link.status));
    let anchor = element("a", "other")
        .set("href", Route::Ticket(other).href())
        .child(words("span", "other-subject", link.subject.as_str()))
        .child(detail);
    let unlink = (link.relation == Relation::Linked).then(|| {
        let name = w.relate.unlink.replace("{n}", &link.number.to_string());
        element("button", "tool small")
            .set("type", "button")
            .set("aria-label", name.clone())
            .set("title", name)
            .on("click", move |_| {
                let empty = serde_json::json!({});
                state.act(Method::DELETE, &format!("/links/{other}"), &empty, |_| {});
            })
            .child(icon(CROSS))
    });
    element("li", "related").child(anchor).children(unlink)
}

/// A menu beside a message that the customer wrote.
pub fn message_menu(state: State, seq: u32) -> Element {
    let w = state.words();
    let shown = menu::shown("tool small")
        .set("aria-label", w.relate.message_menu)
        .set("title", w.relate.message_menu)
        .child(icon(icons::DOTS));
    let split = menu::item(w.relate.split, move || {
        state.dialog.set(Some(Dialog::Split(seq)));
    });
    menu::menu("menu message-menu", shown, vec![split])
}

/// What a dialog has to say when something is refused.
fn said(wrong: RwSignal<Option<String>>) -> Element {
    element("div", "wrong").set("role", "alert").live(move || {
        let line = wrong.get().map(|sentence| words("p", "", sentence));
        line.into_iter().collect()
    })
}

fn actions(state: State, send: &'static str) -> Element {
    element("div", "dialog-actions")
        .child(dialog::cancel(state))
        .child(words("button", "button accent", send).set("type", "submit"))
}

/// Tickets to choose one from; `none` is shown where there is none.
fn choices(
    state: State,
    found: RwSignal<Vec<Ticket>>,
    chosen: RwSignal<Option<TicketId>>,
    none: impl Fn() -> Vec<Element> + 'static,
) -> Element {
    let w = state.words();
    element("fieldset", "people")
        .child(words("legend", "field-label", w.relate.which))
        .child(element("div", "people-list").live(move || {
            let found = found.get();
            if found.is_empty() {
                return none();
            }
            let lines = found.into_iter().map(|ticket| {
                let id = ticket.id;
                let input = element("input", "")
                    .set("type", "radio")
                    .set("name", "ticket")
                    .on("change", move |_| chosen.set(Some(id)));
                let customer = ticket.name.as_deref().or(ticket.email.as_deref());
                let detail = element("span", "person-detail")
                    .text(format!(
                        "#{} · {} · ",
                        ticket.number,
                        customer.unwrap_or(w.queue.customer)
                    ))
                    .child(status::mark(state, &ticket.site, ticket.status));
                let name = element("span", "person-name")
                    .child(words("strong", "", ticket.subject.as_str()))
                    .child(detail);
                element("label", "person").child(input).child(name)
            });
            lines.collect()
        }))
}

fn search(state: State, look: impl Fn(String) + 'static) -> Element {
    let w = state.words();
    let input = element("input", "input")
        .set("type", "search")
        .set("autocomplete", "off")
        .set("autofocus", "")
        .on("input", move |event| look(event_target_value(&event)));
    labelled(w.relate.search, Some(w.relate.search_hint), input)
}

/// Links the open ticket to another one of the site.
pub fn link(state: State) -> Vec<Element> {
    let w = state.words();
    let (wrong, chosen) = (RwSignal::new(None), RwSignal::new(None::<TicketId>));
    let Some(thread) = state.open.thread_now() else {
        return Vec::new();
    };
    let (own, site) = (thread.ticket.id, thread.ticket.site.clone());
    let found = RwSignal::new(thread.others.clone());
    let typed = StoredValue::new(0_u32);
    let look = move |text: String| {
        let number = typed.get_value() + 1;
        typed.set_value(number);
        chosen.set(None);
        let text = String::from(js_sys::encode_uri_component(text.trim()));
        let resource = format!("/tickets?view=all&limit=20&site={site}&q={text}");
        set_timeout(
            move || {
                if typed.try_get_value() != Some(number) || text.is_empty() {
                    return;
                }
                spawn_local(async move {
                    let answer = call::get::<Queue>(&resource).await;
                    if let (Ok(mut queue), Some(now)) = (answer, typed.try_get_value())
                        && now == number
                    {
                        queue.tickets.retain(|ticket| ticket.id != own);
                        found.set(queue.tickets);
                    }
                });
            },
            PAUSE,
        );
    };
    let form = element("form", "dialog-form")
        .set("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            let Some(ticket) = chosen.get_untracked() else {
                wrong.set(Some(w.relate.choose.to_owned()));
                return;
            };
            state.act(
                Method::POST,
                "/links",
                &NewLink { ticket },
                move |answer| match answer {
                    Ok(()) => dialog::close(state),
                    Err(refusal) => _ = wrong.try_set(Some(state.sentence(&refusal))),
                },
            );
        })
        .child(search(state, look))
        .child(choices(state, found, chosen, move || {
            vec![words("p", "palette-none", w.relate.none)]
        }))
        .child(said(wrong))
        .child(actions(state, w.relate.link_now));
    vec![dialog::title(state, w.relate.link), form]
}

/// Makes a ticket of its own of what the customer wrote at `seq`.
pub fn split(state: State, seq: u32) -> Vec<Element> {
    let w = state.words();
    let (subject, wrong) = (RwSignal::new(String::new()), RwSignal::new(None));
    let key = call::key();
    let input = element("input", "input")
        .set("maxlength", "200")
        .set("autofocus", "")
        .on("input", move |event| {
            subject.set(event_target_value(&event));
        });
    let form = element("form", "dialog-form")
        .set("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            let (Ok(subject), Some(id)) = (
                Subject::parse(&subject.get_untracked()),
                state.open.id.get_untracked(),
            ) else {
                wrong.set(Some(w.relate.subject_missing.to_owned()));
                return;
            };
            let key = key.clone();
            spawn_local(async move {
                let resource = format!("/tickets/{id}/split");
                let split = Split { seq, subject };
                let answer =
                    call::send::<Thread>(Method::POST, &resource, &split, Some(&key)).await;
                match answer {
                    Ok(thread) => {
                        dialog::close(state);
                        state.queue_changed(&thread.ticket);
                        state.go(Route::Ticket(thread.ticket.id));
                    }
                    Err(refusal) => _ = wrong.try_set(Some(state.sentence(&refusal))),
                }
            });
        })
        .child(labelled(
            w.relate.split_subject,
            Some(w.relate.split_hint),
            input,
        ))
        .child(said(wrong))
        .child(actions(state, w.relate.split_now));
    vec![dialog::title(state, w.relate.split), form]
}
