//! What is being written of a known problem: a text for each language of its site.

use std::collections::BTreeMap;

use guichet_shared::{
    Text, block::Block, desk::InEach, lang::Lang, site::SiteKey, ticket::Message, topic::Localised,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    desk::{articles::link, field::labelled, keyboard, state::State, time},
    parts::{
        blocks::blocks,
        element::{Element, element, words},
    },
};

/// Which text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Which {
    Title,
    Body,
}

/// What has been written so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Kept", into = "Kept")]
pub struct Draft {
    pub site: String,
    pub topic: String,
    texts: BTreeMap<(Which, Lang), String>,
}

/// The same as it is kept: JSON has no keys of two parts.
#[derive(Serialize, Deserialize)]
struct Kept {
    site: String,
    topic: String,
    texts: Vec<((Which, Lang), String)>,
}

impl From<Draft> for Kept {
    fn from(draft: Draft) -> Self {
        Self {
            site: draft.site,
            topic: draft.topic,
            texts: draft.texts.into_iter().collect(),
        }
    }
}

impl From<Kept> for Draft {
    fn from(kept: Kept) -> Self {
        Self {
            site: kept.site,
            topic: kept.topic,
            texts: kept.texts.into_iter().collect(),
        }
    }
}

impl Draft {
    /// What is there already, to be changed.
    pub fn of(title: &Localised, body: &Localised) -> Self {
        let texts = [(Which::Title, title), (Which::Body, body)];
        let texts = texts.into_iter().flat_map(|(which, text)| {
            let texts = text.0.iter();
            texts.map(move |(lang, text)| ((which, lang.clone()), text.clone()))
        });
        Self {
            texts: texts.collect(),
            ..Self::default()
        }
    }

    /// Whether nothing has been written.
    pub fn is_blank(&self) -> bool {
        let blank = |text: &String| text.trim().is_empty();
        self.texts.values().all(blank) && self.site.is_empty() && self.topic.is_empty()
    }

    /// One of the texts in each language that it is written in; `None` where it is missing in the
    /// first of the `languages`, or one of them is too long.
    pub fn texts<const MAX: usize, const ONE_LINE: bool>(
        &self,
        which: Which,
        languages: &[Lang],
    ) -> Option<InEach<Text<MAX, ONE_LINE>>> {
        let mut texts = InEach::new();
        for (at, lang) in languages.iter().enumerate() {
            let text = self.texts.get(&(which, lang.clone()));
            let text = text.map_or("", |text| text.trim());
            if !text.is_empty() || at == 0 {
                texts.insert(lang.clone(), Text::parse(text).ok()?);
            }
        }
        Some(texts)
    }

    /// Whether one of the texts is too long, or missing where it is `needed`.
    fn is_wrong(&self, at: &(Which, Lang), needed: bool) -> bool {
        let text = self.texts.get(at).map_or("", |text| text.trim());
        let fits = match at.0 {
            Which::Title => Text::<200>::parse(text).is_ok(),
            Which::Body => Message::parse(text).is_ok(),
        };
        !fits && (needed || !text.is_empty())
    }
}

/// The field for one of the texts in `lang`; `label` has a place for its name. Where it is not the
/// `first` of the site's languages, it may be left out.
pub fn field(
    state: State,
    draft: RwSignal<Draft>,
    which: Which,
    label: &str,
    lang: &Lang,
    first: &Lang,
) -> Element {
    let w = state.words();
    let name = |lang: &Lang| time::language(state.lang(), lang.as_str());
    let key = (which, lang.clone());
    let written = draft.with_untracked(|draft| draft.texts.get(&key).cloned());
    let written = written.unwrap_or_default();
    let control = match which {
        Which::Title => element("input", "input")
            .set("type", "text")
            .set("value", written),
        Which::Body => words("textarea", "input", written).set("rows", "4"),
    };
    let at = key.clone();
    let needed = lang == first;
    let control = control
        .set("lang", lang.as_str())
        .follow("aria-invalid", move || {
            let marked = state.incidents.trouble.with(Option::is_some)
                && draft.with(|draft| draft.is_wrong(&at, needed));
            marked.then(|| "true".to_owned())
        })
        .on("input", move |event| {
            let text = event_target_value(&event);
            draft.update(|draft| _ = draft.texts.insert(key.clone(), text));
            state.keep_incident();
        });
    let optional = || {
        let hint = w.incidents.optional_hint;
        hint.replace("{language}", &name(first))
    };
    let hint = (lang != first).then(optional);
    let label = label.replace("{language}", &name(lang));
    labelled(&label, hint.as_deref(), control)
}

/// Says that a text is missing in the first of the `languages`, or one is too long, and leads to it.
pub fn refuse(state: State, languages: &[Lang]) {
    let first = languages.first().map_or("", |lang| lang.as_str());
    let language = time::language(state.lang(), first);
    let wrong = state.words().incidents.wrong;
    let wrong = wrong.replace("{language}", &language);
    state.incidents.trouble.set(Some(wrong));
    request_animation_frame(|| _ = keyboard::focus(".incident [aria-invalid=true]"));
}

/// A text in each of its languages, as customers of `site` read it.
pub fn written(state: State, text: &InEach<Vec<Block>>, site: &SiteKey) -> Element {
    let words_of = state.language.get_untracked().text;
    let texts = text.iter().map(|(lang, text)| {
        let body = element("div", "written-text prose").set("lang", lang.as_str());
        element("div", "written")
            .child(words("span", "tag", lang.as_str()))
            .child(blocks(body, text, words_of))
    });
    let site = site.clone();
    element("div", "written-all")
        .children(texts)
        .on("click", move |event| link::follow(&event, &site))
}
