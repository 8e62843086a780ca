//! Files on their way: picked, dropped or pasted, listed until they are sent.

use guichet_shared::{
    file::{FILES_AT_ONCE, MAX_FILE},
    ticket::TicketId,
};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DragEvent, FileList, HtmlInputElement};

use super::{Mode, Pending};
use crate::{
    desk::{call, icons, state::State, time},
    parts::{
        element::{Element, element, words},
        icons::{CROSS, icon},
    },
};

/// The button to pick files with.
pub fn picker(state: State, ticket: TicketId) -> Element {
    let w = state.words();
    let input = element("input", "hidden")
        .set("type", "file")
        .set("multiple", "")
        .on("change", move |event| {
            let input = event
                .target()
                .and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
            if let Some(input) = input {
                add(state, ticket, input.files());
                input.set_value("");
            }
        });
    element("label", "attach")
        .child(input)
        .child(icon(icons::CLIP))
        .child(words("span", "", w.composer.attach))
}

/// Lets files be dropped on and pasted into the composer.
pub fn take_in(state: State, ticket: TicketId, composer: Element) -> Element {
    let takes = move || state.open.mode.get_untracked() != Mode::Note;
    composer
        .on("dragover", move |event| event.prevent_default())
        .on("drop", move |event| {
            event.prevent_default();
            let event: &DragEvent = event.unchecked_ref();
            if let Some(data) = event.data_transfer().filter(|_| takes()) {
                add(state, ticket, data.files());
            }
        })
        .on("paste", move |event| {
            let files = event.unchecked_ref::<ClipboardEvent>();
            let files = files.clipboard_data().and_then(|data| data.files());
            if let Some(files) = files.filter(|files| takes() && files.length() > 0) {
                event.prevent_default();
                add(state, ticket, Some(files));
            }
        })
}

fn add(state: State, ticket: TicketId, list: Option<FileList>) {
    let w = state.words();
    let Some(list) = list else {
        return;
    };
    let new = (0..list.length()).filter_map(|i| list.get(i));
    #[allow(
        clippy::cast_precision_loss,
        reason = "a limit of some megabytes is exact"
    )]
    let limit = MAX_FILE as f64;
    let new = new.map(|file| Pending {
        trouble: (file.size() > limit).then(|| w.refusal.too_large.to_owned()),
        key: call::key(),
        file,
    });
    let new: Vec<_> = new.collect();
    let full = state.open.files.try_update(|files| {
        let files = files.entry(ticket).or_default();
        files.extend(new);
        let full = files.len() > FILES_AT_ONCE;
        files.truncate(FILES_AT_ONCE);
        full
    });
    if full == Some(true) {
        let sentence = w
            .composer
            .too_many_files
            .replace("{n}", &FILES_AT_ONCE.to_string());
        state.open.trouble.set(Some(sentence));
    }
}

/// The files that are still to be sent.
pub fn pending(state: State, ticket: TicketId) -> Element {
    element("ul", "pending").live(move || {
        if state.open.mode.get() == Mode::Note {
            return Vec::new();
        }
        let files = state.open.files.with(|files| files.get(&ticket).cloned());
        files
            .unwrap_or_default()
            .into_iter()
            .map(|one| row(state, ticket, one))
            .collect()
    })
}

fn row(state: State, ticket: TicketId, one: Pending) -> Element {
    let w = state.words();
    let name = one.file.name();
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a size in bytes"
    )]
    let size = time::size(state.lang(), one.file.size() as u32);
    let remove = element("button", "tool small")
        .set("type", "button")
        .set(
            "aria-label",
            w.composer.remove_file.replace("{name}", &name),
        )
        .on("click", move |_| {
            state.open.files.update(|files| {
                files
                    .entry(ticket)
                    .or_default()
                    .retain(|known| known.key != one.key);
            });
        })
        .child(icon(CROSS));
    element("li", "file-chip")
        .child(icon(icons::CLIP))
        .child(words("span", "file-name", name))
        .child(words("span", "file-size", size))
        .children(
            one.trouble
                .map(|trouble| words("span", "file-trouble", trouble)),
        )
        .child(remove)
}
