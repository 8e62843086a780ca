//! A team: its name, who belongs to it, its end.

use gloo_net::http::Method;
use guichet_shared::team::TeamId;
use leptos::{prelude::*, task::spawn_local};
use serde_json::Value;

use super::{
    Key, Page, draft,
    fields::{group, said, text, tick},
    form::Sending,
    list::{objects, read},
    page::form,
};
use crate::{
    desk::{
        call::{self, Refusal},
        route::Route,
        state::State,
        time,
    },
    parts::{
        element::{Element, element, words},
        states::button,
    },
};

/// The page of a team, of a new one without `team`.
pub fn team(state: State, site: Key, team: Option<TeamId>) -> Element {
    let w = state.words().admin;
    let send = move || {
        let list = format!("/sites/{site}/teams");
        let resource = match team {
            Some(team) => format!("{list}/{team}"),
            None => list,
        };
        let sending = Sending {
            method: if team.is_some() {
                Method::PUT
            } else {
                Method::POST
            },
            resource,
            body: draft::team_of(&state.admin.form.draft()),
            reread: None,
            draft: draft::of_team,
            place: draft::as_named,
            refused: w.team_changed,
        };
        state.admin.form.send(state, sending, move |_| {
            state.go(Route::Settings(Page::Teams));
        });
    };
    let save = if team.is_some() { w.save } else { w.make_team };
    element("div", "")
        .child(form(state, save, move || fields(state, site), send))
        .children(team.map(|team| end(state, site, team)))
}

fn fields(state: State, site: Key) -> Vec<Element> {
    let w = state.words().admin;
    let accounts = state
        .admin
        .more
        .with_untracked(|more| objects(&more["accounts"]));
    let here = |account: &&Value| {
        let answers = objects(&account["sites"])
            .iter()
            .any(|seat| seat["site"] == site);
        answers && account["disabled_at"].is_null()
    };
    let members = accounts.iter().filter(here).filter_map(|account| {
        let id = account["id"].as_str()?;
        let name = account["name"].as_str().unwrap_or_default();
        Some(tick(state, &["members.", id].concat(), name))
    });
    let members = std::iter::once(said(state, "members")).chain(members);
    vec![
        text(state, "name", w.team_name, None),
        group(w.members, "group columns-2", members.collect()),
    ]
}

/// Removes the team.
fn end(state: State, site: Key, team: TeamId) -> Element {
    let w = state.words().admin;
    let id = team.to_string();
    let open = objects(&read(state)["teams"])
        .into_iter()
        .find(|one| one["id"] == id.as_str())
        .and_then(|one| one["open"].as_u64())
        .unwrap_or_default();
    let release = RwSignal::new(false);
    let trouble = RwSignal::new(None::<String>);
    let give_back = (open > 0).then(|| {
        let input = element("input", "")
            .set("type", "checkbox")
            .on("change", move |event| {
                release.set(event_target_checked(&event));
            });
        let open = u32::try_from(open).unwrap_or(u32::MAX);
        let text = time::count(state.lang(), w.release_team, open);
        element("label", "tick")
            .child(input)
            .child(words("span", "", text))
    });
    let remove = button(w.remove_team, move || {
        let release = release.get_untracked();
        let resource = format!("/sites/{site}/teams/{team}?release={release}");
        spawn_local(async move {
            match call::tell(Method::DELETE, &resource, None).await {
                Ok(()) => {
                    state.admin.form.clear();
                    state.go(Route::Settings(Page::Teams));
                }
                Err(Refusal::Conflict) => _ = trouble.try_set(Some(w.team_refused.to_owned())),
                Err(refusal) => _ = trouble.try_set(Some(state.sentence(&refusal))),
            }
        });
    });
    let said = element("div", "settings-outcome")
        .set("role", "alert")
        .live(move || {
            let box_of = |text| element("div", "trouble-box").child(words("p", "", text));
            trouble.get().map(box_of).into_iter().collect()
        });
    element("section", "settings-part")
        .child(words("h2", "", w.remove_team))
        .child(words("p", "field-hint", w.remove_team_hint))
        .children(give_back)
        .child(element("div", "settings-choices").child(remove))
        .child(said)
}
