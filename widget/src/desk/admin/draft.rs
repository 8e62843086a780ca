//! Between what is stored and what is filled in: lists become lines, tables become places.

use serde_json::{Map, Value, json};

mod hours;
mod people;
mod places;

use self::hours::{hours_of, of_hours};
pub use self::{
    people::{agent_of, new_agent, of_agent, of_team, team_of},
    places::{as_named, place_of_account, place_of_site},
};
use crate::desk::editor::slug;

fn lines(list: &Value, between: &str) -> Value {
    let texts = list.as_array().into_iter().flatten();
    let texts: Vec<_> = texts.filter_map(Value::as_str).collect();
    texts.join(between).into()
}

/// A list of the texts that stand in lines or between commas.
fn list(text: &Value) -> Value {
    let text = text.as_str().unwrap_or_default();
    let texts = text.split([',', '\n']).map(str::trim);
    texts.filter(|text| !text.is_empty()).collect()
}

/// A number where there is one, and what was typed where there is none.
fn number(typed: &Value) -> Value {
    let text = match typed {
        Value::String(text) => text.trim(),
        other => return other.clone(),
    };
    match text.parse::<u32>() {
        Ok(number) => number.into(),
        Err(_) if text.is_empty() => Value::Null,
        Err(_) => text.into(),
    }
}

fn objects(list: &Value) -> Vec<Value> {
    list.as_array().cloned().unwrap_or_default()
}

/// The form of a site's settings.
pub fn of_site(site: &Value) -> Value {
    let policies = &site["policies"];
    let mut draft = json!({
        "version": site["version"],
        "name": site["name"],
        "origins": lines(&site["origins"], "\n"),
        "languages": lines(&site["languages"], ", "),
        "theme": {"accent": site["theme"]["accent"].as_str().unwrap_or_default()},
        "topics": objects(&site["topics"]),
        "other": {},
        "policies": {},
    });
    let plain = ["names", "promise_hours", "silence_days", "reopen_days"];
    for name in plain {
        draft["policies"][name] = policies[name].clone();
    }
    draft["policies"]["promises"] = policies["promises"].clone();
    for name in ["labels", "desk_labels"] {
        let mut words = Map::new();
        for label in objects(&policies[name]) {
            let status = label["status"].as_str().unwrap_or_default();
            words.insert(status.to_owned(), label["text"].clone());
        }
        draft["policies"][name] = Value::Object(words);
    }
    draft["policies"]["hours"] = of_hours(&policies["hours"]);
    for route in objects(&policies["routes"]) {
        let team = route["team"].as_str().unwrap_or_default();
        let leads = |to: &mut Value| {
            to["team"] = team.into();
            to["automatic"] = route["automatic"].clone();
        };
        let topics = draft["topics"].as_array_mut();
        let of = |topic: &&mut Value| topic["key"] == route["topic"];
        match topics.and_then(|topics| topics.iter_mut().find(of)) {
            Some(topic) => leads(topic),
            None if route["topic"].is_null() => leads(&mut draft["other"]),
            None => {}
        }
    }
    draft
}

/// A key made of a name, where none was chosen; of what it is and where it stands, where the name
/// has no letter that a key can have.
fn keyed(thing: &mut Value, name: &str, first: &str, what: &str, at: usize) {
    let key = thing["key"].as_str().unwrap_or_default().trim();
    if key.is_empty() {
        let short = site_key(thing[name][first].as_str().unwrap_or_default());
        thing["key"] = if short.is_empty() {
            format!("{what}-{}", at + 1).into()
        } else {
            short.into()
        };
    }
}

/// What is sent of a site's settings.
pub fn site_of(draft: &Value) -> Value {
    let languages = list(&draft["languages"]);
    let first = languages[0].as_str().unwrap_or("en").to_owned();
    let (mut topics, mut routes) = (Vec::new(), Vec::new());
    let mut lead = |from: &Value, topic: Value| {
        let team = from["team"].as_str().unwrap_or_default();
        let automatic = from["automatic"] == true;
        if !team.is_empty() || automatic {
            let team = (!team.is_empty()).then_some(team);
            routes.push(json!({"topic": topic, "team": team, "automatic": automatic}));
        }
    };
    for (at, mut topic) in objects(&draft["topics"]).into_iter().enumerate() {
        keyed(&mut topic, "name", &first, "topic", at);
        lead(&topic, topic["key"].clone());
        let mut fields = objects(&topic["fields"]);
        for (at, field) in fields.iter_mut().enumerate() {
            keyed(field, "label", &first, "question", at);
            let mut options = objects(&field["options"]);
            for (at, option) in options.iter_mut().enumerate() {
                keyed(option, "label", &first, "option", at);
            }
            let chooses = field["kind"] == "choice";
            field["options"] = options.into_iter().filter(|_| chooses).collect();
        }
        topics.push(json!({"key": topic["key"], "name": topic["name"], "fields": fields}));
    }
    lead(&draft["other"], Value::Null);
    let accent = draft["theme"]["accent"].as_str().unwrap_or_default().trim();
    let accent = (!accent.is_empty()).then(|| accent.to_lowercase());
    let policies = &draft["policies"];
    let words = |name: &str| -> Vec<Value> {
        let labels = policies[name].as_object().into_iter().flatten();
        let written = |text: &Value| text.as_str().is_some_and(|text| !text.trim().is_empty());
        labels
            .filter(|(_, text)| {
                text.as_object()
                    .is_some_and(|text| text.values().any(written))
            })
            .map(|(status, text)| json!({"status": status, "text": text}))
            .collect()
    };
    let promises = policies["promises"].as_object().into_iter().flatten();
    let promises: Map<_, _> = promises
        .map(|(priority, hours)| (priority.clone(), number(hours)))
        .filter(|(_, hours)| !hours.is_null())
        .collect();
    json!({
        "version": draft["version"],
        "name": draft["name"],
        "origins": list(&draft["origins"]),
        "languages": languages,
        "theme": {"accent": accent},
        "topics": topics,
        "policies": {
            "names": policies["names"],
            "promise_hours": number(&policies["promise_hours"]),
            "promises": promises,
            "silence_days": number(&policies["silence_days"]),
            "reopen_days": number(&policies["reopen_days"]),
            "labels": words("labels"),
            "desk_labels": words("desk_labels"),
            "routes": routes,
            "hours": hours_of(&policies["hours"]),
        },
    })
}

/// The form of a site that is still to be made; its language is the interface's.
pub fn new_site(lang: &str) -> Value {
    json!({"name": "", "key": "", "origins": "", "languages": lang})
}

/// What is sent to make a site.
pub fn site_to_make(draft: &Value) -> Value {
    let key = draft["key"].as_str().unwrap_or_default().trim();
    let key = if key.is_empty() {
        site_key(draft["name"].as_str().unwrap_or_default())
    } else {
        key.to_owned()
    };
    json!({
        "key": key,
        "name": draft["name"],
        "origins": list(&draft["origins"]),
        "languages": list(&draft["languages"]),
    })
}

/// The key that a site's name suggests.
pub fn site_key(name: &str) -> String {
    let short: String = slug(name).chars().take(40).collect();
    short.trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sites_settings_come_back_from_their_form_as_they_were() {
        let site = json!({
            "version": 3, "name": "Shop", "origins": ["https://a.example", "https://b.example"], "languages": ["en", "fr"],
            "theme": {"accent": "#112233"},
            "topics": [{"key": "billing", "name": {"en": "Billing"}, "fields": [
                {"key": "paid", "label": {"en": "Paid"}, "kind": "choice", "required": true,
                    "options": [{"key": "card", "label": {"en": "Card"}}]}]}],
            "policies": {
                "names": "first", "promise_hours": 8, "promises": {"urgent": 1}, "silence_days": 7, "reopen_days": 30,
                "labels": [{"status": "open", "text": {"en": "On it"}}], "desk_labels": [],
                "routes": [{"topic": "billing", "team": "T", "automatic": true}],
                "hours": {"zone": "Europe/Paris", "holidays": ["2026-12-25"], "open": [
                    {"day": 1, "from": "09:00", "until": "12:00"}, {"day": 1, "from": "13:00", "until": "17:00"}]},
            },
        });
        assert_eq!(site_of(&of_site(&site)), site);
    }

    #[test]
    fn what_was_left_out_is_filled_in_from_the_name() {
        let mut draft = of_site(&json!({"languages": ["en"], "policies": {}}));
        draft["topics"] =
            json!([{"key": "", "name": {"en": "Lost & found"}}, {"name": {"en": "返品"}}]);
        assert_eq!(site_of(&draft)["topics"][0]["key"], "lost-found");
        assert_eq!(site_of(&draft)["topics"][1]["key"], "topic-2");
        assert_eq!(
            site_to_make(&json!({"name": "Élan Vélo", "key": ""}))["key"],
            "elan-velo"
        );
    }
}
