//! Clients that hear nothing and try again: as many tickets as were meant, and no more.

use axum::http::{Method, StatusCode};
use guichet_server::{
    db::{self, Db},
    tickets::requests,
};
use guichet_shared::{desk::Thread, error::Problem, ticket::Filed, topic::Topic};
use rand::RngExt;
use serde_json::{Value, json};

use crate::{
    app::{Reply, TestApp, on_both_databases},
    people::{Agent, Caller, key},
    triage::team,
};

/// What an agent sends with a key.
async fn send(app: &TestApp, agent: &Agent, path: &str, body: &Value, key: &str) -> Reply {
    let headers = [("idempotency-key", key)];
    app.call_with(&agent.caller, Method::POST, path, Some(body), &headers)
        .await
}

on_both_databases! {
    async fn a_thousand_tickets_with_half_of_all_answers_lost_are_a_thousand_tickets(app: TestApp) {
        app.site("acme").await;
        let mut app = app;
        app.restart(false);
        let app = &app;
        let mut sent = 0;
        let mut numbers = Vec::new();
        for batch in 0..125 {
            // Eight at a time, as eight customers would.
            let all = (0..8).map(|i| async move {
                let (key, mut tries) = (key(), 0);
                let token = guichet_server::secrets::token().unwrap();
                let visitor = Caller::Visitor(token.as_str().to_owned());
                let body = json!({"subject": format!("Number {}", batch * 8 + i), "body": "B"});
                loop {
                    tries += 1;
                    let reply = app.call_with(&visitor, Method::POST, "/api/v1/sites/acme/tickets", Some(&body), &[("idempotency-key", &key)]).await;
                    assert_eq!(reply.status, StatusCode::CREATED);
                    if rand::rng().random_bool(0.5) {
                        return (tries, reply.json::<Filed>().ticket.number);
                    }
                }
            });
            for (tries, number) in futures_util::future::join_all(all).await {
                sent += tries;
                numbers.push(number);
            }
        }
        numbers.sort_unstable();
        assert!(sent > 1_500, "{sent}");
        assert_eq!(numbers, (1..=1_000).collect::<Vec<_>>());
        let (tickets, events): (i64, i64) = match &app.db {
            guichet_server::db::Db::Sqlite(db) => sqlx::query_as("select (select count(*) from tickets), (select count(*) from events)").fetch_one(&db.readers).await,
            guichet_server::db::Db::Postgres(pool) => sqlx::query_as("select (select count(*) from tickets), (select count(*) from events)").fetch_one(pool).await,
        }.unwrap();
        assert_eq!((tickets, events), (1_000, 1_000));
    }

    async fn a_retry_has_the_first_answer_though_what_it_names_is_gone_by_then(app: TestApp) {
        let site = app.site("acme").await;
        let topics: Vec<Topic> = serde_json::from_value(json!([{"key": "billing", "name": {"en": "Billing"}}])).unwrap();
        guichet_server::sites::store::set_desk(&app.db, &site.key, &topics, &site.policies).await.unwrap();
        let (tom, ana) = (app.agent("Tom", 1, &[&site]).await, app.agent("Ana", 1, &[&site]).await);
        let depot = team(&app, site.id, "Depot").await;
        let mut sent = Vec::new();
        for (what, body, field) in [
            ("messages", json!({"body": "B", "then": {"team": depot}}), "then.team"),
            ("proposal", json!({"body": "B", "then": {"team": depot}}), "then.team"),
            ("notes", json!({"body": "B", "then": {"team": depot}}), "then.team"),
            ("notes", json!({"body": "B", "mentions": [ana.id]}), "mentions"),
            ("solution", json!({"body": "B", "to": ana.id}), "to"),
        ] {
            let (ticket, _) = app.file("acme").await;
            if what == "solution" {
                app.desk(&tom, ticket, "handover", json!({"reason": "escalation"})).await;
            }
            sent.push((format!("/api/v1/desk/tickets/{ticket}/{what}"), body, field, key()));
        }
        let called = json!({"site": "acme", "topic": "billing", "subject": "S", "body": "B"});
        sent.push(("/api/v1/desk/tickets".to_owned(), called, "topic", key()));
        let mut answers = Vec::new();
        for (path, body, _, key) in &sent {
            let reply = send(&app, &tom, path, body, key).await;
            assert_eq!(reply.status, StatusCode::CREATED, "{path}: {}", reply.text());
            answers.push(reply.json::<Thread>());
        }

        app.execute("update teams set removed_at = created_at").await;
        app.execute(&format!("delete from agent_sites where agent_id = {}", app.literal(ana.id.0))).await;
        guichet_server::sites::store::set_desk(&app.db, &site.key, &[], &site.policies).await.unwrap();
        for ((path, body, field, first), answer) in sent.iter().zip(answers) {
            let again = send(&app, &tom, path, body, first).await;
            assert_eq!(again.status, StatusCode::CREATED, "{path}: {}", again.text());
            let again: Thread = again.json();
            assert_eq!((again.ticket.id, again.events.len()), (answer.ticket.id, answer.events.len()), "{path}");
            if *field == "to" {
                app.desk(&tom, answer.ticket.id, "handover", json!({"reason": "escalation"})).await;
            }
            let anew = send(&app, &tom, path, body, &key()).await;
            assert_eq!(anew.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}: {}", anew.text());
            assert_eq!(anew.json::<Problem>().fields[0].field, *field, "{path}");
        }
    }

    async fn what_was_asked_more_than_a_month_ago_is_forgotten_and_nothing_newer(app: TestApp) {
        app.site("acme").await;
        app.file("acme").await;
        app.file("acme").await;
        let now = db::now();
        let days = |days| now - time::Duration::days(days);
        app.sql("update requests set created_at = $1", days(31)).await;
        app.file("acme").await;
        app.sql("update requests set created_at = $1 where created_at > (select min(created_at) from requests)", days(29)).await;
        requests::forget(&app.db, now).await.unwrap();
        let left: (i64,) = match &app.db {
            Db::Sqlite(db) => sqlx::query_as("select count(*) from requests").fetch_one(&db.readers).await.unwrap(),
            Db::Postgres(pool) => sqlx::query_as("select count(*) from requests").fetch_one(pool).await.unwrap(),
        };
        assert_eq!(left, (1,));
    }
}
