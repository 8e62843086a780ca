//! The list of agents.

use guichet_shared::agent::Role;
use serde_json::Value;

use super::{
    Page,
    list::{detail, objects, read, row, rows},
};
use crate::{
    desk::state::State,
    parts::element::{Element, words},
};

/// A role's name.
pub fn role(state: State, role: &str) -> &'static str {
    let roles = state.words().admin.roles;
    match role {
        "admin" => roles[Role::Admin as usize],
        "lead" => roles[Role::Lead as usize],
        _ => roles[Role::Agent as usize],
    }
}

/// Everyone, those whose account has ended at the end.
pub fn agents(state: State) -> Vec<Element> {
    let w = state.words();
    let mut accounts = objects(&read(state)["accounts"]);
    accounts.sort_by_key(|account| account["disabled_at"].is_string());
    let lines = accounts.into_iter().filter_map(|account| {
        let id = account["id"].as_str()?.parse().ok()?;
        let text = |name: &str| account[name].as_str().unwrap_or_default();
        let level = w.level.replace("{level}", &account["level"].to_string());
        let names = |list: &Value, read: &dyn Fn(&Value) -> Option<String>| {
            let names: Vec<_> = objects(list).iter().filter_map(read).collect();
            names.join(", ")
        };
        let site = |one: &Value| one["site"].as_str().map(|key| state.site_name(key));
        let team = |one: &Value| one["name"].as_str().map(ToOwned::to_owned);
        let mut about = vec![role(state, text("role")).to_owned(), level];
        for more in [
            names(&account["sites"], &site),
            names(&account["teams"], &team),
        ] {
            if !more.is_empty() {
                about.push(more);
            }
        }
        let ended = account["disabled_at"].is_string();
        let mark = ended.then(|| words("span", "settings-mark", w.admin.account.ended));
        let details = [detail(text("email")), detail(about.join(" · "))];
        Some(row(
            Page::Agent(id),
            text("name"),
            details.into_iter().chain(mark),
        ))
    });
    vec![rows(lines)]
}
