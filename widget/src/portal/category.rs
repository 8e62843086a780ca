//! The articles of one category.

use leptos::prelude::*;

use super::{focus, home, intl, state::State};
use crate::{
    api::Load,
    parts::{
        element::{Element, element, words},
        rows::rows,
        states::{button, notice, skeleton},
    },
    text::Text,
};

/// As many as are shown at first, and as are added by "Show more".
const PAGE: usize = 100;

/// The page.
pub fn page(state: State, text: &'static Text, name: &str) -> Element {
    let lang = state.content();
    let path = state.path(
        "/articles",
        &[("lang", lang), ("category", name), ("limit", "")],
    );
    state
        .category
        .ask([path.as_str(), &PAGE.to_string()].concat());
    state.title.set(name.to_owned());
    focus::arrive(state, false);
    let list = element("div", "").live(move || match state.category.get() {
        Load::Waiting => vec![skeleton(text.loading, 5)],
        Load::Ready(page) if page.articles.is_empty() => {
            vec![notice("h2", text.empty, text.empty_hint, None)]
        }
        Load::Ready(page) => {
            focus::arrive(state, true);
            let shown = page.articles.len();
            let code = state.language.get_untracked().code;
            let count = intl::count(code, text.articles, shown);
            state.said.set(count.clone());
            let longer = [path.as_str(), &(shown + PAGE).to_string()].concat();
            let more = page.next.as_ref().map(|_| {
                button(text.more, move || {
                    state.category.ask_quietly(longer.clone());
                })
            });
            let list = rows(
                page.articles
                    .iter()
                    .map(|article| home::one(state, article)),
            );
            let mut views = vec![words("p", "count", count), list];
            views.extend(more);
            views
        }
        Load::Failed(failure) => {
            vec![home::failed(state, text, "h2", failure, move || {
                state.category.again();
            })]
        }
    });
    let heading = words("h1", "", name).set("tabindex", "-1");
    element("div", "page")
        .child(heading.set_some("lang", state.foreign(lang)))
        .child(list)
}
