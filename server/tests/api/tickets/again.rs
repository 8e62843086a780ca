//! What customers send again, and what they send too often.

use super::*;

on_both_databases! {
    async fn a_retry_finds_the_ticket_that_is_there(app: TestApp) {
        app.site("acme").await;
        let visitor = Caller::Visitor(token());
        let key = key();
        let first: Filed = file(&app, &visitor, &key, &request()).await.json();
        for _ in 0..3 {
            let again: Filed = file(&app, &visitor, &key, &request()).await.json();
            assert_eq!(again.ticket, first.ticket);
        }
        let other = json!({"subject": "Another", "body": "matter"});
        let reply = file(&app, &visitor, &key, &other).await;
        assert_eq!((reply.status, code(&reply)), (StatusCode::UNPROCESSABLE_ENTITY, Code::KeyReused));
        let mine: Tickets = app.call(&visitor, Method::GET, "/api/v1/tickets", None).await.json();
        assert_eq!(mine.tickets.len(), 1);
    }

    async fn a_retry_without_a_token_gets_a_new_one_for_the_same_visitor(app: TestApp) {
        app.site("acme").await;
        let key = key();
        let first: Filed = file(&app, &Caller::Nobody, &key, &request()).await.json();
        let again: Filed = file(&app, &Caller::Nobody, &key, &request()).await.json();
        assert_eq!(first.ticket.id, again.ticket.id);
        assert_ne!(first.visitor_token, again.visitor_token);
        for token in [first.visitor_token, again.visitor_token] {
            let visitor = Caller::Visitor(token.unwrap().as_str().to_owned());
            assert_eq!(app.thread(&visitor, first.ticket.id).await.ticket.number, 1);
        }
    }

    async fn a_reply_sent_twice_is_there_once(app: TestApp) {
        app.site("acme").await;
        let (ticket, visitor) = app.file("acme").await;
        let path = format!("/api/v1/tickets/{ticket}/messages");
        let headers = [("idempotency-key", "the-same-key-each-time")];
        for _ in 0..3 {
            let body = json!({"body": "Any news?"});
            let reply = app.call_with(&visitor, Method::POST, &path, Some(&body), &headers).await;
            assert_eq!(reply.status, StatusCode::CREATED);
        }
        let other = json!({"body": "Other news?"});
        let reply = app.call_with(&visitor, Method::POST, &path, Some(&other), &headers).await;
        assert_eq!(code(&reply), Code::KeyReused);
        assert_eq!(app.thread(&visitor, ticket).await.events.len(), 2);
    }

    async fn a_retry_is_answered_whatever_has_changed_since(app: TestApp) {
        app.site("acme").await;
        let acme = guichet_shared::site::SiteKey::parse("acme").unwrap();
        let topics: Vec<guichet_shared::topic::Topic> =
            serde_json::from_value(json!([{"key": "order", "name": {"en": "An order"}}])).unwrap();
        let policies = Default::default();
        guichet_server::sites::store::set_desk(&app.db, &acme, &topics, &policies).await.unwrap();
        let (visitor, key) = (Caller::Visitor(token()), key());
        let mut ticket = request();
        ticket["topic"] = json!("order");
        let first: Filed = file(&app, &visitor, &key, &ticket).await.json();
        guichet_server::sites::store::set_desk(&app.db, &acme, &[], &policies).await.unwrap();
        let again: Filed = file(&app, &visitor, &key, &ticket).await.json();
        assert_eq!(first.ticket.id, again.ticket.id);
    }

    async fn a_retry_counts_no_second_time(app: TestApp) {
        app.site("acme").await;
        let (ticket, visitor) = app.file("acme").await;
        let path = format!("/api/v1/tickets/{ticket}/messages");
        for _ in 0..40 {
            let headers = [("idempotency-key", "the-same-key-each-time")];
            let body = json!({"body": "Any news?"});
            let reply = app.call_with(&visitor, Method::POST, &path, Some(&body), &headers).await;
            assert_eq!(reply.status, StatusCode::CREATED);
        }
    }

    async fn too_many_tickets_are_refused_with_the_time_to_come_back(app: TestApp) {
        app.site("acme").await;
        let visitor = Caller::Visitor(token());
        for _ in 0..5 {
            assert_eq!(file(&app, &visitor, &key(), &request()).await.status, StatusCode::CREATED);
        }
        let mut app = app;
        app.restart(true);
        let reply = file(&app, &visitor, &key(), &request()).await;
        assert_eq!((reply.status, code(&reply)), (StatusCode::TOO_MANY_REQUESTS, Code::TooMany));
        let wait: u64 = reply.header("retry-after").parse().unwrap();
        assert!((3_500..=3_600).contains(&wait), "{wait}");
        let mine: Tickets = app.call(&visitor, Method::GET, "/api/v1/tickets", None).await.json();
        assert_eq!(mine.tickets.len(), 5);
    }

    async fn a_ticket_that_is_refused_does_not_count_for_its_address(app: TestApp) {
        app.site("acme").await;
        let visitor = Caller::Visitor(token());
        for _ in 0..20 {
            let mut wrong = request();
            wrong["topic"] = json!("none");
            assert_eq!(named(&file(&app, &visitor, &key(), &wrong).await), ["topic"]);
        }
        assert_eq!(file(&app, &visitor, &key(), &request()).await.status, StatusCode::CREATED);
    }

    async fn many_tickets_at_once_are_no_way_around_the_limit_of_an_address(app: TestApp) {
        app.site("acme").await;
        let app = app.alone();
        let all = (0..30).map(|_| async { file(&app, &Caller::Nobody, &key(), &request()).await });
        let replies = futures_util::future::join_all(all).await;
        let filed = replies.iter().filter(|reply| reply.status == StatusCode::CREATED);
        assert_eq!(filed.count(), 10);
    }

    async fn too_many_replies_and_too_many_tickets_from_one_address_are_refused(app: TestApp) {
        app.site("acme").await;
        // What one node counts the others hear a moment later.
        let app = app.alone();
        let (ticket, visitor) = app.file("acme").await;
        let path = format!("/api/v1/tickets/{ticket}/messages");
        for _ in 0..30 {
            app.customer(&visitor, ticket, "messages", json!({"body": "And?"})).await;
        }
        let reply = app.call(&visitor, Method::POST, &path, Some(&json!({"body": "And?"}))).await;
        assert_eq!(reply.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(!reply.header("retry-after").is_empty());
        assert_eq!(app.thread(&visitor, ticket).await.events.len(), 31);
        for _ in 0..9 {
            app.file("acme").await;
        }
        let reply = file(&app, &Caller::Nobody, &key(), &request()).await;
        assert_eq!(reply.status, StatusCode::TOO_MANY_REQUESTS);
    }
}
