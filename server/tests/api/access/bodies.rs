//! For every route a body that it understands.

use serde_json::{Value, json};

use crate::people::{PASSWORD, key};

/// A body that the route understands; `other` is another ticket of the site.
pub(super) fn body(path: &str, site: &str, other: &str) -> Value {
    let last = path.rsplit('/').next().unwrap();
    let text =
        json!({"title": "T", "category": "C", "keywords": [], "body": "B", "published": true});
    match last {
        "votes" => json!({"lang": "en", "helpful": true}),
        "tickets" if path.starts_with("/api/v1/desk") => {
            json!({"site": site, "subject": "S", "body": "B"})
        }
        "tickets" => json!({"subject": "S", "body": "B"}),
        "bulk" => json!({"tickets": [other], "do": {"kind": "take"}}),
        "macros" => json!({"site": site, "name": key(), "body": "B"}),
        "{macro}" => json!({"name": key(), "body": "B"}),
        "merge" => json!({"into": other}),
        "split" => json!({"seq": 1, "subject": "S"}),
        "links" => json!({"ticket": other}),
        "session" => json!({"email": "nobody@desk.example", "password": "nothing at all"}),
        "messages" | "notes" | "proposal" | "preview" => json!({"body": "B"}),
        "solution" => json!({"body": "B"}),
        "knowledge" => json!({"why": "B"}),
        "verdict" => json!({"solved": true}),
        "rating" => json!({"stars": 5}),
        "presence" => json!({"doing": "reading"}),
        "guests" => json!({"name": "G", "may": "public"}),
        "seen" => json!({"seq": 1}),
        "incidents" => json!({"site": site, "title": {"en": "T"}, "body": {"en": "B"}}),
        "{incident}" => json!({"version": 1, "title": {"en": "T"}, "body": {"en": "B"}}),
        "updates" => json!({"after": 0, "body": {"en": "B"}}),
        "incident" => json!({"incident": null}),
        "handover" => json!({"reason": "workload"}),
        "actions" => json!({"priority": "high"}),
        "articles" => json!({"site": site, "lang": "en", "slug": key(), "text": text}),
        "{article}" => json!({"version": 1, "text": text}),
        "check" => json!({"token": "A"}),
        "first-run" => {
            json!({"token": "A", "email": "eve@desk.example", "name": "Eve", "password": "long enough a word",
            "site": {"key": key(), "name": "S", "origins": ["https://eve.example"], "languages": ["en"]}})
        }
        "sites" => {
            json!({"key": key(), "name": "S", "origins": ["https://s.example"], "languages": ["en"]})
        }
        "{site}" => {
            json!({"version": 1, "name": "S", "origins": ["https://s.example"], "languages": ["en"]})
        }
        "teams" | "{team}" => json!({"version": 1, "name": key()}),
        "accounts" => {
            json!({"email": format!("{}@desk.example", key()), "name": "N", "role": "agent", "level": 1,
            "sites": [{"site": site}]})
        }
        "{agent}" => {
            json!({"version": 1, "email": "zoe@desk.example", "name": "Zoe", "role": "agent", "level": 1,
            "sites": [{"site": site}]})
        }
        "password" if path.ends_with("session/password") => {
            json!({"current": PASSWORD, "password": PASSWORD})
        }
        "password" => json!({"token": "A", "password": "long enough a word"}),
        "{ticket}" => json!({"status": "open"}),
        "absences" => json!({"from": "2090-01-01T00:00:00Z", "give_back": false}),
        "{absence}" => json!({"give_back": true}),
        _ => json!({}),
    }
}
