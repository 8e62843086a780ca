//! What is being written of a known problem: a text for each language of its site.

use std::collections::BTreeMap;

use guichet_shared::{Text, desk::InEach, lang::Lang, topic::Localised};
use leptos::prelude::*;

use crate::{
    desk::{field::labelled, state::State, time},
    parts::element::{Element, element, words},
};

/// Which text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Which {
    Title,
    Body,
}

/// What has been written so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    pub site: String,
    pub topic: String,
    texts: BTreeMap<(Which, Lang), String>,
}

impl Draft {
    /// One of the texts in each language that it is written in; `None` where it is missing in the
    /// first of the `languages`, or one of them is too long.
    pub fn texts<const MAX: usize>(
        &self,
        which: Which,
        languages: &[Lang],
    ) -> Option<InEach<Text<MAX>>> {
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
}

/// The field for one of the texts in `lang`; `label` has a place for its name. Where it is not the
/// `first` of the site's languages, it may be left out.
pub fn field(state: State, which: Which, label: &str, lang: &Lang, first: &Lang) -> Element {
    let w = state.words();
    let name = |lang: &Lang| time::language(state.lang(), lang.as_str());
    let key = (which, lang.clone());
    let draft = state.incidents.draft;
    let written = draft.with_untracked(|draft| draft.texts.get(&key).cloned());
    let written = written.unwrap_or_default();
    let control = match which {
        Which::Title => element("input", "input")
            .set("type", "text")
            .set("value", written),
        Which::Body => words("textarea", "input", written).set("rows", "4"),
    };
    let control = control
        .set("lang", lang.as_str())
        .on("input", move |event| {
            let text = event_target_value(&event);
            draft.update(|draft| _ = draft.texts.insert(key.clone(), text));
        });
    let optional = || {
        let hint = w.incidents.optional_hint;
        hint.replace("{language}", &name(first))
    };
    let hint = (lang != first).then(optional);
    let label = label.replace("{language}", &name(lang));
    labelled(&label, hint.as_deref(), control)
}

/// A text in each of its languages, as it was written.
pub fn written(text: &Localised) -> Element {
    let texts = text.0.iter().map(|(lang, text)| {
        element("div", "written")
            .child(words("span", "tag", lang.as_str()))
            .child(words("p", "written-text", text.as_str()).set("lang", lang.as_str()))
    });
    element("div", "").children(texts)
}
