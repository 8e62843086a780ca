//! What is filled in on a page of the settings: JSON whose places are named as the server names
//! the fields at fault.

use gloo_net::http::Method;
use leptos::{prelude::*, task::spawn_local};
use serde_json::{Map, Value};

use crate::desk::{
    call::{self, Refusal},
    keyboard,
    state::State,
    wrong,
};

/// A form.
#[derive(Clone, Copy)]
pub struct Form {
    draft: RwSignal<Value>,
    /// The draft as it was saved last.
    base: RwSignal<Value>,
    /// Grows when the fields must be made anew.
    pub shape: RwSignal<u32>,
    /// The fields at fault.
    pub wrong: RwSignal<Vec<String>>,
    /// Why it was not saved, in words.
    pub trouble: RwSignal<Option<String>>,
    /// What somebody else has saved meanwhile.
    pub theirs: RwSignal<Option<Value>>,
    pub saving: RwSignal<bool>,
    pub saved: RwSignal<bool>,
}

/// Where a form is sent, and what becomes of the answer.
pub struct Sending {
    pub method: Method,
    pub resource: String,
    pub body: Value,
    /// Where what is stored can be read again.
    pub reread: Option<String>,
    /// The draft of what was read again.
    pub draft: fn(&Value) -> Value,
    /// Where in the draft a field stands that the server names, of what was sent.
    pub place: fn(&Value, &str) -> String,
    /// What a conflict means when nobody else has changed anything.
    pub refused: &'static str,
}

impl Form {
    /// An empty one.
    pub fn new() -> Self {
        Self {
            draft: RwSignal::new(Value::Null),
            base: RwSignal::new(Value::Null),
            shape: RwSignal::new(0),
            wrong: RwSignal::new(Vec::new()),
            trouble: RwSignal::new(None),
            theirs: RwSignal::new(None),
            saving: RwSignal::new(false),
            saved: RwSignal::new(false),
        }
    }

    /// Forgets everything.
    pub fn clear(self) {
        self.fill(Value::Null);
        self.saved.set(false);
    }

    /// Starts from `draft`, which is what is stored.
    pub fn fill(self, draft: Value) {
        self.base.set(draft.clone());
        self.draft.set(draft);
        self.wrong.set(Vec::new());
        self.trouble.set(None);
        self.theirs.set(None);
        self.shape.update(|shape| *shape += 1);
    }

    /// Whether it holds what is not saved.
    pub fn changed(self) -> bool {
        self.draft
            .with(|draft| self.base.with(|base| draft != base))
    }

    /// The same, for what only looks once.
    pub fn changed_now(self) -> bool {
        untrack(|| self.changed())
    }

    /// All of it, as it stands now.
    pub fn draft(self) -> Value {
        self.draft.get_untracked()
    }

    /// What stands at a place, without following it.
    pub fn at(self, place: &str) -> Value {
        self.draft
            .with_untracked(|draft| draft.pointer(&pointer(place)).cloned().unwrap_or_default())
    }

    /// The same, followed.
    pub fn follow(self, place: &str) -> Value {
        self.draft
            .with(|draft| draft.pointer(&pointer(place)).cloned().unwrap_or_default())
    }

    /// The text at a place.
    pub fn text(self, place: &str) -> String {
        match self.at(place) {
            Value::String(text) => text,
            Value::Null => String::new(),
            other => other.to_string(),
        }
    }

    /// How many stand in the list at a place.
    pub fn count(self, place: &str) -> usize {
        self.at(place).as_array().map_or(0, Vec::len)
    }

    /// Sets what stands at a place; it is not at fault any more, nor is what it is part of.
    pub fn set(self, place: &str, value: Value) {
        self.draft.update(|draft| put(draft, place, value));
        self.saved.set(false);
        if self.wrong.with_untracked(|wrong| !wrong.is_empty()) {
            self.wrong.update(|wrong| {
                wrong.retain(|name| !within(name, place) && !within(place, name));
            });
        }
    }

    /// Changes the list at a place and shows it anew, with the focus on what `focus` finds.
    pub fn reshape(self, place: &str, change: impl FnOnce(&mut Vec<Value>), focus: String) {
        let mut list = self.at(place).as_array().cloned().unwrap_or_default();
        change(&mut list);
        self.draft
            .update(|draft| put(draft, place, Value::Array(list)));
        self.saved.set(false);
        // Their places have changed with the list.
        self.wrong.set(Vec::new());
        self.shape.update(|shape| *shape += 1);
        request_animation_frame(move || _ = keyboard::focus(&focus));
    }

    /// Sends it; `then` gets what is stored.
    pub fn send(self, state: State, sending: Sending, then: impl FnOnce(Value) + 'static) {
        if self.saving.get_untracked() {
            return;
        }
        self.saving.set(true);
        self.saved.set(false);
        self.trouble.set(None);
        self.wrong.set(Vec::new());
        self.theirs.set(None);
        let sent = self.draft();
        spawn_local(async move {
            let answer =
                call::send::<Value>(sending.method, &sending.resource, &sending.body, None).await;
            self.saving.set(false);
            match answer {
                Ok(stored) => {
                    if self.draft() == sent {
                        self.base.set(sent);
                    }
                    then(stored);
                    self.saved.set(true);
                    state.say(state.words().admin.saved);
                }
                Err(Refusal::Fields(names)) => {
                    let places = names
                        .iter()
                        .map(|name| (sending.place)(&sending.body, name));
                    self.wrong.set(places.collect());
                    self.anew();
                    self.name_them(state);
                    wrong::lead();
                }
                Err(Refusal::Conflict) => {
                    let theirs = match &sending.reread {
                        Some(resource) => call::get::<Value>(resource).await.ok(),
                        None => None,
                    };
                    let theirs = theirs.map(|theirs| (sending.draft)(&theirs));
                    match theirs.filter(|theirs| theirs["version"] != self.at("version")) {
                        Some(theirs) => self.theirs.set(Some(theirs)),
                        None => self.trouble.set(Some(sending.refused.to_owned())),
                    }
                }
                Err(refusal) => self.trouble.set(Some(state.sentence(&refusal))),
            }
        });
    }

    /// Says by name which fields are at fault, once they say so themselves.
    fn name_them(self, state: State) {
        request_animation_frame(move || {
            let w = state.words();
            let names = wrong::named();
            let sentence = if names.is_empty() {
                w.refusal.refused.to_owned()
            } else {
                let names = names.join(", ");
                w.admin.look_at_fields.replace("{fields}", &names)
            };
            self.trouble.set(Some(sentence));
        });
    }

    /// Goes on from what was just stored; what was typed since stays.
    pub fn go_on(self, stored: Value) {
        if self.changed_now() {
            self.set("version", stored["version"].clone());
            return;
        }
        self.base.set(stored.clone());
        self.draft.set(stored);
        self.anew();
    }

    /// Makes the fields anew: there may be others now, such as a name in one more language. The
    /// focus stays where it is.
    fn anew(self) {
        let focused = document().active_element().map(|focused| focused.id());
        self.shape.update(|shape| *shape += 1);
        if let Some(id) = focused.filter(|id| !id.is_empty()) {
            request_animation_frame(move || _ = keyboard::focus(&["#", &id].concat()));
        }
    }

    /// Goes on from what somebody else has saved, with what is typed here.
    pub fn keep_mine(self) {
        if let Some(theirs) = self.theirs.get_untracked() {
            self.set("version", theirs["version"].clone());
            self.theirs.set(None);
        }
    }

    /// Takes what somebody else has saved.
    pub fn take_theirs(self) {
        if let Some(theirs) = self.theirs.get_untracked() {
            self.fill(theirs);
        }
    }
}

/// Whether a place is another one, or part of what stands there.
pub fn within(place: &str, other: &str) -> bool {
    let rest = place.strip_prefix(other);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn pointer(place: &str) -> String {
    ["/", &place.replace('.', "/")].concat()
}

/// Sets what stands at a place, and makes the objects on the way that are missing.
fn put(draft: &mut Value, place: &str, value: Value) {
    let mut at = draft;
    for part in place.split('.') {
        let index = part.parse::<usize>().ok();
        let index = index.filter(|index| at.get(index).is_some());
        at = match index {
            Some(index) => &mut at[index],
            None => {
                if !at.is_object() {
                    *at = Value::Object(Map::new());
                }
                &mut at[part]
            }
        };
    }
    *at = value;
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_place_is_set_in_lists_and_in_objects_that_were_not_there() {
        let mut draft = json!({"topics": [{"key": "a"}, {"key": "b"}]});
        put(&mut draft, "topics.1.name.fr", json!("Retours"));
        put(&mut draft, "theme.accent", json!("#112233"));
        assert_eq!(
            draft,
            json!({"topics": [{"key": "a"}, {"key": "b", "name": {"fr": "Retours"}}],
                "theme": {"accent": "#112233"}})
        );
    }
}
