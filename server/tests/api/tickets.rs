//! Filing a ticket and living with it, from the customer's side.

use axum::http::{Method, StatusCode};
use guichet_shared::{
    error::{Code, Problem},
    event::{By, Reason, What},
    status::{Status, Turn},
    ticket::{Filed, Thread, Tickets},
};
use serde_json::{Value, json};

use crate::{
    app::{Reply, TestApp, on_both_databases},
    people::{Caller, key, request},
};

mod again;

const FILE: &str = "/api/v1/sites/acme/tickets";

async fn file(app: &TestApp, caller: &Caller, key: &str, body: &Value) -> Reply {
    app.call_with(
        caller,
        Method::POST,
        FILE,
        Some(body),
        &[("idempotency-key", key)],
    )
    .await
}

fn code(reply: &Reply) -> Code {
    reply.json::<Problem>().code
}

fn named(reply: &Reply) -> Vec<String> {
    let problem: Problem = reply.json();
    problem
        .fields
        .into_iter()
        .map(|field| field.field)
        .collect()
}

/// A token as a browser makes one.
fn token() -> String {
    guichet_server::secrets::token()
        .unwrap()
        .as_str()
        .to_owned()
}

on_both_databases! {
    async fn a_ticket_is_filed_with_a_number_and_a_token_that_reaches_it(app: TestApp) {
        app.site("acme").await;
        let reply = file(&app, &Caller::Nobody, &key(), &request()).await;
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
        let filed: Filed = reply.json();
        assert_eq!((filed.ticket.number, filed.ticket.status, filed.ticket.turn), (1, Status::New, Turn::Support));
        assert!(filed.ticket.due.is_some());
        let visitor = Caller::Visitor(filed.visitor_token.unwrap().as_str().to_owned());
        let mine: Tickets = app.call(&visitor, Method::GET, "/api/v1/tickets", None).await.json();
        assert_eq!(mine.tickets.len(), 1);
        let thread = app.thread(&visitor, filed.ticket.id).await;
        assert_eq!(thread.ticket, filed.ticket);
        assert!(matches!(&thread.events[..], [event] if event.seq == 1 && event.by == By::Customer));
    }

    async fn the_browsers_own_token_is_taken_and_not_sent_back(app: TestApp) {
        app.site("acme").await;
        let visitor = Caller::Visitor(token());
        for number in 1..=2 {
            let filed: Filed = file(&app, &visitor, &key(), &request()).await.json();
            assert_eq!((filed.ticket.number, filed.visitor_token), (number, None));
        }
        let mine: Tickets = app.call(&visitor, Method::GET, "/api/v1/tickets", None).await.json();
        let numbers: Vec<_> = mine.tickets.iter().map(|ticket| ticket.number).collect();
        assert_eq!(numbers, [2, 1]);
    }

    async fn every_wrong_field_of_a_ticket_is_named_and_nothing_is_filed(app: TestApp) {
        app.site("acme").await;
        let visitor = Caller::Visitor(token());
        let long = "x".repeat(20_001);
        for (body, fields) in [
            (json!({}), vec!["subject", "body"]),
            (json!({"subject": " ", "body": long, "email": "a@b", "name": ""}), vec!["subject", "body", "name", "email"]),
            (json!({"subject": "a", "body": "b", "status": "closed", "assignee": "x", "site_id": 1}), vec!["assignee", "site_id", "status"]),
            (json!({"subject": "a", "body": "b", "topic": "none"}), vec!["topic"]),
            (json!({"subject": "a", "body": "b", "fields": {"a": "b"}}), vec!["fields"]),
            (json!({"subject": "a", "body": "b", "context": {"searches": [""]}}), vec!["context"]),
        ] {
            let reply = file(&app, &visitor, &key(), &body).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{body:.80}");
            let mut named = named(&reply);
            named.sort_unstable();
            let mut fields = fields;
            fields.sort_unstable();
            assert_eq!(named, fields, "{body:.80}");
        }
        for key in ["", "short", "has spaces in it, sixteen"] {
            let reply = file(&app, &visitor, key, &request()).await;
            assert_eq!(named(&reply), ["Idempotency-Key"]);
        }
        let reply = app.call(&visitor, Method::POST, FILE, Some(&request())).await;
        assert_eq!(named(&reply), ["Idempotency-Key"]);
        let none = app.call(&visitor, Method::GET, "/api/v1/tickets", None).await;
        assert_eq!(none.status, StatusCode::UNAUTHORIZED);
    }

    async fn a_ticket_goes_from_the_first_word_to_the_verdict(app: TestApp) {
        let site = app.site("acme").await;
        let (ticket, visitor) = app.file("acme").await;
        let tom = app.agent("Tom Abel", 1, &[&site]).await;
        let ana = app.agent("Ana Silva", 2, &[&site]).await;

        app.desk(&tom, ticket, "take", json!({})).await;
        let taken = app.thread(&visitor, ticket).await;
        assert_eq!(taken.ticket.status, Status::Open);
        assert_eq!(taken.ticket.holder.as_ref().unwrap().agent.name, "Tom");
        assert_eq!(taken.ticket.unread, 1);

        let handover = json!({"to": ana.id, "reason": "expertise", "public_note": "She knows parcels best.", "note": "Careful, third time."});
        app.desk(&tom, ticket, "handover", handover).await;
        let moved = app.thread(&visitor, ticket).await;
        let Some(What::Handover { from, to, reason, note, .. }) = moved.events.last().map(|event| event.what.clone()) else {
            panic!("{moved:?}");
        };
        assert_eq!((from.unwrap().name, to.unwrap().name), ("Tom".into(), "Ana".into()));
        assert_eq!((reason, note.as_deref()), (Reason::Expertise, Some("She knows parcels best.")));
        assert_eq!(moved.ticket.holder.unwrap().agent.level, 2);

        app.desk(&ana, ticket, "proposal", json!({"body": "It arrives tomorrow."})).await;
        let proposed = app.thread(&visitor, ticket).await;
        assert_eq!((proposed.ticket.status, proposed.ticket.turn, proposed.ticket.due), (Status::Proposed, Turn::Customer, None));

        let refused = app.customer(&visitor, ticket, "verdict", json!({"solved": false, "comment": "It did not."})).await;
        assert_eq!(refused.ticket.status, Status::Open);
        assert_eq!(refused.ticket.holder.unwrap().agent.name, "Ana");

        app.desk(&ana, ticket, "proposal", json!({"body": "Here is another one."})).await;
        let closed = app.customer(&visitor, ticket, "verdict", json!({"solved": true})).await;
        assert_eq!((closed.ticket.status, closed.ticket.turn), (Status::Closed, Turn::Nobody));
        assert!(closed.ticket.reopens_until.is_some());

        app.customer(&visitor, ticket, "rating", json!({"stars": 3})).await;
        let rated = app.customer(&visitor, ticket, "rating", json!({"stars": 5, "comment": "In the end."})).await;
        assert_eq!(rated.ticket.rating.unwrap().stars.get(), 5);

        let reopened = app.customer(&visitor, ticket, "messages", json!({"body": "It broke again."})).await;
        assert_eq!(reopened.ticket.status, Status::Open);
        assert_eq!(reopened.ticket.holder.unwrap().agent.name, "Ana");
    }

    async fn what_the_table_of_moves_does_not_have_is_a_conflict_and_changes_nothing(app: TestApp) {
        let site = app.site("acme").await;
        let (ticket, visitor) = app.file("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let before = app.thread(&visitor, ticket).await;
        for (what, body) in [("verdict", json!({"solved": true})), ("rating", json!({"stars": 1}))] {
            let path = format!("/api/v1/tickets/{ticket}/{what}");
            let reply = app.call(&visitor, Method::POST, &path, Some(&body)).await;
            assert_eq!((reply.status, code(&reply)), (StatusCode::CONFLICT, Code::Conflict), "{what}");
        }
        let wrong = json!({"stars": 6});
        let reply = app.call(&visitor, Method::POST, &format!("/api/v1/tickets/{ticket}/rating"), Some(&wrong)).await;
        assert_eq!(named(&reply), ["stars"]);
        assert_eq!(app.thread(&visitor, ticket).await, before);
        assert_eq!(app.set(&tom, ticket, json!({"status": "closed"})).await.status, StatusCode::OK);
        let path = format!("/api/v1/desk/tickets/{ticket}/proposal");
        let reply = app.call(&tom.caller, Method::POST, &path, Some(&json!({"body": "x"}))).await;
        assert_eq!(reply.status, StatusCode::CONFLICT);
    }

    async fn what_was_seen_is_not_unread(app: TestApp) {
        let site = app.site("acme").await;
        let (ticket, visitor) = app.file("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        app.desk(&tom, ticket, "messages", json!({"body": "Hello"})).await;
        app.desk(&tom, ticket, "notes", json!({"body": "Hm"})).await;
        app.desk(&tom, ticket, "messages", json!({"body": "Still there?"})).await;
        assert_eq!(app.thread(&visitor, ticket).await.ticket.unread, 2);
        let seen = |seq: u32| (format!("/api/v1/tickets/{ticket}/seen"), json!({"seq": seq}));
        // The last comes late, from another device.
        for (seq, unread) in [(2, 1), (4, 0), (2, 0)] {
            let (path, body) = seen(seq);
            let reply = app.call(&visitor, Method::POST, &path, Some(&body)).await;
            assert_eq!(reply.status, StatusCode::NO_CONTENT);
            assert_eq!(app.thread(&visitor, ticket).await.ticket.unread, unread);
        }
    }

    async fn a_topics_answers_are_kept_with_their_questions(app: TestApp) {
        app.site("acme").await;
        let topics = json!([{"key": "order", "name": {"en": "An order", "fr": "Une commande"}, "fields": [
            {"key": "number", "label": {"en": "Order number"}, "kind": "text", "required": true},
            {"key": "gift", "label": {"en": "A gift"}, "kind": "checkbox", "required": false},
        ]}]);
        let key_of_site = guichet_shared::site::SiteKey::parse("acme").unwrap();
        let topics: Vec<guichet_shared::topic::Topic> = serde_json::from_value(topics).unwrap();
        guichet_server::sites::store::set_desk(&app.db, &key_of_site, &topics, &Default::default()).await.unwrap();
        let visitor = Caller::Visitor(token());
        let mut ticket = request();
        ticket["topic"] = json!("order");
        ticket["fields"] = json!({"colour": "red"});
        let reply = file(&app, &visitor, &key(), &ticket).await;
        assert_eq!(named(&reply), ["fields.number", "fields.colour"]);
        ticket["fields"] = json!({"number": "T-1"});
        let filed: Filed = file(&app, &visitor, &key(), &ticket).await.json();
        assert_eq!(filed.ticket.topic.unwrap().pick(["fr"]), "Une commande");
        assert_eq!(filed.ticket.answers[0].value.pick(["en"]), "T-1");
    }

    async fn a_follow_up_names_a_ticket_of_ones_own(app: TestApp) {
        app.site("acme").await;
        let (mine, visitor) = app.file("acme").await;
        let (foreign, _) = app.file("acme").await;
        let mut ticket = request();
        ticket["follows"] = json!(foreign);
        let reply = file(&app, &visitor, &key(), &ticket).await;
        assert_eq!(named(&reply), ["follows"]);
        ticket["follows"] = json!(mine);
        assert_eq!(file(&app, &visitor, &key(), &ticket).await.status, StatusCode::CREATED);
    }

    async fn a_wait_is_told_once_there_is_history_and_not_before(app: TestApp) {
        let site = app.site("acme").await;
        let mut app = app;
        app.restart(false);
        let tom = app.agent("Tom", 1, &[&site]).await;
        for _ in 0..10 {
            let shown: Value = app.get("/api/v1/sites/acme").await.json();
            assert_eq!(shown.get("wait"), None);
            let (ticket, _) = app.file("acme").await;
            app.desk(&tom, ticket, "messages", json!({"body": "Hello"})).await;
        }
        let shown: Value = app.get("/api/v1/sites/acme").await.json();
        assert_eq!(shown["wait"], json!({"from": 1, "to": 1}));
    }

    async fn silence_after_a_proposal_closes_and_a_reply_long_after_does_not_reopen(app: TestApp) {
        let site = app.site("acme").await;
        let (ticket, visitor) = app.file("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        app.desk(&tom, ticket, "proposal", json!({"body": "So."})).await;
        let now = time::OffsetDateTime::now_utc();
        let close = |at| guichet_server::tickets::silence::close(&app.app, at);
        close(now + time::Duration::days(6)).await.unwrap();
        assert_eq!(app.thread(&visitor, ticket).await.ticket.status, Status::Proposed);
        close(now + time::Duration::days(8)).await.unwrap();
        let closed = app.thread(&visitor, ticket).await;
        assert_eq!(closed.ticket.status, Status::Closed);
        assert_eq!(closed.events.last().unwrap().by, By::System);
        let long_ago = now - time::Duration::days(31);
        match &app.db {
            guichet_server::db::Db::Sqlite(db) => sqlx::query("update tickets set closed_at = $1").bind(long_ago).execute(&db.writer).await.map(drop),
            guichet_server::db::Db::Postgres(pool) => sqlx::query("update tickets set closed_at = $1").bind(long_ago).execute(pool).await.map(drop),
        }.unwrap();
        let path = format!("/api/v1/tickets/{ticket}/messages");
        let reply = app.call(&visitor, Method::POST, &path, Some(&json!({"body": "Again"}))).await;
        assert_eq!((reply.status, code(&reply)), (StatusCode::CONFLICT, Code::Conflict));
    }

    async fn the_row_is_what_its_events_make_of_it(app: TestApp) {
        let site = app.site("acme").await;
        let (ticket, visitor) = app.file("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        app.desk(&tom, ticket, "take", json!({})).await;
        app.desk(&tom, ticket, "notes", json!({"body": "Hm"})).await;
        app.set(&tom, ticket, json!({"status": "on_hold", "note": "the carrier"})).await;
        app.customer(&visitor, ticket, "messages", json!({"body": "Well?"})).await;
        app.desk(&tom, ticket, "proposal", json!({"body": "So."})).await;
        app.customer(&visitor, ticket, "verdict", json!({"solved": true})).await;
        app.customer(&visitor, ticket, "rating", json!({"stars": 4})).await;
        let row = guichet_server::tickets::store::by_id(&app.db, ticket).await.unwrap().unwrap();
        let events = guichet_server::tickets::store::events_after(&app.db, ticket, 0).await.unwrap();
        assert_eq!(events.len(), 8);
        let mut replayed = row.clone().unwound();
        assert_ne!(replayed, row);
        for event in events {
            replayed.apply(&event.data, event.created_at, &site.policies).unwrap();
        }
        assert_eq!(replayed, row);
    }
}

#[tokio::test]
async fn a_thread_is_read_as_the_type_that_the_browser_reads() {
    let app = TestApp::on_sqlite().await;
    app.site("acme").await;
    let (ticket, visitor) = app.file("acme").await;
    let thread: Thread = app.thread(&visitor, ticket).await;
    assert!(matches!(thread.events[0].what, What::Created { .. }));
}
