//! What a search found.

use guichet_shared::search::{Hit, Hits};

use super::{focus, frame, history, home, incident, intl, new, route::View, state::State};
use crate::{
    api::Load,
    parts::{
        element::{Element, element, words},
        rows::{marked, row, rows},
        states::{button, notice, skeleton},
    },
    text::Text,
};

/// The list, or why there is none.
pub fn results(state: State, text: &'static Text) -> Vec<Element> {
    focus::arrive(state, true);
    let list = element("div", "results").live(move || match state.hits.get() {
        Load::Waiting => vec![skeleton(text.loading, 4)],
        Load::Ready(hits) => {
            // A problem that is known comes before what helps with others.
            let query = state.query.get_untracked();
            let known = incident::matching(state, text, &query);
            let known = (!known.is_empty()).then(|| rows(known));
            let found = if hits.hits.is_empty() {
                nothing(state, text)
            } else {
                found(state, &hits)
            };
            known.into_iter().chain(found).collect()
        }
        Load::Failed(failure) => {
            vec![home::failed(state, text, "h2", failure, move || {
                state.hits.again();
            })]
        }
    });
    vec![list]
}

fn found(state: State, hits: &Hits) -> Vec<Element> {
    let hits = &hits.hits;
    let list = rows(hits.iter().map(|hit| one(state, hit)));
    vec![words("h2", "label", counted(state, hits)), list]
}

fn counted(state: State, hits: &[Hit]) -> String {
    let language = state.language.get_untracked();
    intl::count(language.code, language.text.results, hits.len())
}

fn one(state: State, hit: &Hit) -> Element {
    let foreign = state.foreign(hit.lang.as_str());
    let mut place = hit.category.clone();
    if let Some(lang) = foreign {
        place += " · ";
        place += &intl::language(state.language.get_untracked().code, lang);
    }
    let details = vec![
        marked("row-detail", &hit.snippet),
        words("span", "row-place", place),
    ];
    let href = View::Article(hit.slug.clone()).href();
    row(
        href,
        marked("row-title", &hit.title),
        foreign,
        details,
        None,
    )
}

fn nothing(state: State, text: &'static Text) -> Vec<Element> {
    let title = said_for_nothing(state, text);
    vec![
        notice("h2", title, text.no_result_hint, None),
        ask_us(state, text),
        home::categories(state, text),
    ]
}

/// The way from a question without an answer to a ticket.
fn ask_us(state: State, text: &'static Text) -> Element {
    let draft = state.requests.draft;
    draft.withdraw();
    // A subject that has been written stays.
    let free = draft.subject.with_untracked(String::is_empty);
    let ask = button(text.ticket.ask_us, move || {
        if free {
            draft.offer(state.query.get_untracked().trim());
        }
        history::go(state, new::first(state), None);
    });
    element("section", "ask")
        .children(free.then(|| words("p", "", text.ticket.ask_us_hint)))
        .child(ask.set("class", "button accent"))
}

fn said_for_nothing(state: State, text: &Text) -> String {
    text.no_result
        .replace("{query}", state.query.get_untracked().trim())
}

/// Tells screen readers and the host page what was found, and goes there if Enter was pressed.
pub fn announce(state: State) {
    let answer = state.hits.get();
    let text = state.language.get_untracked().text;
    match answer {
        Load::Waiting => {}
        Load::Failed(_) => state.said.set(text.failed.to_owned()),
        Load::Ready(hits) => {
            let hits = &hits.hits;
            state.said.set(if hits.is_empty() {
                said_for_nothing(state, text)
            } else {
                counted(state, hits)
            });
            let query = state.query.get_untracked();
            let detail = [
                ("query", query.trim().into()),
                ("results", hits.len().into()),
            ];
            frame::event(state, "search", &detail);
            remember(state, query.trim());
            if state.memory(|memory| memory.jump) {
                open_first(state);
            }
        }
    }
}

/// Remembers a search, for the ticket that may follow. What was typed on the way to it is not one.
fn remember(state: State, query: &str) {
    state.memory(|memory| {
        let further = |last: &String| query.starts_with(last.as_str()) || last.starts_with(query);
        memory.searches.pop_if(|last| further(last));
        memory.searches.push(query.to_owned());
    });
}

/// Goes to the first result, now or when it comes.
pub fn open_first(state: State) {
    let waiting = state.hits.busy();
    state.memory(|memory| memory.jump = waiting);
    if !waiting {
        focus::soon(".results a.row");
    }
}
