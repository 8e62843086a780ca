//! Changing title and text of a problem that customers read already. Where somebody else has changed
//! them meanwhile, what is written stays, and what there is now stands beside it.

use gloo_net::http::Method;
use guichet_shared::{
    desk::{EditedIncident, Incident},
    lang::Lang,
};
use leptos::prelude::*;

use super::{
    texts::{Draft, Which, field, refuse, written},
    view::title,
};
use crate::{
    api::Load,
    desk::{
        call::{self, Refusal},
        keyboard,
        state::State,
    },
    parts::element::{Element, element, words},
};

/// What is being changed.
#[derive(Clone, Copy)]
pub struct Edit {
    /// The version that the change begins from; nothing is being changed, without.
    version: RwSignal<Option<u32>>,
    draft: RwSignal<Draft>,
    /// Whether somebody else has changed it meanwhile.
    late: RwSignal<bool>,
}

impl Edit {
    /// Nothing.
    pub fn new() -> Self {
        Self {
            version: RwSignal::new(None),
            draft: RwSignal::new(Draft::default()),
            late: RwSignal::new(false),
        }
    }

    /// Lets go of what is being changed.
    pub fn end(self) {
        self.version.set(None);
        self.late.set(false);
        self.draft.set(Draft::default());
    }

    /// Goes on changing what was begun before.
    pub fn go_on(self, version: u32, draft: Draft) {
        self.late.set(false);
        self.draft.set(draft);
        self.version.set(Some(version));
    }

    /// What is being changed, and the version that it begins from.
    pub fn now(self) -> Option<(u32, Draft)> {
        let version = self.version.get_untracked()?;
        Some((version, self.draft.get_untracked()))
    }

    /// Whether something is being changed.
    pub fn is_on(self) -> bool {
        self.version.with(Option::is_some)
    }
}

/// The button that begins.
pub fn button(state: State) -> Element {
    let edit = state.incidents.edit;
    element("div", "").live(move || {
        let begin = words("button", "button small", state.words().incidents.edit)
            .set("type", "button")
            .on("click", move |_| begin(state));
        (!edit.is_on()).then_some(begin).into_iter().collect()
    })
}

fn begin(state: State) {
    let edit = state.incidents.edit;
    if let Load::Ready(incident) = state.incidents.load.get_untracked() {
        let draft = Draft::of(&incident.summary.title, &incident.body);
        edit.go_on(incident.version, draft);
        request_animation_frame(|| _ = keyboard::focus(".incident-edit .input"));
    }
}

/// The form; `languages` are those of the site, the default first.
pub fn form(state: State, languages: &[Lang]) -> Element {
    let w = state.words();
    let edit = state.incidents.edit;
    let first = languages.first();
    let texts = languages.iter().zip(first.into_iter().cycle());
    let texts = texts.flat_map(|(lang, first)| {
        let field = |which, label| field(state, edit.draft, which, label, lang, first);
        [
            field(Which::Title, w.incidents.title_in),
            field(Which::Body, w.incidents.body_in),
        ]
    });
    let busy = move || state.incidents.sending.get().then(String::new);
    let save = words("button", "button accent", w.incidents.save)
        .set("type", "submit")
        .follow("disabled", busy);
    let cancel = words("button", "button", w.cancel)
        .set("type", "button")
        .on("click", move |_| {
            state.forget_edit();
            state.incidents.trouble.set(None);
        });
    let now = element("div", "").live(move || match state.incidents.load.get() {
        Load::Ready(incident) if edit.late.get() => vec![now(state, &incident)],
        _ => Vec::new(),
    });
    let own = languages.to_vec();
    element("form", "incident-form incident-edit")
        .set("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            save_it(state, &own);
        })
        .child(now)
        .child(words("p", "field-hint", w.incidents.edit_hint))
        .children(texts)
        .child(element("div", "editor-actions").child(save).child(cancel))
}

/// What somebody else has made of it.
fn now(state: State, incident: &Incident) -> Element {
    element("section", "incident-now")
        .child(words("h3", "context-title", state.words().incidents.now))
        .child(words(
            "p",
            "incident-title",
            title(state, &incident.summary),
        ))
        .child(written(state, &incident.text, &incident.summary.site))
}

fn save_it(state: State, languages: &[Lang]) {
    let incidents = state.incidents;
    let edit = incidents.edit;
    let (Some(version), Some(id)) = (edit.version.get_untracked(), incidents.id.get_untracked())
    else {
        return;
    };
    let draft = edit.draft.get_untracked();
    let texts = draft
        .texts(Which::Title, languages)
        .zip(draft.texts(Which::Body, languages));
    let Some((title, body)) = texts else {
        refuse(state, languages);
        return;
    };
    let new = EditedIncident {
        version,
        title,
        body,
    };
    let resource = format!("/incidents/{id}");
    let call = async move { call::send(Method::PUT, &resource, &new, None).await };
    state.send_incident(call, move |answer| match answer {
        Ok(incident) => {
            state.forget_edit();
            state.show_incident(incident);
            state.read_incidents();
            state.say(state.words().incidents.saved);
        }
        Err(Refusal::Conflict) => state.somebody_has_edited(),
        Err(refusal) => incidents.trouble.set(Some(state.sentence(&refusal))),
    });
}

impl State {
    /// Shows what there is now, and lets what is written go on from there.
    fn somebody_has_edited(self) {
        let incidents = self.incidents;
        let Some(id) = incidents.id.get_untracked() else {
            return;
        };
        leptos::task::spawn_local(async move {
            let answer = call::get::<Incident>(&format!("/incidents/{id}")).await;
            let sentence = match answer {
                Ok(incident) => {
                    incidents.edit.version.set(Some(incident.version));
                    incidents.edit.late.set(true);
                    self.show_incident(incident);
                    self.words().incidents.edit_conflict.to_owned()
                }
                Err(refusal) => self.sentence(&refusal),
            };
            incidents.trouble.set(Some(sentence));
        });
    }
}
