//! All that will be sent, to be checked once more.

use guichet_shared::{
    article::Slug,
    topic::{Field, FieldKind},
};

use super::{
    super::{files, focus, history, intl, outbox, route::View, state::State},
    check, draft, localised,
};
use crate::{
    parts::{
        element::{Element, element, words},
        states::button,
    },
    text::Text,
};

/// The page. Where there is nothing to review it is the form.
pub fn review(state: State, text: &'static Text) -> Element {
    let draft = state.requests.draft;
    if draft.is_empty() {
        return super::form(state, text, draft.topic.get_untracked());
    }
    state.title.set(text.ticket.review.to_owned());
    focus::arrive(state, true);
    let ticket = text.ticket;
    let given = |label: &str, value: String| {
        let value = if value.trim().is_empty() {
            words("dd", "none", ticket.review_none)
        } else {
            words("dd", "", value)
        };
        element("div", "")
            .child(words("dt", "", label))
            .child(value)
    };
    let topic = draft::topic(state);
    let named = topic.map(|topic| given(ticket.topic, localised(state, &topic.name).to_owned()));
    let asked = topic.map(|topic| topic.fields.iter()).into_iter().flatten();
    let asked =
        asked.map(|field| given(localised(state, &field.label), answer(state, text, field)));
    let code = state.language.get_untracked().code;
    let chosen = draft.files.chosen.get_untracked();
    let list = chosen.iter().map(|file| files::line(code, file));
    let list = element("ul", "files").children(list);
    let list = (!chosen.is_empty()).then_some(element("dd", "").child(list));
    let list = list.map(|list| {
        element("div", "")
            .child(words("dt", "", ticket.files))
            .child(list)
    });
    let details = element("dl", "details")
        .children(named)
        .children(asked)
        .child(given(ticket.subject, draft.subject.get_untracked()))
        .child(given(ticket.body, draft.body.get_untracked()))
        .child(given(ticket.name, draft.name.get_untracked()))
        .child(given(ticket.email, draft.email.get_untracked()))
        .children(list);
    let edit = button(ticket.edit, move || history::back(state));
    let send = button(ticket.send, move || send(state, text));
    let actions = element("div", "actions")
        .child(send.set("class", "button accent"))
        .child(edit);
    element("div", "page review")
        .child(words("h1", "", ticket.review).set("tabindex", "-1"))
        .child(details)
        .children(along(state, text))
        .child(actions)
}

/// An answer as people read it.
fn answer(state: State, text: &Text, field: &Field) -> String {
    let answer = state.requests.draft.answer(field.key.as_str());
    match field.kind {
        FieldKind::Checkbox if answer == "true" => text.ticket.ticked.to_owned(),
        FieldKind::Checkbox => text.no.to_owned(),
        FieldKind::Choice => {
            let mut options = field.options.iter();
            let chosen = options.find(|option| option.key.as_str() == answer);
            chosen.map_or(String::new(), |option| {
                localised(state, &option.label).to_owned()
            })
        }
        FieldKind::Date if !answer.is_empty() => {
            intl::day(state.language.get_untracked().code, &answer)
        }
        _ => answer,
    }
}

/// What was tried before travels along, and the customer may see it.
fn along(state: State, text: &Text) -> Option<Element> {
    let context = check::context(state);
    let ticket = text.ticket;
    let list = |label: &str, items: Vec<Element>| {
        let list = element("ul", "").children(items);
        let label = words("p", "", label);
        (label, list)
    };
    let searches: Vec<_> = context
        .searches
        .iter()
        .map(|text| words("li", "", text.as_str()))
        .collect();
    let articles: Vec<_> = state.memory(|memory| {
        let read = |(slug, _): &&(Slug, String)| context.articles.contains(slug);
        let read = memory.articles.iter().filter(read).map(|(slug, title)| {
            let href = View::Article(slug.clone()).href();
            element("li", "").child(words("a", "", title.as_str()).set("href", href))
        });
        read.collect()
    });
    let lists = [
        (ticket.along_searches, searches),
        (ticket.along_articles, articles),
    ];
    let lists: Vec<_> = lists
        .into_iter()
        .filter(|(_, items)| !items.is_empty())
        .collect();
    if lists.is_empty() {
        return None;
    }
    let lists = lists.into_iter().map(|(label, items)| list(label, items));
    let lists = lists.flat_map(|(label, list)| [label, list]);
    let summary = words("summary", "", ticket.along);
    Some(element("details", "along").child(summary).children(lists))
}

fn send(state: State, text: &'static Text) {
    let draft = state.requests.draft;
    match check::ticket(state) {
        Ok((ticket, answers)) => {
            let files = draft.files.take();
            draft.clear();
            outbox::post(state, ticket, &answers, files);
            history::replace(state, View::Sent);
        }
        // The language may have changed, or the page have been opened by its address.
        Err(wrong) => {
            state.said.set(text.ticket.wrong.to_owned());
            super::mend(state, wrong);
        }
    }
}
