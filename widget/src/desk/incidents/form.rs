//! The form that announces a problem.

use guichet_shared::{agent::DeskSite, desk::NewIncident, topic::Key};
use leptos::prelude::*;

use super::{
    page::{back, trouble},
    texts::{Which, field, refuse},
};
use crate::{
    desk::{
        field::{labelled, select},
        state::State,
    },
    parts::element::{Element, element, words},
};

/// The page.
pub fn form(state: State) -> Element {
    let w = state.words();
    let site = Memo::new(move |_| {
        let key = state.incidents.draft.with(|draft| draft.site.clone());
        chosen(state, &key).map(|site| site.key)
    });
    let body = element("form", "incident-form")
        .set("novalidate", "")
        .live(move || {
            let key = site.get();
            let site = key.and_then(|key| chosen(state, key.as_str()));
            site.map_or_else(Vec::new, |site| untrack(|| inside(state, &site)))
        })
        .on("submit", move |event| {
            event.prevent_default();
            publish(state);
        });
    element("div", "articles incident")
        .child(back(state))
        .child(words("h1", "page-title", w.incidents.new).set("tabindex", "-1"))
        .child(trouble(state))
        .child(body)
}

/// The site that is chosen, else the first.
fn chosen(state: State, key: &str) -> Option<DeskSite> {
    let sites = state.sites();
    let site = sites.iter().find(|site| site.key.as_str() == key);
    site.or(sites.first()).cloned()
}

fn inside(state: State, site: &DeskSite) -> Vec<Element> {
    let w = state.words();
    let draft = state.incidents.draft;
    let sites = state.sites();
    let which = (sites.len() > 1).then(|| {
        let names = sites
            .iter()
            .map(|site| (site.key.to_string(), site.name.clone()));
        let select = select(w.queue.site, names, site.key.as_str(), move |key| {
            draft.update(|draft| {
                draft.site = key;
                draft.topic = String::new();
            });
            state.keep_incident();
        });
        labelled(w.queue.site, None, select)
    });
    let every = (String::new(), w.incidents.every_topic.to_owned());
    let topics = site.topics.iter().map(|topic| {
        let name = topic.name.pick([state.lang(), "en"]);
        (topic.key.to_string(), name.to_owned())
    });
    let topic = draft.with_untracked(|draft| draft.topic.clone());
    let topics = std::iter::once(every).chain(topics);
    let topic = select(w.incidents.topic, topics, &topic, move |topic| {
        draft.update(|draft| draft.topic = topic);
        state.keep_incident();
    });
    let first = site.languages.first();
    let texts = site.languages.iter().zip(first.into_iter().cycle());
    let texts = texts.flat_map(|(lang, first)| {
        let field = |which, label| field(state, draft, which, label, lang, first);
        [
            field(Which::Title, w.incidents.title_in),
            field(Which::Body, w.incidents.body_in),
        ]
    });
    let send = words("button", "button accent", w.incidents.publish).set("type", "submit");
    let busy = move || state.incidents.sending.get().then(String::new);
    which
        .into_iter()
        .chain([labelled(w.incidents.topic, None, topic)])
        .chain([words("p", "field-hint", w.incidents.markdown_hint)])
        .chain(texts)
        .chain([send.follow("disabled", busy)])
        .collect()
}

fn publish(state: State) {
    let draft = state.incidents.draft.get_untracked();
    let Some(site) = chosen(state, &draft.site) else {
        return;
    };
    let texts = draft
        .texts(Which::Title, &site.languages)
        .zip(draft.texts(Which::Body, &site.languages));
    match texts {
        Some((title, body)) => state.publish(NewIncident {
            site: site.key,
            topic: Key::parse(&draft.topic).ok(),
            title,
            body,
        }),
        None => refuse(state, &site.languages),
    }
}
