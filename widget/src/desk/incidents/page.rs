//! The page of one known problem: what was said of it, the tickets that are part of it, and the
//! form that writes to all of them.

use guichet_shared::{
    desk::{Incident, IncidentEdit, IncidentUpdate, NewUpdate, Ticket},
    lang::Lang,
    site::SiteKey,
};
use leptos::prelude::*;

use super::{
    edit,
    texts::{Which, field, written},
    view::{mark, title, topic},
};
use crate::{
    api::Load,
    desk::{route::Route, state::State, status, time},
    parts::{
        element::{Element, element, words},
        icons::{BACK, CROSS, icon},
        states::{button, notice, skeleton},
    },
};

/// The page.
pub fn page(state: State) -> Element {
    let w = state.words();
    let about = element("div", "").live(move || match state.incidents.load.get() {
        Load::Waiting => vec![skeleton(w.loading, 4)],
        Load::Failed(_) => {
            let again = button(w.retry, move || state.read_incident());
            vec![notice("h2", w.failed, w.failed_hint, Some(again))]
        }
        Load::Ready(incident) => untrack(|| head(state, &incident)),
    });
    let ready = Memo::new(move |_| {
        state
            .incidents
            .load
            .with(|load| matches!(load, Load::Ready(_)))
    });
    let announced = element("div", "").live(move || {
        if ready.get() && state.incidents.edit.is_on() {
            return untrack(|| {
                let languages = match state.incidents.load.get_untracked() {
                    Load::Ready(incident) => languages(state, &incident),
                    _ => Vec::new(),
                };
                vec![part("", vec![edit::form(state, &languages)])]
            });
        }
        match state.incidents.load.get() {
            Load::Ready(incident) => {
                let text = written(state, &incident.text, &incident.summary.site);
                vec![part("", vec![text])]
            }
            _ => Vec::new(),
        }
    });
    let said = element("div", "").live(move || match state.incidents.load.get() {
        Load::Ready(incident) => untrack(|| said(state, &incident)),
        _ => Vec::new(),
    });
    // The form stays as it is when the tickets are read again.
    let open = Memo::new(move |_| {
        state.incidents.load.with(|load| match load {
            Load::Ready(one) if one.summary.closed_at.is_none() => {
                Some((one.summary.id, one.summary.updates))
            }
            _ => None,
        })
    });
    let write = element("div", "").live(move || {
        let writes = open.get().and_then(|_| untrack(|| write(state)));
        writes.into_iter().collect()
    });
    let linked = element("div", "").live(move || match state.incidents.load.get() {
        Load::Ready(incident) => vec![linked(state, &incident)],
        _ => Vec::new(),
    });
    element("div", "articles incident")
        .child(back(state))
        .child(about)
        .child(trouble(state))
        .child(announced)
        .child(said)
        .child(write)
        .child(linked)
}

/// The way back to the list.
pub fn back(state: State) -> Element {
    element("a", "button small incident-back")
        .set("href", Route::Incidents.href())
        .child(icon(BACK))
        .text(state.words().incidents.back)
}

/// What has gone wrong, in a sentence.
pub fn trouble(state: State) -> Element {
    element("div", "trouble")
        .set("role", "alert")
        .live(move || {
            let view = |sentence: String| {
                let close = element("button", "tool")
                    .set("type", "button")
                    .set("aria-label", state.words().close)
                    .on("click", move |_| state.incidents.trouble.set(None))
                    .child(icon(CROSS));
                element("div", "trouble-box")
                    .child(words("p", "", sentence))
                    .child(close)
            };
            let trouble = state.incidents.trouble.get();
            trouble.map(view).into_iter().collect()
        })
}

fn head(state: State, incident: &Incident) -> Vec<Element> {
    let one = &incident.summary;
    let head = element("div", "articles-head")
        .child(words("h1", "page-title", title(state, one)).set("tabindex", "-1"))
        .child(mark(state, one));
    let facts = element("p", "article-details")
        .child(words("span", "", topic(state, one)))
        .child(words("span", "", incident.by.name.as_str()))
        .child(time::since(state, "", one.created_at.clone(), "long"));
    let facts = element("div", "incident-facts")
        .child(facts)
        .child(edit::button(state));
    vec![head, facts]
}

/// What has been said since, and what was changed.
fn said(state: State, incident: &Incident) -> Vec<Element> {
    let w = state.words().incidents;
    let site = &incident.summary.site;
    let said = if incident.said.is_empty() {
        words("p", "field-hint", w.no_updates)
    } else {
        let said = incident.said.iter().rev().map(|it| update(state, it, site));
        element("ol", "incident-updates").children(said)
    };
    let edits = (!incident.edits.is_empty()).then(|| {
        let edits = incident.edits.iter().map(|it| edited(state, it, site));
        part(
            w.edits,
            vec![element("ol", "incident-edits").children(edits)],
        )
    });
    let said = part(w.updates, vec![said]);
    [said].into_iter().chain(edits).collect()
}

/// A change, with what was there before.
fn edited(state: State, edit: &IncidentEdit, site: &SiteKey) -> Element {
    let w = state.words().incidents;
    let who = w.edited.replace("{who}", &edit.by.name);
    let head = element("p", "article-details")
        .child(words("span", "", who))
        .child(time::since(state, "", edit.at.clone(), "long"));
    let title = edit.title.pick([state.lang(), "en"]);
    let before = element("details", "")
        .child(words("summary", "", w.before))
        .child(words("p", "incident-title", title))
        .child(written(state, &edit.text, site));
    element("li", "").child(head).child(before)
}

fn part(name: &'static str, content: Vec<Element>) -> Element {
    let title = (!name.is_empty()).then(|| words("h2", "context-title", name));
    element("section", "incident-part")
        .children(title)
        .children(content)
}

fn update(state: State, update: &IncidentUpdate, site: &SiteKey) -> Element {
    let w = state.words().incidents;
    let solution = update.solution.then(|| words("strong", "", w.solution));
    let head = element("p", "article-details")
        .children(solution)
        .child(words("span", "", update.by.name.as_str()))
        .child(time::since(state, "", update.at.clone(), "long"));
    element("li", "")
        .child(head)
        .child(written(state, &update.text, site))
}

/// The site's languages, the default first.
fn languages(state: State, incident: &Incident) -> Vec<Lang> {
    let sites = state.sites();
    let site = sites.iter().find(|site| site.key == incident.summary.site);
    site.map_or_else(Vec::new, |site| site.languages.clone())
}

fn write(state: State) -> Option<Element> {
    let w = state.words().incidents;
    let Load::Ready(incident) = state.incidents.load.get_untracked() else {
        return None;
    };
    let languages = languages(state, &incident);
    let first = languages.first()?;
    let texts = languages.iter().map(|lang| {
        field(
            state,
            state.incidents.draft,
            Which::Body,
            w.update_in,
            lang,
            first,
        )
    });
    let busy = move || state.incidents.sending.get().then(String::new);
    let send = |name, class, solution| {
        words("button", class, name)
            .set("type", "button")
            .follow("disabled", busy)
            .on("click", move |_| say(state, solution))
    };
    let tells = element("p", "field-hint")
        .set("role", "status")
        .live(move || {
            let tickets = state.incidents.load.with(|load| match load {
                Load::Ready(incident) => incident.summary.tickets,
                _ => 0,
            });
            let tells = time::count(state.lang(), w.tells, tickets);
            let tells = (tickets > 0).then(|| words("span", "", tells));
            tells.into_iter().collect()
        });
    let actions = element("div", "editor-actions")
        .child(send(w.post, "button accent", false))
        .child(send(w.close, "button", true));
    let form = element("form", "incident-form")
        .child(words("p", "field-hint", w.write_hint))
        .children(texts)
        .child(tells)
        .child(actions);
    Some(part(w.write, vec![form]))
}

fn say(state: State, solution: bool) {
    let Load::Ready(incident) = state.incidents.load.get_untracked() else {
        return;
    };
    let languages = languages(state, &incident);
    let draft = state.incidents.draft.get_untracked();
    match draft.texts(Which::Body, &languages) {
        Some(body) => state.say_of_incident(
            incident.summary.id,
            NewUpdate {
                after: incident.summary.updates,
                body,
                solution,
            },
        ),
        None => {
            let first = languages.first().map_or("", |lang| lang.as_str());
            let w = state.words();
            let name = if solution {
                w.incidents.solution_in
            } else {
                w.incidents.post_in
            };
            let name = name.replace("{language}", &time::language(state.lang(), first));
            let wrong = w.article.fields_wrong.replace("{fields}", &name);
            state.incidents.trouble.set(Some(wrong));
            request_animation_frame(|| {
                if let Ok(Some(trouble)) = document().query_selector(".incident .trouble") {
                    trouble.scroll_into_view_with_bool(false);
                }
            });
        }
    }
}

fn linked(state: State, incident: &Incident) -> Element {
    let w = state.words().incidents;
    let one = &incident.summary;
    let count = time::count(state.lang(), w.tickets, one.tickets);
    let owed = (one.owed > 0).then(|| {
        let owed = time::count(state.lang(), w.owed, one.owed);
        words("p", "field-hint", owed).set("role", "status")
    });
    let content = if incident.linked.is_empty() {
        words("p", "field-hint", w.none_linked)
    } else {
        let rows = incident.linked.iter().map(|ticket| row(state, ticket));
        element("ul", "article-rows").children(rows)
    };
    let content = [words("p", "field-hint", count)]
        .into_iter()
        .chain(owed)
        .chain([content])
        .collect();
    part(w.linked, content)
}

fn row(state: State, ticket: &Ticket) -> Element {
    let name = ticket.name.as_deref().or(ticket.email.as_deref());
    let details = element("span", "article-details")
        .child(words("span", "", format!("#{}", ticket.number)))
        .child(words(
            "span",
            "",
            name.unwrap_or(state.words().queue.customer),
        ));
    let link = element("a", "article-row")
        .set("href", Route::Ticket(ticket.id).href())
        .child(words("span", "article-title", ticket.subject.as_str()))
        .child(status::mark(state, &ticket.site, ticket.status))
        .child(details);
    element("li", "").child(link)
}
