//! One article, to read.

use guichet_shared::article::{Article, Slug};

use super::{focus, frame, history, home, intl, route::View, state::State, vote};
use crate::{
    api::Load,
    parts::{
        blocks::blocks,
        element::{Element, element, words},
        states::skeleton_article,
    },
    text::Text,
};

/// The page.
pub fn page(state: State, text: &'static Text, slug: &Slug) -> Element {
    let resource = ["/articles/", slug.as_str()].concat();
    state
        .article
        .ask(state.path(&resource, &[("lang", state.content())]));
    let title = history::title(state);
    state.title.set(title.clone().unwrap_or_default());
    focus::arrive(state, false);
    element("div", "page").live(move || match state.article.get() {
        Load::Waiting => skeleton_article(text.loading, title.clone()),
        Load::Ready(article) => read(state, text, &article),
        Load::Failed(failure) => {
            focus::arrive(state, true);
            vec![home::failed(state, text, "h1", failure, move || {
                state.article.again();
            })]
        }
    })
}

fn read(state: State, text: &'static Text, article: &Article) -> Vec<Element> {
    state.title.set(article.title.clone());
    focus::arrive(state, true);
    state.memory(|memory| {
        memory.articles.retain(|(slug, _)| *slug != article.slug);
        let read = (article.slug.clone(), article.title.clone());
        memory.articles.push(read);
    });
    frame::event(
        state,
        "article:viewed",
        &[("slug", article.slug.as_str().into())],
    );

    let lang = article.lang.as_str();
    let foreign = state.foreign(lang);
    let category = View::Category(article.category.clone()).href();
    let category = words("a", "", article.category.as_str()).set("href", category);
    let head = element("div", "")
        .set_some("lang", foreign)
        .child(element("p", "eyebrow").child(category))
        .child(words("h1", "", article.title.as_str()).set("tabindex", "-1"));
    let note = home::untranslated(state, text, foreign);
    let body = blocks(
        element("div", "text").set_some("lang", foreign),
        &article.body,
        text,
    );
    let updated = text.updated.replace(
        "{date}",
        &intl::day(state.language.get_untracked().code, &article.updated_at),
    );
    let view = element("article", "")
        .child(head)
        .children(note)
        .child(body)
        .child(words("p", "updated", updated));
    vec![view, vote::vote(state, text, article)]
}
