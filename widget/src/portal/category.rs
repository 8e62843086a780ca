//! The articles of one category.

use guichet_shared::article::{Slug, Summary};

use super::{
    focus::{self, Arrival},
    home, intl,
    state::State,
};
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
const PAGE: &str = "100";

/// The page.
pub fn page(state: State, text: &'static Text, name: &str) -> Element {
    let lang = state.content();
    let params = [("lang", lang), ("category", name), ("limit", PAGE)];
    let path = state.path("/articles", &params);
    state.category.ask(path.clone());
    state.title.set(name.to_owned());
    focus::arrive(state, false);
    let mut shown: Vec<Summary> = Vec::new();
    let list = element("div", "").live(move || {
        let end = match state.category.get() {
            Load::Waiting => Some(skeleton(text.loading, 5)),
            Load::Ready(page) if page.articles.is_empty() && shown.is_empty() => {
                Some(notice("h2", text.empty, text.empty_hint, None))
            }
            Load::Ready(page) => {
                shown.extend_from_slice(&page.articles);
                focus::arrive(state, true);
                page.next
                    .as_ref()
                    .map(|next| more(state, text, shown.len(), &path, next))
            }
            Load::Failed(failure) => {
                if !shown.is_empty() {
                    focus::soon("main .notice-title");
                }
                let again = move || state.category.again();
                Some(home::failed(state, text, "h2", failure, again))
            }
        };
        let mut views = Vec::new();
        if !shown.is_empty() {
            let code = state.language.get_untracked().code;
            let count = intl::count(code, text.articles, shown.len());
            state.said.set(count.clone());
            views.push(words("p", "count", count));
            views.push(rows(shown.iter().map(|article| home::one(state, article))));
        }
        views.extend(end);
        views
    });
    let heading = words("h1", "", name).set("tabindex", "-1");
    element("div", "page")
        .child(heading.set_some("lang", state.foreign(lang)))
        .child(list)
}

/// The button that adds the articles after the `shown` ones.
fn more(state: State, text: &Text, shown: usize, path: &str, next: &Slug) -> Element {
    let path = [path, "&after=", next.as_str()].concat();
    button(text.more, move || {
        state.memory(|memory| memory.arrival = Arrival::Row(shown));
        state.category.ask_quietly(path.clone());
    })
}
