//! The fields of an article above its text.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::Form;
use crate::{
    desk::{
        field::{labelled, select},
        state::State,
        time,
    },
    parts::element::{Element, element, words},
};

fn input(value: &str, act: impl Fn(String) + 'static) -> Element {
    element("input", "input")
        .set("type", "text")
        .set("autocomplete", "off")
        .set("value", value)
        .on("input", move |event| act(event_target_value(&event)))
}

/// A field with its name, and below it what is wrong with it.
pub fn checked(
    state: State,
    place: &'static str,
    name: &str,
    hint: Option<&str>,
    control: Element,
) -> Element {
    let wrong = move || {
        let sentence = |all: &Vec<(String, &'static str)>| {
            let known = all.iter().find(|(field, _)| {
                // Of several keywords the server names the one.
                field == place || field.split('.').next() == Some(place)
            });
            known.map(|(_, sentence)| *sentence)
        };
        state.editor.wrong.with(sentence)
    };
    let id = ["wrong-", place].concat();
    let control = control
        .set("aria-describedby", id.clone())
        .follow("aria-invalid", move || wrong().map(|_| "true".to_owned()));
    let said = element("div", "field-wrong").set("id", id).live(move || {
        let said = wrong().map(|sentence| words("p", "", sentence));
        said.into_iter().collect()
    });
    element("div", "field-checked")
        .child(labelled(name, hint, control))
        .child(said)
}

/// All of them.
pub fn fields(state: State, form: &Form) -> Element {
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
        .child(checked(state, "title", w.article.title, None, title).set("data-wide", "true"))
        .child(checked(
            state,
            "category",
            w.article.category,
            None,
            category,
        ))
        .child(categories)
        .child(checked(
            state,
            "keywords",
            w.article.keywords,
            Some(w.article.keywords_hint),
            keywords,
        ))
        .child(place)
}

/// Writes the slug that follows the title into its field.
fn follow_slug(state: State) {
    let field = document().get_element_by_id("article-slug");
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
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
        (w.article.slug, form.slug.clone()),
        (w.language, time::language(state.lang(), &form.lang)),
        (w.queue.site, state.site_name(&form.site)),
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
        let site = select(w.queue.site, names, &form.site, move |key| {
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
        labelled(w.queue.site, None, site)
    });
    element("div", "editor-place")
        .child(checked(
            state,
            "slug",
            w.article.slug,
            Some(w.article.slug_hint),
            slug,
        ))
        .child(labelled(w.language, None, language))
        .children(site)
}
