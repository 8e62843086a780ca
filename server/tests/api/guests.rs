//! Guests: what a link lets see and write, for how long, and what it never tells.

use axum::http::{Method, StatusCode};
use guichet_server::db::{Db, now};
use guichet_shared::{
    error::Problem,
    event::By,
    guest::{GuestMay, GuestThread, Guests, Invited},
    status::Status,
    ticket::TicketId,
};
use serde_json::{Value, json};
use time::Duration;

use crate::{
    app::{Reply, TestApp, on_both_databases},
    people::{Agent, Caller, key},
    races::Lock,
};

const WRITTEN: &str = "My two pence.";

async fn read(app: &TestApp, guest: &Caller) -> GuestThread {
    let reply = app.call(guest, Method::GET, "/api/v1/guest", None).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    reply.json()
}

async fn write(app: &TestApp, guest: &Caller, what: &str) -> Reply {
    let path = format!("/api/v1/guest/{what}");
    let body = json!({"body": WRITTEN});
    app.call(guest, Method::POST, &path, Some(&body)).await
}

async fn revoke(app: &TestApp, agent: &Agent, ticket: TicketId, guest: &str) -> Reply {
    let path = format!("/api/v1/desk/tickets/{ticket}/guests/{guest}");
    app.call(&agent.caller, Method::DELETE, &path, None).await
}

fn places(thread: &GuestThread) -> Vec<u32> {
    thread.events.iter().map(|event| event.seq).collect()
}

on_both_databases! {
    async fn each_guest_sees_and_writes_what_they_may(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom Abel", 1, &[&site]).await;
        let (ticket, visitor) = app.file("acme").await;
        app.desk(&tom, ticket, "messages", json!({"body": "Hello"})).await;
        app.desk(&tom, ticket, "notes", json!({"body": "Odd"})).await;
        let (_, public) = app.guest(&tom, ticket, "public").await;
        let (_, internal) = app.guest(&tom, ticket, "internal").await;

        let seen = read(&app, &public).await;
        assert_eq!((places(&seen), seen.may, seen.name.as_str()), (vec![1, 2], GuestMay::Public, "Max Weber"));
        let By::Agent(agent) = &seen.events[1].by else { panic!("an agent wrote") };
        assert_eq!(agent.name, "Tom", "by the site's policy, as customers read it");
        let seen = read(&app, &internal).await;
        assert_eq!(places(&seen), [1, 2, 3], "notes too, and nothing else of what is internal");
        let By::Agent(agent) = &seen.events[1].by else { panic!("an agent wrote") };
        assert_eq!(agent.name, "Tom Abel");

        assert_eq!(write(&app, &public, "notes").await.status, StatusCode::NOT_FOUND);
        assert_eq!(write(&app, &internal, "messages").await.status, StatusCode::NOT_FOUND);
        assert!(!app.thread(&visitor, ticket).await.events.iter().any(|event| event.seq > 2));

        assert_eq!(write(&app, &internal, "notes").await.status, StatusCode::CREATED);
        let events = app.thread(&visitor, ticket).await.events;
        assert_eq!(events.len(), 2, "the customer sees nothing of a note");
        assert!(!places(&read(&app, &public).await).contains(&6), "nor does a guest who may not");

        assert_eq!(write(&app, &public, "messages").await.status, StatusCode::CREATED);
        let events = app.thread(&visitor, ticket).await.events;
        assert_eq!(events.last().unwrap().by, By::Guest("Max Weber".to_owned()));
        let now = app.thread(&visitor, ticket).await.ticket;
        assert_eq!(now.status, Status::Open, "a guest advises; the turn stays whose it is");
    }

    async fn a_retry_of_a_guests_message_is_one_message(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let (ticket, visitor) = app.file("acme").await;
        let (_, guest) = app.guest(&tom, ticket, "public").await;
        let key = key();
        let headers = [("idempotency-key", key.as_str())];
        for (body, status) in [("One", StatusCode::CREATED), ("One", StatusCode::CREATED), ("Two", StatusCode::UNPROCESSABLE_ENTITY)] {
            let body = json!({"body": body});
            let reply = app.call_with(&guest, Method::POST, "/api/v1/guest/messages", Some(&body), &headers).await;
            assert_eq!(reply.status, status);
        }
        assert_eq!(app.thread(&visitor, ticket).await.events.len(), 2);
    }

    async fn a_guest_whose_right_ends_while_what_they_write_waits_is_refused(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let (ticket, visitor) = app.file("acme").await;
        for end in [
            "update guests set revoked_at = created_at",
            "update guests set expires_at = created_at",
            "update guests set may = 'internal'",
            "update guests set name = name",
        ] {
            let (_, guest) = app.guest(&tom, ticket, "public").await;
            let before = app.thread(&visitor, ticket).await.events.len();
            let lock = Lock::hold(&app, ticket).await;
            let ending = async {
                tokio::time::sleep(std::time::Duration::from_millis(300)).await;
                lock.end_with(end).await;
            };
            let (reply, ()) = tokio::join!(write(&app, &guest, "messages"), ending);
            let written = app.thread(&visitor, ticket).await.events.len() - before;
            let expected = if end.contains("name") { (StatusCode::CREATED, 1) } else { (StatusCode::NOT_FOUND, 0) };
            assert_eq!((reply.status, written), expected, "{end}");
        }
    }

    async fn a_retry_of_an_invitation_asks_one_guest_whose_newest_link_leads_in(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let (ticket, _) = app.file("acme").await;
        let path = format!("/api/v1/desk/tickets/{ticket}/guests");
        let invite = |key: String, name: &'static str| {
            let (app, tom, path) = (&app, &tom, &path);
            async move {
                let body = json!({"name": name, "may": "internal"});
                app.call_with(&tom.caller, Method::POST, path, Some(&body), &[("idempotency-key", &key)]).await
            }
        };
        let once = key();
        let lost: Invited = invite(once.clone(), "Max").await.json();
        let told: Invited = invite(once.clone(), "Max").await.json();
        assert_eq!((told.guests.len(), told.guests[0].id), (1, lost.guests[0].id));
        let (lost, told) = (Caller::Guest(lost.token.as_str().into()), Caller::Guest(told.token.as_str().into()));
        assert_eq!(app.call(&lost, Method::GET, "/api/v1/guest", None).await.status, StatusCode::NOT_FOUND);
        assert_eq!(read(&app, &told).await.name, "Max");
        let thread: Value = app.call(&tom.caller, Method::GET, &format!("/api/v1/desk/tickets/{ticket}"), None).await.json();
        assert_eq!(thread["events"].as_array().unwrap().len(), 2, "asked once: {thread}");
        assert_eq!(invite(once.clone(), "Eve").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let another: Invited = invite(key(), "Max").await.json();
        assert_eq!(another.guests.len(), 2);
        // Who was sent away does not come back by a late retry.
        revoke(&app, &tom, ticket, &another.guests[0].id.to_string()).await;
        assert_eq!(invite(once, "Max").await.status, StatusCode::CONFLICT);
        assert_eq!(app.call(&told, Method::GET, "/api/v1/guest", None).await.status, StatusCode::NOT_FOUND);
    }

    async fn a_link_that_is_revoked_late_foreign_or_no_link_answers_alike(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let (ticket, visitor) = app.file("acme").await;
        let (id, revoked) = app.guest(&tom, ticket, "internal").await;
        let (_, late) = app.guest(&tom, ticket, "internal").await;
        assert_eq!(revoke(&app, &tom, ticket, &id.to_string()).await.status, StatusCode::OK);
        expire_all(&app).await;

        let mut answers = Vec::new();
        for caller in [revoked, late, visitor, Caller::Nobody, Caller::Guest("A".repeat(43)), Caller::Guest("short".into()), tom.caller.clone()] {
            for (method, path) in [(Method::GET, ""), (Method::GET, "/stream"), (Method::POST, "/notes"), (Method::POST, "/messages")] {
                let body = (method == Method::POST).then(|| json!({"body": "B"}));
                let reply = app.call(&caller, method, &format!("/api/v1/guest{path}"), body.as_ref()).await;
                let mut problem: Value = reply.json();
                problem.as_object_mut().unwrap().remove("request_id");
                answers.push((reply.status, problem));
            }
        }
        assert_eq!(answers[0].0, StatusCode::NOT_FOUND);
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    }

    async fn a_guest_sent_away_is_cut_off_at_once(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let (ticket, visitor) = app.file("acme").await;
        let (id, guest) = app.guest(&tom, ticket, "public").await;
        let (_, other) = app.guest(&tom, ticket, "internal").await;
        let mut stream = app.stream(&guest, "/api/v1/guest/stream", "").await;
        let mut stays = app.stream(&other, "/api/v1/guest/stream", "").await;
        stays.next_of("thread").await;
        let first: GuestThread = serde_json::from_str(&stream.next_of("thread").await.data).unwrap();
        assert_eq!(places(&first), [1]);
        app.customer(&visitor, ticket, "messages", json!({"body": "Well?"})).await;
        let then: GuestThread = serde_json::from_str(&stream.next_of("thread").await.data).unwrap();
        assert_eq!(then.events.len(), 2);
        stays.next_of("thread").await;
        // What a guest may not see does not so much as wake them.
        app.desk(&tom, ticket, "notes", json!({"body": "Hm"})).await;
        stays.next_of("thread").await;
        stream.is_quiet("thread").await;

        let reply = revoke(&app, &tom, ticket, &id.to_string()).await;
        assert_eq!(reply.json::<Guests>().guests.len(), 1);
        while stream.next().await.is_some() {}
        assert_eq!(write(&app, &guest, "messages").await.status, StatusCode::NOT_FOUND);
        app.desk(&tom, ticket, "notes", json!({"body": "Still there"})).await;
        stays.next_of("thread").await;
    }

    async fn asking_and_sending_away_stand_in_the_ticket_history_once(app: TestApp) {
        let (site, other) = (app.site("acme").await, app.site("other").await);
        let tom = app.agent("Tom", 1, &[&site]).await;
        let eve = app.agent("Eve", 1, &[&other]).await;
        let (ticket, visitor) = app.file("acme").await;
        let (another, _) = app.file("acme").await;
        let (id, _) = app.guest(&tom, ticket, "internal").await;
        let id = id.to_string();
        assert_eq!(revoke(&app, &eve, ticket, &id).await.status, StatusCode::NOT_FOUND);
        assert_eq!(revoke(&app, &tom, another, &id).await.status, StatusCode::NOT_FOUND);
        for _ in 0..2 {
            assert_eq!(revoke(&app, &tom, ticket, &id).await.status, StatusCode::OK);
        }
        let thread: guichet_shared::desk::Thread = app.call(&tom.caller, Method::GET, &format!("/api/v1/desk/tickets/{ticket}"), None).await.json();
        assert_eq!((thread.events.len(), thread.guests.len()), (3, 0));
        assert_eq!(app.thread(&visitor, ticket).await.events.len(), 1);
        for (body, field) in [(json!({"may": "public"}), "name"), (json!({"name": "G", "may": "everything"}), "may"), (json!({"name": "G", "may": "public", "email": "g@x.example"}), "email")] {
            let path = format!("/api/v1/desk/tickets/{ticket}/guests");
            let reply = app.call(&tom.caller, Method::POST, &path, Some(&body)).await;
            assert_eq!(reply.json::<Problem>().fields[0].field, field);
        }
    }

    async fn nothing_that_a_guest_gets_holds_an_address_or_an_id_of_anybody(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom Abel", 1, &[&site]).await;
        let ana = app.agent("Ana Silva", 2, &[&site]).await;
        let (ticket, visitor) = app.file("acme").await;
        let mut said = Vec::new();
        for may in ["public", "internal"] {
            let (_, guest) = app.guest(&tom, ticket, may).await;
            let mut stream = app.stream(&guest, "/api/v1/guest/stream", "").await;
            app.desk(&tom, ticket, "notes", json!({"body": "A look?", "mentions": [ana.id]})).await;
            app.desk(&tom, ticket, "handover", json!({"to": if may == "public" { ana.id } else { tom.id }, "reason": "workload", "note": "Busy"})).await;
            let file = app.attach(&visitor, &format!("/api/v1/tickets/{ticket}/attachments?name=a.txt"), b"words").await;
            let file = file["events"].as_array().unwrap().last().unwrap()["what"]["file"]["id"].as_str().unwrap().to_owned();
            let got = app.call(&guest, Method::GET, &format!("/api/v1/guest/attachments/{file}"), None).await;
            assert_eq!(got.body, b"words");
            let what = if may == "public" { "messages" } else { "notes" };
            said.push(write(&app, &guest, what).await.text().to_owned());
            said.push(app.call(&guest, Method::GET, "/api/v1/guest", None).await.text().to_owned());
            loop {
                let message = stream.next_of("thread").await;
                let last = message.data.contains(WRITTEN);
                said.push(message.data);
                if last {
                    break;
                }
            }
        }
        assert!(said.iter().any(|text| text.contains("Tom Abel")) && said.iter().any(|text| text.contains("A look?")));
        for text in &said {
            for secret in ["desk.example", "mail.example", "visitor_id", "token"] {
                assert!(!text.contains(secret), "{secret} in {text}");
            }
            for id in [tom.id.to_string(), ana.id.to_string(), ticket.to_string()] {
                assert!(!text.contains(&id), "an id in {text}");
            }
        }
    }

    async fn a_guest_who_writes_too_often_is_told_when_to_go_on(app: TestApp) {
        // What one node counts the others hear a moment later.
        let app = app.alone();
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let (ticket, _) = app.file("acme").await;
        let (_, guest) = app.guest(&tom, ticket, "internal").await;
        let (_, other) = app.guest(&tom, ticket, "internal").await;
        for _ in 0..30 {
            assert_eq!(write(&app, &guest, "notes").await.status, StatusCode::CREATED);
        }
        let reply = write(&app, &guest, "notes").await;
        assert_eq!(reply.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(!reply.header("retry-after").is_empty());
        assert_eq!(write(&app, &other, "notes").await.status, StatusCode::CREATED);
    }

    async fn a_closed_ticket_is_read_by_its_guest_and_no_longer_written_on(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let (ticket, _) = app.file("acme").await;
        let (_, guest) = app.guest(&tom, ticket, "public").await;
        app.set(&tom, ticket, json!({"status": "closed"})).await;
        assert_eq!(read(&app, &guest).await.status, Status::Closed);
        assert_eq!(write(&app, &guest, "messages").await.status, StatusCode::CONFLICT);
    }
}

/// Lets every link's time run out.
async fn expire_all(app: &TestApp) {
    let (sql, then) = (
        "update guests set expires_at = $1",
        now() - Duration::seconds(1),
    );
    let done = match &app.db {
        Db::Sqlite(db) => sqlx::query(sql)
            .bind(then)
            .execute(&db.writer)
            .await
            .map(drop),
        Db::Postgres(pool) => sqlx::query(sql).bind(then).execute(pool).await.map(drop),
    };
    done.unwrap();
}
