//! The dialog that gives the open ticket to somebody else, with the reason.

mod preview;
mod reason;

use gloo_net::http::Method;
use guichet_shared::{
    agent::{AgentId, Away, Colleague, Level},
    desk::Handover,
    event::Reason,
    ticket::{Message, Remark},
};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{
    call::Refusal,
    dialog,
    field::{area, labelled},
    keyboard, people,
    state::State,
};
use crate::parts::element::{Element, element, words};

/// What is filled in.
#[derive(Clone, Copy)]
struct Form {
    to: RwSignal<Option<AgentId>>,
    chosen: RwSignal<bool>,
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
        chosen: RwSignal::new(false),
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
        .child(people_list(state, form))
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

fn people_list(state: State, form: Form) -> Element {
    let w = state.words();
    let holder = state
        .open
        .thread_now()
        .and_then(|thread| thread.ticket.assignee.clone());
    let held = holder.is_some();
    let holder = holder.map(|holder| holder.id);
    let mut colleagues = state.colleagues.get_untracked();
    colleagues.retain(|colleague| Some(colleague.id) != holder);
    // Who is there can go on at once; who is away cannot at all.
    colleagues.sort_by(|a, b| {
        let (first, second) = (a.away.is_some(), b.away.is_some());
        let away = first.cmp(&second);
        away.then_with(|| b.here.cmp(&a.here))
            .then_with(|| a.name.cmp(&b.name))
    });
    let people = colleagues
        .iter()
        .map(|colleague| person(state, form, colleague));
    let queue = {
        let name = element("span", "person-name")
            .child(words("strong", "", w.handover.to_queue))
            .child(words("span", "person-detail", w.handover.to_queue_hint));
        // What nobody has may still go up to the next level's queue.
        choice(state, form, None, element("span", "avatar nobody"), name)
            .follow("hidden", move || {
                (!held && form.reason.get() != Reason::Escalation).then(String::new)
            })
    };
    let unfit = element("div", "wrong")
        .set("id", "whom-wrong")
        .set("role", "alert")
        .live(move || {
            let unfit = form.unfit.get();
            unfit
                .map(|sentence| words("p", "", sentence))
                .into_iter()
                .collect()
        });
    element("fieldset", "people")
        .set("aria-describedby", "whom-wrong")
        .child(words("legend", "field-label", w.handover.to_whom))
        .child(unfit)
        .child(element("div", "people-list").children(people).child(queue))
        .child(element("div", "").set("role", "status").live(move || {
            let offer = form.to.get().and_then(|to| offer(state, to));
            offer.into_iter().collect()
        }))
}

/// That who was chosen is away, and their cover instead.
fn offer(state: State, to: AgentId) -> Option<Element> {
    let w = state.words().team;
    let away = absence_of(state, to)?;
    let name = state.name_of(to)?;
    let cover = away.cover.and_then(|cover| {
        let name = state.name_of(cover)?;
        let choose = words(
            "button",
            "button small",
            w.choose_cover.replace("{cover}", &name),
        );
        Some(choose.set("type", "button").on("click", move |_| {
            let input = document().get_element_by_id(&place(cover));
            if let Some(input) = input.and_then(|input| input.dyn_into::<HtmlElement>().ok()) {
                input.click();
            }
        }))
    });
    let sentence = words("span", "", w.cannot.replace("{who}", &name));
    Some(
        element("div", "cover-offer")
            .child(sentence)
            .children(cover),
    )
}

/// Until when a colleague is away, where they are.
fn absence_of(state: State, agent: AgentId) -> Option<Away> {
    state.colleagues.with_untracked(|all| {
        let known = all.iter().find(|known| known.id == agent);
        known.and_then(|known| known.away.clone())
    })
}

/// The id of the field that chooses a colleague.
fn place(agent: AgentId) -> String {
    format!("to-{agent}")
}

fn person(state: State, form: Form, colleague: &Colleague) -> Element {
    let w = state.words();
    let level = w.level.replace("{level}", &colleague.level.to_string());
    let here = if colleague.here {
        w.here
    } else {
        w.team.not_here
    };
    let stands = match &colleague.away {
        Some(away) => words("span", "away-mark", state.away(away)),
        None => words("span", "presence", here).set("data-here", colleague.here.to_string()),
    };
    let me = (state.my_id() == Some(colleague.id)).then(|| words("span", "you", w.you));
    let name = element("span", "person-name")
        .child(
            element("strong", "")
                .text(colleague.name.as_str())
                .children(me),
        )
        .child(
            element("span", "person-detail")
                .text([&level, " · "].concat())
                .child(stands),
        );
    let avatar = people::small(state, colleague).set("aria-hidden", "true");
    choice(state, form, Some(colleague.id), avatar, name)
}

fn choice(
    state: State,
    form: Form,
    to: Option<AgentId>,
    avatar: Element,
    name: Element,
) -> Element {
    let input = element("input", "")
        .set("type", "radio")
        .set("name", "to")
        .set_some("id", to.map(place).as_deref())
        .on("change", move |_| {
            form.to.set(to);
            form.chosen.set(true);
            form.unfit.set(None);
            reason::follow(state, form, to);
        });
    element("label", "person")
        .child(input)
        .child(avatar)
        .child(name)
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
    if !form.chosen.get_untracked() {
        unfit(form, w.handover.choose_whom.to_owned());
        return;
    }
    if let Some(to) = form.to.get_untracked()
        && absence_of(state, to).is_some()
    {
        let name = state.name_of(to).unwrap_or_default();
        unfit(form, w.team.cannot.replace("{who}", &name));
        return;
    }
    let handover = Handover {
        to: form.to.get_untracked(),
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
            Err(Refusal::Fields(_)) => {
                unfit(form, w.handover.not_of_site.to_owned());
            }
            Err(refusal) => _ = form.wrong.try_set(Some(state.sentence(&refusal))),
        }
    });
}
