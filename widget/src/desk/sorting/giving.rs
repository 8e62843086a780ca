//! Giving many tickets to somebody, to a team or back to the queue.

use std::collections::BTreeMap;

use guichet_shared::{agent::Colleague, desk::Deed, event::Reason, site::SiteKey, team::Team};
use leptos::prelude::*;

use super::dialogs::form;
use crate::{
    api::Load,
    desk::{dialog, state::State, time, wrong::Wrong},
    parts::element::{Element, element, words},
    text::Forms,
};

/// Why many tickets may move at once.
const REASONS: [Reason; 5] = [
    Reason::Workload,
    Reason::Expertise,
    Reason::Absence,
    Reason::ShiftEnd,
    Reason::CustomerRequest,
];

/// What the choice of a team begins with, before its id.
const TEAM: &str = "team ";
/// The choice of the queue.
const QUEUE: &str = "queue";

/// To whom they go, and why.
pub fn assign(state: State) -> Vec<Element> {
    let w = state.words();
    let count = state.hands.selected.with_untracked(Vec::len);
    let say = |forms: Forms| {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        time::count(state.lang(), forms, count)
    };
    let (to, reason) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let wrong = Wrong::new();
    let sites = sites(state);
    if let [site] = sites.as_slice() {
        state.read_sorting(site.clone());
    }
    let people = element("select", "input")
        .on("change", move |event| to.set(event_target_value(&event)))
        .live(move || whom(state, &sites, &to.get_untracked()));
    let reasons = REASONS.map(|it| option(it.as_str(), w.reason_choice(it), ""));
    let why = element("select", "input")
        .on("change", move |event| {
            reason.set(event_target_value(&event));
        })
        .child(option("", w.caller.choose, ""))
        .children(reasons);
    let hint = w.sorting.reason_hint;
    let fields = vec![
        wrong.field("to", w.handover.to_whom, None, people),
        wrong.field("reason", w.handover.reason_label, Some(hint), why),
    ];
    let form = form(state, say(w.sorting.give_now), fields, move || {
        let mut said = BTreeMap::new();
        let to = to.get_untracked();
        if to.is_empty() {
            said.insert("to".to_owned(), w.sorting.choose_whom.to_owned());
        }
        let reason = reason.get_untracked();
        let reason = REASONS.into_iter().find(|it| it.as_str() == reason);
        let Some(reason) = reason.filter(|_| said.is_empty()) else {
            if reason.is_none() {
                said.insert("reason".to_owned(), w.sorting.choose_reason.to_owned());
            }
            wrong.say(said);
            return false;
        };
        state.arrange(Deed::Assign {
            to: to.parse().ok(),
            team: to.strip_prefix(TEAM).and_then(|id| id.parse().ok()),
            reason,
        });
        true
    });
    vec![dialog::title(state, say(w.sorting.give_title)), form]
}

fn option(value: &str, name: &str, chosen: &str) -> Element {
    let is = !value.is_empty() && value == chosen;
    words("option", "", name)
        .set("value", value)
        .set_some("selected", is.then_some(""))
}

/// Those to choose from.
fn whom(state: State, sites: &[SiteKey], chosen: &str) -> Vec<Element> {
    let w = state.words();
    let people = people(state, sites);
    let people = people
        .iter()
        .map(|one| option(&one.id.to_string(), &one.name, chosen));
    let teams: Vec<Team> = match sites {
        [site] => state.sorting(site).teams,
        _ => Vec::new(),
    };
    let of_teams = (!teams.is_empty()).then(|| {
        let teams = teams
            .iter()
            .map(|team| option(&format!("{TEAM}{}", team.id), &team.name, chosen));
        element("optgroup", "")
            .set("label", w.sorting.teams)
            .children(teams)
    });
    let of_people = element("optgroup", "")
        .set("label", w.sorting.people)
        .children(people);
    [option("", w.caller.choose, chosen), of_people]
        .into_iter()
        .chain(of_teams)
        .chain([option(QUEUE, w.handover.to_queue, chosen)])
        .collect()
}

/// The sites of the tickets that are selected, as far as the queue shows them.
fn sites(state: State) -> Vec<SiteKey> {
    let selected = state.hands.selected.get_untracked();
    let mut sites = Vec::new();
    state.queue.load.with_untracked(|load| {
        let Load::Ready(page) = load else { return };
        for ticket in &page.tickets {
            let is = selected.iter().any(|(id, _)| *id == ticket.id);
            if is && !sites.contains(&ticket.site) {
                sites.push(ticket.site.clone());
            }
        }
    });
    sites
}

/// Who can have tickets of all these sites now.
fn people(state: State, sites: &[SiteKey]) -> Vec<Colleague> {
    let mut people = state.colleagues.get_untracked();
    people.retain(|one| one.away.is_none());
    for site in sites {
        let answering = state.answering_for(site);
        people.retain(|one| answering.iter().any(|known| known.id == one.id));
    }
    people
}

impl State {
    /// That something was done to so many tickets; where they went somewhere, where.
    pub(super) fn was_done(self, deed: &Deed, count: u32) -> String {
        let w = self.words().sorting;
        let (forms, to) = match deed {
            Deed::Assign { to: Some(to), .. } => (w.given, self.name_of(*to)),
            Deed::Assign { team: Some(id), .. } => (w.given, self.team_name(*id)),
            Deed::Assign { .. } => (w.returned, None),
            _ => (w.done, None),
        };
        time::count(self.lang(), forms, count).replace("{to}", to.as_deref().unwrap_or_default())
    }

    fn team_name(self, id: guichet_shared::team::TeamId) -> Option<String> {
        self.hands.sorting.with_untracked(|known| {
            let mut teams = known.values().flat_map(|sorting| &sorting.teams);
            let team = teams.find(|team| team.id == id);
            team.map(|team| team.name.clone())
        })
    }
}
