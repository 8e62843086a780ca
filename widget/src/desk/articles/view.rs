//! The page with the list of articles.

use std::time::Duration;

use guichet_shared::desk::ArticleSummary;
use leptos::prelude::*;

use super::PAGE;
use crate::{
    api::Load,
    desk::{field, icons, keyed::keyed, route::Route, state::State, time},
    parts::{
        element::{Element, element, words},
        icons::{BACK, NEXT, SEARCH, icon},
        states::{button, notice},
    },
};

/// Between the last key and the search.
const PAUSE: Duration = Duration::from_millis(250);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    Waiting,
    Failed,
    Empty,
    Rows,
}

/// The page.
pub fn articles(state: State) -> Element {
    let w = state.words();
    let phase = Memo::new(move |_| {
        state.list.load.with(|load| match load {
            Load::Waiting => Phase::Waiting,
            Load::Failed(_) => Phase::Failed,
            Load::Ready(list) if list.articles.is_empty() => Phase::Empty,
            Load::Ready(_) => Phase::Rows,
        })
    });
    let new = element("a", "button accent")
        .set("href", Route::NewArticle.href())
        .child(icon(icons::PLUS))
        .text(w.article.new_article);
    let body = element("div", "").live(move || match phase.get() {
        Phase::Waiting => vec![bones(w.loading)],
        Phase::Failed => {
            let again = button(w.retry, move || state.read_list(false));
            vec![notice("h2", w.failed, w.failed_hint, Some(again))]
        }
        Phase::Empty => vec![notice(
            "h2",
            w.article.no_articles,
            w.article.no_articles_hint,
            None,
        )],
        Phase::Rows => vec![rows(state), pager(state)],
    });
    element("div", "articles")
        .child(
            element("div", "articles-head")
                .child(words("h1", "page-title", w.articles).set("tabindex", "-1"))
                .child(new),
        )
        .child(filters(state))
        .child(body)
}

fn filters(state: State) -> Element {
    let w = state.words();
    let question = state.list.question.get_untracked();
    let typed = StoredValue::new(0_u32);
    let input = element("input", "input")
        .set("type", "search")
        .set("id", "article-search")
        .set("value", question.query.as_str())
        .set("aria-label", w.article.search_articles)
        .set("placeholder", w.article.search_articles)
        .on("input", move |event| {
            let text = event_target_value(&event);
            let number = typed.get_value() + 1;
            typed.set_value(number);
            set_timeout(
                move || {
                    if typed.try_get_value() == Some(number) {
                        state.ask_list(|question| question.query = text);
                    }
                },
                PAUSE,
            );
        });
    let search = element("div", "search-box")
        .child(icon(SEARCH))
        .child(input);
    let sites = state.sites();
    let mut tags: Vec<String> = sites
        .iter()
        .flat_map(|site| &site.languages)
        .map(ToString::to_string)
        .collect();
    tags.sort();
    tags.dedup();
    let languages = std::iter::once((String::new(), w.article.all_languages.to_owned())).chain(
        tags.into_iter().map(|tag| {
            let name = time::language(state.lang(), &tag);
            (tag, name)
        }),
    );
    let language = field::select(w.language, languages, &question.lang, move |lang| {
        state.ask_list(|question| question.lang = lang);
    });
    let site = (sites.len() > 1).then(|| {
        let all = (String::new(), w.queue.all_sites.to_owned());
        let sites = sites
            .into_iter()
            .map(|site| (site.key.to_string(), site.name));
        field::select(
            w.queue.site,
            std::iter::once(all).chain(sites),
            &question.site,
            move |site| {
                state.ask_list(|question| question.site = site);
            },
        )
    });
    let published = match question.published {
        None => "",
        Some(true) => "true",
        Some(false) => "false",
    };
    let kinds = [
        ("", w.article.any_article),
        ("true", w.article.published),
        ("false", w.article.draft),
    ];
    let kinds = kinds.map(|(value, name)| (value.to_owned(), name.to_owned()));
    let kind = field::select(w.article.visibility, kinds, published, move |kind| {
        state.ask_list(|question| question.published = kind.parse().ok());
    });
    element("div", "article-filters")
        .child(search)
        .child(language)
        .child(kind)
        .children(site)
}

fn rows(state: State) -> Element {
    keyed(
        element("ul", "article-rows"),
        move || {
            state.list.load.with(|load| match load {
                Load::Ready(list) => {
                    let articles = list.articles.iter();
                    articles
                        .map(|one| (one.id.to_string(), one.clone()))
                        .collect()
                }
                _ => Vec::new(),
            })
        },
        move |article| {
            let id = article.with_untracked(|article| article.id);
            let link = element("a", "article-row")
                .set("href", Route::Article(id).href())
                .live(move || row(state, &article.get()));
            element("li", "").child(link)
        },
    )
}

fn row(state: State, article: &ArticleSummary) -> Vec<Element> {
    let w = state.words();
    let (kind, name) = if article.published {
        ("true", w.article.published)
    } else {
        ("false", w.article.draft)
    };
    let votes = article.helpful + article.unhelpful;
    let votes = (votes > 0).then(|| {
        let text = w
            .article
            .votes
            .replace("{yes}", &time::plain(state.lang(), article.helpful.into()))
            .replace("{all}", &time::plain(state.lang(), votes.into()));
        words("span", "article-votes", text)
    });
    let several = state.sites().len() > 1;
    let details = element("span", "article-details")
        .child(words("span", "", article.category.as_str()))
        .child(words("span", "", article.lang.as_str()).set("class", "tag"))
        .children(several.then(|| words("span", "", article.site.as_str())))
        .children(votes);
    vec![
        words("span", "article-title", article.title.as_str()).set("lang", article.lang.as_str()),
        words("span", "visibility", name).set("data-published", kind),
        details,
        time::since(state, "article-time", article.updated_at.clone(), "long"),
    ]
}

fn pager(state: State) -> Element {
    let w = state.words();
    element("div", "pager").live(move || {
        let total = state.list.load.with(|load| match load {
            Load::Ready(list) => list.total,
            _ => 0,
        });
        let offset = state.list.question.with(|question| question.offset);
        if total <= PAGE && offset == 0 {
            return vec![words(
                "span",
                "",
                time::count(state.lang(), w.article_count, total),
            )];
        }
        let arrow = |name: &'static str, path, to: Option<u32>| {
            element("button", "tool")
                .set("type", "button")
                .set("aria-label", name)
                .set_some("disabled", to.is_none().then_some(""))
                .on("click", move |_| {
                    if let Some(to) = to {
                        state.ask_list(|question| question.offset = to);
                    }
                })
                .child(icon(path))
        };
        let place = w
            .queue
            .page
            .replace("{from}", &(offset + 1).to_string())
            .replace("{to}", &(offset + PAGE).min(total).to_string())
            .replace("{total}", &total.to_string());
        let before = (offset > 0).then(|| offset.saturating_sub(PAGE));
        let after = (offset + PAGE < total).then_some(offset + PAGE);
        vec![
            arrow(w.queue.page_before, BACK, before),
            words("span", "", place),
            arrow(w.queue.page_after, NEXT, after),
        ]
    })
}

fn bones(loading: &'static str) -> Element {
    let bone = || element("span", "bone");
    let rows = (0..8).map(|_| element("li", "").child(bone()).child(bone()));
    element("div", "skeleton")
        .child(words("p", "hidden", loading))
        .child(
            element("ul", "ticket-bones article-rows")
                .set("aria-hidden", "true")
                .children(rows),
        )
}
