//! Accounts of agents: making, changing and ending them, and what becomes of their tickets.

use axum::http::{Method, StatusCode};
use futures_util::future::join_all;
use guichet_server::{absences::moving, assignment, db};
use guichet_shared::agent::Role;
use serde_json::{Value, json};

use crate::{
    admin::{change_of, settings_of, wrong},
    app::on_both_databases,
    people::PASSWORD,
};

on_both_databases! {
    async fn an_admin_makes_and_changes_an_account(app: TestApp) {
        let mut app = app;
        app.restart(false);
        let site = app.site("acme").await;
        let mira = app.agent_as("Mira", 3, Role::Admin, &[&site]).await;
        let new = json!({"email": "Zoe@Desk.Example", "name": "Zoe Lind", "role": "agent", "level": 1, "languages": ["en", "fr"],
            "capacity": 12, "sites": [{"site": "acme"}]});
        let made = app.send_as(&mira, "accounts", new.clone()).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
        let made: Value = made.json();
        let path = format!("accounts/{}", made["id"].as_str().unwrap());
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
        let new = json!({"email": "nobody", "name": "", "role": "king", "level": 4, "capacity": 0, "password": "long enough a word",
            "sites": [], "salary": 1});
        let named = wrong(&app.send_as(&mira, "accounts", new).await);
        assert_eq!(named, ["capacity", "email", "level", "name", "password", "role", "salary", "sites"]);
        let mut new = json!({"email": "a@b.example", "name": "A", "role": "agent", "level": 1,
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
        assert_eq!(app.send_as(&mira, &format!("{path}/link"), json!({})).await.status, StatusCode::CONFLICT);
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

    async fn nothing_stays_with_who_is_ended_while_others_and_rules_give_them_tickets(app: TestApp) {
        let mut app = app;
        app.restart(false);
        let site = app.site("acme").await;
        let mira = app.agent_as("Mira", 3, Role::Admin, &[&site]).await;
        let ana = app.agent("Ana", 1, &[&site]).await;
        let mut change = settings_of(&app.learn(&mira, "sites/acme").await);
        change["policies"]["routes"] = json!([{"automatic": true}]);
        assert_eq!(app.put(&mira, "sites/acme", change).await.status, StatusCode::OK);
        let (app, ana) = (&app, &ana);
        for round in 0..4 {
            let tom = app.agent(&format!("Tom {round}"), 1, &[&site]).await;
            // Only who is at the desk is given tickets by rules.
            let mut desk = app.stream(&tom.caller, "/api/v1/desk/stream", "").await;
            desk.next_of("ready").await;
            let tickets: Vec<_> = join_all((0..8).map(|_| app.file("acme"))).await;
            let to_tom = json!({"to": tom.id, "reason": "workload"});
            let given = tickets[..4].iter().map(|(ticket, _)| {
                let path = format!("tickets/{ticket}/handover");
                let to_tom = to_tom.clone();
                async move { app.send_as(ana, &path, to_tom).await.status }
            });
            let taken = tickets[4..6].iter().map(|(ticket, _)| {
                let path = format!("tickets/{ticket}/take");
                let tom = &tom;
                async move { app.send_as(tom, &path, json!({})).await.status }
            });
            let routed = async { assignment::route(&app.app, db::now()).await.unwrap() };
            let path = format!("accounts/{}/disable", tom.id);
            let ended = app.send_as(&mira, &path, json!({"release": true}));
            let (_, _, (), ended) = tokio::join!(join_all(given), join_all(taken), routed, ended);
            assert_eq!(ended.status, StatusCode::OK, "{}", ended.text());
            assert_eq!(app.ask(&tom, Method::GET, "session", None).await.status, StatusCode::UNAUTHORIZED);
            // What came at that very moment goes back with the next look.
            moving::keep(&app.app, db::now()).await.unwrap();
            assignment::route(&app.app, db::now()).await.unwrap();
            for (ticket, _) in tickets {
                let thread = app.learn(&mira, &format!("tickets/{ticket}")).await;
                assert_ne!(thread["ticket"]["assignee"]["id"], json!(tom.id), "{thread}");
            }
        }
    }

    async fn who_leaves_a_site_with_tickets_there_keeps_none_of_them(app: TestApp) {
        let (acme, other) = (app.site("acme").await, app.site("other").await);
        let mira = app.agent_as("Mira", 3, Role::Admin, &[&acme, &other]).await;
        let tom = app.agent("Tom", 1, &[&acme, &other]).await;
        let (there, _) = app.file("other").await;
        let (here, _) = app.file("acme").await;
        for ticket in [there, here] {
            app.desk(&tom, ticket, "take", json!({})).await;
        }
        let path = format!("accounts/{}", tom.id);
        let mut change = change_of(&app.learn(&mira, &path).await);
        change["sites"] = json!([{"site": "acme"}]);
        change["release"] = json!(true);
        assert_eq!(app.put(&mira, &path, change).await.status, StatusCode::OK);
        let left = app.learn(&mira, &format!("tickets/{there}")).await;
        assert!(left["ticket"].get("assignee").is_none(), "{left}");
        let kept = app.learn(&mira, &format!("tickets/{here}")).await;
        assert_eq!(kept["ticket"]["assignee"]["id"], json!(tom.id));
        let to_tom = json!({"to": tom.id, "reason": "workload"});
        let refused = app.send_as(&mira, &format!("tickets/{there}/handover"), to_tom).await;
        assert_eq!(wrong(&refused), ["to"]);
    }
}
