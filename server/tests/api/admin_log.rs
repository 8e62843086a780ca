//! The log of the set-up: who changed what, who signed in, and who may read it.

use axum::http::{Method, StatusCode};
use guichet_server::{
    admin_log::store::{self, FAILED_A_DAY},
    db,
};
use guichet_shared::agent::Role;
use serde_json::{Value, json};
use time::Duration;

use crate::{
    admin::{change_of, settings_of, topics},
    app::on_both_databases,
};

on_both_databases! {
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
        let new = json!({"email": "zoe@desk.example", "name": "Zoe", "role": "agent", "level": 1,
            "sites": [{"site": "acme"}]});
        let zoe: Value = app.send_as(&mira, "accounts", new).await.json();
        let path = format!("accounts/{}/link", zoe["id"].as_str().unwrap());
        let link: Value = app.send_as(&mira, &path, json!({})).await.json();
        let set = json!({"token": link["token"], "password": "planted secret two"});
        assert_eq!(app.post("/api/v1/desk/password", &set).await.status, StatusCode::CREATED);
        for email in ["zoe@desk.example", "planted-nobody@desk.example"] {
            let credentials = json!({"email": email, "password": "planted secret three"});
            assert_eq!(app.post("/api/v1/desk/session", &credentials).await.status, StatusCode::UNAUTHORIZED);
        }
        app.sign_in("mira@desk.example").await;
        let log = app.learn(&mira, "log").await;
        let deeds = app.deeds(&mira).await;
        assert_eq!(deeds[..8], ["signed_in", "sign_in_failed", "sign_in_failed", "signed_in", "password_set", "link_made",
            "account_created", "site_changed"]);
        let text = log.to_string();
        assert!(!text.contains("planted") && !text.contains("argon2"), "{text}");
        let entries = log["entries"].as_array().unwrap();
        assert!(entries[1].get("about").is_none(), "{}", entries[1]);
        assert_eq!(entries[2]["about"], "Zoe");
        assert_eq!(entries[4]["by"], "Zoe");
        assert_eq!((&entries[5]["by"], &entries[5]["about"]), (&json!("Mira"), &json!("Zoe")));
        let changes = entries[7]["changes"].as_array().unwrap();
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

    async fn an_admin_reads_of_an_account_only_what_concerns_their_own_sites(app: TestApp) {
        let (acme, secret) = (app.site("acme").await, app.site("secret-shop").await);
        let mira = app.agent_as("Mira", 3, Role::Admin, &[&acme, &secret]).await;
        let ana = app.agent_as("Ana", 2, Role::Admin, &[&acme]).await;
        let tom = app.agent("Tom", 1, &[&acme]).await;
        let path = format!("accounts/{}", tom.id);
        let mut settings = settings_of(&app.learn(&mira, "sites/secret-shop").await);
        settings["topics"] = topics();
        assert_eq!(app.put(&mira, "sites/secret-shop", settings).await.status, StatusCode::OK);
        for sites in [
            json!([{"site": "acme"}, {"site": "secret-shop", "topics": ["billing"]}]),
            json!([{"site": "acme"}, {"site": "secret-shop", "topics": ["returns"]}]),
            json!([{"site": "acme"}]),
        ] {
            let mut change = change_of(&app.learn(&mira, &path).await);
            change["sites"] = sites;
            change["level"] = json!(change["level"].as_u64().unwrap() % 3 + 1);
            let changed = app.put(&mira, &path, change).await;
            assert_eq!(changed.status, StatusCode::OK, "{}", changed.text());
        }
        let read = app.learn(&ana, "log").await;
        let text = read.to_string();
        assert!(!text.contains("secret-shop") && !text.contains("returns"), "{text}");
        // What concerns the account itself is for all who share a site with them.
        assert_eq!(text.matches("\"field\":\"level\"").count(), 3, "{text}");
        let all = app.learn(&mira, "log?site=secret-shop").await;
        let places: Vec<_> = all["entries"].as_array().unwrap().iter()
            .filter(|entry| entry["deed"] == "account_changed")
            .map(|entry| entry["changes"].clone())
            .collect();
        assert_eq!(places, [
            json!([{"field": "site", "from": "secret-shop"}, {"field": "topics", "from": "returns"}]),
            json!([{"field": "topics", "from": "billing", "to": "returns"}]),
            json!([{"field": "site", "to": "secret-shop"}, {"field": "topics", "to": "billing"}]),
        ]);
    }

    async fn failed_tries_are_bounded_and_old_ones_forgotten_but_no_change_ever_is(app: TestApp) {
        let mut app = app;
        app.restart(false);
        let site = app.site("acme").await;
        let mira = app.agent_as("Mira", 3, Role::Admin, &[&site]).await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let made = app.send_as(&mira, "sites/acme/teams", json!({"name": "Billing"})).await;
        assert_eq!(made.status, StatusCode::CREATED);
        let count = async |deed: &str| {
            let deeds: Value = app.learn(&mira, "log?limit=100").await;
            let entries = deeds["entries"].as_array().unwrap();
            entries.iter().filter(|entry| entry["deed"] == deed).count()
        };
        let now = db::now();
        for _ in 0..FAILED_A_DAY + 5 {
            store::failed(&app.db, Some(tom.id), now).await.unwrap();
            store::failed(&app.db, None, now).await.unwrap();
        }
        assert_eq!(count("sign_in_failed").await, 2 * usize::try_from(FAILED_A_DAY).unwrap());
        // Those of another day are others.
        store::failed(&app.db, None, now + Duration::DAY * 2).await.unwrap();
        assert_eq!(count("sign_in_failed").await, 2 * usize::try_from(FAILED_A_DAY).unwrap() + 1);

        app.sql("update admin_log set created_at = $1", now - store::SIGN_INS_FOR - Duration::DAY).await;
        app.sign_in("tom@desk.example").await;
        assert_eq!((count("sign_in_failed").await, count("signed_in").await), (0, 1));
        assert_eq!(count("team_created").await, 1);
    }
}
