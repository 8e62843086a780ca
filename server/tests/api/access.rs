//! Who may call what: every route with every kind of caller.

mod bodies;
mod routes;
mod rules;

use axum::http::{Method, StatusCode};
use guichet_shared::agent::Role;
use serde_json::{Value, json};

use self::{
    bodies::body,
    routes::ROUTES,
    rules::{Access, Kind, is_visitor},
};
use crate::{
    app::{TestApp, on_both_databases},
    people::{Caller, key},
};

async fn everyone(app: &TestApp) -> (Vec<(Kind, Caller)>, String, String, String) {
    let (site, other) = (app.site("acme").await, app.site("other").await);
    let (ticket, owner) = app.file("acme").await;
    let (others, another) = app.file("acme").await;
    let (_, elsewhere) = app.file("other").await;
    let tom = app.agent_as("Tom", 1, Role::Agent, &[&site]).await;
    let (_, public) = app.guest(&tom, ticket, "public").await;
    let (_, internal) = app.guest(&tom, ticket, "internal").await;
    let (revoked, late) = app.guest(&tom, ticket, "internal").await;
    let address = format!("/api/v1/desk/tickets/{ticket}/guests/{revoked}");
    app.call(&tom.caller, Method::DELETE, &address, None).await;
    let callers = vec![
        (Kind::PublicGuest, public),
        (Kind::InternalGuest, internal),
        (Kind::RevokedGuest, late),
        (Kind::Nobody, Caller::Nobody),
        (Kind::ForgedToken, Caller::Visitor("A".repeat(43))),
        (
            Kind::ForgedCookie,
            Caller::Agent("__Host-guichet-desk=forged".into()),
        ),
        (Kind::Owner, owner),
        (Kind::OtherVisitor, another),
        (Kind::VisitorElsewhere, elsewhere),
        (
            Kind::AgentElsewhere,
            app.agent_as("Eve", 3, Role::Admin, &[&other]).await.caller,
        ),
        (Kind::Agent, tom.caller),
        (
            Kind::Lead,
            app.agent_as("Ana", 2, Role::Lead, &[&site]).await.caller,
        ),
        (
            Kind::Admin,
            app.agent_as("Mira", 3, Role::Admin, &[&site]).await.caller,
        ),
    ];
    (
        callers,
        ticket.to_string(),
        revoked.to_string(),
        others.to_string(),
    )
}

on_both_databases! {
    async fn every_route_lets_through_whom_it_should_and_nobody_else(app: TestApp) {
        let mut app = app;
        app.restart(false);
        let (callers, ticket, guest, other) = everyone(&app).await;
        let owner = callers.iter().find(|(kind, _)| *kind == Kind::Owner).unwrap().1.clone();
        let site = guichet_server::sites::store::by_key(&app.db, &guichet_shared::site::SiteKey::parse("acme").unwrap()).await.unwrap().unwrap();
        app.publish(&site, "en", "a", "a", "words").await;
        let admin = callers.last().unwrap().1.clone();
        let listed: Value = app.call(&admin, Method::GET, "/api/v1/desk/articles", None).await.json();
        let article = listed["articles"][0]["id"].as_str().unwrap().to_owned();
        let new = body("incidents", "acme", "");
        let announced: Value = app.call(&admin, Method::POST, "/api/v1/desk/incidents", Some(&new)).await.json();
        let incident = announced["summary"]["id"].as_str().unwrap().to_owned();
        let file = app.attach(&owner, &format!("/api/v1/tickets/{ticket}/attachments?name=a.txt"), b"words").await;
        let file = file["events"].as_array().unwrap().last().unwrap()["what"]["file"]["id"].as_str().unwrap().to_owned();

        let zoe = app.agent("Zoe", 1, &[&site]).await.id.to_string();
        let made: Value = app.call(&admin, Method::POST, "/api/v1/desk/sites/acme/teams", Some(&json!({"name": "Billing"}))).await.json();
        let team = made["teams"][0]["id"].as_str().unwrap().to_owned();
        let tom = app.sign_in("tom@desk.example").await;
        let away = json!({"from": "2080-01-01T00:00:00Z", "until": "2080-01-02T00:00:00Z", "give_back": false});
        let absence: Value = app.call(&tom, Method::POST, "/api/v1/desk/absences", Some(&away)).await.json();
        let absence = absence["id"].as_str().unwrap().to_owned();
        let kept = json!({"site": "acme", "name": "Kept", "body": "B"});

        let document: Value = app.get("/api/v1/openapi.json").await.json();
        for (path, calls) in document["paths"].as_object().unwrap() {
            for method in calls.as_object().unwrap().keys() {
                let known = ROUTES.iter().any(|(m, p, _)| m == method && p == path);
                assert!(known, "{method} {path} is in no row of the table");
            }
        }
        for (method, path, access) in ROUTES {
            assert!(document["paths"][path].get(method).is_some(), "{method} {path} is no route");
            for (kind, caller) in &callers {
                // Signing out ends a session, so it gets one of its own.
                let caller = match (caller, *method) {
                    (Caller::Agent(_), "delete") if path.ends_with("/session") && access.refusal(*kind).is_none() => &app.sign_in("tom@desk.example").await,
                    // A token that files becomes a visitor's.
                    (Caller::Visitor(_) | Caller::Guest(_), _) if access.refusal(*kind).is_none() && matches!(access, Access::Filing) && !is_visitor(*kind) => &Caller::Visitor(format!("{:A<43}", format!("{kind:?}"))),
                    (caller, _) => caller,
                };
                // One that is thrown away is kept anew for the next.
                let kept = if path.ends_with("{macro}") {
                    app.call(&admin, Method::POST, "/api/v1/desk/macros", Some(&kept)).await;
                    let list: Value = app.call(&admin, Method::GET, "/api/v1/desk/macros", None).await.json();
                    list["macros"][0]["id"].as_str().unwrap().to_owned()
                } else {
                    String::new()
                };
                let concrete = path
                    .replace("{macro}", &kept)
                    .replace("{other}", &other)
                    .replace("{site}", "acme")
                    .replace("{slug}", "a")
                    .replace("{ticket}", &ticket)
                    .replace("{file}", &file)
                    .replace("{guest}", &guest)
                    .replace("{article}", &article)
                    .replace("{team}", &team)
                    .replace("{agent}", &zoe)
                    .replace("{absence}", &absence)
                    .replace("{incident}", &incident);
                let concrete = match path.rsplit('/').next().unwrap() {
                    "attachments" => format!("{concrete}?name=a.txt"),
                    "search" | "customers" => format!("{concrete}?q=words"),
                    "sorting" => format!("{concrete}?site={}", if *kind == Kind::AgentElsewhere { "other" } else { "acme" }),
                    _ => concrete,
                };
                let site = if *kind == Kind::AgentElsewhere { "other" } else { "acme" };
                let key = key();
                let status = if path.ends_with("/stream") && access.refusal(*kind).is_none() {
                    app.stream(caller, &concrete, "").await;
                    StatusCode::OK
                } else if path.ends_with("/attachments") {
                    app.upload(caller, &concrete, b"words").await.status
                } else {
                    let body = (*method != "get").then(|| body(path, site, &other));
                    let method: Method = method.to_uppercase().parse().unwrap();
                    app.call_with(caller, method, &concrete, body.as_ref(), &[("idempotency-key", &key)]).await.status
                };
                match access.refusal(*kind) {
                    Some(refusal) => assert_eq!(status, refusal, "{method} {path} as {kind:?}"),
                    // Not a 401 or a 404; signing in with nobody's password is the one exception.
                    None => assert!(
                        status.is_success() || status == StatusCode::CONFLICT || path.ends_with("/session"),
                        "{method} {path} as {kind:?}: {status}"
                    ),
                }
            }
        }
    }

    async fn ids_that_are_foreign_missing_or_malformed_answer_alike(app: TestApp) {
        let mut app = app;
        app.restart(false);
        let (callers, ticket, ..) = everyone(&app).await;
        let another = &callers.iter().find(|(kind, _)| *kind == Kind::OtherVisitor).unwrap().1;
        let missing = uuid::Uuid::now_v7().to_string();
        let mut answers = Vec::new();
        for id in [ticket.as_str(), &missing, "nonsense", "..%2f..", "%00"] {
            let reply = app.call(another, Method::GET, &format!("/api/v1/tickets/{id}"), None).await;
            let mut problem: Value = reply.json();
            problem.as_object_mut().unwrap().remove("request_id");
            answers.push((reply.status, problem));
        }
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
        assert_eq!(answers[0].0, StatusCode::NOT_FOUND);
    }
}
