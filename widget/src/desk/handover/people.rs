//! To whom a ticket can go: those who answer for its site, the site's teams, and the queue.

use guichet_shared::{
    agent::{AgentId, Away, Colleague},
    event::Reason,
    team::Team,
};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{Form, To, reason};
use crate::{
    desk::{icons, people, state::State},
    parts::{
        element::{Element, element, words},
        icons::icon,
    },
};

/// The choice.
pub fn list(state: State, form: Form) -> Element {
    let w = state.words();
    let Some(thread) = state.open.thread_now() else {
        return element("div", "");
    };
    let ticket = &thread.ticket;
    let held = ticket.assignee.is_some();
    let holder = ticket.assignee.as_ref().map(|holder| holder.id);
    let mut colleagues = state.answering_for(&ticket.site);
    colleagues.retain(|colleague| Some(colleague.id) != holder);
    // Who is there can go on at once; who is away cannot at all, but may have a cover.
    colleagues.sort_by(|a, b| {
        let (first, second) = (a.away.is_some(), b.away.is_some());
        let away = first.cmp(&second);
        away.then_with(|| b.here.cmp(&a.here))
            .then_with(|| a.name.cmp(&b.name))
    });
    let people = colleagues
        .iter()
        .map(|colleague| person(state, form, colleague));
    let (site, own) = (ticket.site.clone(), ticket.team.clone());
    state.read_sorting(site.clone());
    let of = own.as_ref().map(|team| team.id);
    let teams = element("div", "people-teams").live(move || {
        let mut teams = state.sorting(&site).teams;
        teams.retain(|team| Some(team.id) != of);
        let rows = teams.into_iter().map(|known| team(state, form, &known));
        rows.collect()
    });
    let queue = {
        let hint = match &own {
            Some(team) => w.handover.to_queue_of.replace("{team}", &team.name),
            None => w.handover.to_queue_hint.to_owned(),
        };
        let name = element("span", "person-name")
            .child(words("strong", "", w.handover.to_queue))
            .child(words("span", "person-detail", hint));
        // What nobody has may still go up to the next level's queue.
        choice(
            state,
            form,
            To::Queue,
            element("span", "avatar nobody"),
            name,
        )
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
        .child(
            element("div", "people-list")
                .children(people)
                .child(teams)
                .child(queue),
        )
        .child(element("div", "").set("role", "status").live(move || {
            let to = form.to.get().and_then(To::agent);
            let offer = to.and_then(|to| offer(state, to));
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
pub fn absence_of(state: State, agent: AgentId) -> Option<Away> {
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
    choice(state, form, To::Agent(colleague.id), avatar, name)
}

fn team(state: State, form: Form, team: &Team) -> Element {
    let name = element("span", "person-name")
        .child(words("strong", "", team.name.as_str()))
        .child(words(
            "span",
            "person-detail",
            state.words().handover.to_team_hint,
        ));
    let avatar = element("span", "avatar")
        .set("aria-hidden", "true")
        .child(icon(icons::PEOPLE));
    choice(state, form, To::Team(team.id), avatar, name)
}

fn choice(state: State, form: Form, to: To, avatar: Element, name: Element) -> Element {
    let chosen = form.to.with_untracked(|now| *now == Some(to));
    let input = element("input", "")
        .set("type", "radio")
        .set("name", "to")
        .set_some("id", to.agent().map(place).as_deref())
        .set_some("checked", chosen.then_some(""))
        .on("change", move |_| {
            form.to.set(Some(to));
            form.unfit.set(None);
            reason::follow(state, form, to);
        });
    element("label", "person")
        .child(input)
        .child(avatar)
        .child(name)
}
