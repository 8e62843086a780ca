//! Setting the desk up: what admins send and read, and the settings of sites.

use axum::http::{Method, StatusCode};
use guichet_shared::agent::{Me, Role};
use serde_json::{Value, json};

use crate::{
    app::{Reply, TestApp, on_both_databases},
    people::{Agent, Caller},
};

impl TestApp {
    pub async fn ask(
        &self,
        agent: &Agent,
        method: Method,
        path: &str,
        body: Option<Value>,
    ) -> Reply {
        let path = format!("/api/v1/desk/{path}");
        self.call(&agent.caller, method, &path, body.as_ref()).await
    }

    /// What an admin reads.
    pub async fn learn(&self, agent: &Agent, path: &str) -> Value {
        let reply = self.ask(agent, Method::GET, path, None).await;
        assert_eq!(reply.status, StatusCode::OK, "{path}: {}", reply.text());
        reply.json()
    }

    pub async fn put(&self, agent: &Agent, path: &str, body: Value) -> Reply {
        self.ask(agent, Method::PUT, path, Some(body)).await
    }

    pub async fn send_as(&self, agent: &Agent, path: &str, body: Value) -> Reply {
        self.ask(agent, Method::POST, path, Some(body)).await
    }

    /// The deeds in the log, the latest first.
    pub async fn deeds(&self, agent: &Agent) -> Vec<String> {
        let log = self.learn(agent, "log").await;
        let entries = log["entries"].as_array().unwrap().iter();
        entries
            .map(|entry| entry["deed"].as_str().unwrap().to_owned())
            .collect()
    }
}

/// The fields at fault, by their names.
pub fn wrong(reply: &Reply) -> Vec<String> {
    assert_eq!(
        reply.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        reply.text()
    );
    let problem: Value = reply.json();
    let fields = problem["fields"].as_array().unwrap().iter();
    let mut names: Vec<_> = fields
        .map(|field| field["field"].as_str().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

/// What `PUT` takes, of what `GET` gave of an account.
pub fn change_of(account: &Value) -> Value {
    let mut change = account.clone();
    for name in ["id", "elsewhere", "teams", "open", "disabled_at"] {
        change.as_object_mut().unwrap().remove(name);
    }
    change
}

/// The same of a site.
pub fn settings_of(site: &Value) -> Value {
    let mut change = site.clone();
    for name in ["key", "seen"] {
        change.as_object_mut().unwrap().remove(name);
    }
    change
}

pub fn topics() -> Value {
    json!([
        {"key": "billing", "name": {"en": "Billing", "fr": "Facturation"}, "fields": [
            {"key": "order", "label": {"en": "Order"}, "kind": "text", "required": true}]},
        {"key": "returns", "name": {"en": "Returns"}},
    ])
}

on_both_databases! {
    async fn an_admin_makes_a_site_and_answers_for_it_at_once(app: TestApp) {
        let site = app.site("acme").await;
        let mira = app.agent_as("Mira", 3, Role::Admin, &[&site]).await;
        let new = json!({"key": "shop", "name": "Shop", "origins": ["https://shop.example"], "languages": ["fr", "en"]});
        let made = app.send_as(&mira, "sites", new.clone()).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
        let me: Me = app.ask(&mira, Method::GET, "session", None).await.json();
        assert!(me.sites.iter().any(|site| site.key.as_str() == "shop"));
        assert_eq!(wrong(&app.send_as(&mira, "sites", new).await), ["key"]);
        assert_eq!(app.learn(&mira, "sites").await["sites"].as_array().unwrap().len(), 2);
        assert_eq!(app.get("/api/v1/sites/shop").await.status, StatusCode::OK);
    }

    async fn what_an_admin_sets_is_what_customers_get_and_articles_are_still_found(app: TestApp) {
        let site = app.site("acme").await;
        app.publish(&site, "en", "a", "a", "parcel").await;
        let mira = app.agent_as("Mira", 3, Role::Admin, &[&site]).await;
        let made = app.send_as(&mira, "sites/acme/teams", json!({"name": "Billing", "members": [mira.id]})).await;
        let team = made.json::<Value>()["teams"][0]["id"].clone();
        let mut change = settings_of(&app.learn(&mira, "sites/acme").await);
        change["name"] = json!("Acme & Co");
        change["origins"] = json!(["https://shop.example", "https://blog.example"]);
        change["theme"] = json!({"accent": "#aa3300"});
        change["topics"] = topics();
        change["policies"] = json!({
            "names": "alias", "promise_hours": 8, "promises": {"urgent": 1}, "silence_days": 3, "reopen_days": 10,
            "hours": {"zone": "Europe/Paris", "open": [{"day": 1, "from": "09:00", "until": "17:30"}], "holidays": ["2026-12-25"]},
            "routes": [{"topic": "billing", "team": team, "automatic": true}, {"automatic": false}],
            "labels": [{"status": "open", "text": {"en": "We are on it"}}],
            "desk_labels": [{"status": "new", "text": {"en": "Unread"}}],
        });
        let saved = app.put(&mira, "sites/acme", change.clone()).await;
        assert_eq!(saved.status, StatusCode::OK, "{}", saved.text());
        let saved: Value = saved.json();
        assert_eq!(saved["version"], 2);
        change["version"] = json!(2);
        assert_eq!(settings_of(&saved), change);
        let portal: Value = app.get("/api/v1/sites/acme").await.json();
        assert_eq!((&portal["name"], &portal["topics"]), (&json!("Acme & Co"), &topics()));
        assert_eq!(portal["labels"][0]["text"]["en"], "We are on it");
        let found: Value = app.get("/api/v1/sites/acme/search?q=parcel&lang=en").await.json();
        assert_eq!(found["hits"].as_array().unwrap().len(), 1);
    }

    async fn every_wrong_field_of_a_site_is_named_and_nothing_is_changed(app: TestApp) {
        let site = app.site("acme").await;
        let mira = app.agent_as("Mira", 3, Role::Admin, &[&site]).await;
        let before = app.learn(&mira, "sites/acme").await;
        let mut change = settings_of(&before);
        change["name"] = json!(" ");
        change["origins"] = json!(["https://shop.example", "shop.example/help"]);
        change["topics"] = json!([
            {"key": "billing", "name": {"en": " "}},
            {"key": "returns", "name": {"en": "Returns"}, "fields": [
                {"key": "Not a key", "label": {"en": "Order"}, "kind": "text", "colour": "red"},
                {"key": "paid", "label": {"en": "Paid"}, "kind": "choice"}]},
        ]);
        change["policies"] = json!({
            "promise_hours": 0, "promises": {"urgent": "soon", "high": 9999, "odd": 1, "low": null}, "silence_days": 0,
            "hours": {"zone": "somewhere", "open": [{"day": 8, "from": "9", "until": "17:00"}], "holidays": ["2026-02-30"]},
            "labels": [{"status": "open", "text": {"en": " "}}],
        });
        let named = wrong(&app.put(&mira, "sites/acme", change).await);
        assert_eq!(named, [
            "name", "origins.1", "policies.hours.holidays.0", "policies.hours.open.0.day", "policies.hours.open.0.from",
            "policies.hours.zone", "policies.labels.0.text", "policies.promise_hours", "policies.promises.high",
            "policies.promises.odd", "policies.promises.urgent", "policies.silence_days", "topics.0.name", "topics.1.fields.0.colour", "topics.1.fields.0.key", "topics.1.fields.1.options",
        ]);
        assert_eq!(app.learn(&mira, "sites/acme").await, before);
    }

    async fn the_parts_of_a_site_must_fit_together(app: TestApp) {
        let site = app.site("acme").await;
        let mira = app.agent_as("Mira", 3, Role::Admin, &[&site]).await;
        let mut change = settings_of(&app.learn(&mira, "sites/acme").await);
        change["topics"] = json!([
            {"key": "billing", "name": {"fr": "Facturation"}},
            {"key": "billing", "name": {"en": "Bills"}},
        ]);
        change["policies"] = json!({"routes": [{"topic": "gifts"}]});
        let named = wrong(&app.put(&mira, "sites/acme", change.clone()).await);
        assert_eq!(named, ["policies.routes.0.topic", "topics.0.name.en", "topics.1.key"]);
        // So must those that could be read, whatever else is wrong.
        change["name"] = json!("");
        let named = wrong(&app.put(&mira, "sites/acme", change.clone()).await);
        assert_eq!(named, ["name", "policies.routes.0.topic", "topics.0.name.en", "topics.1.key"]);
        change["name"] = json!("Acme");
        change["topics"] = topics();
        change["policies"] = json!({"routes": [{"topic": "billing", "team": uuid::Uuid::now_v7()}]});
        assert_eq!(wrong(&app.put(&mira, "sites/acme", change).await), ["policies.routes.0.team"]);
    }

    async fn of_two_admins_who_change_a_site_at_once_the_second_is_told(app: TestApp) {
        let site = app.site("acme").await;
        let mira = app.agent_as("Mira", 3, Role::Admin, &[&site]).await;
        let read = settings_of(&app.learn(&mira, "sites/acme").await);
        let named = |name: &str| {
            let mut change = read.clone();
            change["name"] = json!(name);
            change
        };
        let (one, other) = tokio::join!(
            app.put(&mira, "sites/acme", named("One")),
            app.put(&mira, "sites/acme", named("Other")),
        );
        let mut statuses = [one.status, other.status];
        statuses.sort();
        assert_eq!(statuses, [StatusCode::OK, StatusCode::CONFLICT]);
        let winner = if one.status == StatusCode::OK { "One" } else { "Other" };
        assert_eq!(app.learn(&mira, "sites/acme").await["name"], winner);
    }

    async fn agents_and_leads_find_nothing_here(app: TestApp) {
        let site = app.site("acme").await;
        for (name, role) in [("Tom", Role::Agent), ("Ana", Role::Lead)] {
            let agent = app.agent_as(name, 1, role, &[&site]).await;
            for path in ["sites", "sites/acme", "sites/acme/teams", "accounts", "log"] {
                let reply = app.ask(&agent, Method::GET, path, None).await;
                assert_eq!(reply.status, StatusCode::NOT_FOUND, "{path} as {name}");
            }
            let promoted = json!({"version": 1, "email": "x@desk.example", "name": name, "role": "admin", "level": 1,
                "sites": [{"site": "acme"}]});
            let path = format!("accounts/{}", agent.id);
            assert_eq!(app.put(&agent, &path, promoted).await.status, StatusCode::NOT_FOUND);
        }
    }

    async fn a_site_is_seen_where_its_own_page_frames_the_portal(app: TestApp) {
        let site = app.site("acme").await;
        let mira = app.agent_as("Mira", 3, Role::Admin, &[&site]).await;
        let open = async |headers: &[(&str, &str)]| {
            let reply = app.call_with(&Caller::Nobody, Method::GET, "/portal/acme", None, headers).await;
            assert_eq!(reply.status, StatusCode::OK);
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        };
        // A stranger's page, a page of its own, and a link are no sightings.
        open(&[("sec-fetch-dest", "iframe"), ("referer", "https://stranger.example/")]).await;
        open(&[("sec-fetch-dest", "iframe")]).await;
        open(&[("sec-fetch-dest", "document"), ("referer", "https://shop.example/")]).await;
        assert!(app.learn(&mira, "sites/acme").await.get("seen").is_none());
        open(&[("sec-fetch-dest", "iframe"), ("referer", "https://shop.example/")]).await;
        let mut seen = Value::Null;
        for _ in 0..50 {
            seen = app.learn(&mira, "sites/acme").await["seen"].clone();
            if seen.is_object() { break; }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        assert_eq!(seen["origin"], "https://shop.example");
        // A second one within the minute is not written down.
        open(&[("sec-fetch-dest", "iframe"), ("referer", "https://shop.example/")]).await;
        assert_eq!(app.learn(&mira, "sites/acme").await["seen"], seen);
    }
}
