//! The page of an article: its fields, its text, how it will look, and what can be done with it.

use leptos::prelude::*;

use super::Form;
use crate::{
    api::{Failure, Load},
    desk::{
        articles::link,
        field::{labelled, select},
        route::Route,
        state::{Dialog, State},
        time,
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
    element("main", "editor").live(move || match phase.get() {
        Phase::Waiting => vec![bones(w.loading)],
        Phase::Failed(failure) => {
            let (title, hint) = match failure {
                Failure::Missing => (w.article_missing, w.article_missing_hint),
                Failure::Broken => (w.failed, w.failed_hint),
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
        Phase::Ready(_) => untrack(|| vec![head(state), trouble(state), body(state)]),
    })
}

fn head(state: State) -> Element {
    let w = state.words();
    let editor = state.editor;
    let back = element("a", "tool")
        .set("href", Route::Articles.href())
        .set("aria-label", w.back_to_articles)
        .child(icon(BACK));
    let title = element("h1", "page-title")
        .set("tabindex", "-1")
        .live(move || {
            let title = editor.form.with(|form| form.title.clone());
            let title = if title.is_empty() {
                w.new_article.to_owned()
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
            if published { w.published } else { w.draft },
        )
        .set("data-published", published.to_string());
        let said = if editor.saving.get() {
            Some(w.saving)
        } else if editor.changed() {
            Some(w.unsaved)
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
            words("button", "button", w.versions)
                .set("type", "button")
                .on("click", move |_| state.dialog.set(Some(Dialog::Versions)))
        };
        match stands.get() {
            None => vec![
                save("button", w.save_draft, false),
                save("button accent", w.publish, true),
            ],
            Some(false) => vec![
                versions(),
                save("button", w.save_draft, false),
                save("button accent", w.publish, true),
            ],
            Some(true) => vec![
                versions(),
                save("button", w.unpublish, false),
                save("button accent", w.publish_changes, true),
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
    let text = element("div", "editor-write").child(labelled(w.body, Some(w.body_hint), text));
    element("div", "editor-body")
        .child(fields(state, &form))
        .child(
            element("div", "editor-sides")
                .child(text)
                .child(preview(state)),
        )
}

fn input(value: &str, act: impl Fn(String) + 'static) -> Element {
    element("input", "input")
        .set("type", "text")
        .set("value", value)
        .on("input", move |event| act(event_target_value(&event)))
}

fn fields(state: State, form: &Form) -> Element {
    let w = state.words();
    let title = input(&form.title, move |title| {
        state.change_form(|form| form.set_title(title));
        follow_slug(state);
    });
    let category = input(&form.category, move |text| {
        state.change_form(|form| form.category = text);
    })
    .set("list", "categories");
    let categories = element("datalist", "")
        .set("id", "categories")
        .live(move || {
            let categories = state.list.categories().into_iter();
            categories
                .map(|name| element("option", "").set("value", name))
                .collect()
        });
    let keywords = input(&form.keywords, move |text| {
        state.change_form(|form| form.keywords = text);
    });
    let place = if state.editor.id.get_untracked().is_some() {
        fixed(state, form)
    } else {
        chosen(state, form)
    };
    element("div", "editor-fields")
        .child(labelled(w.title, None, title).set("data-wide", "true"))
        .child(labelled(w.category, None, category))
        .child(categories)
        .child(labelled(w.keywords, Some(w.keywords_hint), keywords))
        .child(place)
}

/// Writes the slug that follows the title into its field.
fn follow_slug(state: State) {
    use wasm_bindgen::JsCast;
    let field = document().get_element_by_id("article-slug");
    if let Some(field) = field.and_then(|field| field.dyn_into::<web_sys::HtmlInputElement>().ok())
    {
        state
            .editor
            .form
            .with_untracked(|form| field.set_value(&form.slug));
    }
}

/// Where an article that exists belongs: that stays.
fn fixed(state: State, form: &Form) -> Element {
    let w = state.words();
    let facts = [
        (w.slug, form.slug.clone()),
        (w.language, time::language(state.lang(), &form.lang)),
        (w.site, form.site.clone()),
    ];
    element("dl", "editor-facts").children(facts.map(|(name, value)| {
        element("div", "fact")
            .child(words("dt", "", name))
            .child(words("dd", "", value))
    }))
}

/// Where a new article will belong.
fn chosen(state: State, form: &Form) -> Element {
    let w = state.words();
    let slug = input(&form.slug, move |slug| {
        state.change_form(|form| {
            form.own_slug = !slug.is_empty();
            form.slug = slug;
        });
    })
    .set("id", "article-slug");
    let sites = state.sites();
    let at = sites
        .iter()
        .find(|site| site.key.as_str() == form.site)
        .or(sites.first());
    let tags = at.map_or_else(Vec::new, |site| site.languages.clone());
    let languages = tags
        .iter()
        .map(|tag| (tag.to_string(), time::language(state.lang(), tag.as_str())));
    let language = select(w.language, languages, &form.lang, move |lang| {
        state.change_form(|form| form.lang = lang);
    });
    let site = (sites.len() > 1).then(|| {
        let names = sites
            .iter()
            .map(|site| (site.key.to_string(), site.name.clone()));
        let known = sites.clone();
        let site = select(w.site, names, &form.site, move |key| {
            let site = known.iter().find(|site| site.key.as_str() == key);
            let lang = site
                .and_then(|site| site.languages.first())
                .map(ToString::to_string);
            state.change_form(|form| {
                form.site = key;
                form.lang = lang.unwrap_or_default();
            });
            // Another site has other languages.
            state.editor.filled.update(|filled| *filled += 1);
        });
        labelled(w.site, None, site)
    });
    element("div", "editor-place")
        .child(labelled(w.slug, Some(w.slug_hint), slug))
        .child(labelled(w.language, None, language))
        .children(site)
}

fn preview(state: State) -> Element {
    let w = state.words();
    let shown = element("div", "preview-text").live(move || {
        let Some(preview) = state.editor.preview.get() else {
            return vec![words("p", "field-hint", w.loading)];
        };
        if preview.body.is_empty() {
            return vec![words("p", "field-hint", w.preview_empty)];
        }
        let (title, lang) = state
            .editor
            .form
            .with_untracked(|form| (form.title.clone(), form.lang.clone()));
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
        vec![words("p", "preview-title", title).set("lang", lang), body]
    });
    element("section", "preview")
        .set("aria-label", w.preview)
        .child(words("span", "field-label", w.preview))
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
