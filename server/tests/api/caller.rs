//! Tickets for somebody who called, and finding who that may be.

use axum::http::{Method, StatusCode};
use guichet_shared::{
    desk::{Customers, Entry, Thread},
    error::Problem,
    event::{By, What},
    status::Status,
    ticket::Tickets,
    triage::Source,
};
use serde_json::{Value, json};

use crate::{
    app::{Reply, TestApp, on_both_databases},
    people::{Agent, key},
};

fn called() -> Value {
    json!({"site": "acme", "subject": "Called about the lamp", "body": "It flickers.", "name": "Élise", "email": "elise@mail.example"})
}

async fn open(app: &TestApp, agent: &Agent, key: &str, body: &Value) -> Reply {
    app.call_with(
        &agent.caller,
        Method::POST,
        "/api/v1/desk/tickets",
        Some(body),
        &[("idempotency-key", key)],
    )
    .await
}

async fn find(app: &TestApp, agent: &Agent, query: &str) -> Customers {
    let path = format!("/api/v1/desk/customers?q={query}");
    app.call(&agent.caller, Method::GET, &path, None)
        .await
        .json()
}

on_both_databases! {
    async fn a_ticket_for_a_caller_is_the_agents_doing_and_opened_once(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let mut body = called();
        body["assign_to_me"] = json!(true);
        body["note"] = json!("Sounded worried.");
        let key = key();
        for _ in 0..2 {
            let reply = open(&app, &tom, &key, &body).await;
            assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
            let thread: Thread = reply.json();
            let row = &thread.ticket;
            assert_eq!((row.number, row.source, row.status, row.assignee.as_ref().unwrap().id), (1, Source::Agent, Status::Open, tom.id));
            assert_eq!((thread.events.len(), thread.events[2].seq), (3, 3));
            assert!(matches!((&thread.events[0].by, &thread.events[0].what), (By::Agent(who), Entry::Visible(What::Created { .. })) if who.id == tom.id));
        }
        body["subject"] = json!("Another");
        assert_eq!(open(&app, &tom, &key, &body).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn a_caller_who_is_known_reads_it_among_their_own(app: TestApp) {
        let (site, other) = (app.site("acme").await, app.site("other").await);
        let tom = app.agent("Tom", 1, &[&site, &other]).await;
        let (first, customer) = app.file("acme").await;
        let (foreign, _) = app.file("other").await;
        let mut body = called();
        body["of"] = json!(first);
        let thread: Thread = open(&app, &tom, &key(), &body).await.json();
        assert_eq!(thread.others[0].id, first);
        let list: Tickets = app.call(&customer, Method::GET, "/api/v1/tickets", None).await.json();
        assert_eq!((list.tickets.len(), list.tickets[0].id, list.tickets[0].unread), (2, thread.ticket.id, 1));
        body["of"] = json!(foreign);
        assert_eq!(open(&app, &tom, &key(), &body).await.json::<Problem>().fields[0].field, "of");
    }

    async fn what_is_wrong_with_a_callers_ticket_is_named(app: TestApp) {
        let site = app.site("acme").await;
        app.site("other").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        for (field, value) in [("site", json!("other")), ("subject", json!("")), ("email", json!("nowhere")), ("topic", json!("nothing")), ("status", json!("closed"))] {
            let mut body = called();
            body[field] = value;
            let reply = open(&app, &tom, &key(), &body).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
            assert_eq!(reply.json::<Problem>().fields[0].field, field);
        }
        let reply = app.call(&tom.caller, Method::POST, "/api/v1/desk/tickets", Some(&called())).await;
        assert_eq!(reply.json::<Problem>().fields[0].field, "Idempotency-Key");
    }

    async fn people_are_found_by_name_address_and_number_on_the_agents_sites_alone(app: TestApp) {
        let mut app = app;
        app.restart(false);
        let (site, other) = (app.site("acme").await, app.site("other").await);
        let (tom, eve) = (app.agent("Tom", 1, &[&site]).await, app.agent("Eve", 1, &[&other]).await);
        let (first, _) = app.file("acme").await;
        for i in 0..6 {
            let mut body = called();
            body["of"] = json!(first);
            body["subject"] = json!(format!("Jonas {i}"));
            open(&app, &tom, &key(), &body).await;
        }
        let mut body = called();
        (body["name"], body["email"]) = (json!("Jonas Weber"), json!("j@mail.example"));
        open(&app, &tom, &key(), &body).await;
        for query in ["%C3%89LISE", "elise%40mail", "%231", "3"] {
            let found = find(&app, &tom, query).await.customers;
            assert_eq!(found.len(), 1, "{query}");
            assert_eq!((found[0].total, found[0].tickets.len(), found[0].tickets[0].number), (7, 5, 7), "{query}");
            assert_eq!(found[0].email.as_deref(), Some("elise@mail.example"));
        }
        let jonas = find(&app, &tom, "jonas").await.customers;
        assert_eq!((jonas.len(), jonas[0].name.as_deref()), (1, Some("Jonas Weber")), "a subject is nobody's name");
        assert_eq!(find(&app, &tom, "mail.example").await.customers.len(), 2);
        assert!(find(&app, &eve, "mail.example").await.customers.is_empty());
        assert!(find(&app, &tom, "%25").await.customers.is_empty());
    }
}
