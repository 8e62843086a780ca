//! The page where macros are written, changed and thrown away.

mod draft;
mod fields;
mod form;

use guichet_shared::desk::{Macro, MacroId};
use leptos::prelude::*;

pub use self::form::removal;
use self::{draft::Draft, fields::fields, form::Form};
use super::deeds;
use crate::{
    desk::state::State,
    parts::element::{Element, element, words},
};

/// Which macro is worked on, where one is: a new one has no id yet.
type Chosen = RwSignal<Option<Option<MacroId>>>;

/// The page: the list, and beside it the one that is worked on.
pub fn page(state: State) -> Element {
    let w = state.words();
    state.read_macros();
    // A new one that is not saved yet is gone on with.
    let chosen = Chosen::new(Draft::kept(state, None).map(|_| None));
    // Grows when what is filled in is to be as it is saved.
    let again = RwSignal::new(0_u32);
    let list = element("ul", "macro-list").live(move || {
        let all = state.hands.macros.get();
        if all.is_empty() {
            return vec![words("li", "palette-none", w.macros.empty)];
        }
        let lines = all
            .into_iter()
            .map(|kept| element("li", "").child(line(state, &kept, chosen)));
        lines.collect()
    });
    let new = words("button", "button small accent", w.macros.new)
        .set("type", "button")
        .on("click", move |_| chosen.set(Some(None)));
    let head = element("div", "macros-head")
        .child(words("h1", "page-title", w.macros.title))
        .child(new);
    let side = element("section", "macros-side").child(head).child(list);
    // What was thrown away is not worked on.
    let there = Memo::new(move |_| {
        let known = |id: Option<MacroId>| {
            id.is_none_or(|id| {
                state
                    .hands
                    .macros
                    .with(|all| all.iter().any(|it| it.id == id))
            })
        };
        chosen.get().filter(|id| known(*id))
    });
    let work = element("section", "macros-work").live(move || {
        again.track();
        let Some(now) = there.get() else {
            return vec![words("p", "palette-none", w.macros.title_hint)];
        };
        let kept = now.and_then(|id| {
            let all = state.hands.macros.get_untracked();
            all.into_iter().find(|kept| kept.id == id)
        });
        let form = Form::new(state, kept.as_ref());
        vec![fields(state, form, chosen, again)]
    });
    element("div", "macros-page").child(side).child(work)
}

/// A macro in the list.
fn line(state: State, kept: &Macro, chosen: Chosen) -> Element {
    let id = kept.id;
    let text = if kept.body.is_empty() {
        deeds(state, &kept.actions).join(" · ")
    } else {
        kept.body.clone()
    };
    let unsaved = Draft::kept(state, Some(id))
        .map(|_| words("span", "macro-does", state.words().admin.unsaved));
    element("button", "macro-line")
        .set("type", "button")
        .follow("aria-pressed", move || {
            Some((chosen.get() == Some(Some(id))).to_string())
        })
        .child(words("strong", "", kept.name.as_str()))
        .child(words("span", "macro-text", text))
        .children(unsaved)
        .on("click", move |_| chosen.set(Some(Some(id))))
}
