//! What the first page offers before a search: the most read articles and the categories.

use guichet_shared::article::Summary;

use super::{focus, incident, intl, new, route::View, state::State};
use crate::{
    api::{Failure, Load},
    parts::{
        element::{Element, element, words},
        rows::{row, rows, title},
        states::{button, notice, skeleton},
    },
    text::Text,
};

/// Articles and categories.
pub fn home(state: State, text: &'static Text) -> Vec<Element> {
    let params = [
        ("lang", state.content()),
        ("sort", "popular"),
        ("limit", "5"),
    ];
    state.popular.ask(state.path("/articles", &params));
    let popular = element("section", "").live(move || match state.popular.get() {
        Load::Waiting => group(text.popular, skeleton(text.loading, 5)),
        Load::Ready(popular) if popular.articles.is_empty() => {
            vec![notice("h2", text.empty, text.empty_hint, None)]
        }
        Load::Ready(popular) => {
            focus::arrive(state, true);
            group(
                text.popular,
                rows(popular.articles.iter().map(|article| one(state, article))),
            )
        }
        Load::Failed(failure) => vec![failed(state, text, "h2", failure, move || {
            state.popular.again();
            state.categories.again();
        })],
    });
    ask_categories(state);
    // They come below the articles, so they wait for them: nothing jumps.
    let categories = element("div", "").live(move || match state.popular.get() {
        Load::Waiting => Vec::new(),
        _ => vec![categories(state, text), contact(state, text)],
    });
    let known = incident::announced(state, text, None);
    vec![known, popular, categories]
}

/// The way to people, with how long they usually take where that is known.
fn contact(state: State, text: &'static Text) -> Element {
    let wait = state.site.wait.as_ref();
    let wait = wait.map(|wait| intl::wait(state.language.get_untracked().code, text.ticket, wait));
    let hint = wait.unwrap_or_else(|| text.ticket.contact_hint.to_owned());
    let words_of = element("div", "contact-text")
        .child(words("h2", "", text.ticket.contact))
        .child(words("p", "", hint));
    let link = words("a", "button", text.ticket.tab_new).set("href", new::first(state).href());
    element("section", "contact").child(words_of).child(link)
}

fn ask_categories(state: State) {
    state
        .categories
        .ask(state.path("/categories", &[("lang", state.content())]));
}

/// The categories. Where they cannot be loaded nothing stands: the articles above say so.
pub fn categories(state: State, text: &'static Text) -> Element {
    let lang = state.content();
    ask_categories(state);
    element("section", "categories").live(move || match state.categories.get() {
        Load::Waiting => group(text.categories, skeleton(text.loading, 4)),
        Load::Ready(categories) if !categories.categories.is_empty() => {
            let code = state.language.get_untracked().code;
            let list = categories.categories.iter().map(|category| {
                let href = View::Category(category.name.clone()).href();
                let count = intl::count(code, text.articles, category.articles as usize);
                row(
                    href,
                    title(&category.name),
                    state.foreign(lang),
                    Vec::new(),
                    Some(count),
                )
            });
            group(text.categories, rows(list))
        }
        _ => Vec::new(),
    })
}

/// An article in a list.
pub fn one(state: State, article: &Summary) -> Element {
    let href = View::Article(article.slug.clone()).href();
    let lang = state.foreign(article.lang.as_str());
    row(href, title(&article.title), lang, Vec::new(), None)
}

/// What stands where something could not be loaded, with one thing to do about it; `tag` as in
/// `notice`.
pub fn failed(
    state: State,
    text: &Text,
    tag: &'static str,
    failure: Failure,
    again: impl Fn() + 'static,
) -> Element {
    match failure {
        Failure::Missing => {
            let home = words("a", "button", text.home).set("href", "#/");
            notice(tag, text.missing, text.missing_hint, Some(home))
        }
        Failure::Often | Failure::Broken => {
            let hint = if !state.online.get() {
                text.offline_hint
            } else if failure == Failure::Often {
                text.often_hint
            } else {
                text.failed_hint
            };
            let retry = button(text.retry, move || {
                again();
                focus::retry(state);
            });
            notice(tag, text.failed, hint, Some(retry))
        }
    }
}

/// Says that what follows is in the language `foreign`, where it is.
pub fn untranslated(state: State, text: &Text, foreign: Option<&str>) -> Option<Element> {
    let code = state.language.get_untracked().code;
    let language = intl::language(code, foreign?);
    let note = text.untranslated.replace("{language}", &language);
    Some(words("p", "untranslated", note))
}

/// A list under its heading.
pub fn group(title: &str, list: Element) -> Vec<Element> {
    vec![words("h2", "label", title), list]
}
