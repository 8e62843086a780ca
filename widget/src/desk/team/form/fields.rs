//! The fields of an absence: who, from when until when, who covers, and what all of that will bring.

use guichet_shared::agent::{AgentId, Colleague};
use js_sys::Date;
use leptos::prelude::*;

use super::Form;
use crate::{
    api::Load,
    desk::{
        field::check,
        state::State,
        team::{
            Occasion,
            plan::{Stretch, sentences},
        },
    },
    parts::element::{Element, element, words},
};

/// Those who can cover for an agent: who answers for one of the same sites.
fn colleagues_of(state: State, agent: Option<AgentId>) -> Vec<Colleague> {
    let mut people = state.colleagues.get_untracked();
    state.together.answering.with_untracked(|sites| {
        let theirs = sites.iter();
        let theirs: Vec<_> = theirs
            .filter(|site| agent.is_some_and(|agent| site.agents.contains(&agent)))
            .collect();
        people.retain(|one| {
            Some(one.id) != agent && theirs.iter().any(|site| site.agents.contains(&one.id))
        });
    });
    people
}

/// A colleague who is there to cover.
pub(super) fn first_cover(state: State, agent: Option<AgentId>) -> Option<AgentId> {
    let mut others = colleagues_of(state, agent);
    others.retain(|known| known.away.is_none());
    let here = others.iter().find(|known| known.here);
    here.or(others.first()).map(|known| known.id)
}

fn option(state: State, one: &Colleague, chosen: Option<AgentId>) -> Element {
    let away = one.away.as_ref().map(|away| state.away(away));
    let text = match away {
        Some(away) => [one.name.as_str(), " (", &away, ")"].concat(),
        None => one.name.clone(),
    };
    words("option", "", text)
        .set("value", one.id.to_string())
        .set_some("selected", (chosen == Some(one.id)).then_some(""))
}

/// Who is away.
pub(super) fn who(state: State, form: Form) -> Element {
    let chosen = form.agent.get_untracked();
    let people = state.colleagues.get_untracked();
    element("select", "input")
        .children(people.iter().map(|one| option(state, one, chosen)))
        .on("change", move |event| {
            let agent: Option<AgentId> = event_target_value(&event).parse().ok();
            let cover = form.cover.get_untracked();
            let fits = |cover| {
                let mut others = colleagues_of(state, agent).into_iter();
                others.any(|known| known.id == cover)
            };
            // Nobody covers for themselves, nor on sites that they do not answer for.
            if cover.is_some_and(|cover| !fits(cover)) {
                form.cover.set(first_cover(state, agent));
            }
            form.agent.set(agent);
        })
}

/// Who covers.
pub(super) fn cover(state: State, form: Form) -> Element {
    element("select", "input")
        .live(move || {
            let others = colleagues_of(state, form.agent.get());
            let chosen = form.cover.get_untracked();
            let nobody = words("option", "", state.words().team.queue).set("value", "");
            let others = others.iter().map(|one| option(state, one, chosen));
            std::iter::once(nobody).chain(others).collect()
        })
        .on("change", move |event| {
            form.cover.set(event_target_value(&event).parse().ok());
        })
}

/// A time, on the clock on the wall.
pub(super) fn moment(value: RwSignal<String>) -> Element {
    element("input", "input")
        .set("type", "datetime-local")
        .set("value", value.get_untracked())
        .on("input", move |event| value.set(event_target_value(&event)))
}

/// The end, or that nobody knows it.
pub(super) fn until(state: State, form: Form) -> Element {
    let w = state.words().team;
    let input = moment(form.until).follow("disabled", move || form.open.get().then(String::new));
    let open = check(w.open_end, form.open).on("change", move |_| form.wrong.mended("until"));
    element("div", "absence-end")
        .child(form.wrong.field("until", w.until, None, input))
        .child(open)
}

/// Whether tickets come back.
pub(super) fn give_back(state: State, form: Form) -> Element {
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

/// What it will bring, once that is clear.
pub(super) fn brings(state: State, form: Form, occasion: Occasion) -> Element {
    let w = state.words().team;
    let own = match &occasion {
        Occasion::Change(absence) => Some(absence.id),
        Occasion::Now | Occasion::Planned => None,
    };
    element("div", "absence-brings")
        .set("role", "status")
        .live(move || {
            let (Ok((from, until)), Some(agent)) =
                (form.stretch(state, &occasion), form.agent.get())
            else {
                return Vec::new();
            };
            let now = Date::now();
            let plan = Stretch {
                agent,
                cover: form.cover.get(),
                from: from.max(now),
                until,
            };
            let others = state.team.load.with(|load| match load {
                Load::Ready(shown) => {
                    let others = shown.absences.iter();
                    let others = others.filter(|absence| Some(absence.id) != own);
                    others.map(Stretch::of).collect()
                }
                _ => Vec::new(),
            });
            let how = (from <= now, form.give_back.get());
            let said = sentences(state, &others, plan, how);
            let lines = said.into_iter().map(|text| words("li", "", text));
            vec![
                words("p", "field-label", w.brings),
                element("ul", "").children(lines),
            ]
        })
}
