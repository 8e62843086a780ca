//! Macros: kept for the agents of a site, found again, changed and thrown away.

use axum::http::{Method, StatusCode};
use guichet_shared::{
    desk::{Macro, Macros},
    error::Problem,
    status::Status,
};
use serde_json::{Value, json};

use crate::{
    app::{TestApp, on_both_databases},
    people::Agent,
    triage::team,
};

async fn names(app: &TestApp, agent: &Agent) -> Vec<String> {
    let list: Macros = app
        .call(&agent.caller, Method::GET, "/api/v1/desk/macros", None)
        .await
        .json();
    list.macros.into_iter().map(|kept| kept.name).collect()
}

fn thanks(name: &str) -> Value {
    json!({"site": "acme", "name": name, "body": "Hello {customer}", "actions": {"status": "waiting", "add_tags": ["asked"], "assign_to_me": true}})
}

on_both_databases! {
    async fn a_macro_is_kept_for_the_agents_of_its_site(app: TestApp) {
        let (site, other) = (app.site("acme").await, app.site("other").await);
        let (tom, eve) = (app.agent("Tom", 1, &[&site]).await, app.agent("Eve", 1, &[&other]).await);
        for name in ["Which order", "asked twice"] {
            let reply = app.call(&tom.caller, Method::POST, "/api/v1/desk/macros", Some(&thanks(name))).await;
            assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
        }
        assert_eq!(names(&app, &tom).await, ["asked twice", "Which order"]);
        assert!(names(&app, &eve).await.is_empty());
        let taken = app.call(&tom.caller, Method::POST, "/api/v1/desk/macros", Some(&thanks("Which order"))).await;
        assert_eq!(taken.json::<Problem>().fields[0].field, "name");
        let foreign = app.call(&eve.caller, Method::POST, "/api/v1/desk/macros", Some(&thanks("Mine"))).await;
        assert_eq!(foreign.json::<Problem>().fields[0].field, "site");
    }

    async fn a_macro_is_changed_and_thrown_away(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let mut kept = Vec::new();
        for name in ["One", "Two"] {
            kept.push(app.call(&tom.caller, Method::POST, "/api/v1/desk/macros", Some(&thanks(name))).await.json::<Macro>());
        }
        let address = format!("/api/v1/desk/macros/{}", kept[0].id);
        let saved: Macro = app.call(&tom.caller, Method::PUT, &address, Some(&json!({"name": "First", "body": "B"}))).await.json();
        assert_eq!((saved.name.as_str(), saved.actions.is_empty()), ("First", true));
        let taken = app.call(&tom.caller, Method::PUT, &address, Some(&json!({"name": "Two", "body": "B"}))).await;
        assert_eq!(taken.json::<Problem>().fields[0].field, "name");
        assert_eq!(app.call(&tom.caller, Method::DELETE, &address, None).await.status, StatusCode::NO_CONTENT);
        assert_eq!(app.call(&tom.caller, Method::DELETE, &address, None).await.status, StatusCode::NOT_FOUND);
        assert_eq!(names(&app, &tom).await, ["Two"]);
    }

    async fn a_macro_may_write_or_do_something_alone_but_not_nothing(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let keep = async |new: Value| app.call(&tom.caller, Method::POST, "/api/v1/desk/macros", Some(&new)).await;
        let acts = json!({"site": "acme", "name": "Spam", "actions": {"status": "closed", "add_tags": ["spam"]}});
        let kept = keep(acts).await;
        assert_eq!(kept.status, StatusCode::CREATED, "{}", kept.text());
        let kept: Macro = kept.json();
        assert_eq!((kept.body.as_str(), kept.actions.status), ("", Some(Status::Closed)));
        for new in [json!({"site": "acme", "name": "Nothing"}), json!({"site": "acme", "name": "Nothing", "body": null, "actions": {}})] {
            assert_eq!(keep(new).await.json::<Problem>().fields[0].field, "body");
        }
        let unknown = keep(json!({"site": "acme", "name": "Typo", "body": "Hello {custommer}, {\"a\": 1}"})).await.json::<Problem>();
        assert_eq!(unknown.fields[0].field, "body");
        assert!(unknown.fields[0].message.starts_with("has {custommer}, which"), "{unknown:?}");

        // What it does is done in one step, and once.
        let (ticket, _) = app.file("acme").await;
        for _ in 0..2 {
            let thread = app.desk(&tom, ticket, "actions", json!(kept.actions)).await;
            assert_eq!((thread.ticket.status, thread.ticket.tags.len(), thread.events.len()), (Status::Closed, 1, 3));
        }
        let path = format!("/api/v1/desk/tickets/{ticket}/actions");
        for (body, field) in [(json!({}), "status"), (json!({"status": "on_hold"}), "note"), (json!({"colour": "red"}), "colour")] {
            let reply = app.call(&tom.caller, Method::POST, &path, Some(&body)).await;
            assert_eq!(reply.json::<Problem>().fields[0].field, field);
        }
    }

    async fn a_macro_that_could_never_be_used_is_refused_with_its_field(app: TestApp) {
        let (site, other) = (app.site("acme").await, app.site("other").await);
        let tom = app.agent("Tom", 1, &[&site]).await;
        let foreign = team(&app, other.id, "Theirs").await;
        for (actions, field) in [
            (json!({"status": "proposed"}), "actions.status"),
            (json!({"status": "on_hold"}), "actions.note"),
            (json!({"note": "N"}), "actions.note"),
            (json!({"team": foreign}), "actions.team"),
            (json!({"close": true}), "actions"),
        ] {
            let new = json!({"site": "acme", "name": "M", "body": "B", "actions": actions});
            let reply = app.call(&tom.caller, Method::POST, "/api/v1/desk/macros", Some(&new)).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{actions}");
            assert_eq!(reply.json::<Problem>().fields[0].field, field, "{actions}");
        }
    }
}
