//! What is known around the open ticket: the customer, the answers, what was tried, other tickets.

use guichet_shared::{
    desk::{Thread, Ticket},
    topic::{Answered, FieldKind},
};
use leptos::prelude::*;

use super::{
    articles::link, incidents, knowledge, relate, route::Route, sorting, state::State, status,
    time, together::around,
};
use crate::parts::{
    element::{Element, element, words},
    icons::{CROSS, OUTSIDE, icon},
};

/// The column.
pub fn context(state: State) -> Element {
    // Events alone change none of it.
    let thread = Memo::new(move |_| {
        state.open.thread().map(|thread| Thread {
            events: Vec::new(),
            ticket: Ticket {
                seq: 0,
                updated_at: String::new(),
                due: None,
                ..thread.ticket.clone()
            },
            ..Thread::clone(&thread)
        })
    });
    element("section", "context")
        .set("id", "context")
        .set("aria-label", state.words().details)
        .follow("data-open", move || {
            state.open.details.get().then(|| "true".to_owned())
        })
        .live(move || {
            thread
                .get()
                .map(|thread| sections(state, &thread))
                .unwrap_or_default()
        })
}

fn sections(state: State, thread: &Thread) -> Vec<Element> {
    let w = state.words();
    let close = element("button", "tool context-close")
        .set("type", "button")
        .set("aria-label", w.close)
        .on("click", move |_| state.open.details.set(false))
        .child(icon(CROSS));
    let mut sections = vec![close, customer(state, &thread.ticket)];
    sections.push(sorting::section(state, thread));
    sections.push(knowledge::part(state, thread));
    sections.extend(request(state, thread));
    sections.push(incidents::link::beside(state, &thread.ticket));
    sections.extend(tried(state, thread));
    sections.push(relate::section(state, thread));
    sections.extend(others(state, thread));
    let w = w.together;
    sections.push(section(w.followers, around::followers(state, thread)));
    sections.push(section(w.guests, around::guests(state, thread)));
    sections
}

fn section(title: &'static str, content: Vec<Element>) -> Element {
    element("section", "context-part")
        .child(words("h3", "context-title", title))
        .children(content)
}

fn fact(name: impl Into<String>, value: Element) -> Element {
    element("div", "fact")
        .child(words("dt", "", name))
        .child(element("dd", "").child(value))
}

fn customer(state: State, ticket: &Ticket) -> Element {
    let w = state.words();
    let name = words(
        "span",
        "",
        ticket.name.as_deref().unwrap_or(w.around.no_name),
    );
    let mut facts = vec![fact(w.around.name, name)];
    if let Some(email) = &ticket.email {
        let link = words("a", "", email.as_str()).set("href", ["mailto:", email].concat());
        let unverified = words("span", "unverified", w.around.not_verified)
            .set("title", w.around.not_verified_hint);
        facts.push(fact(
            w.session.email,
            element("span", "").child(link).child(unverified),
        ));
    }
    if let Some(lang) = &ticket.lang {
        let name = time::language(state.lang(), lang.as_str());
        facts.push(fact(w.language, words("span", "", name)));
    }
    facts.push(fact(
        w.around.filed,
        time::since(state, "", ticket.created_at.clone(), "long"),
    ));
    if let Some(stars) = ticket.stars {
        let rated = w.around.of_five.replace("{stars}", &stars.to_string());
        facts.push(fact(w.around.rating, words("span", "", rated)));
    }
    section(
        w.queue.customer,
        vec![element("dl", "facts").children(facts)],
    )
}

fn request(state: State, thread: &Thread) -> Option<Element> {
    let w = state.words();
    let topic = thread.ticket.topic.as_ref().map(|topic| {
        fact(
            w.around.topic,
            words("span", "", topic.pick([state.lang(), "en"])),
        )
    });
    let answers = thread.answers.iter().map(|answer| {
        let label = answer.label.pick([state.lang(), "en"]);
        fact(label, words("span", "", value(state, answer)))
    });
    let follows = thread.follows.map(|id| {
        let link = words("a", "", w.around.earlier_ticket).set("href", Route::Ticket(id).href());
        fact(w.around.follows, link)
    });
    let facts: Vec<_> = topic.into_iter().chain(answers).chain(follows).collect();
    (!facts.is_empty()).then(|| {
        section(
            w.around.request,
            vec![element("dl", "facts").children(facts)],
        )
    })
}

fn value(state: State, answer: &Answered) -> String {
    let value = answer.value.pick([state.lang(), "en"]);
    match answer.kind {
        FieldKind::Checkbox => state.words().yes.to_owned(),
        FieldKind::Date => time::date(state.lang(), value),
        _ => value.to_owned(),
    }
}

fn tried(state: State, thread: &Thread) -> Option<Element> {
    let w = state.words();
    let searches = thread
        .context
        .searches
        .iter()
        .map(|search| words("li", "searched", search.as_str()));
    let read = thread.context.articles.iter().map(|slug| {
        let href = link::portal(&thread.ticket.site, slug.as_str());
        let link = words("a", "", slug.as_str().replace('-', " "))
            .set("href", href)
            .set("target", "_blank")
            .set("rel", "noopener")
            .child(icon(OUTSIDE))
            .child(words("span", "hidden", w.new_tab));
        element("li", "").child(link)
    });
    let list = |title: &'static str, items: Vec<Element>| {
        (!items.is_empty()).then(|| {
            element("div", "tried")
                .child(words("h4", "tried-title", title))
                .child(element("ul", "").children(items))
        })
    };
    let lists: Vec<_> = list(w.around.searched, searches.collect())
        .into_iter()
        .chain(list(w.around.read, read.collect()))
        .collect();
    (!lists.is_empty()).then(|| section(w.around.tried, lists))
}

fn others(state: State, thread: &Thread) -> Option<Element> {
    let w = state.words();
    let others = thread.others.iter().map(|ticket| {
        let link = element("a", "other")
            .set("href", Route::Ticket(ticket.id).href())
            .child(words("span", "other-subject", ticket.subject.as_str()))
            .child(
                element("span", "other-detail")
                    .child(words("span", "", format!("#{}", ticket.number)))
                    .child(status::mark(state, &ticket.site, ticket.status)),
            );
        element("li", "").child(link)
    });
    let list = element("ul", "others").children(others);
    (!thread.others.is_empty()).then(|| section(w.around.others, vec![list]))
}
