//! What is filled in of a macro, and how it is saved and thrown away.

use std::collections::BTreeMap;

use gloo_net::http::Method;
use guichet_shared::{
    desk::{Actions, Macro, MacroId, MacroName, MacroText, NewMacro, unknown_placeholders},
    site::SiteKey,
    status::Status,
    ticket::{Message, Remark},
    triage::Priority,
};
use leptos::{prelude::*, task::spawn_local};

use super::{
    Chosen,
    draft::{self, Draft},
};
use crate::{
    desk::{
        call::{self, Refusal},
        dialog, keyboard,
        state::State,
        wrong::Wrong,
    },
    parts::element::{Element, element, words},
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
    /// What is saved.
    base: RwSignal<Draft>,
    pub(super) wrong: Wrong,
    /// Why it was refused, where that is about no field.
    pub(super) trouble: RwSignal<Option<String>>,
}

impl Form {
    /// The form of a macro, of a new one without `kept`, with what was filled in before.
    pub(super) fn new(state: State, kept: Option<&Macro>) -> Self {
        let id = kept.map(|kept| kept.id);
        let base = kept.map_or_else(|| Draft::new(state), Draft::of);
        let draft = Draft::kept(state, id).unwrap_or_else(|| base.clone());
        Self {
            id,
            site: RwSignal::new(draft.site),
            name: RwSignal::new(draft.name),
            body: RwSignal::new(draft.body),
            status: RwSignal::new(draft.status),
            note: RwSignal::new(draft.note),
            priority: RwSignal::new(draft.priority),
            add: RwSignal::new(draft.add),
            remove: RwSignal::new(draft.remove),
            mine: RwSignal::new(draft.mine),
            team: RwSignal::new(draft.team),
            base: RwSignal::new(base),
            wrong: Wrong::new(),
            trouble: RwSignal::new(None),
        }
    }

    /// All that is filled in.
    fn draft(self) -> Draft {
        Draft {
            site: self.site.get(),
            name: self.name.get(),
            body: self.body.get(),
            status: self.status.get(),
            note: self.note.get(),
            priority: self.priority.get(),
            add: self.add.get(),
            remove: self.remove.get(),
            mine: self.mine.get(),
            team: self.team.get(),
        }
    }

    /// Keeps what is filled in; whether it is saved.
    pub(super) fn keep(self, state: State) -> bool {
        let (draft, base) = (self.draft(), self.base.get());
        draft.keep(state, self.id, &base);
        draft == base
    }

    /// What is filled in, or what is wrong with which field.
    pub(super) fn read(self, state: State) -> Result<MacroText, BTreeMap<String, String>> {
        let m = state.words().macros;
        let mut wrong = BTreeMap::new();
        let mut say = |name: &str, sentence: String| _ = wrong.insert(name.to_owned(), sentence);
        let mut tags = |name: &str, value: RwSignal<String>| {
            let tags = state.tags_of(&value.get_untracked());
            tags.unwrap_or_else(|sentence| {
                say(name, sentence);
                Vec::new()
            })
        };
        let add_tags = tags("actions.add_tags", self.add);
        let remove_tags = tags("actions.remove_tags", self.remove);
        let name = MacroName::parse(&self.name.get_untracked());
        let body = Message::parse(&self.body.get_untracked()).ok();
        let status = self.status.get_untracked();
        let note = status.and_then(|_| Remark::parse(&self.note.get_untracked()).ok());
        if name.is_err() {
            say("name", m.name_missing.to_owned());
        }
        let unknown = body.as_ref().map(Message::as_str);
        let unknown = unknown_placeholders(unknown.unwrap_or_default()).join(", ");
        if !unknown.is_empty() {
            say("body", m.unknown.replace("{names}", &unknown));
        }
        if status == Some(Status::OnHold) && note.is_none() {
            say("actions.note", m.note_missing.to_owned());
        }
        let actions = Actions {
            status,
            note,
            priority: self.priority.get_untracked(),
            add_tags,
            remove_tags,
            assign_to_me: self.mine.get_untracked(),
            team: self.team.get_untracked().parse().ok(),
        };
        if body.is_none() && actions.is_empty() {
            say("body", m.body_missing.to_owned());
        }
        match name {
            Ok(name) if wrong.is_empty() => Ok(MacroText {
                name,
                body,
                actions,
            }),
            _ => Err(wrong),
        }
    }
}

/// Saves it, where nothing is wrong.
pub(super) fn save(state: State, form: Form, chosen: Chosen) {
    let w = state.words();
    form.trouble.set(None);
    let text = match form.read(state) {
        Ok(text) => text,
        Err(wrong) => return form.wrong.say(wrong),
    };
    let Some(site) = form.site.get_untracked() else {
        return;
    };
    form.wrong.clear();
    let sent = untrack(|| form.draft());
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
                if form.id.is_none() {
                    draft::forget(state, None);
                }
                _ = form.base.try_set(sent);
                state.hands.macros.update(|all| {
                    all.retain(|known| known.id != id);
                    all.push(kept);
                    all.sort_by_key(|kept| kept.name.to_lowercase());
                });
                chosen.set(Some(Some(id)));
                state.tell(w.macros.saved);
            }
            Err(Refusal::Fields(names)) => form.wrong.say(refused(state, names)),
            Err(refusal) => _ = form.trouble.try_set(Some(state.sentence(&refusal))),
        }
    });
}

/// What the server has found wrong with which field.
fn refused(state: State, names: Vec<String>) -> BTreeMap<String, String> {
    let w = state.words();
    let sentence = |name: &str| match name {
        "name" => w.macros.name_taken,
        "actions.note" => w.macros.note_missing,
        "actions.team" => w.sorting.foreign_team,
        "actions.add_tags" | "actions.remove_tags" => w.sorting.many_tags,
        _ => w.refusal.refused,
    };
    let said = names.into_iter().map(|name| {
        let sentence = sentence(&name).to_owned();
        (name, sentence)
    });
    said.collect()
}

/// Asks whether to throw a macro away.
pub fn removal(state: State, id: MacroId) -> Vec<Element> {
    let w = state.words();
    let name = state.hands.macros.with_untracked(|all| {
        let kept = all.iter().find(|kept| kept.id == id);
        kept.map(|kept| kept.name.clone()).unwrap_or_default()
    });
    let trouble = RwSignal::new(None::<String>);
    let said = element("div", "wrong").set("role", "alert").live(move || {
        let line = trouble.get().map(|text| words("p", "", text));
        line.into_iter().collect()
    });
    let remove = words("button", "button accent", w.macros.remove)
        .set("type", "button")
        .on("click", move |_| {
            spawn_local(async move {
                match call::tell(Method::DELETE, &format!("/macros/{id}"), None).await {
                    Ok(()) => {
                        draft::forget(state, Some(id));
                        dialog::close(state);
                        let all = state.hands.macros;
                        all.update(|all| all.retain(|known| known.id != id));
                        state.tell(w.macros.removed);
                        request_animation_frame(|| _ = keyboard::focus(".macros-head .button"));
                    }
                    Err(refusal) => _ = trouble.try_set(Some(state.sentence(&refusal))),
                }
            });
        });
    vec![
        dialog::title(state, w.macros.remove_title.replace("{name}", &name)),
        words("p", "dialog-text", w.macros.remove_hint),
        said,
        element("div", "dialog-actions")
            .child(dialog::cancel(state).set("autofocus", ""))
            .child(remove),
    ]
}
