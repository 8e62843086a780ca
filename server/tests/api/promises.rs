//! Promises: the next update is due in opening hours, by priority; what is missed is counted.

use axum::http::{Method, StatusCode};
use guichet_server::sites;
use guichet_shared::{
    desk,
    policy::{Hours, Policies},
    ticket::TicketId,
};
use serde_json::json;
use time::{Duration, OffsetDateTime, format_description::well_known::Rfc3339};

use crate::{
    app::{TestApp, on_both_databases},
    people::Agent,
};

impl TestApp {
    async fn promises(&self, policies: serde_json::Value) {
        let policies: Policies = serde_json::from_value(policies).unwrap();
        let key = self.site("acme").await.key;
        sites::store::set_desk(&self.db, &key, &[], &policies)
            .await
            .unwrap();
    }

    async fn seen(&self, agent: &Agent, ticket: TicketId) -> desk::Ticket {
        let path = format!("/api/v1/desk/tickets/{ticket}");
        let reply = self.call(&agent.caller, Method::GET, &path, None).await;
        reply.json::<desk::Thread>().ticket
    }

    async fn due(&self, agent: &Agent, ticket: TicketId) -> Option<OffsetDateTime> {
        let due = self.seen(agent, ticket).await.due?;
        Some(OffsetDateTime::parse(&due, &Rfc3339).unwrap())
    }

    async fn overdue(&self, ticket: TicketId) {
        let id = self.literal(ticket.0);
        self.set_up(&format!(
            "update tickets set due_at = '2020-01-01T00:00:00+00:00' where id = {id}"
        ))
        .await;
    }

    async fn agent_of_acme(&self) -> Agent {
        let key = guichet_shared::site::SiteKey::parse("acme").unwrap();
        let site = sites::store::by_key(&self.db, &key).await.unwrap().unwrap();
        self.agent("Tom", 1, &[&site]).await
    }
}

fn hours_from_now(due: Option<OffsetDateTime>) -> i64 {
    ((due.unwrap() - OffsetDateTime::now_utc()) + Duration::minutes(5)).whole_hours()
}

on_both_databases! {
    async fn an_update_is_promised_by_priority(app: TestApp) {
        app.promises(json!({"promise_hours": 24, "promises": {"urgent": 1, "low": 72}})).await;
        let tom = app.agent_of_acme().await;
        let (ticket, _) = app.file("acme").await;
        assert_eq!(hours_from_now(app.due(&tom, ticket).await), 24);
        for (priority, hours) in [("urgent", 1), ("low", 72), ("high", 24)] {
            let id = app.literal(ticket.0);
            app.set_up(&format!("update tickets set priority = '{priority}' where id = {id}")).await;
            app.desk(&tom, ticket, "messages", json!({"body": "We look."})).await;
            assert_eq!(hours_from_now(app.due(&tom, ticket).await), hours, "{priority}");
        }
    }

    async fn an_update_is_promised_for_when_the_site_is_open(app: TestApp) {
        let open: Vec<_> = (1..=7).map(|day| json!({"day": day, "from": "09:00", "until": "10:00"})).collect();
        let hours = json!({"zone": "Pacific/Auckland", "open": open});
        app.promises(json!({"promise_hours": 3, "hours": hours})).await;
        let tom = app.agent_of_acme().await;
        let (ticket, _) = app.file("acme").await;
        let due = app.due(&tom, ticket).await.unwrap();
        let policies: Policies = serde_json::from_value(json!({"promise_hours": 3, "hours": serde_json::from_value::<Hours>(hours).unwrap()})).unwrap();
        let filed = OffsetDateTime::parse(&app.seen(&tom, ticket).await.created_at, &Rfc3339).unwrap();
        assert_eq!(due, guichet_server::hours::due(&policies, guichet_shared::triage::Priority::Normal, filed));
        let wait = due - filed;
        assert!(wait > Duration::hours(47) && wait <= Duration::hours(74), "{wait}");
    }

    async fn no_promise_runs_while_it_is_the_customers_turn(app: TestApp) {
        app.promises(json!({"promise_hours": 8})).await;
        let tom = app.agent_of_acme().await;
        let (ticket, customer) = app.file("acme").await;
        app.set(&tom, ticket, json!({"status": "waiting", "note": "Which order?"})).await;
        assert_eq!(app.due(&tom, ticket).await, None);
        app.customer(&customer, ticket, "messages", json!({"body": "This one."})).await;
        assert_eq!(hours_from_now(app.due(&tom, ticket).await), 8, "it is a new promise");
        app.desk(&tom, ticket, "proposal", json!({"body": "Restart it."})).await;
        assert_eq!(app.due(&tom, ticket).await, None);
        app.customer(&customer, ticket, "verdict", json!({"solved": false})).await;
        assert_eq!(hours_from_now(app.due(&tom, ticket).await), 8);
        assert_eq!(app.seen(&tom, ticket).await.missed, 0);
    }

    async fn a_promise_that_was_missed_is_counted_once(app: TestApp) {
        app.promises(json!({"promise_hours": 8})).await;
        let tom = app.agent_of_acme().await;
        let (ticket, customer) = app.file("acme").await;
        app.overdue(ticket).await;
        // Notes and the customer's impatience keep no promise.
        app.desk(&tom, ticket, "notes", json!({"body": "Hm."})).await;
        app.customer(&customer, ticket, "messages", json!({"body": "And?"})).await;
        assert_eq!(app.seen(&tom, ticket).await.missed, 0);
        app.desk(&tom, ticket, "messages", json!({"body": "Late, here it is."})).await;
        assert_eq!(app.seen(&tom, ticket).await.missed, 1);
        app.desk(&tom, ticket, "messages", json!({"body": "And more."})).await;
        assert_eq!(app.seen(&tom, ticket).await.missed, 1);
        app.overdue(ticket).await;
        let reply = app.set(&tom, ticket, json!({"due": "2090-01-01T00:00:00Z"})).await;
        assert_eq!(reply.status, StatusCode::OK);
        assert_eq!(app.seen(&tom, ticket).await.missed, 2);
    }

    async fn agents_see_whether_anybody_has_answered_and_when_silence_closes(app: TestApp) {
        app.promises(json!({"silence_days": 3})).await;
        let tom = app.agent_of_acme().await;
        let (ticket, customer) = app.file("acme").await;
        app.desk(&tom, ticket, "take", json!({})).await;
        app.desk(&tom, ticket, "notes", json!({"body": "Hm."})).await;
        let seen = app.seen(&tom, ticket).await;
        assert_eq!((seen.answered, seen.closes_at), (false, None));
        app.desk(&tom, ticket, "proposal", json!({"body": "Restart it."})).await;
        let seen = app.seen(&tom, ticket).await;
        let closes = OffsetDateTime::parse(&seen.closes_at.unwrap(), &Rfc3339).unwrap();
        let proposed = OffsetDateTime::parse(&seen.updated_at, &Rfc3339).unwrap();
        assert_eq!((seen.answered, closes - proposed), (true, Duration::days(3)));
        app.customer(&customer, ticket, "verdict", json!({"solved": false})).await;
        let seen = app.seen(&tom, ticket).await;
        assert_eq!((seen.answered, seen.closes_at), (true, None));
    }

    async fn an_open_stream_follows_the_sites_policies(app: TestApp) {
        app.promises(json!({"names": "full"})).await;
        let tom = app.agent_of_acme().await;
        let (ticket, customer) = app.file("acme").await;
        let mut stream = app.stream(&customer, "/api/v1/stream", &format!("{ticket}:1")).await;
        stream.next_of("ready").await;
        let key = guichet_shared::site::SiteKey::parse("acme").unwrap();
        let policies = serde_json::from_value(json!({"names": "team"})).unwrap();
        sites::store::set_desk(&app.db, &key, &[], &policies).await.unwrap();
        let take = format!("/api/v1/desk/tickets/{ticket}/take");
        app.call(&tom.caller, Method::POST, &take, Some(&json!({}))).await;
        let update: guichet_shared::ticket::Update = serde_json::from_str(&stream.next_of("event").await.data).unwrap();
        assert_eq!(update.ticket.holder.unwrap().agent.name, "A & B </script>");
    }
}
