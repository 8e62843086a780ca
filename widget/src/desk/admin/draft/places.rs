//! Where in a form stands what the server names: it counts what was sent, a form has places.

use serde_json::Value;

/// The place of a field of a site's settings, of which `sent` was sent.
pub fn place_of_site(sent: &Value, name: &str) -> String {
    let parts: Vec<&str> = name.split('.').collect();
    let policies = &sent["policies"];
    let first = sent["languages"][0].as_str().unwrap_or("en");
    match parts.as_slice() {
        // A name that is written in no language is missing in the first.
        [.., "name" | "label"] if parts.len() > 1 => [name, ".", first].concat(),
        ["policies", "hours", "open", at, ..] => {
            let opening = &policies["hours"]["open"][index(at)];
            format!("policies.hours.days.{}", opening["day"])
        }
        ["policies", "routes", at, what] => {
            let key = &policies["routes"][index(at)]["topic"];
            let topics = sent["topics"].as_array();
            // Of two with one key the later one is at fault.
            let of = topics.and_then(|all| all.iter().rposition(|topic| topic["key"] == *key));
            match (of, *what) {
                (Some(of), "topic") => format!("topics.{of}.key"),
                (Some(of), what) => format!("topics.{of}.{what}"),
                (None, what) => ["other.", what].concat(),
            }
        }
        ["policies", list @ ("labels" | "desk_labels"), at, rest @ ..] => {
            let status = policies[*list][index(at)]["status"].as_str();
            let lang = rest.get(1).map(|lang| [".", lang].concat());
            let lang = lang.unwrap_or_default();
            format!("policies.{list}.{}{lang}", status.unwrap_or_default())
        }
        _ => name.to_owned(),
    }
}

/// The place of a field of an account.
pub fn place_of_account(_: &Value, name: &str) -> String {
    let sites = name == "sites" || name.starts_with("sites.");
    if sites { "places" } else { name }.to_owned()
}

/// The place of a field that stands where the server names it.
pub fn as_named(_: &Value, name: &str) -> String {
    name.to_owned()
}

fn index(text: &str) -> usize {
    text.parse().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_the_server_names_stands_where_it_was_filled_in() {
        let sent = json!({
            "languages": ["fr", "en"],
            "topics": [{"key": "billing"}, {"key": "returns"}],
            "policies": {
                "hours": {"open": [{"day": 1}, {"day": 3}]},
                "routes": [{"topic": "returns"}, {"topic": null}],
                "labels": [{"status": "on_hold"}],
            },
        });
        for (name, place) in [
            ("name", "name"),
            ("origins.1", "origins.1"),
            ("topics.0.name", "topics.0.name.fr"),
            ("topics.0.name.en", "topics.0.name.en"),
            ("topics.1.fields.2.label", "topics.1.fields.2.label.fr"),
            ("topics.1.fields.2.options", "topics.1.fields.2.options"),
            ("policies.promises.urgent", "policies.promises.urgent"),
            ("policies.hours.open.1.from", "policies.hours.days.3"),
            ("policies.routes.0.topic", "topics.1.key"),
            ("policies.routes.0.team", "topics.1.team"),
            ("policies.routes.1.team", "other.team"),
            ("policies.labels.0.text.en", "policies.labels.on_hold.en"),
        ] {
            assert_eq!(place_of_site(&sent, name), place);
        }
    }
}
