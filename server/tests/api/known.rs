//! What changes about a known problem: its words, what a site announces, requests that come twice.

use axum::http::{Method, StatusCode, header};
use guichet_shared::{
    desk,
    event::{By, What},
    incident::{Announced, Incident},
    status::Status,
    ticket::{Filed, TicketId},
};
use serde_json::{Value, json};

use crate::{
    app::{Reply, TestApp, on_both_databases},
    people::{Agent, Caller, key},
};

const DESK: &str = "/api/v1/desk/incidents";
const KNOWN: &str = "/api/v1/sites/acme/incidents";

fn words() -> Value {
    json!({"site": "acme", "title": {"en": "Payments fail"}, "body": {"en": "Cards are **refused**."}})
}

async fn post(app: &TestApp, agent: &Agent, path: &str, body: &Value, key: &str) -> Reply {
    let headers = [("idempotency-key", key)];
    app.call_with(&agent.caller, Method::POST, path, Some(body), &headers)
        .await
}

async fn announce(app: &TestApp, agent: &Agent) -> desk::Incident {
    let reply = post(app, agent, DESK, &words(), &key()).await;
    assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
    reply.json()
}

async fn edit(
    app: &TestApp,
    agent: &Agent,
    of: &desk::Incident,
    version: u32,
    title: &str,
) -> Reply {
    let path = format!("{DESK}/{}", of.summary.id);
    let body = json!({"version": version, "title": {"en": title}, "body": {"en": "All cards."}});
    app.call(&agent.caller, Method::PUT, &path, Some(&body))
        .await
}

async fn known(app: &TestApp) -> Announced {
    app.get(KNOWN).await.json()
}

async fn join(app: &TestApp, who: &Caller, of: &desk::Incident, body: &str, key: &str) -> TicketId {
    let body = json!({"subject": "Payments fail", "body": body, "incident": of.summary.id});
    let headers = [("idempotency-key", key)];
    let reply = app
        .call_with(
            who,
            Method::POST,
            "/api/v1/sites/acme/tickets",
            Some(&body),
            &headers,
        )
        .await;
    assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
    reply.json::<Filed>().ticket.id
}

fn visitor() -> Caller {
    let token = guichet_server::secrets::token().unwrap();
    Caller::Visitor(token.as_str().to_owned())
}

async fn with_tom(mut app: TestApp) -> (TestApp, Agent) {
    let site = app.site("acme").await;
    let tom = app.agent("Tom", 1, &[&site]).await;
    app.restart(false);
    (app, tom)
}

on_both_databases! {
    async fn who_asks_again_what_is_announced_is_told_that_nothing_has_changed(app: TestApp) {
        let (app, tom) = with_tom(app).await;
        let reply = app.get(KNOWN).await;
        assert_eq!(reply.json::<Announced>().known, []);
        assert_eq!(reply.header("cache-control"), "no-cache");
        let tag = reply.header("etag").to_owned();
        let again = |tag: String| {
            let app = &app;
            async move { app.call_with(&Caller::Nobody, Method::GET, KNOWN, None, &[(header::IF_NONE_MATCH.as_str(), &tag)]).await }
        };
        assert_eq!(again(tag.clone()).await.status, StatusCode::NOT_MODIFIED);
        announce(&app, &tom).await;
        let reply = again(tag).await;
        assert_eq!(reply.status, StatusCode::OK);
        assert_eq!(reply.json::<Announced>().known.len(), 1);
    }

    async fn who_has_a_stream_hears_of_each_change_at_once_and_another_site_does_not(app: TestApp) {
        let (app, tom) = with_tom(app).await;
        app.site("other").await;
        let (_, customer) = app.file("acme").await;
        let (_, elsewhere) = app.file("other").await;
        let mut stream = app.stream(&customer, "/api/v1/stream", "").await;
        let mut other = app.stream(&elsewhere, "/api/v1/stream", "").await;
        stream.next_of("ready").await;
        other.next_of("ready").await;
        let incident = announce(&app, &tom).await;
        let said = stream.next_of("announced").await;
        assert!(said.data.contains("Payments fail"), "{}", said.data);
        edit(&app, &tom, &incident, 1, "Every payment fails").await;
        let said = stream.next_of("announced").await;
        assert!(said.data.contains("Every payment fails"), "{}", said.data);
        let path = format!("{DESK}/{}/updates", incident.summary.id);
        let over = json!({"after": 0, "body": {"en": "It works."}, "solution": true});
        assert_eq!(post(&app, &tom, &path, &over, &key()).await.status, StatusCode::CREATED);
        assert_eq!(stream.next_of("announced").await.data, "{\"known\":[]}");
        other.is_quiet("announced").await;
    }

    async fn words_are_changed_once_from_each_version_and_what_they_were_is_kept(app: TestApp) {
        let (app, tom) = with_tom(app).await;
        let incident = announce(&app, &tom).await;
        assert_eq!((incident.version, incident.edits.len()), (1, 0));
        let before = known(&app).await;
        let edited: desk::Incident = edit(&app, &tom, &incident, 1, "Every payment fails").await.json();
        assert_eq!(edited.version, 2);
        assert_eq!(edited.summary.title.pick(["en"]), "Every payment fails");
        assert_eq!(edited.edits[0].title.pick(["en"]), "Payments fail");
        assert_eq!((&edited.edits[0].text, &edited.edits[0].by), (&incident.text, &incident.by));
        assert_ne!(known(&app).await, before);
        let page: Incident = app.get(&format!("{KNOWN}/{}", incident.summary.id)).await.json();
        assert_eq!(page.title, "Every payment fails");

        // The answer was lost and it is sent again: that is no second change.
        let again: desk::Incident = edit(&app, &tom, &incident, 1, "Every payment fails").await.json();
        assert_eq!((again.version, again.edits.len()), (2, 1));
        // Somebody else had read the first version.
        assert_eq!(edit(&app, &tom, &incident, 1, "Some payments fail").await.status, StatusCode::CONFLICT);
        let path = format!("{DESK}/{}", incident.summary.id);
        let now: desk::Incident = app.call(&tom.caller, Method::GET, &path, None).await.json();
        assert_eq!(now.summary.title.pick(["en"]), "Every payment fails");
        let reply = app.call(&tom.caller, Method::PUT, &path, Some(&json!({"version": 2, "title": {"xx": "T"}, "body": {"en": "B"}}))).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn agents_read_an_incident_as_customers_do(app: TestApp) {
        let (app, tom) = with_tom(app).await;
        let incident = announce(&app, &tom).await;
        let page: Incident = app.get(&format!("{KNOWN}/{}", incident.summary.id)).await.json();
        let text = incident.text.values().next().unwrap();
        assert_eq!(*text, page.body);
        assert!(!serde_json::to_string(text).unwrap().contains("**"));
        assert_eq!(incident.body.pick(["en"]), "Cards are **refused**.", "to be changed as it was written");
    }

    async fn a_retry_announces_and_tells_once_and_another_text_needs_another_key(app: TestApp) {
        let (app, tom) = with_tom(app).await;
        let (once, new) = (key(), words());
        let (first, second) = tokio::join!(post(&app, &tom, DESK, &new, &once), post(&app, &tom, DESK, &new, &once));
        let (first, second): (desk::Incident, desk::Incident) = (first.json(), second.json());
        assert_eq!(first.summary.id, second.summary.id);
        assert_eq!(known(&app).await.known.len(), 1);
        let mut other = words();
        other["title"] = json!({"en": "Other"});
        assert_eq!(post(&app, &tom, DESK, &other, &once).await.status, StatusCode::UNPROCESSABLE_ENTITY);

        let path = format!("{DESK}/{}/updates", first.summary.id);
        let news = json!({"after": 0, "body": {"en": "We look into it."}});
        let over = json!({"after": 1, "body": {"en": "It works."}, "solution": true});
        for (body, updates) in [(&news, 1), (&over, 2)] {
            let once = key();
            for _ in 0..2 {
                let reply = post(&app, &tom, &path, body, &once).await;
                assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
                assert_eq!(reply.json::<desk::Incident>().summary.updates, updates);
            }
            assert_eq!(post(&app, &tom, &path, body, &key()).await.status, StatusCode::CONFLICT);
            let other = json!({"after": updates, "body": {"en": "Another text."}});
            assert_eq!(post(&app, &tom, &path, &other, &once).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
    }

    async fn what_is_typed_when_joining_again_is_added_to_the_ticket(app: TestApp) {
        let (app, tom) = with_tom(app).await;
        let incident = announce(&app, &tom).await;
        let customer = visitor();
        let (first, again) = (key(), key());
        let ticket = join(&app, &customer, &incident, "I have this too.", &first).await;
        assert_eq!(join(&app, &customer, &incident, "I have this too.", &key()).await, ticket);
        assert_eq!(app.thread(&customer, ticket).await.events.len(), 2, "the same words say nothing new");
        for _ in 0..2 {
            assert_eq!(join(&app, &customer, &incident, "With my Visa card.", &again).await, ticket);
        }
        assert_eq!(join(&app, &customer, &incident, "I have this too.", &first).await, ticket);
        let thread = app.thread(&customer, ticket).await;
        let said: Vec<_> = thread.events.iter().filter(|event| matches!(event.what, What::Message { .. })).collect();
        assert_eq!((said.len(), &said[0].by), (1, &By::Customer));
        assert!(serde_json::to_string(said[0]).unwrap().contains("With my Visa card."));

        // Nobody else's ticket is written to.
        let stranger = visitor();
        assert_ne!(join(&app, &stranger, &incident, "With my Visa card.", &key()).await, ticket);
        // What is said of a proposed solution opens it again, as any message does.
        app.desk(&tom, ticket, "proposal", json!({"body": "Try now."})).await;
        join(&app, &customer, &incident, "It still fails.", &key()).await;
        assert_eq!(app.thread(&customer, ticket).await.ticket.status, Status::Open);
    }

    async fn who_joins_again_after_their_ticket_was_closed_gets_a_new_one(app: TestApp) {
        let (app, tom) = with_tom(app).await;
        let incident = announce(&app, &tom).await;
        let customer = visitor();
        let ticket = join(&app, &customer, &incident, "I have this too.", &key()).await;
        app.set(&tom, ticket, json!({"status": "closed"})).await;
        let next = join(&app, &customer, &incident, "And once more.", &key()).await;
        assert_ne!(next, ticket);
        assert_eq!(join(&app, &customer, &incident, "And once more.", &key()).await, next);
    }
}
