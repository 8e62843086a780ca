//! Setting the desk up: sites, accounts, teams, the log of it, and the very first start.

use axum::http::{Method, StatusCode};
use guichet_server::{first_run, secrets};
use guichet_shared::agent::{Me, Role};
use serde_json::{Value, json};

use crate::{
    app::{Reply, TestApp, on_both_databases},
    people::{Agent, Caller, PASSWORD},
};

impl TestApp {
    async fn ask(&self, agent: &Agent, method: Method, path: &str, body: Option<Value>) -> Reply {
        let path = format!("/api/v1/desk/{path}");
        self.call(&agent.caller, method, &path, body.as_ref()).await
    }

    /// What an admin reads.
    async fn learn(&self, agent: &Agent, path: &str) -> Value {
        let reply = self.ask(agent, Method::GET, path, None).await;
        assert_eq!(reply.status, StatusCode::OK, "{path}: {}", reply.text());
        reply.json()
    }

    async fn put(&self, agent: &Agent, path: &str, body: Value) -> Reply {
        self.ask(agent, Method::PUT, path, Some(body)).await
    }

    async fn send_as(&self, agent: &Agent, path: &str, body: Value) -> Reply {
        self.ask(agent, Method::POST, path, Some(body)).await
    }

    /// The deeds in the log, the latest first.
    async fn deeds(&self, agent: &Agent) -> Vec<String> {
        let log = self.learn(agent, "log").await;
        let entries = log["entries"].as_array().unwrap().iter();
        entries
            .map(|entry| entry["deed"].as_str().unwrap().to_owned())
            .collect()
    }
}

/// The fields at fault, by their names.
fn wrong(reply: &Reply) -> Vec<String> {
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
fn change_of(account: &Value) -> Value {
    let mut change = account.clone();
    for name in ["id", "elsewhere", "teams", "open", "disabled_at"] {
        change.as_object_mut().unwrap().remove(name);
    }
    change
}

/// The same of a site.
fn settings_of(site: &Value) -> Value {
    let mut change = site.clone();
    for name in ["key", "seen"] {
        change.as_object_mut().unwrap().remove(name);
    }
    change
}

fn topics() -> Value {
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
            {"key": "billing", "name": {"en": "Billing"}},
            {"key": "returns", "name": {"en": "Returns"}, "fields": [
                {"key": "Not a key", "label": {"en": "Order"}, "kind": "text", "colour": "red"},
                {"key": "paid", "label": {"en": "Paid"}, "kind": "choice"}]},
        ]);
        change["policies"] = json!({
            "promise_hours": 0, "promises": {"urgent": 9999}, "silence_days": 0,
            "hours": {"zone": "somewhere", "open": [{"day": 8, "from": "9", "until": "17:00"}], "holidays": ["2026-02-30"]},
            "labels": [{"status": "open", "text": {"en": " "}}],
        });
        let named = wrong(&app.put(&mira, "sites/acme", change).await);
        assert_eq!(named, [
            "name", "origins.1", "policies.hours.holidays.0", "policies.hours.open.0.day", "policies.hours.open.0.from",
            "policies.hours.zone", "policies.labels.0.text", "policies.promise_hours", "policies.promises.urgent",
            "policies.silence_days", "topics.1.fields.0.colour", "topics.1.fields.0.key", "topics.1.fields.1.options",
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

    async fn an_admin_makes_and_changes_an_account(app: TestApp) {
        let mut app = app;
        app.restart(false);
        let site = app.site("acme").await;
        let mira = app.agent_as("Mira", 3, Role::Admin, &[&site]).await;
        let new = json!({"email": "Zoe@Desk.Example", "name": "Zoe Lind", "role": "agent", "level": 1, "languages": ["en", "fr"],
            "capacity": 12, "password": PASSWORD, "sites": [{"site": "acme"}]});
        let made = app.send_as(&mira, "accounts", new.clone()).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
        let made: Value = made.json();
        let path = format!("accounts/{}", made["id"].as_str().unwrap());
        app.sign_in("zoe@desk.example").await;
        assert_eq!(wrong(&app.send_as(&mira, "accounts", new).await), ["email"]);

        let mut change = change_of(&made);
        change["alias"] = json!("Swift");
        change["level"] = json!(2);
        let changed = app.put(&mira, &path, change.clone()).await;
        assert_eq!(changed.status, StatusCode::OK, "{}", changed.text());
        let changed: Value = changed.json();
        assert_eq!((&changed["alias"], &changed["level"], &changed["version"]), (&json!("Swift"), &json!(2), &json!(2)));
        // The version that it was made from is gone.
        assert_eq!(app.put(&mira, &path, change).await.status, StatusCode::CONFLICT);
    }

    async fn every_wrong_field_of_an_account_is_named(app: TestApp) {
        let site = app.site("acme").await;
        app.site("foreign").await;
        let mira = app.agent_as("Mira", 3, Role::Admin, &[&site]).await;
        let new = json!({"email": "nobody", "name": "", "role": "king", "level": 4, "capacity": 0, "password": "short",
            "sites": [], "salary": 1});
        let named = wrong(&app.send_as(&mira, "accounts", new).await);
        assert_eq!(named, ["capacity", "email", "level", "name", "password", "role", "salary"]);
        let mut new = json!({"email": "a@b.example", "name": "A", "role": "agent", "level": 1, "password": PASSWORD,
            "sites": [{"site": "foreign"}, {"site": "acme", "topics": ["gifts"]}]});
        assert_eq!(wrong(&app.send_as(&mira, "accounts", new.clone()).await), ["sites.0.site", "sites.1.topics.0"]);
        new["sites"] = json!([]);
        assert_eq!(wrong(&app.send_as(&mira, "accounts", new).await), ["sites"]);
    }

    async fn ending_an_account_ends_its_sessions_and_streams_at_once(app: TestApp) {
        let mut app = app;
        app.restart(false);
        let site = app.site("acme").await;
        let mira = app.agent_as("Mira", 3, Role::Admin, &[&site]).await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let mut stream = app.stream(&tom.caller, "/api/v1/desk/stream", "").await;
        let path = format!("accounts/{}/disable", tom.id);
        let ended = app.send_as(&mira, &path, json!({})).await;
        assert_eq!(ended.status, StatusCode::OK, "{}", ended.text());
        assert!(ended.json::<Value>()["disabled_at"].is_string());
        while stream.next().await.is_some() {}
        assert_eq!(app.ask(&tom, Method::GET, "session", None).await.status, StatusCode::UNAUTHORIZED);
        let credentials = json!({"email": "tom@desk.example", "password": PASSWORD});
        assert_eq!(app.post("/api/v1/desk/session", &credentials).await.status, StatusCode::UNAUTHORIZED);
        let colleagues = app.learn(&mira, "agents").await;
        assert!(!colleagues.to_string().contains("Tom"), "{colleagues}");

        let path = format!("accounts/{}/enable", tom.id);
        assert_eq!(app.send_as(&mira, &path, json!({})).await.status, StatusCode::OK);
        app.sign_in("tom@desk.example").await;
    }

    async fn open_tickets_go_back_to_the_queue_before_an_account_ends(app: TestApp) {
        let site = app.site("acme").await;
        let mira = app.agent_as("Mira", 3, Role::Admin, &[&site]).await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let (ticket, _) = app.file("acme").await;
        app.desk(&tom, ticket, "take", json!({})).await;
        let path = format!("accounts/{}/disable", tom.id);
        assert_eq!(app.send_as(&mira, &path, json!({})).await.status, StatusCode::CONFLICT);
        assert_eq!(app.ask(&tom, Method::GET, "session", None).await.status, StatusCode::OK);
        let ended = app.send_as(&mira, &path, json!({"release": true})).await;
        assert_eq!(ended.status, StatusCode::OK, "{}", ended.text());
        let thread = app.learn(&mira, &format!("tickets/{ticket}")).await;
        assert!(thread["ticket"].get("assignee").is_none(), "{thread}");
        let last = thread["events"].as_array().unwrap().last().unwrap();
        assert_eq!(last["what"]["kind"], "handover", "{last}");
    }

    async fn a_site_keeps_an_admin_and_nobody_locks_themselves_out(app: TestApp) {
        let mut app = app;
        app.restart(false);
        let (acme, other) = (app.site("acme").await, app.site("other").await);
        let mira = app.agent_as("Mira", 3, Role::Admin, &[&acme, &other]).await;
        let own = format!("accounts/{}", mira.id);
        let mut change = change_of(&app.learn(&mira, &own).await);
        change["role"] = json!("agent");
        assert_eq!(wrong(&app.put(&mira, &own, change.clone()).await), ["role"]);
        assert_eq!(app.send_as(&mira, &format!("{own}/disable"), json!({})).await.status, StatusCode::CONFLICT);
        // The last admin of a site does not leave it either.
        change["role"] = json!("admin");
        change["sites"] = json!([{"site": "acme"}]);
        assert_eq!(app.put(&mira, &own, change.clone()).await.status, StatusCode::CONFLICT);

        let ana = app.agent_as("Ana", 2, Role::Admin, &[&acme, &other]).await;
        assert_eq!(app.put(&mira, &own, change).await.status, StatusCode::OK);
        // Now Ana is the last of "other", which Mira has no say in any more.
        let path = format!("accounts/{}", ana.id);
        assert_eq!(app.send_as(&mira, &format!("{path}/disable"), json!({})).await.status, StatusCode::CONFLICT);
        let mut change = change_of(&app.learn(&mira, &path).await);
        assert_eq!(change["sites"], json!([{"site": "acme"}]));
        change["name"] = json!("Eve");
        assert_eq!(app.put(&mira, &path, change).await.status, StatusCode::CONFLICT);
        let password = json!({"password": "another long word"});
        assert_eq!(app.put(&mira, &format!("{path}/password"), password).await.status, StatusCode::CONFLICT);
    }

    async fn of_two_admins_who_end_each_other_at_once_one_stays(app: TestApp) {
        let site = app.site("acme").await;
        let mira = app.agent_as("Mira", 3, Role::Admin, &[&site]).await;
        let ana = app.agent_as("Ana", 2, Role::Admin, &[&site]).await;
        let (one, other) = (format!("accounts/{}/disable", ana.id), format!("accounts/{}/disable", mira.id));
        let (one, other) = tokio::join!(app.send_as(&mira, &one, json!({})), app.send_as(&ana, &other, json!({})));
        let done = [&one, &other].iter().filter(|reply| reply.status == StatusCode::OK).count();
        assert_eq!(done, 1, "{} {}", one.text(), other.text());
    }

    async fn who_leaves_a_site_sees_nothing_of_it_any_more(app: TestApp) {
        let (acme, other) = (app.site("acme").await, app.site("other").await);
        let mira = app.agent_as("Mira", 3, Role::Admin, &[&acme, &other]).await;
        let tom = app.agent("Tom", 1, &[&acme, &other]).await;
        let (ticket, _) = app.file("other").await;
        app.desk(&tom, ticket, "take", json!({})).await;
        let mut stream = app.stream(&tom.caller, "/api/v1/desk/stream", "").await;
        let path = format!("accounts/{}", tom.id);
        let mut change = change_of(&app.learn(&mira, &path).await);
        change["sites"] = json!([{"site": "acme"}]);
        assert_eq!(app.put(&mira, &path, change.clone()).await.status, StatusCode::CONFLICT);
        change["release"] = json!(true);
        let left = app.put(&mira, &path, change).await;
        assert_eq!(left.status, StatusCode::OK, "{}", left.text());
        // The stream ends, and comes back with what they may see now.
        while stream.next().await.is_some() {}
        let reply = app.ask(&tom, Method::GET, &format!("tickets/{ticket}"), None).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND);
    }

    async fn a_new_password_ends_the_sessions_before_it(app: TestApp) {
        let site = app.site("acme").await;
        let mira = app.agent_as("Mira", 3, Role::Admin, &[&site]).await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let path = format!("accounts/{}/password", tom.id);
        assert_eq!(wrong(&app.put(&mira, &path, json!({"password": "nine char"})).await), ["password"]);
        let set = app.put(&mira, &path, json!({"password": "another long word"})).await;
        assert_eq!(set.status, StatusCode::OK, "{}", set.text());
        assert_eq!(app.ask(&tom, Method::GET, "session", None).await.status, StatusCode::UNAUTHORIZED);
        let credentials = json!({"email": "tom@desk.example", "password": "another long word"});
        assert_eq!(app.post("/api/v1/desk/session", &credentials).await.status, StatusCode::CREATED);
    }

    async fn a_team_is_made_changed_and_removed_but_not_from_under_its_tickets(app: TestApp) {
        let site = app.site("acme").await;
        let mira = app.agent_as("Mira", 3, Role::Admin, &[&site]).await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let made = app.send_as(&mira, "sites/acme/teams", json!({"name": "Billing", "members": [tom.id]})).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
        let team = made.json::<Value>()["teams"][0].clone();
        assert_eq!(team["members"], json!([tom.id]));
        assert_eq!(wrong(&app.send_as(&mira, "sites/acme/teams", json!({"name": "Billing"})).await), ["name"]);
        let stranger = json!({"name": "Others", "members": [uuid::Uuid::now_v7()]});
        assert_eq!(wrong(&app.send_as(&mira, "sites/acme/teams", stranger).await), ["members"]);
        let path = format!("sites/acme/teams/{}", team["id"].as_str().unwrap());
        let renamed = json!({"version": 1, "name": "Invoices", "members": [tom.id, mira.id]});
        assert_eq!(app.put(&mira, &path, renamed.clone()).await.status, StatusCode::OK);
        assert_eq!(app.put(&mira, &path, renamed).await.status, StatusCode::CONFLICT);

        let mut change = settings_of(&app.learn(&mira, "sites/acme").await);
        change["policies"]["routes"] = json!([{"team": team["id"]}]);
        assert_eq!(app.put(&mira, "sites/acme", change.clone()).await.status, StatusCode::OK);
        assert_eq!(app.ask(&mira, Method::DELETE, &path, None).await.status, StatusCode::CONFLICT);
        change["version"] = json!(2);
        change["policies"]["routes"] = json!([]);
        assert_eq!(app.put(&mira, "sites/acme", change).await.status, StatusCode::OK);
        let removed = app.ask(&mira, Method::DELETE, &path, None).await;
        assert_eq!(removed.status, StatusCode::OK, "{}", removed.text());
        assert_eq!(removed.json::<Value>()["teams"], json!([]));
        // Its name is free again.
        assert_eq!(app.send_as(&mira, "sites/acme/teams", json!({"name": "Invoices"})).await.status, StatusCode::CREATED);
    }

    async fn the_log_says_who_changed_what_from_what_to_what_and_never_a_password(app: TestApp) {
        let mut app = app;
        app.restart(false);
        let (acme, other) = (app.site("acme").await, app.site("other").await);
        let mira = app.agent_as("Mira", 3, Role::Admin, &[&acme]).await;
        let eve = app.agent_as("Eve", 3, Role::Admin, &[&other]).await;
        let mut change = settings_of(&app.learn(&mira, "sites/acme").await);
        change["topics"] = topics();
        change["policies"]["promise_hours"] = json!(8);
        app.put(&mira, "sites/acme", change).await;
        let new = json!({"email": "zoe@desk.example", "name": "Zoe", "role": "agent", "level": 1, "password": "planted secret one",
            "sites": [{"site": "acme"}]});
        let zoe: Value = app.send_as(&mira, "accounts", new).await.json();
        let path = format!("accounts/{}/password", zoe["id"].as_str().unwrap());
        app.put(&mira, &path, json!({"password": "planted secret two"})).await;
        for email in ["zoe@desk.example", "planted-nobody@desk.example"] {
            let credentials = json!({"email": email, "password": "planted secret three"});
            assert_eq!(app.post("/api/v1/desk/session", &credentials).await.status, StatusCode::UNAUTHORIZED);
        }
        app.sign_in("mira@desk.example").await;
        let log = app.learn(&mira, "log").await;
        let deeds = app.deeds(&mira).await;
        assert_eq!(deeds[..6], ["signed_in", "sign_in_failed", "sign_in_failed", "password_set", "account_created", "site_changed"]);
        let text = log.to_string();
        assert!(!text.contains("planted") && !text.contains("argon2"), "{text}");
        let entries = log["entries"].as_array().unwrap();
        assert!(entries[1].get("about").is_none(), "{}", entries[1]);
        assert_eq!(entries[2]["about"], "Zoe");
        assert_eq!((&entries[3]["by"], &entries[3]["about"]), (&json!("Mira"), &json!("Zoe")));
        let changes = entries[5]["changes"].as_array().unwrap();
        assert!(changes.contains(&json!({"field": "policies.promise_hours", "from": "24", "to": "8"})), "{changes:?}");
        assert!(changes.contains(&json!({"field": "topics.billing.name.fr", "to": "Facturation"})), "{changes:?}");

        // The admin of another site learns nothing of it.
        let elsewhere = app.learn(&eve, "log").await.to_string();
        assert!(!elsewhere.contains("Mira") && !elsewhere.contains("Zoe") && !elsewhere.contains("acme"), "{elsewhere}");
    }

    async fn the_log_is_read_page_by_page_and_signing_out_is_in_it(app: TestApp) {
        let site = app.site("acme").await;
        let mira = app.agent_as("Mira", 3, Role::Admin, &[&site]).await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        assert_eq!(app.ask(&tom, Method::DELETE, "session", None).await.status, StatusCode::NO_CONTENT);
        let all = app.deeds(&mira).await;
        assert_eq!(all[..2], ["signed_out", "signed_in"]);
        let (mut read, mut path) = (Vec::new(), "log?limit=2".to_owned());
        loop {
            let page = app.learn(&mira, &path).await;
            let entries = page["entries"].as_array().unwrap().clone();
            assert!(entries.len() <= 2);
            read.extend(entries.iter().map(|entry| entry["deed"].as_str().unwrap().to_owned()));
            let Some(next) = page["next"].as_str() else { break };
            path = format!("log?limit=2&before={next}");
        }
        assert_eq!(read, all);
    }

    async fn what_is_refused_leaves_no_entry_in_the_log(app: TestApp) {
        let site = app.site("acme").await;
        let mira = app.agent_as("Mira", 3, Role::Admin, &[&site]).await;
        let before = app.deeds(&mira).await;
        let own = format!("accounts/{}/disable", mira.id);
        assert_eq!(app.send_as(&mira, &own, json!({})).await.status, StatusCode::CONFLICT);
        let mut change = settings_of(&app.learn(&mira, "sites/acme").await);
        change["version"] = json!(7);
        assert_eq!(app.put(&mira, "sites/acme", change).await.status, StatusCode::CONFLICT);
        assert_eq!(app.deeds(&mira).await, before);
    }

    async fn the_first_start_makes_an_admin_and_a_site_once(app: TestApp) {
        let token = first_run::link(&app.db).await.unwrap().unwrap();
        let first = json!({"token": token, "email": "mira@desk.example", "name": "Mira", "password": PASSWORD,
            "site": {"key": "shop", "name": "Shop", "origins": ["https://shop.example"], "languages": ["en"]}});
        let mut faulty = first.clone();
        faulty["password"] = json!("short");
        faulty["site"]["key"] = json!("No Key");
        assert_eq!(wrong(&app.post("/api/v1/desk/first-run", &faulty).await), ["password", "site.key"]);
        let check = json!({"token": token});
        assert_eq!(app.post("/api/v1/desk/first-run/check", &check).await.status, StatusCode::NO_CONTENT);

        // Two at once: one of them is first.
        let (one, other) = tokio::join!(app.post("/api/v1/desk/first-run", &first), app.post("/api/v1/desk/first-run", &first));
        let (done, refused) = if one.status == StatusCode::CREATED { (one, other) } else { (other, one) };
        assert_eq!(done.status, StatusCode::CREATED, "{}", done.text());
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "{}", refused.text());
        let cookie = done.header("set-cookie").split(';').next().unwrap().to_owned();
        let me: Me = done.json();
        assert_eq!((me.role, me.sites[0].key.as_str()), (Role::Admin, "shop"));
        let mira = Agent { id: me.id, caller: Caller::Agent(cookie) };
        assert_eq!(app.deeds(&mira).await, ["signed_in", "first_run"]);

        // Used: refused, and there is no other link.
        assert_eq!(app.post("/api/v1/desk/first-run/check", &check).await.status, StatusCode::NOT_FOUND);
        assert_eq!(app.post("/api/v1/desk/first-run", &first).await.status, StatusCode::NOT_FOUND);
        assert!(first_run::link(&app.db).await.unwrap().is_none());
    }

    async fn a_late_link_and_a_guessed_one_are_refused_alike(app: TestApp) {
        let now = time::OffsetDateTime::now_utc();
        let hash = secrets::hash(b"late");
        first_run::store::add(&app.db, &hash, now - time::Duration::days(2), now - time::Duration::days(1)).await.unwrap();
        for token in ["late", "guessed"] {
            let reply = app.post("/api/v1/desk/first-run/check", &json!({"token": token})).await;
            assert_eq!(reply.status, StatusCode::NOT_FOUND, "{token}");
            let first = json!({"token": token, "email": "mira@desk.example", "name": "Mira", "password": PASSWORD,
                "site": {"key": "shop", "name": "Shop", "origins": ["https://shop.example"], "languages": ["en"]}});
            assert_eq!(app.post("/api/v1/desk/first-run", &first).await.status, StatusCode::NOT_FOUND, "{token}");
        }
        // What a link was is nowhere to be read: a new one is stored as its hash.
        let token = first_run::link(&app.db).await.unwrap().unwrap();
        assert!(first_run::store::works(&app.db, &secrets::hash(token.as_bytes()), now).await.unwrap());
        assert!(!first_run::store::works(&app.db, &token.into_bytes(), now).await.unwrap());
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
