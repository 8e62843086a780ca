//! Articles that may answer before the ticket is sent, found by its subject while it is typed.

use std::time::Duration;

use guichet_shared::search::Hit;
use leptos::prelude::*;

use super::super::{home, incident, route::View, state::State};
use crate::{
    api::Load,
    parts::{
        element::{Element, always, element},
        rows::{marked, row, rows},
    },
    text::Text,
};

/// How long after the last key the search starts.
const PAUSE: Duration = Duration::from_millis(300);
/// From so many characters on.
const SHORTEST: usize = 3;

/// Searches as the subject is typed.
pub fn watch(state: State) {
    let mut pending: Option<TimeoutHandle> = None;
    always(move || {
        if let Some(pending) = pending.take() {
            pending.clear();
        }
        let subject = state.requests.draft.subject.get();
        let lang = state.content();
        if subject.trim().chars().count() < SHORTEST {
            return state.suggested.clear();
        }
        let search = move || {
            // What is on its way to the server may be long; what finds an article is not.
            let subject: String = subject.trim().chars().take(200).collect();
            let params = [("q", subject.as_str()), ("lang", lang), ("limit", "3")];
            state.suggested.ask_quietly(state.path("/search", &params));
        };
        pending = set_timeout_with_handle(search, PAUSE).ok();
    });
}

/// Whether more than small words are alike: a search rather finds something weak than nothing, a
/// suggestion had better keep quiet.
fn is_telling(hit: &Hit) -> bool {
    let segments = hit.title.iter().chain(&hit.snippet);
    segments
        .filter(|segment| segment.hit)
        .any(|segment| segment.text.chars().count() > SHORTEST)
}

/// The articles, where there are any. Nothing waits for them.
pub fn suggestions(state: State, text: &'static Text) -> Element {
    element("div", "suggested")
        .set("aria-live", "polite")
        .live(move || {
            let found = match state.suggested.get() {
                Load::Ready(hits) => Some(hits),
                _ => None,
            };
            let hits = found.iter().flat_map(|hits| &hits.hits);
            let articles = hits.filter(|hit| is_telling(hit)).map(|hit| {
                let href = View::Article(hit.slug.clone()).href();
                let lang = state.foreign(hit.lang.as_str());
                row(
                    href,
                    marked("row-title", &hit.title),
                    lang,
                    Vec::new(),
                    None,
                )
            });
            // A problem that is known comes before what helps with others.
            let mut list = incident::matching(state, text, &state.requests.draft.subject.get());
            list.extend(articles);
            if list.is_empty() {
                return Vec::new();
            }
            home::group(text.ticket.suggested, rows(list))
        })
}
