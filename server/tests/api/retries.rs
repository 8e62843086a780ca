//! Clients that hear nothing and try again: as many tickets as were meant, and no more.

use axum::http::{Method, StatusCode};
use guichet_shared::ticket::Filed;
use rand::RngExt;
use serde_json::json;

use crate::{
    app::on_both_databases,
    people::{Caller, key},
};

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
}
