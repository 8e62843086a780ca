//! The page where macros are written, changed and thrown away.

mod fields;
mod form;

use guichet_shared::desk::MacroId;
use leptos::prelude::*;

use self::{fields::fields, form::Form};
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
    let chosen = Chosen::new(None);
    let list = element("ul", "macro-list").live(move || {
        let all = state.hands.macros.get();
        if all.is_empty() {
            return vec![words("li", "palette-none", w.macros.empty)];
        }
        let lines = all.into_iter().map(|kept| {
            let id = kept.id;
            let button = element("button", "macro-line")
                .set("type", "button")
                .follow("aria-pressed", move || {
                    Some((chosen.get() == Some(Some(id))).to_string())
                })
                .child(words("strong", "", kept.name.as_str()))
                .child(words("span", "macro-text", kept.body.as_str()))
                .on("click", move |_| chosen.set(Some(Some(id))));
            element("li", "").child(button)
        });
        lines.collect()
    });
    let new = words("button", "button small accent", w.macros.new)
        .set("type", "button")
        .on("click", move |_| chosen.set(Some(None)));
    let head = element("div", "macros-head")
        .child(words("h1", "page-title", w.macros.title))
        .child(new);
    let side = element("section", "macros-side").child(head).child(list);
    let work = element("section", "macros-work").live(move || {
        let Some(chosen_now) = chosen.get() else {
            return vec![words("p", "palette-none", w.macros.title_hint)];
        };
        let kept = chosen_now.and_then(|id| {
            let all = state.hands.macros.get_untracked();
            all.into_iter().find(|kept| kept.id == id)
        });
        vec![fields(state, Form::new(state, kept.as_ref()), chosen)]
    });
    element("div", "macros-page").child(side).child(work)
}
