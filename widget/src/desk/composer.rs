//! Where an agent writes: a reply, a note for colleagues, a proposed solution, and files.

mod files;
mod send;

use guichet_shared::{
    status::{Act, Party, Status},
    ticket::TicketId,
};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::{File, KeyboardEvent};

use super::{call, icons, memory, state::State, timeline};
use crate::parts::{
    element::{Element, element, words},
    icons::{CROSS, icon},
};

/// Between two signs that the agent is writing, in milliseconds.
const BETWEEN_SIGNS: f64 = 3_000.0;

/// What is being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A message to the customer.
    Reply,
    /// A note that the customer never sees.
    Note,
    /// A solution that the customer is asked about.
    Proposal,
    /// A solution that level 1 checks first.
    Solution,
}

impl Mode {
    /// All of them, in the order of their buttons.
    pub const ALL: [Self; 4] = [Self::Reply, Self::Note, Self::Proposal, Self::Solution];

    /// Its name in addresses and in drafts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reply => "messages",
            Self::Note => "notes",
            Self::Proposal => "proposal",
            Self::Solution => "solution",
        }
    }

    /// Whether customers never see it.
    pub fn is_internal(self) -> bool {
        matches!(self, Self::Note | Self::Solution)
    }

    /// Whether a ticket with this status, at this level, takes it.
    fn fits(self, status: Status, level: u8) -> bool {
        let act = match self {
            Self::Reply => Act::Reply,
            Self::Note => Act::Note,
            Self::Proposal => Act::Propose,
            Self::Solution if level > 1 => Act::Solve,
            Self::Solution => return false,
        };
        status.after(Party::Agent, act).is_some()
    }
}

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
    fn draft_name(self) -> Option<String> {
        let (agent, ticket) = (self.my_id()?, self.open.id.get_untracked()?);
        Some(memory::message(
            agent,
            ticket,
            self.open.mode.get_untracked(),
        ))
    }

    /// Changes what is being written, and goes there.
    pub fn write(self, mode: Mode) {
        self.open.mode.set(mode);
        request_animation_frame(|| _ = super::keyboard::focus("#composer-text"));
    }
}

/// The composer of the open ticket.
pub fn composer(state: State, ticket: TicketId) -> Element {
    let w = state.words();
    let standing = Memo::new(move |_| {
        let thread = state.open.thread();
        thread.map(|thread| (thread.ticket.status, thread.ticket.level))
    });
    let modes = element("div", "modes")
        .set("role", "group")
        .set("aria-label", w.composer_modes);
    let modes = modes.live(move || {
        let standing = standing.get();
        let fitting = Mode::ALL.into_iter();
        let fitting =
            fitting.filter(|mode| standing.is_some_and(|(status, level)| mode.fits(status, level)));
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
    let field = element("div", "composer-field").live(move || vec![area(state)]);
    let composer = element("section", "composer")
        .set("aria-label", w.composer)
        .follow("data-mode", move || {
            Some(state.open.mode.get().name().to_owned())
        })
        .child(trouble)
        .child(modes)
        .child(field)
        .child(files::pending(state, ticket))
        .child(foot(state, ticket));
    files::take_in(state, ticket, composer)
}

fn mode_button(state: State, mode: Mode) -> Element {
    let w = state.words();
    let (name, path) = match mode {
        Mode::Reply => (w.reply, None),
        Mode::Note => (w.note, Some(icons::LOCK)),
        Mode::Proposal => (w.propose, Some(icons::BULB)),
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
    let hint = match mode {
        Mode::Reply => w.reply_hint,
        Mode::Note => w.note_hint,
        Mode::Proposal => w.proposal_hint,
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
        .on("input", move |event| {
            let text = event_target_value(&event);
            timeline::follow(state);
            if let Some(name) = &name {
                memory::keep_draft(name, &text);
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
        .on("keydown", move |event| {
            let event: &KeyboardEvent = event.unchecked_ref();
            if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                event.prevent_default();
                send::send(state);
            }
        })
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
        .set("title", w.send_key)
        .follow("disabled", move || {
            state.open.sending.get().then(String::new)
        })
        .on("click", move |_| send::send(state))
        .live(move || {
            let name = match state.open.mode.get() {
                _ if state.open.sending.get() => w.sending,
                Mode::Reply => w.send_reply,
                Mode::Note => w.send_note,
                Mode::Proposal => w.send_proposal,
                Mode::Solution => w.knowledge.send_solution,
            };
            vec![words("span", "", name)]
        });
    element("div", "composer-foot")
        .child(attach)
        .child(words("span", "composer-hint", w.send_key))
        .child(send)
}
