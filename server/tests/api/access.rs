//! Who may call what: every route with every kind of caller.

use axum::http::{Method, StatusCode};
use guichet_shared::agent::Role;
use serde_json::{Value, json};

use crate::{
    app::{TestApp, on_both_databases},
    people::{Caller, key},
};

/// Whom a route lets through.
#[derive(Clone, Copy, Debug)]
enum Access {
    /// Everyone.
    Public,
    /// Everyone, but not with another site's token.
    Filing,
    /// Any visitor; others are not signed in.
    Visitor,
    /// The visitor whose ticket it is; to others there is no such ticket.
    OwnTicket,
    /// Any agent; others are not signed in.
    Desk,
    /// Agents of the ticket's or the article's site; to other agents there is none.
    DeskOfSite,
    /// Guests of a ticket; others find nothing.
    Guest,
    /// Guests who may write to the customer; others find nothing.
    PublicGuest,
    /// Guests who may write notes; others find nothing.
    InternalGuest,
    /// Any admin; to other agents there is nothing here.
    Admin,
    /// Admins of the site, of the agent's site or the team's; to others there is nothing here.
    AdminOfSite,
    /// Whoever holds a link, and nobody in this test does.
    Link,
}

/// Every route of the API. One that is not here fails the test.
const ROUTES: &[(&str, &str, Access)] = &[
    ("get", "/api/v1/openapi.json", Access::Public),
    ("get", "/api/v1/sites/{site}", Access::Public),
    ("get", "/api/v1/sites/{site}/search", Access::Public),
    ("get", "/api/v1/sites/{site}/articles", Access::Public),
    ("get", "/api/v1/sites/{site}/categories", Access::Public),
    (
        "get",
        "/api/v1/sites/{site}/articles/{slug}",
        Access::Public,
    ),
    (
        "post",
        "/api/v1/sites/{site}/articles/{slug}/votes",
        Access::Public,
    ),
    ("get", "/api/v1/sites/{site}/incidents", Access::Public),
    (
        "get",
        "/api/v1/sites/{site}/incidents/{incident}",
        Access::Public,
    ),
    ("post", "/api/v1/sites/{site}/tickets", Access::Filing),
    ("get", "/api/v1/tickets", Access::Visitor),
    ("get", "/api/v1/stream", Access::Visitor),
    ("get", "/api/v1/tickets/{ticket}", Access::OwnTicket),
    (
        "post",
        "/api/v1/tickets/{ticket}/messages",
        Access::OwnTicket,
    ),
    (
        "post",
        "/api/v1/tickets/{ticket}/attachments",
        Access::OwnTicket,
    ),
    (
        "get",
        "/api/v1/tickets/{ticket}/attachments/{file}",
        Access::OwnTicket,
    ),
    (
        "post",
        "/api/v1/tickets/{ticket}/verdict",
        Access::OwnTicket,
    ),
    ("post", "/api/v1/tickets/{ticket}/rating", Access::OwnTicket),
    ("post", "/api/v1/tickets/{ticket}/seen", Access::OwnTicket),
    ("post", "/api/v1/tickets/{ticket}/typing", Access::OwnTicket),
    ("post", "/api/v1/desk/session", Access::Public),
    ("get", "/api/v1/desk/session", Access::Desk),
    ("delete", "/api/v1/desk/session", Access::Desk),
    ("get", "/api/v1/desk/agents", Access::Desk),
    ("get", "/api/v1/desk/tickets", Access::Desk),
    ("get", "/api/v1/desk/stream", Access::Desk),
    ("get", "/api/v1/desk/articles", Access::Desk),
    ("post", "/api/v1/desk/articles", Access::Desk),
    ("post", "/api/v1/desk/preview", Access::Desk),
    ("get", "/api/v1/desk/sorting", Access::Desk),
    ("get", "/api/v1/desk/customers", Access::Desk),
    ("post", "/api/v1/desk/tickets", Access::Desk),
    ("post", "/api/v1/desk/bulk", Access::Desk),
    ("get", "/api/v1/desk/macros", Access::Desk),
    ("post", "/api/v1/desk/macros", Access::Desk),
    ("put", "/api/v1/desk/macros/{macro}", Access::DeskOfSite),
    ("delete", "/api/v1/desk/macros/{macro}", Access::DeskOfSite),
    (
        "post",
        "/api/v1/desk/tickets/{ticket}/merge",
        Access::DeskOfSite,
    ),
    ("get", "/api/v1/desk/incidents", Access::Desk),
    ("get", "/api/v1/desk/reports", Access::Desk),
    ("post", "/api/v1/desk/incidents", Access::Desk),
    (
        "get",
        "/api/v1/desk/incidents/{incident}",
        Access::DeskOfSite,
    ),
    (
        "put",
        "/api/v1/desk/incidents/{incident}",
        Access::DeskOfSite,
    ),
    (
        "post",
        "/api/v1/desk/tickets/{ticket}/split",
        Access::DeskOfSite,
    ),
    (
        "post",
        "/api/v1/desk/tickets/{ticket}/links",
        Access::DeskOfSite,
    ),
    (
        "delete",
        "/api/v1/desk/tickets/{ticket}/links/{other}",
        Access::DeskOfSite,
    ),
    (
        "post",
        "/api/v1/desk/incidents/{incident}/updates",
        Access::DeskOfSite,
    ),
    (
        "put",
        "/api/v1/desk/tickets/{ticket}/incident",
        Access::DeskOfSite,
    ),
    ("get", "/api/v1/desk/tickets/{ticket}", Access::DeskOfSite),
    ("patch", "/api/v1/desk/tickets/{ticket}", Access::DeskOfSite),
    (
        "post",
        "/api/v1/desk/tickets/{ticket}/take",
        Access::DeskOfSite,
    ),
    (
        "post",
        "/api/v1/desk/tickets/{ticket}/handover",
        Access::DeskOfSite,
    ),
    (
        "post",
        "/api/v1/desk/tickets/{ticket}/messages",
        Access::DeskOfSite,
    ),
    (
        "post",
        "/api/v1/desk/tickets/{ticket}/notes",
        Access::DeskOfSite,
    ),
    (
        "post",
        "/api/v1/desk/tickets/{ticket}/proposal",
        Access::DeskOfSite,
    ),
    (
        "post",
        "/api/v1/desk/tickets/{ticket}/typing",
        Access::DeskOfSite,
    ),
    (
        "post",
        "/api/v1/desk/tickets/{ticket}/attachments",
        Access::DeskOfSite,
    ),
    (
        "get",
        "/api/v1/desk/tickets/{ticket}/attachments/{file}",
        Access::DeskOfSite,
    ),
    ("post", "/api/v1/desk/first-run/check", Access::Link),
    ("post", "/api/v1/desk/first-run", Access::Link),
    ("get", "/api/v1/desk/log", Access::Admin),
    ("get", "/api/v1/desk/sites", Access::Admin),
    ("post", "/api/v1/desk/sites", Access::Admin),
    ("get", "/api/v1/desk/sites/{site}", Access::AdminOfSite),
    ("put", "/api/v1/desk/sites/{site}", Access::AdminOfSite),
    (
        "get",
        "/api/v1/desk/sites/{site}/teams",
        Access::AdminOfSite,
    ),
    (
        "post",
        "/api/v1/desk/sites/{site}/teams",
        Access::AdminOfSite,
    ),
    (
        "put",
        "/api/v1/desk/sites/{site}/teams/{team}",
        Access::AdminOfSite,
    ),
    (
        "delete",
        "/api/v1/desk/sites/{site}/teams/{team}",
        Access::AdminOfSite,
    ),
    ("get", "/api/v1/desk/accounts", Access::Admin),
    ("post", "/api/v1/desk/accounts", Access::Admin),
    ("get", "/api/v1/desk/accounts/{agent}", Access::AdminOfSite),
    ("put", "/api/v1/desk/accounts/{agent}", Access::AdminOfSite),
    (
        "post",
        "/api/v1/desk/accounts/{agent}/link",
        Access::AdminOfSite,
    ),
    ("post", "/api/v1/desk/password/check", Access::Link),
    ("post", "/api/v1/desk/password", Access::Link),
    (
        "post",
        "/api/v1/desk/accounts/{agent}/disable",
        Access::AdminOfSite,
    ),
    (
        "post",
        "/api/v1/desk/accounts/{agent}/enable",
        Access::AdminOfSite,
    ),
    (
        "post",
        "/api/v1/desk/tickets/{ticket}/solution",
        Access::DeskOfSite,
    ),
    (
        "get",
        "/api/v1/desk/tickets/{ticket}/suggestions",
        Access::DeskOfSite,
    ),
    (
        "put",
        "/api/v1/desk/tickets/{ticket}/knowledge",
        Access::DeskOfSite,
    ),
    (
        "post",
        "/api/v1/desk/tickets/{ticket}/draft",
        Access::DeskOfSite,
    ),
    ("get", "/api/v1/desk/articles/{article}", Access::DeskOfSite),
    ("put", "/api/v1/desk/articles/{article}", Access::DeskOfSite),
    (
        "get",
        "/api/v1/desk/articles/{article}/versions",
        Access::DeskOfSite,
    ),
    ("get", "/api/v1/desk/members", Access::Desk),
    ("post", "/api/v1/desk/next", Access::Desk),
    ("get", "/api/v1/desk/absences", Access::Desk),
    ("post", "/api/v1/desk/absences", Access::Desk),
    (
        "patch",
        "/api/v1/desk/absences/{absence}",
        Access::DeskOfSite,
    ),
    (
        "delete",
        "/api/v1/desk/absences/{absence}",
        Access::DeskOfSite,
    ),
    ("get", "/api/v1/desk/mentions", Access::Desk),
    (
        "post",
        "/api/v1/desk/tickets/{ticket}/presence",
        Access::DeskOfSite,
    ),
    (
        "put",
        "/api/v1/desk/tickets/{ticket}/follow",
        Access::DeskOfSite,
    ),
    (
        "delete",
        "/api/v1/desk/tickets/{ticket}/follow",
        Access::DeskOfSite,
    ),
    (
        "post",
        "/api/v1/desk/tickets/{ticket}/seen",
        Access::DeskOfSite,
    ),
    (
        "post",
        "/api/v1/desk/tickets/{ticket}/guests",
        Access::DeskOfSite,
    ),
    (
        "delete",
        "/api/v1/desk/tickets/{ticket}/guests/{guest}",
        Access::DeskOfSite,
    ),
    ("get", "/api/v1/guest", Access::Guest),
    ("get", "/api/v1/guest/stream", Access::Guest),
    ("get", "/api/v1/guest/attachments/{file}", Access::Guest),
    ("post", "/api/v1/guest/messages", Access::PublicGuest),
    ("post", "/api/v1/guest/notes", Access::InternalGuest),
];

/// Who calls, from the ticket's point of view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Nobody,
    ForgedToken,
    ForgedCookie,
    Owner,
    OtherVisitor,
    VisitorElsewhere,
    AgentElsewhere,
    Agent,
    Lead,
    Admin,
    PublicGuest,
    InternalGuest,
    RevokedGuest,
}

impl Access {
    /// What the caller gets; `None` is to be let through.
    fn refusal(self, kind: Kind) -> Option<StatusCode> {
        use Kind::{
            Admin, Agent, AgentElsewhere, InternalGuest, Lead, OtherVisitor, Owner, PublicGuest,
            VisitorElsewhere,
        };
        match (self, kind) {
            (Self::Filing, VisitorElsewhere) => Some(StatusCode::UNAUTHORIZED),
            (Self::Public | Self::Filing, _) | (Self::OwnTicket, Owner) => None,
            (Self::Visitor, Owner | OtherVisitor | VisitorElsewhere) => None,
            (Self::Guest, PublicGuest | InternalGuest)
            | (Self::PublicGuest, PublicGuest)
            | (Self::InternalGuest, InternalGuest) => None,
            (Self::OwnTicket | Self::Guest | Self::PublicGuest | Self::InternalGuest, _) => {
                Some(StatusCode::NOT_FOUND)
            }
            (Self::Desk, AgentElsewhere | Agent | Lead | Admin) => None,
            (Self::DeskOfSite, Agent | Lead | Admin) => None,
            (Self::Admin, AgentElsewhere | Admin) | (Self::AdminOfSite, Admin) => None,
            (Self::Link, _)
            | (Self::DeskOfSite | Self::AdminOfSite, AgentElsewhere)
            | (Self::Admin | Self::AdminOfSite, Agent | Lead) => Some(StatusCode::NOT_FOUND),
            (
                Self::Visitor | Self::Desk | Self::DeskOfSite | Self::Admin | Self::AdminOfSite,
                _,
            ) => Some(StatusCode::UNAUTHORIZED),
        }
    }
}

/// Whether the caller's token is a visitor's.
fn is_visitor(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Owner | Kind::OtherVisitor | Kind::VisitorElsewhere
    )
}

/// A body that the route understands; `other` is another ticket of the site.
fn body(path: &str, site: &str, other: &str) -> Value {
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
        "password" => json!({"token": "A", "password": "long enough a word"}),
        "{ticket}" => json!({"status": "open"}),
        "absences" => json!({"from": "2090-01-01T00:00:00Z", "give_back": false}),
        "{absence}" => json!({"give_back": true}),
        _ => json!({}),
    }
}

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
