//! Where an agent writes: a reply, a note for colleagues, a proposed solution, and files.

mod files;
mod mode;
mod send;
pub mod turn;

use guichet_shared::ticket::TicketId;
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::{File, KeyboardEvent};

pub use self::mode::Mode;
use super::{
    call, icons, macros, memory,
    state::{Dialog, State},
    timeline,
    together::{self, faces, guard, mention},
};
use crate::parts::{
    element::{Element, element, words},
    icons::{CROSS, icon},
};

/// Between two signs that the agent is writing, in milliseconds.
const BETWEEN_SIGNS: f64 = 3_000.0;

/// A file that is still to be sent.
#[derive(Clone)]
pub struct Pending {
    /// The file.
    pub file: File,
    /// What makes a retry the same request.
    pub key: String,
    /// Why it could not be sent.
    pub trouble: Option<String>,
}

impl State {
    /// The name of the draft that is being written.
    pub fn draft_name(self) -> Option<String> {
        let (agent, ticket) = (self.my_id()?, self.open.id.get_untracked()?);
        Some(memory::message(
            agent,
            ticket,
            self.open.mode.get_untracked(),
        ))
    }

    /// Keeps what is being written.
    pub fn keep_text(self, text: &str) {
        if let Some(name) = self.draft_name() {
            memory::keep_draft(&name, text);
        }
    }

    /// Changes what is being written, and goes there. A proposal begins with what a higher level
    /// found.
    pub fn write(self, mode: Mode) {
        self.together.choice.set(None);
        if self.open.mode.get_untracked() != mode {
            // What was refused was refused to what was being written before.
            self.open.trouble.set(None);
        }
        self.open.mode.set(mode);
        let thread = self.open.thread_now();
        let solution = thread.and_then(|thread| thread.solution.clone());
        if let (Mode::Proposal, Some(solution), Some(name)) = (mode, solution, self.draft_name())
            && memory::draft(&name).is_none()
        {
            memory::keep_draft(&name, &solution);
        }
        request_animation_frame(|| _ = super::keyboard::focus("#composer-text"));
    }
}

/// The composer of the open ticket.
pub fn composer(state: State, ticket: TicketId) -> Element {
    let w = state.words();
    let standing = Memo::new(move |_| {
        let thread = state.open.thread()?;
        let ticket = &thread.ticket;
        Some((ticket.status, ticket.level, ticket.merged_into.is_some()))
    });
    let modes = element("div", "modes")
        .set("role", "group")
        .set("aria-label", w.composer.modes);
    let modes = modes.live(move || {
        let standing = standing.get();
        let merged = standing.is_some_and(|(_, _, merged)| merged);
        if merged && state.open.mode.get_untracked() != Mode::Note {
            state.open.mode.set(Mode::Note);
        }
        let fitting = Mode::ALL.into_iter();
        let fitting = fitting.filter(|mode| {
            // What goes on in another ticket takes notes alone.
            standing.is_some_and(|(status, level, merged)| {
                mode.fits(status, level) && (!merged || *mode == Mode::Note)
            })
        });
        fitting.map(|mode| mode_button(state, mode)).collect()
    });
    let trouble = element("div", "trouble")
        .set("role", "alert")
        .live(move || {
            let sentence = state.open.trouble.get();
            let view = |sentence: String| {
                let close = element("button", "tool small")
                    .set("type", "button")
                    .set("aria-label", w.dismiss)
                    .on("click", move |_| state.open.trouble.set(None))
                    .child(icon(CROSS));
                element("div", "trouble-box")
                    .child(words("p", "", sentence))
                    .child(close)
            };
            sentence.map(view).into_iter().collect()
        });
    let field =
        element("div", "composer-field").live(move || vec![area(state), mention::list(state)]);
    let composer = element("section", "composer")
        .set("aria-label", w.composer.label)
        .follow("data-mode", move || {
            Some(state.open.mode.get().name().to_owned())
        })
        .child(trouble)
        .child(guard::question(state, ticket, send::send))
        .child(faces::answering(state, ticket))
        .child(modes)
        .child(field)
        .child(files::pending(state, ticket))
        .child(macros::then(state, ticket))
        .child(turn::turn(state, ticket))
        .child(foot(state, ticket));
    files::take_in(state, ticket, composer)
}

fn mode_button(state: State, mode: Mode) -> Element {
    let w = state.words();
    let (name, path) = match mode {
        Mode::Reply => (w.composer.reply, None),
        Mode::Note => (w.composer.note, Some(icons::LOCK)),
        Mode::Proposal => (w.composer.propose, Some(icons::BULB)),
        Mode::Solution => (w.knowledge.solution, Some(icons::LOCK)),
    };
    element("button", "mode")
        .set("type", "button")
        .follow("aria-pressed", move || {
            Some((state.open.mode.get() == mode).to_string())
        })
        .on("click", move |_| state.write(mode))
        .children(path.map(icon))
        .text(name)
}

fn area(state: State) -> Element {
    let w = state.words();
    let mode = state.open.mode.get();
    let name = state.draft_name();
    let draft = name.as_deref().and_then(memory::draft).unwrap_or_default();
    let note = mode == Mode::Note;
    let hint = match mode {
        Mode::Reply => w.composer.reply_hint,
        Mode::Note => w.composer.note_hint,
        Mode::Proposal => w.composer.proposal_hint,
        Mode::Solution => w.knowledge.solution_hint,
    };
    let signed = StoredValue::new(0.0_f64);
    words("textarea", "input", draft)
        .set("id", "composer-text")
        .set("rows", "3")
        .set("maxlength", "20000")
        .set("aria-label", hint)
        .set("placeholder", hint)
        .set("aria-keyshortcuts", "Control+Enter")
        .set_some("aria-autocomplete", note.then_some("list"))
        .follow("aria-controls", move || {
            mention::active(state).map(|_| "mention-list".to_owned())
        })
        .follow("aria-activedescendant", move || mention::active(state))
        .on("input", move |event| {
            let text = event_target_value(&event);
            timeline::follow(state);
            if let Some(name) = &name {
                memory::keep_draft(name, &text);
            }
            if note {
                mention::look(state);
            } else if !mode.is_internal() {
                watched(state, &text);
            }
            let now = js_sys::Date::now();
            if !mode.is_internal()
                && !text.trim().is_empty()
                && now - signed.get_value() > BETWEEN_SIGNS
            {
                signed.set_value(now);
                sign(state);
            }
        })
        .on("blur", move |_| state.together.choice.set(None))
        .on("keydown", move |event| {
            let event: &KeyboardEvent = event.unchecked_ref();
            if note && mention::key(state, event) {
                return;
            }
            let empty = event.current_target().is_some_and(|area| {
                let area: web_sys::HtmlTextAreaElement = area.unchecked_into();
                area.value().is_empty()
            });
            if event.key() == "#" && empty {
                event.prevent_default();
                state.dialog.set(Some(Dialog::Macros));
                return;
            }
            if event.key() == "Escape" {
                // What is written stays, and keys are commands again.
                event.prevent_default();
                super::keyboard::focus("#timeline");
                return;
            }
            if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                event.prevent_default();
                send::send(state);
            }
        })
}

/// Remembers what the agent had seen when they began to write, and lets colleagues know.
fn watched(state: State, text: &str) {
    if text.trim().is_empty() {
        if let Some(ticket) = state.open.id.get_untracked() {
            state.begins_anew(ticket);
        }
        together::stopped(state);
    } else {
        state.begins();
        together::wrote(state);
    }
}

/// Tells the customer that somebody is writing. Whether they hear it matters little.
fn sign(state: State) {
    let Some(id) = state.open.id.get_untracked() else {
        return;
    };
    spawn_local(async move {
        let resource = format!("/tickets/{id}/typing");
        let empty = serde_json::json!({});
        _ = call::tell(gloo_net::http::Method::POST, &resource, Some(&empty)).await;
    });
}

fn foot(state: State, ticket: TicketId) -> Element {
    let w = state.words();
    let attach = element("span", "").live(move || {
        // A file is for the customer too, so what is internal takes none.
        let fits = !state.open.mode.get().is_internal();
        fits.then(|| files::picker(state, ticket))
            .into_iter()
            .collect()
    });
    let send = element("button", "button accent")
        .set("type", "button")
        .set("title", w.composer.send_key)
        .follow("disabled", move || {
            state.open.sending.get().then(String::new)
        })
        .on("click", move |_| send::send(state))
        .live(move || {
            let name = match state.open.mode.get() {
                _ if state.open.sending.get() => w.composer.sending,
                Mode::Reply => w.composer.send_reply,
                Mode::Note => w.composer.send_note,
                Mode::Proposal => w.composer.send_proposal,
                Mode::Solution => w.knowledge.send_solution,
            };
            vec![words("span", "", name)]
        });
    let kept = element("button", "attach")
        .set("type", "button")
        .set("title", w.macros.insert)
        .on("click", move |_| state.dialog.set(Some(Dialog::Macros)))
        .child(icon(icons::HASH))
        .child(words("span", "", w.macros.title));
    element("div", "composer-foot")
        .child(attach)
        .child(kept)
        .child(element("span", "composer-hint").live(move || {
            let note = state.open.mode.get() == Mode::Note;
            let mention =
                note.then(|| words("span", "", [w.together.mention_hint, " · "].concat()));
            mention
                .into_iter()
                .chain([words("span", "", w.composer.send_key)])
                .collect()
        }))
        .child(send)
}
