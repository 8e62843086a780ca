//! The dialog that gives the open ticket to somebody else, with the reason.

mod people;
mod preview;
mod reason;

use gloo_net::http::Method;
use guichet_shared::{
    agent::{AgentId, Level},
    desk::Handover,
    event::Reason,
    team::TeamId,
    ticket::{Message, Remark},
};
use leptos::prelude::*;

use super::{
    call::Refusal,
    dialog,
    field::{area, labelled},
    keyboard,
    state::State,
};
use crate::parts::element::{Element, element, words};

/// Where a ticket goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum To {
    /// To somebody.
    Agent(AgentId),
    /// To the queue of a team.
    Team(TeamId),
    /// Back to the queue.
    Queue,
}

impl To {
    /// Who, where it is somebody.
    fn agent(self) -> Option<AgentId> {
        match self {
            Self::Agent(agent) => Some(agent),
            Self::Team(_) | Self::Queue => None,
        }
    }
}

/// What is filled in.
#[derive(Clone, Copy)]
struct Form {
    /// Where it goes, once that is chosen.
    to: RwSignal<Option<To>>,
    reason: RwSignal<Reason>,
    /// Whether the agent has chosen the reason, which then follows nobody.
    reasoned: RwSignal<bool>,
    /// The level that goes with the person chosen.
    suits: RwSignal<u8>,
    level: RwSignal<Option<Level>>,
    public: RwSignal<String>,
    note: RwSignal<String>,
    /// What is wrong with the person.
    unfit: RwSignal<Option<String>>,
    /// What is wrong with all of it.
    wrong: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
}

/// The dialog's content.
pub fn handover(state: State) -> Vec<Element> {
    let w = state.words();
    let form = Form {
        to: RwSignal::new(None),
        reason: RwSignal::new(reason::USUAL),
        reasoned: RwSignal::new(false),
        suits: RwSignal::new(reason::next(state)),
        level: RwSignal::new(None),
        public: RwSignal::new(String::new()),
        note: RwSignal::new(String::new()),
        unfit: RwSignal::new(None),
        wrong: RwSignal::new(None),
        busy: RwSignal::new(false),
    };
    let public = area(form.public, "2", "2000");
    let note = area(form.note, "3", "20000");
    let said = element("div", "wrong").set("role", "alert").live(move || {
        form.wrong
            .get()
            .map(|sentence| words("p", "", sentence))
            .into_iter()
            .collect()
    });
    let held = state
        .open
        .thread_now()
        .is_some_and(|thread| thread.ticket.assignee.is_some());
    let (title, send) = if held {
        (w.handover.hand_over_title, w.hand_over)
    } else {
        (w.handover.assign_title, w.assign)
    };
    let send = words("button", "button accent", send)
        .set("type", "submit")
        .follow("disabled", move || form.busy.get().then(String::new));
    let fields = element("form", "dialog-form")
        .set("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            send_it(state, form);
        })
        .child(people::list(state, form))
        .child(reason::choice(state, form))
        .child(reason::level(state, form))
        .child(labelled(
            w.handover.public_note,
            Some(w.handover.public_note_hint),
            public,
        ))
        .child(preview::preview(state, form))
        .child(labelled(
            w.handover.internal_note,
            Some(w.handover.internal_note_hint),
            note,
        ))
        .child(
            element("div", "dialog-actions")
                .child(said)
                .child(dialog::cancel(state))
                .child(send),
        );
    vec![dialog::title(state, title), fields]
}

/// Says at the choice of people what is wrong with it, and leads there.
fn unfit(form: Form, sentence: String) {
    if form.unfit.try_set(Some(sentence)).is_some() {
        return;
    }
    request_animation_frame(|| {
        let chosen = keyboard::focus(".people-list input:checked");
        _ = chosen || keyboard::focus(".people-list input");
        if let Some(said) = document().get_element_by_id("whom-wrong") {
            said.scroll_into_view();
        }
    });
}

fn send_it(state: State, form: Form) {
    let w = state.words();
    let Some(to) = form.to.get_untracked() else {
        return unfit(form, w.handover.choose_whom.to_owned());
    };
    if let Some(who) = to.agent()
        && people::absence_of(state, who).is_some()
    {
        let name = state.name_of(who).unwrap_or_default();
        return unfit(form, w.team.cannot.replace("{who}", &name));
    }
    let team = match to {
        To::Team(team) => Some(team),
        To::Agent(_) | To::Queue => None,
    };
    let handover = Handover {
        to: to.agent(),
        team,
        reason: form.reason.get_untracked(),
        level: form
            .level
            .get_untracked()
            .filter(|_| form.reason.get_untracked() == Reason::Escalation),
        public_note: Remark::parse(&form.public.get_untracked()).ok(),
        note: Message::parse(&form.note.get_untracked()).ok(),
    };
    form.busy.set(true);
    form.wrong.set(None);
    state.act(Method::POST, "/handover", &handover, move |answer| {
        _ = form.busy.try_set(false);
        match answer {
            Ok(()) => {
                state.say(w.handover.handed_over);
                dialog::close(state);
            }
            Err(Refusal::Fields(names)) => {
                let team = names.iter().any(|name| name == "team");
                let sentence = if team {
                    w.sorting.foreign_team
                } else {
                    w.handover.not_of_site
                };
                unfit(form, sentence.to_owned());
            }
            Err(refusal) => _ = form.wrong.try_set(Some(state.sentence(&refusal))),
        }
    });
}
