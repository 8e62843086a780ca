//! Accounts and teams between what is stored and what is filled in.

use guichet_shared::agent::DeskSite;
use serde_json::{Map, Value, json};

use super::{lines, list, number, objects};

/// The form of an account that is still to be made.
pub fn new_agent(sites: &[DeskSite]) -> Value {
    let only = sites.first().filter(|_| sites.len() == 1);
    let mut places = Map::new();
    if let Some(site) = only {
        places.insert(site.key.to_string(), json!({"is": true}));
    }
    json!({"name": "", "email": "", "alias": "", "role": "agent", "level": "1", "languages": "",
        "capacity": "20", "places": places})
}

/// The form of an account.
pub fn of_agent(account: &Value) -> Value {
    let mut places = Map::new();
    for seat in objects(&account["sites"]) {
        let known = objects(&seat["topics"]).into_iter();
        let known: Map<_, _> = known
            .filter_map(|key| Some((key.as_str()?.to_owned(), Value::Bool(true))))
            .collect();
        let site = seat["site"].as_str().unwrap_or_default();
        places.insert(site.to_owned(), json!({"is": true, "knows": known}));
    }
    json!({
        "version": account["version"],
        "name": account["name"],
        "email": account["email"],
        "alias": account["alias"].as_str().unwrap_or_default(),
        "role": account["role"],
        "level": account["level"].to_string(),
        "languages": lines(&account["languages"], ", "),
        "capacity": account["capacity"].to_string(),
        "places": places,
    })
}

/// What is sent of an account, to make it or to change it.
pub fn agent_of(draft: &Value) -> Value {
    let places = draft["places"].as_object().into_iter().flatten();
    let places = places.filter(|(_, place)| place["is"] == true);
    let sites: Vec<_> = places
        .map(|(site, place)| {
            let known = place["knows"].as_object().into_iter().flatten();
            let known = known.filter(|(_, is)| **is == true).map(|(key, _)| key);
            json!({"site": site, "topics": known.collect::<Vec<_>>()})
        })
        .collect();
    let alias = draft["alias"].as_str().unwrap_or_default().trim();
    let mut body = json!({
        "name": draft["name"],
        "email": draft["email"],
        "alias": (!alias.is_empty()).then_some(alias),
        "role": draft["role"],
        "level": number(&draft["level"]),
        "languages": list(&draft["languages"]),
        "capacity": number(&draft["capacity"]),
        "sites": sites,
        "release": draft["release"] == true,
    });
    if !draft["version"].is_null() {
        body["version"] = draft["version"].clone();
    }
    body
}

/// The form of a team, of none for a new one.
pub fn of_team(team: &Value) -> Value {
    let members = objects(&team["members"]).into_iter();
    let members: Map<_, _> = members
        .filter_map(|id| Some((id.as_str()?.to_owned(), Value::Bool(true))))
        .collect();
    json!({"version": team["version"], "name": team["name"].as_str().unwrap_or_default(),
        "members": members})
}

/// What is sent of a team.
pub fn team_of(draft: &Value) -> Value {
    let members = draft["members"].as_object().into_iter().flatten();
    let members = members.filter(|(_, is)| **is == true).map(|(id, _)| id);
    json!({"version": draft["version"], "name": draft["name"], "members": members.collect::<Vec<_>>()})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_comes_back_from_its_form_as_it_was() {
        let account = json!({"version": 2, "name": "Zoe", "email": "zoe@a.example", "alias": "Swift", "role": "lead", "level": 2,
            "languages": ["en"], "capacity": 12, "sites": [{"site": "shop", "topics": ["billing"]}]});
        let mut sent = agent_of(&of_agent(&account));
        sent.as_object_mut().unwrap().remove("release");
        assert_eq!(sent, account);
    }
}
