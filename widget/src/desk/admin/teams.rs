//! The teams of each site.

use super::{
    Page,
    list::{detail, objects, row, rows},
};
use crate::{
    desk::state::State,
    parts::element::{Element, element, words},
};

/// A list for each site.
pub fn teams(state: State) -> Vec<Element> {
    let w = state.words().admin;
    let all = state.admin.more;
    let sites = state.sites().into_iter().filter_map(|site| {
        let key = site.key.as_str();
        let Some(Page::NewTeam(key)) = Page::parse(&["teams/", key, "/new"].concat()) else {
            return None;
        };
        let teams = leptos::prelude::WithUntracked::with_untracked(&all, |all| objects(&all[key]));
        let none = teams
            .is_empty()
            .then(|| words("p", "settings-none", w.no_teams));
        let lines = teams.into_iter().filter_map(|team| {
            let id = team["id"].as_str()?.parse().ok()?;
            let people = objects(&team["members"]).len().to_string();
            let about = w
                .team_of
                .replace("{people}", &people)
                .replace("{open}", &team["open"].to_string());
            let name = team["name"].as_str().unwrap_or_default();
            Some(row(Page::Team(key, id), name, [detail(about)]))
        });
        let lines: Vec<_> = lines.collect();
        let list = none.is_none().then(|| rows(lines));
        let new = words("a", "button", w.new_team).set("href", Page::NewTeam(key).href());
        let head = element("div", "settings-head")
            .child(words("h2", "", site.name))
            .child(new);
        Some(
            element("section", "settings-part bare")
                .child(head)
                .children(none)
                .children(list),
        )
    });
    sites.collect()
}
