//! Which language the portal speaks, where it has its words from, and in which language it asks
//! for articles.

use guichet_shared::lang::Lang;
use js_sys::{Function, Promise, Reflect};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::{focus::Arrival, history, route::View, state::State};
use crate::text::{Language, Lines, NAMES};

/// The language that the start script has chosen, with its words.
pub async fn first() -> Option<&'static Language> {
    let root = document().document_element()?;
    load(&root.get_attribute("lang")?).await
}

/// Speaks another language: at once where its words are here, else as soon as they have come.
pub fn choose(state: State, code: &'static str, name: &'static str) {
    let here = state.memory(|memory| {
        memory.wanted = code;
        let mut languages = memory.languages.iter();
        languages.find(|known| known.code == code).copied()
    });
    state.silent.set("");
    match here {
        Some(language) => speak(state, language),
        None => spawn_local(async move {
            let loaded = load(code).await;
            // Another may have been chosen meanwhile.
            let wanted = state.memory(|memory| {
                memory.languages.extend(loaded);
                memory.wanted == code
            });
            match loaded {
                _ if !wanted => {}
                Some(language) => speak(state, language),
                None => keep(state, name),
            }
        }),
    }
}

/// Speaks it. A category has another name in another language, so that its page leads to the first.
fn speak(state: State, language: &'static Language) {
    let before = state.content();
    state.language.set(language);
    if let View::Category(_) = state.page.get_untracked()
        && state.content() != before
    {
        history::replace(state, View::Home);
        // The focus stays in the menu.
        state.memory(|memory| memory.arrival = Arrival::Stay);
    }
}

/// Stays with the language that is spoken, and says why.
fn keep(state: State, name: &'static str) {
    let spoken = state.language.get_untracked();
    let choice = ["[name=language][value=", spoken.code, "]"].concat();
    if let Ok(Some(choice)) = document().query_selector(&choice) {
        choice
            .unchecked_into::<HtmlInputElement>()
            .set_checked(true);
    }
    state.silent.set(name);
}

/// A language with the words that the start script fetches. They are kept as long as the page is.
async fn load(code: &str) -> Option<&'static Language> {
    let words = Reflect::get(&window(), &"words".into()).ok()?;
    let words = words.dyn_ref::<Function>()?.call1(&window(), &code.into());
    let words = words.ok()?.unchecked_into::<Promise>().await.ok()?;
    let (code, name) = NAMES.iter().find(|(known, _)| *known == code)?;
    Some(Box::leak(Box::new(Language {
        code,
        name,
        text: Lines::read(words.as_string()?),
    })))
}

/// The language to ask articles in: the interface's where the site writes in it, else the
/// site's own.
#[must_use]
pub fn content<'a>(interface: &'a str, site: &'a [Lang]) -> &'a str {
    let same = |lang: &&Lang| base(lang.as_str()) == interface;
    site.iter()
        .find(same)
        .or_else(|| site.first())
        .map_or(interface, Lang::as_str)
}

/// Whether a text in `lang` is foreign to who reads the interface in `interface`.
#[must_use]
pub fn foreign(lang: &str, interface: &str) -> bool {
    base(lang) != interface
}

/// The language without its region.
fn base(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn langs(tags: &[&str]) -> Vec<Lang> {
        tags.iter().map(|tag| Lang::parse(tag).unwrap()).collect()
    }

    #[test]
    fn articles_are_asked_for_in_the_interfaces_language_where_the_site_has_it() {
        assert_eq!(content("fr", &langs(&["en", "fr"])), "fr");
        assert_eq!(content("fr", &langs(&["en", "fr-ca"])), "fr-ca");
    }

    #[test]
    fn articles_are_asked_for_in_the_sites_own_language_otherwise() {
        assert_eq!(content("de", &langs(&["en", "fr"])), "en");
    }

    #[test]
    fn a_region_does_not_make_a_text_foreign() {
        assert!(!foreign("fr-ca", "fr"));
        assert!(foreign("en", "fr"));
    }
}
