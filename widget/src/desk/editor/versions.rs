//! The dialog with an article's versions: to look at, and to take the text of one up again.

use std::sync::Arc;

use guichet_shared::desk::{Version, Versions};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::Load,
    desk::{call, dialog, state::State, time},
    parts::{
        element::{Element, element, words},
        states::{button, notice},
    },
};

/// The dialog's content.
pub fn versions(state: State) -> Vec<Element> {
    let w = state.words();
    read(state);
    let shown = RwSignal::new(0_usize);
    let body = element("div", "versions").live(move || match state.editor.versions.get() {
        Load::Waiting => vec![words("p", "dialog-text", w.loading)],
        Load::Failed(_) => {
            let again = button(w.retry, move || read(state));
            vec![notice("h3", w.failed, w.failed_hint, Some(again))]
        }
        Load::Ready(all) => {
            let rows = all
                .iter()
                .enumerate()
                .map(|(at, version)| row(state, at, version, shown));
            let list = element("ul", "version-rows").children(rows);
            vec![list, one(state, Arc::clone(&all), shown)]
        }
    });
    vec![dialog::title(state, w.article.versions), body]
}

fn read(state: State) {
    let editor = state.editor;
    let Some(id) = editor.id.get_untracked() else {
        return;
    };
    editor.versions.set(Load::Waiting);
    spawn_local(async move {
        let answer = call::get::<Versions>(&format!("/articles/{id}/versions")).await;
        editor.versions.set(match answer {
            Ok(answer) => Load::Ready(Arc::new(answer.versions)),
            Err(refusal) => {
                state.sentence(&refusal);
                Load::Failed((&refusal).into())
            }
        });
    });
}

fn row(state: State, at: usize, version: &Version, shown: RwSignal<usize>) -> Element {
    let w = state.words();
    let name = w
        .article
        .version
        .replace("{n}", &version.version.to_string());
    let by = version.by.as_deref().unwrap_or(w.article.imported);
    let detail = element("span", "version-detail")
        .text([by, " · "].concat())
        .child(time::since(state, "", version.at.clone(), "long"));
    let kind = if version.published {
        w.article.published
    } else {
        w.article.draft
    };
    let button = element("button", "version-row")
        .set("type", "button")
        .follow("aria-pressed", move || {
            Some((shown.get() == at).to_string())
        })
        .on("click", move |_| shown.set(at))
        .child(
            element("span", "version-name")
                .child(words("strong", "", name))
                .child(
                    words("span", "visibility", kind)
                        .set("data-published", version.published.to_string()),
                ),
        )
        .child(detail);
    element("li", "").child(button)
}

fn one(state: State, all: Arc<Vec<Version>>, shown: RwSignal<usize>) -> Element {
    let w = state.words();
    element("div", "version").live(move || {
        let Some(version) = all.get(shown.get()) else {
            return Vec::new();
        };
        let (title, body) = (version.title.clone(), version.body.clone());
        let restore = words("button", "button accent", w.article.restore)
            .set("type", "button")
            .on("click", move |_| {
                let (title, body) = (title.clone(), body.clone());
                state.change_form(|form| {
                    form.title = title;
                    form.body = body;
                });
                state.editor.filled.update(|filled| *filled += 1);
                dialog::close(state);
            });
        let text = words("pre", "version-text", version.body.as_str()).set("tabindex", "0");
        let foot = element("div", "dialog-actions")
            .child(words("span", "field-hint", w.article.restore_hint))
            .child(restore);
        vec![
            words("h3", "version-title", version.title.as_str()),
            text,
            foot,
        ]
    })
}
