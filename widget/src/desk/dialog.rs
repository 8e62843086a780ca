//! What stands above everything else: the browser's own modal dialog, with its focus and Escape.

use std::time::Duration;

use gloo_net::http::Method;
use guichet_shared::{desk::Change, status::Status, ticket::Remark};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

use super::{
    admin, caller, closing, editor,
    field::labelled,
    handover, incidents, keyboard, macros, palette, password, relate,
    route::Route,
    session, sorting,
    state::{Dialog, State},
    team,
    together::{invite, mentions},
};
use crate::parts::{
    element::{Element, element, words},
    icons::{CROSS, icon},
};

/// The place of dialogs.
pub fn dialogs(state: State) -> Element {
    let open = element("div", "").live(move || {
        let Some(dialog) = state.dialog.get() else {
            return Vec::new();
        };
        let (class, content) = untrack(|| match dialog {
            Dialog::Keys => ("dialog large", keyboard::keys(state)),
            Dialog::Handover => ("dialog", handover::handover(state)),
            Dialog::Mentions => ("dialog", mentions::mentions(state)),
            Dialog::Invite => ("dialog", invite::invite(state)),
            Dialog::Hold => ("dialog", hold(state)),
            Dialog::Picture(address, name) => ("dialog large", picture(state, address, name)),
            Dialog::Versions => ("dialog large", editor::versions(state)),
            Dialog::Leave(to) => ("dialog narrow", unsaved(state, to)),
            Dialog::Absence(occasion) => ("dialog", team::absence(state, occasion)),
            Dialog::Palette => ("dialog palette", palette::palette(state)),
            Dialog::Assign => ("dialog", sorting::assign(state)),
            Dialog::Tags => ("dialog", sorting::tags(state)),
            Dialog::Merge => ("dialog", relate::merge(state)),
            Dialog::Link => ("dialog", relate::link(state)),
            Dialog::Split(seq) => ("dialog", relate::split(state, seq)),
            Dialog::Macros => ("dialog", macros::choose(state)),
            Dialog::EndAccount(agent) => ("dialog narrow", admin::question(state, agent)),
            Dialog::Password => ("dialog narrow", password::change(state)),
            Dialog::RemoveMacro(id) => ("dialog narrow", macros::removal(state, id)),
            Dialog::Caller => ("dialog large", caller::caller(state)),
            Dialog::Close => ("dialog narrow", closing::question(state)),
            Dialog::Solve => ("dialog narrow", incidents::solve(state)),
            Dialog::Incident => ("dialog", incidents::many(state)),
            Dialog::Sure(deed) => ("dialog narrow", sorting::sure(state, deed)),
            Dialog::PutOff(until) => ("dialog", sorting::put_off(state, until)),
        });
        show("dialog");
        vec![
            element("dialog", class)
                .set("id", "dialog")
                .set("aria-labelledby", "dialog-title")
                // Closed and gone at the same moment: a key pressed right after Escape is for the desk.
                .on("cancel", move |event| {
                    // Where no file was chosen, that is told from further inside.
                    if event.target() == event.current_target() {
                        event.prevent_default();
                        close(state);
                    }
                })
                .on("close", move |_| state.dialog.set(None))
                .on("click", move |event| {
                    // What is clicked is the dialog itself only outside of its content.
                    let outside = event
                        .target()
                        .is_some_and(|target| Some(target) == event.current_target());
                    if outside
                        && matches!(
                            state.dialog.get_untracked(),
                            Some(
                                Dialog::Keys
                                    | Dialog::Mentions
                                    | Dialog::Picture(..)
                                    | Dialog::Palette
                            )
                        )
                    {
                        close(state);
                    }
                })
                .child(element("div", "dialog-content").children(content)),
        ]
    });
    let expired = element("div", "").live(move || {
        if !state.expired.get() {
            return Vec::new();
        }
        let w = state.words();
        show("expired");
        let content = element("div", "dialog-content")
            .child(words("h2", "dialog-title", w.session.expired_title).set("id", "expired-title"))
            .child(words("p", "dialog-text", w.session.expired))
            .child(untrack(|| session::form(state)));
        vec![
            element("dialog", "dialog narrow")
                .set("id", "expired")
                .set("aria-labelledby", "expired-title")
                .on("cancel", |event| event.prevent_default())
                .child(content),
        ]
    });
    element("div", "dialogs").child(open).child(expired)
}

fn show(id: &'static str) {
    request_animation_frame(move || {
        let dialog = document().get_element_by_id(id);
        if let Some(dialog) = dialog.and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok())
        {
            _ = dialog.show_modal();
            // The browser begins with the cross; who opens a form wants its first field.
            let own = dialog.query_selector("[autofocus]").ok().flatten();
            if own.is_none() {
                keyboard::focus(&["#", id, " :is(input, select, textarea)"].concat());
            }
        }
    });
}

/// Closes the dialog; the browser leads the focus back.
pub fn close(state: State) {
    close_by_id("dialog");
    state.dialog.set(None);
}

/// Takes the dialog away, and then does something that may open another: a dialog that is closed
/// tells of it late, and would close the other. Its own listeners are still being called just now.
pub fn leave(state: State, then: impl FnOnce() + 'static) {
    set_timeout(
        move || {
            state.dialog.set(None);
            then();
        },
        Duration::ZERO,
    );
}

/// Closes the dialog of this id.
pub fn close_by_id(id: &str) {
    let dialog = document().get_element_by_id(id);
    let dialog = dialog.and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok());
    if let Some(dialog) = dialog {
        dialog.close();
    }
}

/// The heading, with a button that closes.
pub fn title(state: State, title: impl Into<String>) -> Element {
    let cross = element("button", "tool")
        .set("type", "button")
        .set("aria-label", state.words().close)
        .on("click", move |_| close(state))
        .child(icon(CROSS));
    element("div", "dialog-head")
        .child(words("h2", "dialog-title", title).set("id", "dialog-title"))
        .child(cross)
}

/// A button that closes without doing anything.
pub fn cancel(state: State) -> Element {
    words("button", "button", state.words().cancel)
        .set("type", "button")
        .on("click", move |_| close(state))
}

fn picture(state: State, address: String, name: String) -> Vec<Element> {
    let image = element("img", "whole-picture")
        .set("src", address)
        .set("alt", name.clone());
    vec![title(state, name), image]
}

/// Asks whether to leave without saving.
fn unsaved(state: State, to: Route) -> Vec<Element> {
    let w = state.words();
    let leave = words("button", "button accent", w.admin.leave)
        .set("type", "button")
        .on("click", move |_| {
            state.admin.form.clear();
            close(state);
            state.go(to);
        });
    vec![
        title(state, w.admin.leave_title),
        words("p", "dialog-text", w.admin.leave_hint),
        element("div", "dialog-actions")
            .child(
                words("button", "button", w.admin.stay)
                    .set("type", "button")
                    .on("click", move |_| close(state)),
            )
            .child(leave),
    ]
}

/// Asks for whom or what the ticket waits.
fn hold(state: State) -> Vec<Element> {
    let w = state.words();
    let reason = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<String>);
    let input = element("textarea", "input")
        .set("rows", "3")
        .set("maxlength", "2000")
        .set("required", "")
        .set("autofocus", "")
        .on("input", move |event| reason.set(event_target_value(&event)));
    let said = element("div", "wrong").set("role", "alert").live(move || {
        wrong
            .get()
            .map(|sentence| words("p", "", sentence))
            .into_iter()
            .collect()
    });
    let send = words("button", "button accent", w.handover.put_on_hold).set("type", "submit");
    let form = element("form", "dialog-form")
        .set("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            let Ok(note) = Remark::parse(&reason.get_untracked()) else {
                wrong.set(Some(w.handover.hold_missing.to_owned()));
                return;
            };
            let change = Change {
                status: Some(Status::OnHold),
                note: Some(note),
                ..Change::default()
            };
            state.act(Method::PATCH, "", &change, move |answer| match answer {
                Ok(()) => close(state),
                Err(refusal) => _ = wrong.try_set(Some(state.sentence(&refusal))),
            });
        })
        .child(labelled(
            w.handover.hold_reason,
            Some(w.handover.hold_reason_hint),
            input,
        ))
        .child(said)
        .child(
            element("div", "dialog-actions")
                .child(cancel(state))
                .child(send),
        );
    vec![title(state, w.handover.hold_title), form]
}
