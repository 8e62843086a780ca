//! The form of an absence: who, from when until when, who covers, and whether tickets come back.

use gloo_net::http::Method;
use guichet_shared::{
    absence::{Absence, AbsencePlan, NewAbsence},
    agent::{AgentId, Role},
};
use js_sys::Date;
use leptos::{prelude::*, task::spawn_local};

use super::Occasion;
use crate::{
    desk::{
        call::{self, Refusal},
        dialog,
        field::{labelled, select},
        state::State,
        time,
    },
    parts::element::{Element, element, words},
};

/// What is filled in.
#[derive(Clone, Copy)]
struct Form {
    agent: RwSignal<Option<AgentId>>,
    from: RwSignal<String>,
    until: RwSignal<String>,
    cover: RwSignal<Option<AgentId>>,
    give_back: RwSignal<bool>,
    wrong: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
}

/// The dialog's content.
pub fn absence(state: State, occasion: Occasion) -> Vec<Element> {
    let w = state.words().team;
    let known = match &occasion {
        Occasion::Change(absence) => Some(absence.as_ref()),
        Occasion::Now | Occasion::Planned => None,
    };
    let agent = known.map_or(state.my_id(), |absence| Some(absence.agent.id));
    let until = known.and_then(|absence| absence.until.as_deref());
    let cover = known.map_or_else(
        || first_cover(state),
        |absence| absence.cover.as_ref().map(|cover| cover.id),
    );
    let form = Form {
        agent: RwSignal::new(agent),
        from: RwSignal::new(String::new()),
        until: RwSignal::new(until.map_or_else(String::new, local)),
        cover: RwSignal::new(cover),
        give_back: RwSignal::new(known.is_none_or(|absence| absence.give_back)),
        wrong: RwSignal::new(None),
        busy: RwSignal::new(false),
    };
    let (title, send) = match &occasion {
        Occasion::Now => (w.go_title, w.go),
        Occasion::Planned => (w.plan_title, w.save),
        Occasion::Change(_) => (w.change_title, w.save),
    };
    let planned = occasion == Occasion::Planned;
    let leads = state
        .me
        .with_untracked(|me| me.as_ref().is_some_and(|me| me.role >= Role::Lead));
    let who = (planned && leads)
        .then(|| labelled(w.who, None, person(state, agent, w.who, None, form.agent)));
    let from = planned.then(|| labelled(w.from, Some(w.from_hint), moment(form.from)));
    let hint = (occasion == Occasion::Now).then(|| words("p", "dialog-text", w.go_hint));
    let queue = Some(w.queue);
    let cover = person(state, cover, w.cover, queue, form.cover);
    let said = element("div", "wrong").set("role", "alert").live(move || {
        let wrong = form.wrong.get();
        wrong
            .map(|sentence| words("p", "", sentence))
            .into_iter()
            .collect()
    });
    let send = words("button", "button accent", send)
        .set("type", "submit")
        .set("autofocus", "")
        .follow("disabled", move || form.busy.get().then(String::new));
    let fields = element("form", "dialog-form")
        .set("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            send_it(state, form, &occasion);
        })
        .children(hint)
        .children(who)
        .children(from)
        .child(labelled(w.until, Some(w.until_hint), moment(form.until)))
        .child(labelled(w.cover, Some(w.cover_hint), cover))
        .child(give_back(state, form))
        .child(said)
        .child(
            element("div", "dialog-actions")
                .child(dialog::cancel(state))
                .child(send),
        );
    vec![dialog::title(state, title), fields]
}

/// A colleague who is there to cover.
fn first_cover(state: State) -> Option<AgentId> {
    let me = state.my_id();
    state.colleagues.with_untracked(|all| {
        let others = || {
            all.iter()
                .filter(|known| Some(known.id) != me && known.away.is_none())
        };
        let here = others().find(|known| known.here);
        here.or_else(|| others().next()).map(|known| known.id)
    })
}

/// A list of colleagues to choose from, after `nobody` where that may be.
fn person(
    state: State,
    chosen: Option<AgentId>,
    name: &'static str,
    nobody: Option<&'static str>,
    value: RwSignal<Option<AgentId>>,
) -> Element {
    let colleagues = state.colleagues.get_untracked();
    let people = colleagues.into_iter().map(|one| {
        let away = one.away.map(|away| state.away(&away));
        let text = match away {
            Some(away) => [one.name.as_str(), " (", &away, ")"].concat(),
            None => one.name,
        };
        (one.id.to_string(), text)
    });
    let nobody = nobody.map(|nobody| (String::new(), nobody.to_owned()));
    let chosen = chosen.map_or_else(String::new, |id| id.to_string());
    select(name, nobody.into_iter().chain(people), &chosen, move |id| {
        value.set(id.parse().ok());
    })
}

fn moment(value: RwSignal<String>) -> Element {
    element("input", "input")
        .set("type", "datetime-local")
        .set("value", value.get_untracked())
        .on("input", move |event| value.set(event_target_value(&event)))
}

fn give_back(state: State, form: Form) -> Element {
    let w = state.words().team;
    let tick = element("input", "")
        .set("type", "checkbox")
        .set_some("checked", form.give_back.get_untracked().then_some(""))
        .on("change", move |event| {
            form.give_back.set(event_target_checked(&event));
        });
    let text = element("span", "")
        .child(words("span", "tick-label", w.give_back))
        .child(words("span", "field-hint", w.give_back_hint));
    element("label", "tick").child(tick).child(text)
}

/// A time of the API as the browser's field has it: on the clock on the wall.
fn local(text: &str) -> String {
    let then = time::parse(text);
    let behind = Date::new(&then.into()).get_timezone_offset() * 60_000.0;
    time::written(then - behind).chars().take(16).collect()
}

/// What is in a field for a time, as the API takes it.
fn utc(value: RwSignal<String>) -> Option<String> {
    let then = time::parse(&value.get_untracked());
    then.is_finite().then(|| time::written(then))
}

fn send_it(state: State, form: Form, occasion: &Occasion) {
    let plan = AbsencePlan {
        until: utc(form.until),
        cover: form.cover.get_untracked(),
        give_back: form.give_back.get_untracked(),
    };
    let known = match occasion {
        Occasion::Change(absence) => Some(format!("/absences/{}", absence.id)),
        Occasion::Now | Occasion::Planned => None,
    };
    form.busy.set(true);
    form.wrong.set(None);
    spawn_local(async move {
        let answer = match known {
            Some(path) => call::send::<Absence>(Method::PATCH, &path, &plan, None).await,
            None => {
                let new = NewAbsence {
                    agent: form.agent.get_untracked(),
                    from: utc(form.from),
                    plan,
                };
                call::send::<Absence>(Method::POST, "/absences", &new, None).await
            }
        };
        // The form may have been left meanwhile.
        _ = form.busy.try_set(false);
        let w = state.words().team;
        match answer {
            Ok(_) => {
                state.say(w.saved);
                dialog::close(state);
                state.read_colleagues();
                state.read_team();
            }
            Err(refusal) => {
                let at_fault = |name: &str| matches!(&refusal, Refusal::Fields(fields) if fields.iter().any(|field| field == name));
                let sentence = if at_fault("until") {
                    w.wrong_until.to_owned()
                } else if at_fault("cover") {
                    w.wrong_cover.to_owned()
                } else if refusal == Refusal::Conflict {
                    w.twice.to_owned()
                } else {
                    state.sentence(&refusal)
                };
                _ = form.wrong.try_set(Some(sentence));
            }
        }
    });
}
