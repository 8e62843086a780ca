//! What is filled in of a macro, and how it is saved and thrown away.

use gloo_net::http::Method;
use guichet_shared::{
    desk::{Actions, Macro, MacroId, MacroName, MacroText, NewMacro},
    site::SiteKey,
    status::Status,
    ticket::{Message, Remark},
    triage::{Priority, Tag},
};
use leptos::{prelude::*, task::spawn_local};

use super::Chosen;
use crate::desk::{
    call::{self, Refusal},
    keyboard, sorting,
    state::State,
};

/// What is filled in.
#[derive(Clone, Copy)]
pub(super) struct Form {
    pub(super) id: Option<MacroId>,
    pub(super) site: RwSignal<Option<SiteKey>>,
    pub(super) name: RwSignal<String>,
    pub(super) body: RwSignal<String>,
    pub(super) status: RwSignal<Option<Status>>,
    pub(super) note: RwSignal<String>,
    pub(super) priority: RwSignal<Option<Priority>>,
    pub(super) add: RwSignal<String>,
    pub(super) remove: RwSignal<String>,
    pub(super) mine: RwSignal<bool>,
    pub(super) team: RwSignal<String>,
    pub(super) wrong: RwSignal<Option<String>>,
}

impl Form {
    pub(super) fn new(state: State, kept: Option<&Macro>) -> Self {
        let actions = kept.map(|kept| kept.actions.clone()).unwrap_or_default();
        let first = || {
            untrack(|| state.sites())
                .first()
                .map(|site| site.key.clone())
        };
        let joined = |tags: &[Tag]| {
            let tags: Vec<_> = tags.iter().map(Tag::as_str).collect();
            tags.join(", ")
        };
        let text =
            |of: fn(&Macro) -> &String| kept.map(|kept| of(kept).clone()).unwrap_or_default();
        Self {
            id: kept.map(|kept| kept.id),
            site: RwSignal::new(kept.map(|kept| kept.site.clone()).or_else(first)),
            name: RwSignal::new(text(|kept| &kept.name)),
            body: RwSignal::new(text(|kept| &kept.body)),
            status: RwSignal::new(actions.status),
            note: RwSignal::new(
                actions
                    .note
                    .map(|note| note.as_str().to_owned())
                    .unwrap_or_default(),
            ),
            priority: RwSignal::new(actions.priority),
            add: RwSignal::new(joined(&actions.add_tags)),
            remove: RwSignal::new(joined(&actions.remove_tags)),
            mine: RwSignal::new(actions.assign_to_me),
            team: RwSignal::new(
                actions
                    .team
                    .map(|team| team.to_string())
                    .unwrap_or_default(),
            ),
            wrong: RwSignal::new(None),
        }
    }

    /// What is filled in, where it can be a macro.
    pub(super) fn read(self) -> Option<MacroText> {
        let tags = |value: RwSignal<String>| {
            value
                .get_untracked()
                .split(',')
                .filter_map(sorting::tag)
                .collect()
        };
        let status = self.status.get_untracked();
        Some(MacroText {
            name: MacroName::parse(&self.name.get_untracked()).ok()?,
            body: Message::parse(&self.body.get_untracked()).ok()?,
            actions: Actions {
                status,
                note: status.and_then(|_| Remark::parse(&self.note.get_untracked()).ok()),
                priority: self.priority.get_untracked(),
                add_tags: tags(self.add),
                remove_tags: tags(self.remove),
                assign_to_me: self.mine.get_untracked(),
                team: self.team.get_untracked().parse().ok(),
            },
        })
    }
}

/// Saves it, where nothing is missing.
pub(super) fn save(state: State, form: Form, chosen: Chosen) {
    let w = state.words();
    let (Some(text), Some(site)) = (form.read(), form.site.get_untracked()) else {
        form.wrong.set(Some(w.macros.missing.to_owned()));
        request_animation_frame(|| _ = keyboard::focus(".macro-form [aria-invalid=true]"));
        return;
    };
    spawn_local(async move {
        let answer = match form.id {
            Some(id) => {
                call::send::<Macro>(Method::PUT, &format!("/macros/{id}"), &text, None).await
            }
            None => {
                call::send::<Macro>(Method::POST, "/macros", &NewMacro { site, text }, None).await
            }
        };
        match answer {
            Ok(kept) => {
                let id = kept.id;
                state.hands.macros.update(|all| {
                    all.retain(|known| known.id != id);
                    all.push(kept);
                    all.sort_by_key(|kept| kept.name.to_lowercase());
                });
                chosen.set(Some(Some(id)));
                state.tell(w.macros.saved);
            }
            Err(Refusal::Fields(fields)) => {
                let known = |name: &str| fields.iter().any(|field| field == name);
                let sentence = if known("name") {
                    w.macros.name_taken
                } else if known("actions.note") {
                    w.macros.note_missing
                } else {
                    w.refusal.refused
                };
                _ = form.wrong.try_set(Some(sentence.to_owned()));
            }
            Err(refusal) => _ = form.wrong.try_set(Some(state.sentence(&refusal))),
        }
    });
}

/// Throws it away.
pub(super) fn remove(state: State, form: Form, id: MacroId, chosen: Chosen) {
    spawn_local(async move {
        match call::tell(Method::DELETE, &format!("/macros/{id}"), None).await {
            Ok(()) => {
                state
                    .hands
                    .macros
                    .update(|all| all.retain(|known| known.id != id));
                chosen.set(None);
                state.tell(state.words().macros.removed);
            }
            Err(refusal) => _ = form.wrong.try_set(Some(state.sentence(&refusal))),
        }
    });
}
