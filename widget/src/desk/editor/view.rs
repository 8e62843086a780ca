//! The page of an article: its fields, its text, how it will look, and what can be done with it.

use guichet_shared::ticket::TicketId;
use leptos::prelude::*;

use super::fields::{checked, fields};
use crate::{
    api::{Failure, Load},
    desk::{
        articles::link,
        route::Route,
        state::{Dialog, State},
    },
    parts::{
        blocks::blocks,
        element::{Element, element, words},
        icons::{BACK, CROSS, icon},
        states::{button, notice},
    },
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    Waiting,
    Failed(Failure),
    /// The fields are filled in for this time.
    Ready(u32),
}

/// The page.
pub fn editor(state: State) -> Element {
    let w = state.words();
    let editor = state.editor;
    let phase = Memo::new(move |_| {
        let filled = editor.filled.get();
        editor.load.with(|load| match load {
            Load::Waiting => Phase::Waiting,
            Load::Failed(failure) => Phase::Failed(*failure),
            Load::Ready(_) => Phase::Ready(filled),
        })
    });
    element("div", "editor").live(move || match phase.get() {
        Phase::Waiting => vec![bones(w.loading)],
        Phase::Failed(failure) => {
            let (title, hint) = match failure {
                Failure::Missing => (w.article.article_missing, w.article.article_missing_hint),
                Failure::Often | Failure::Broken => (w.failed, w.failed_hint),
            };
            let again = button(w.retry, move || state.edit(editor.id.get_untracked()));
            let back = words("a", "button", w.articles).set("href", Route::Articles.href());
            let action = if failure == Failure::Missing {
                back
            } else {
                again
            };
            vec![notice("h1", title, hint, Some(action))]
        }
        Phase::Ready(_) => untrack(|| vec![head(state), trouble(state), draft(state), body(state)]),
    })
}

fn head(state: State) -> Element {
    let w = state.words();
    let editor = state.editor;
    let back = element("div", "editor-back").live(move || {
        let articles = || {
            element("a", "tool")
                .set("href", Route::Articles.href())
                .set("aria-label", w.article.back_to_articles)
                .child(icon(BACK))
        };
        let ticket = |(id, number): (TicketId, u32)| {
            let name = w.article.back_to_ticket;
            element("a", "button small")
                .set("href", Route::Ticket(id).href())
                .child(icon(BACK))
                .text(name.replace("{n}", &number.to_string()))
        };
        vec![editor.ticket().map_or_else(articles, ticket)]
    });
    let title = element("h1", "page-title")
        .set("tabindex", "-1")
        .live(move || {
            let title = editor.form.with(|form| form.title.clone());
            let title = if title.is_empty() {
                w.article.new_article.to_owned()
            } else {
                title
            };
            vec![words("span", "", title)]
        });
    let said = element("span", "editor-state").live(move || {
        let published = editor
            .article()
            .is_some_and(|article| article.summary.published);
        let mark = words(
            "span",
            "visibility",
            if published {
                w.article.published
            } else {
                w.article.draft
            },
        )
        .set("data-published", published.to_string());
        let said = if editor.saving.get() {
            Some(w.article.saving)
        } else if editor.changed() {
            Some(w.article.unsaved)
        } else {
            editor.saved.get()
        };
        std::iter::once(mark)
            .chain(said.map(|said| words("span", "", said)))
            .collect()
    });
    element("div", "editor-head")
        .child(back)
        .child(title)
        .child(said)
        .child(actions(state))
}

fn actions(state: State) -> Element {
    let w = state.words();
    let editor = state.editor;
    let stands = Memo::new(move |_| {
        let article = editor.article();
        article.map(|article| article.summary.published)
    });
    element("div", "editor-actions").live(move || {
        let busy = move || editor.saving.get().then(String::new);
        let save = |class: &'static str, name: &'static str, published: bool| {
            words("button", class, name)
                .set("type", "button")
                .follow("disabled", busy)
                .on("click", move |_| state.save(published))
        };
        let versions = || {
            words("button", "button", w.article.versions)
                .set("type", "button")
                .on("click", move |_| state.dialog.set(Some(Dialog::Versions)))
        };
        match stands.get() {
            None => vec![
                save("button", w.article.save_draft, false),
                save("button accent", w.article.publish, true),
            ],
            Some(false) => vec![
                versions(),
                save("button", w.article.save_draft, false),
                save("button accent", w.article.publish, true),
            ],
            Some(true) => vec![
                versions(),
                save("button", w.article.unpublish, false),
                save("button accent", w.article.publish_changes, true),
            ],
        }
    })
}

fn trouble(state: State) -> Element {
    let w = state.words();
    element("div", "trouble")
        .set("role", "alert")
        .live(move || {
            let view = |sentence: String| {
                let close = element("button", "tool small")
                    .set("type", "button")
                    .set("aria-label", w.dismiss)
                    .on("click", move |_| state.editor.trouble.set(None))
                    .child(icon(CROSS));
                element("div", "trouble-box")
                    .child(words("p", "", sentence))
                    .child(close)
            };
            state.editor.trouble.get().map(view).into_iter().collect()
        })
}

/// What to do with a draft from a ticket before customers see it.
fn draft(state: State) -> Element {
    let editor = state.editor;
    element("div", "editor-draft").live(move || {
        let published = editor
            .article()
            .is_none_or(|article| article.summary.published);
        let due = !published && editor.ticket().is_some();
        let hint = due.then(|| words("p", "", state.words().article.from_ticket));
        hint.into_iter().collect()
    })
}

fn body(state: State) -> Element {
    let w = state.words();
    let form = state.editor.form.get_untracked();
    let text = words("textarea", "input editor-text", form.body.as_str())
        .set("id", "article-body")
        .set("maxlength", "60000")
        .set("lang", form.lang.as_str())
        .set("spellcheck", "true")
        .on("input", move |event| {
            let body = event_target_value(&event);
            state.change_form(|form| form.body = body);
        });
    let text = element("div", "editor-write").child(checked(
        state,
        "body",
        w.article.body,
        Some(w.article.body_hint),
        text,
    ));
    element("div", "editor-body")
        .child(fields(state, &form))
        .child(
            element("div", "editor-sides")
                .child(text)
                .child(preview(state)),
        )
}

fn preview(state: State) -> Element {
    let w = state.words();
    let shown = element("div", "preview-text").live(move || {
        let Some(preview) = state.editor.preview.get() else {
            return vec![words("p", "field-hint", w.loading)];
        };
        if preview.body.is_empty() {
            return vec![words("p", "field-hint", w.article.preview_empty)];
        }
        let form = state.editor.form;
        let lang = form.with_untracked(|form| form.lang.clone());
        let text = state.language.get_untracked().text;
        let body = blocks(
            element("div", "text prose").set("lang", lang.as_str()),
            &preview.body,
            text,
        );
        let body = body.on("click", move |event| {
            let site = state.editor.form.with_untracked(|form| form.site.clone());
            if let Ok(site) = guichet_shared::site::SiteKey::parse(&site) {
                link::follow(&event, &site);
            }
        });
        let title = element("p", "preview-title")
            .set("lang", lang)
            .live(move || vec![words("span", "", form.with(|form| form.title.clone()))]);
        vec![title, body]
    });
    element("section", "preview")
        .set("aria-label", w.article.preview)
        .child(words("span", "field-label", w.article.preview))
        .child(shown)
}

fn bones(loading: &'static str) -> Element {
    let bone = || element("span", "bone");
    element("div", "skeleton editor-skeleton")
        .child(words("p", "hidden", loading))
        .child(element("div", "bone-head").child(bone()).child(bone()))
        .children((0..3).map(|_| {
            element("div", "bone-bubble")
                .child(bone())
                .child(bone())
                .child(bone())
        }))
}
