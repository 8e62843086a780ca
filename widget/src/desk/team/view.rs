//! The page of those who share the work.

use guichet_shared::{absence::Absence, team::Member};
use leptos::prelude::*;

use super::{
    Occasion, Shown,
    plan::{self, Stretch},
};
use crate::{
    api::Load,
    desk::{
        icons, people,
        state::{Dialog, State},
        time,
    },
    parts::{
        element::{Element, element, words},
        icons::icon,
        states::{button, notice},
    },
};

/// The page.
pub fn team(state: State) -> Element {
    let w = state.words();
    let plan = element("button", "button accent")
        .set("type", "button")
        .on("click", move |_| ask(state, Occasion::Planned))
        .child(icon(icons::PLUS))
        .text(w.team.plan);
    let body = element("div", "").live(move || {
        state.team.load.with(|load| match load {
            Load::Waiting => vec![words("p", "quiet-line", w.loading)],
            Load::Failed(_) => {
                let again = button(w.retry, move || state.read_team());
                vec![notice("h2", w.failed, w.failed_hint, Some(again))]
            }
            Load::Ready(shown) => both(state, shown),
        })
    });
    element("div", "team-page")
        // What others have taken and closed meanwhile is seen with the next tick.
        .follow("data-tick", move || {
            state.now.track();
            state.colleagues.track();
            untrack(|| state.read_team());
            None
        })
        .child(
            element("div", "articles-head")
                .child(words("h1", "page-title", w.team.team).set("tabindex", "-1"))
                .child(plan),
        )
        .child(body)
}

fn ask(state: State, occasion: Occasion) {
    state.dialog.set(Some(Dialog::Absence(occasion)));
}

fn both(state: State, shown: &Shown) -> Vec<Element> {
    let w = state.words().team;
    let members = shown.members.iter().map(|one| member(state, one));
    let absences = if shown.absences.is_empty() {
        notice("h3", w.none, w.none_hint, None)
    } else {
        let all = &shown.absences;
        let rows = all.iter().map(|one| absence(state, one, all));
        element("ul", "team-rows").children(rows)
    };
    vec![
        words("h2", "team-title", w.members),
        element("ul", "team-rows").children(members),
        words("h2", "team-title", w.absences),
        absences,
    ]
}

fn member(state: State, member: &Member) -> Element {
    let w = state.words();
    let agent = &member.agent;
    let me = (state.my_id() == Some(agent.id)).then(|| words("span", "you", w.you));
    let level = w.level.replace("{level}", &agent.level.to_string());
    let teams = member.teams.iter().map(|team| team.name.clone());
    let about: Vec<_> = std::iter::once(level).chain(teams).collect();
    let stands = match &agent.away {
        Some(away) => words("span", "away-mark", state.away(away)),
        None => words(
            "span",
            "presence",
            if agent.here { w.here } else { w.team.not_here },
        )
        .set("data-here", agent.here.to_string()),
    };
    let name = element("div", "team-name")
        .child(element("strong", "").text(agent.name.as_str()).children(me))
        .child(words("span", "team-detail", about.join(" · ")));
    let full = member.load >= member.capacity;
    let load = w
        .team
        .load
        .replace("{n}", &member.load.to_string())
        .replace("{most}", &member.capacity.to_string());
    let meter = element("meter", "load-meter")
        .set("min", "0")
        .set("max", member.capacity.max(1).to_string())
        .set("value", member.load.min(member.capacity).to_string())
        .set("aria-hidden", "true");
    let load = element("div", "load")
        .set("title", w.team.load_hint)
        .set("data-full", full.to_string())
        .child(meter)
        .child(words("span", "load-text", load));
    element("li", "team-row")
        .child(people::small(state, agent).set("aria-hidden", "true"))
        .child(name)
        .child(element("div", "team-stands").child(stands))
        .child(load)
}

fn absence(state: State, absence: &Absence, all: &[Absence]) -> Element {
    let w = state.words().team;
    let (lang, now) = (state.lang(), js_sys::Date::now());
    let clock = |text: &str| time::clock(lang, text, now);
    let from = clock(&absence.from);
    let when = match &absence.until {
        Some(until) => w.between.replace("{until}", &clock(until)),
        None => w.from_on.to_owned(),
    };
    let when = when.replace("{from}", &from);
    let cover = match &absence.cover {
        Some(cover) => w.covered.replace("{cover}", &cover.name),
        None => w.not_covered.to_owned(),
    };
    let back = absence.give_back.then(|| w.comes_back.to_owned());
    let about: Vec<_> = std::iter::once(cover).chain(back).collect();
    let others = all.iter().filter(|other| other.id != absence.id);
    let others: Vec<_> = others.map(Stretch::of).collect();
    let away = plan::cover_away(state, &others, Stretch::of(absence));
    let away = away
        .into_iter()
        .map(|text| words("span", "team-detail", text));
    let name = element("div", "team-name")
        .child(words("strong", "", absence.agent.name.as_str()))
        .child(words("span", "team-detail", when))
        .child(words("span", "team-detail", about.join(" · ")))
        .children(away);
    let tools = absence.yours.then(|| {
        let (this, other) = (absence.clone(), absence.clone());
        let end = if absence.begun { w.end } else { w.call_off };
        let named = |text: &str| [text, ": ", &absence.agent.name].concat();
        element("div", "team-tools")
            .child(
                words("button", "button small", w.change)
                    .set("type", "button")
                    .set("aria-label", named(w.change))
                    .on("click", move |_| {
                        ask(state, Occasion::Change(Box::new(this.clone())));
                    }),
            )
            .child(
                words("button", "button small", end)
                    .set("type", "button")
                    .set("aria-label", named(end))
                    .on("click", move |_| state.end_absence(&other)),
            )
    });
    element("li", "team-row")
        .child(people::small(state, &absence.agent).set("aria-hidden", "true"))
        .child(name)
        .children(tools)
}
