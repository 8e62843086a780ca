//! Working together: who reads and who answers, a text over a newer one, mentions, followers.

use std::time::{Duration, Instant};

use axum::http::{Method, StatusCode};
use guichet_server::{db::Db, sites::SiteRow};
use guichet_shared::{
    desk::{Attending, Doing, Entry, Followers, Mentions, Queue, Thread, UnreadMentions},
    error::{Code, Problem},
    event::Internal,
    ticket::TicketId,
};
use serde_json::{Value, json};

use crate::{
    app::{Reply, TestApp, on_both_databases},
    people::{Agent, key},
    stream::Stream,
};

async fn ask(app: &TestApp, agent: &Agent, method: Method, path: &str, body: Value) -> Reply {
    let path = format!("/api/v1/desk{path}");
    app.call(&agent.caller, method, &path, Some(&body)).await
}

async fn says(app: &TestApp, agent: &Agent, ticket: TicketId, doing: &str) {
    let path = format!("/tickets/{ticket}/presence");
    let reply = ask(app, agent, Method::POST, &path, json!({"doing": doing})).await;
    assert_eq!(reply.status, StatusCode::NO_CONTENT, "{}", reply.text());
}

async fn heard(stream: &mut Stream) -> (String, Doing) {
    let message = stream.next_of("attending").await;
    assert!(!message.data.contains("desk.example"), "{}", message.data);
    let attending: Attending = serde_json::from_str(&message.data).unwrap();
    (attending.who.name, attending.doing)
}

async fn unread(stream: &mut Stream) -> u32 {
    let message = stream.next_of("mentions").await;
    let unread: UnreadMentions = serde_json::from_str(&message.data).unwrap();
    unread.unread
}

async fn mentions(app: &TestApp, agent: &Agent) -> Mentions {
    let path = "/api/v1/desk/mentions";
    app.call(&agent.caller, Method::GET, path, None)
        .await
        .json()
}

async fn desk_stream(app: &TestApp, agent: &Agent) -> Stream {
    app.stream(&agent.caller, "/api/v1/desk/stream", "").await
}

/// Takes a site from an agent.
async fn leave(app: &TestApp, agent: &Agent, site: &SiteRow) {
    let sql = "delete from agent_sites where agent_id = $1 and site_id = $2";
    let done = match &app.db {
        Db::Sqlite(db) => sqlx::query(sql)
            .bind(agent.id)
            .bind(site.id)
            .execute(&db.writer)
            .await
            .map(drop),
        Db::Postgres(pool) => sqlx::query(sql)
            .bind(agent.id)
            .bind(site.id)
            .execute(pool)
            .await
            .map(drop),
    };
    done.unwrap();
}

/// Waits until it is so on all nodes, to which words come a moment later.
async fn until(so: impl Fn() -> bool) {
    let waited = async {
        while !so() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(5), waited)
        .await
        .unwrap();
}

on_both_databases! {
    async fn who_reads_and_who_answers_is_heard_at_once_and_by_their_site_alone(app: TestApp) {
        let (site, other) = (app.site("acme").await, app.site("other").await);
        let tom = app.agent("Tom", 1, &[&site]).await;
        let ana = app.agent("Ana", 2, &[&site]).await;
        let eve = app.agent("Eve", 1, &[&other]).await;
        let (ticket, visitor) = app.file("acme").await;
        let mut desk = desk_stream(&app, &ana).await;
        let mut own = desk_stream(&app, &tom).await;
        let mut elsewhere = desk_stream(&app, &eve).await;
        let mut portal = app.stream(&visitor, "/api/v1/stream", "").await;
        for stream in [&mut desk, &mut own, &mut elsewhere, &mut portal] {
            stream.next_of("ready").await;
        }

        says(&app, &tom, ticket, "reading").await;
        assert_eq!(heard(&mut desk).await, ("Tom".to_owned(), Doing::Reading));
        says(&app, &tom, ticket, "reading").await;
        says(&app, &tom, ticket, "writing").await;
        assert_eq!(heard(&mut desk).await, ("Tom".to_owned(), Doing::Writing));
        let mut late = desk_stream(&app, &ana).await;
        // What came before may be on its way to another node.
        while heard(&mut late).await != ("Tom".to_owned(), Doing::Writing) {}
        says(&app, &tom, ticket, "gone").await;
        assert_eq!(heard(&mut desk).await, ("Tom".to_owned(), Doing::Gone));
        own.is_quiet("attending").await;
        elsewhere.is_quiet("attending").await;
        // A customer is told that somebody writes to them by another route alone.
        portal.is_quiet("typing").await;
    }

    async fn who_falls_silent_or_leaves_the_desk_reads_no_longer(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let ana = app.agent("Ana", 2, &[&site]).await;
        let (ticket, _) = app.file("acme").await;
        let mut desk = desk_stream(&app, &ana).await;
        desk.next_of("ready").await;

        says(&app, &tom, ticket, "reading").await;
        assert_eq!(heard(&mut desk).await.1, Doing::Reading);
        let pass = |seconds| {
            let then = Instant::now() + Duration::from_secs(seconds);
            app.each().for_each(|node| node.live.forget(then));
        };
        pass(30);
        desk.is_quiet("attending").await;
        pass(41);
        assert_eq!(heard(&mut desk).await.1, Doing::Gone);

        let theirs = desk_stream(&app, &tom).await;
        says(&app, &tom, ticket, "writing").await;
        assert_eq!(heard(&mut desk).await.1, Doing::Writing);
        // Of words of two nodes, either may come first to a third one.
        until(|| app.each().all(|node| !node.live.attending().is_empty())).await;
        drop(theirs);
        assert_eq!(heard(&mut desk).await.1, Doing::Gone);
        until(|| app.each().all(|node| node.live.attending().is_empty())).await;
    }

    async fn a_text_over_a_newer_one_is_refused_until_that_has_been_seen(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let ana = app.agent("Ana", 2, &[&site]).await;
        let (ticket, visitor) = app.file("acme").await;
        let path = |what: &str| format!("/tickets/{ticket}/{what}");

        // What nobody has written stands in nobody's way, nor does what one wrote oneself.
        app.desk(&ana, ticket, "take", json!({})).await;
        app.desk(&tom, ticket, "messages", json!({"body": "One", "after": 1})).await;
        app.desk(&tom, ticket, "messages", json!({"body": "Two", "after": 1})).await;

        app.desk(&ana, ticket, "notes", json!({"body": "Wait"})).await;
        for what in ["messages", "proposal"] {
            let reply = ask(&app, &tom, Method::POST, &path(what), json!({"body": "B", "after": 4})).await;
            assert_eq!(reply.status, StatusCode::CONFLICT, "{what}");
            assert_eq!(reply.json::<Problem>().code, Code::NewerMessage, "{what}");
        }
        let noted = app.desk(&tom, ticket, "notes", json!({"body": "A note needs no guard"})).await;
        assert_eq!(noted.ticket.seq, 6);
        app.desk(&tom, ticket, "messages", json!({"body": "Three", "after": 5})).await;

        app.customer(&visitor, ticket, "messages", json!({"body": "Thanks"})).await;
        let reply = ask(&app, &tom, Method::POST, &path("messages"), json!({"body": "B", "after": 7})).await;
        assert_eq!(reply.json::<Problem>().code, Code::NewerMessage);
        app.desk(&tom, ticket, "messages", json!({"body": "Anyway"})).await;
        let thread: Thread = app.call(&tom.caller, Method::GET, &format!("/api/v1/desk/tickets/{ticket}"), None).await.json();
        assert_eq!(thread.events.len(), 9);
    }

    async fn a_retry_of_what_was_sent_is_no_text_over_a_newer_one(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let (ticket, visitor) = app.file("acme").await;
        let (path, body, key) = (format!("/api/v1/desk/tickets/{ticket}/messages"), json!({"body": "B", "after": 1}), key());
        let headers = [("idempotency-key", key.as_str())];
        for _ in 0..2 {
            let reply = app.call_with(&tom.caller, Method::POST, &path, Some(&body), &headers).await;
            assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
            app.customer(&visitor, ticket, "messages", json!({"body": "Thanks"})).await;
        }
    }

    async fn of_two_who_answer_at_once_the_second_is_told_of_the_first(app: TestApp) {
        let site = app.site("acme").await;
        let mut app = app;
        app.restart(false);
        let tom = app.agent("Tom", 1, &[&site]).await;
        let ana = app.agent("Ana", 2, &[&site]).await;
        for _ in 0..20 {
            let (ticket, _) = app.file("acme").await;
            let path = format!("/tickets/{ticket}/messages");
            let body = json!({"body": "B", "after": 1});
            let both = [&tom, &ana].map(|agent| ask(&app, agent, Method::POST, &path, body.clone()));
            let replies = futures_util::future::join_all(both).await;
            let sent = replies.iter().filter(|reply| reply.status == StatusCode::CREATED).count();
            assert_eq!(sent, 1);
        }
    }

    async fn a_mention_makes_a_follower_and_counts_until_it_is_seen(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let ana = app.agent("Ana", 2, &[&site]).await;
        let (ticket, _) = app.file("acme").await;
        let mut desk = desk_stream(&app, &ana).await;
        assert_eq!(unread(&mut desk).await, 0);

        let thread = app.desk(&tom, ticket, "notes", json!({"body": "@Ana, a look?", "mentions": [ana.id, ana.id]})).await;
        assert_eq!(thread.followers.iter().map(|follower| follower.id).collect::<Vec<_>>(), [ana.id]);
        let Entry::Internal(Internal::Note { mentions: named, .. }) = &thread.events[1].what else { panic!("no note") };
        assert_eq!(named.iter().map(|agent| agent.id).collect::<Vec<_>>(), [ana.id]);
        assert_eq!(unread(&mut desk).await, 1);
        let told = mentions(&app, &ana).await;
        assert!(told.mentions[0].unread);
        assert_eq!((told.mentions[0].ticket.id, told.mentions[0].event.seq), (ticket, 2));
        assert!(mentions(&app, &tom).await.mentions.is_empty());

        let reply = ask(&app, &ana, Method::POST, &format!("/tickets/{ticket}/seen"), json!({"seq": 1})).await;
        assert_eq!(reply.status, StatusCode::NO_CONTENT);
        assert!(mentions(&app, &ana).await.mentions[0].unread);
        ask(&app, &ana, Method::POST, &format!("/tickets/{ticket}/seen"), json!({"seq": 4_000_000})).await;
        assert_eq!(unread(&mut desk).await, 0);
        assert!(!mentions(&app, &ana).await.mentions[0].unread);

        app.desk(&tom, ticket, "notes", json!({"body": "Again", "mentions": [ana.id]})).await;
        assert_eq!(unread(&mut desk).await, 1);
        assert_eq!(mentions(&app, &ana).await.mentions.len(), 1);
    }

    async fn nobody_is_mentioned_who_does_not_answer_for_the_site(app: TestApp) {
        let (site, other) = (app.site("acme").await, app.site("other").await);
        let tom = app.agent("Tom", 1, &[&site]).await;
        let eve = app.agent("Eve", 1, &[&other]).await;
        let (ticket, _) = app.file("acme").await;
        let path = format!("/tickets/{ticket}/notes");
        for mentions in [json!([eve.id]), json!([tom.id, uuid::Uuid::now_v7()]), json!(["Ana"])] {
            let reply = ask(&app, &tom, Method::POST, &path, json!({"body": "B", "mentions": mentions})).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(reply.json::<Problem>().fields[0].field, "mentions");
        }
        let reply = ask(&app, &tom, Method::POST, &format!("/tickets/{ticket}/messages"), json!({"body": "B", "mentions": [tom.id]})).await;
        assert_eq!(reply.json::<Problem>().fields[0].field, "mentions");
        let reply = ask(&app, &tom, Method::POST, &format!("/tickets/{ticket}/presence"), json!({"doing": "sleeping"})).await;
        assert_eq!(reply.json::<Problem>().fields[0].field, "doing");
    }

    async fn a_mention_on_a_site_that_one_has_left_is_told_no_more(app: TestApp) {
        let (site, other) = (app.site("acme").await, app.site("other").await);
        let tom = app.agent("Tom", 1, &[&site]).await;
        let ana = app.agent("Ana", 2, &[&site, &other]).await;
        let (ticket, _) = app.file("acme").await;
        app.desk(&tom, ticket, "notes", json!({"body": "@Ana", "mentions": [ana.id]})).await;
        leave(&app, &ana, &site).await;
        assert!(mentions(&app, &ana).await.mentions.is_empty());
        assert_eq!(unread(&mut desk_stream(&app, &ana).await).await, 0);
    }

    async fn a_queue_marks_what_a_follower_has_not_seen_and_nobody_elses_tickets(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let ana = app.agent("Ana", 2, &[&site]).await;
        let (ticket, _) = app.file("acme").await;
        app.file("acme").await;
        let marked = |agent: &Agent| {
            let caller = agent.caller.clone();
            let app = &app;
            async move {
                let path = "/api/v1/desk/tickets?view=all";
                app.call(&caller, Method::GET, path, None).await.json::<Queue>().unread
            }
        };
        ask(&app, &ana, Method::PUT, &format!("/tickets/{ticket}/follow"), json!({})).await;
        assert!(marked(&ana).await.is_empty());
        app.desk(&tom, ticket, "notes", json!({"body": "Looked at it."})).await;
        assert_eq!((marked(&ana).await, marked(&tom).await), (vec![ticket], Vec::new()));
        ask(&app, &ana, Method::POST, &format!("/tickets/{ticket}/seen"), json!({"seq": 2})).await;
        assert!(marked(&ana).await.is_empty());
    }

    async fn a_queue_marks_what_has_happened_to_ones_own_tickets_until_it_is_seen(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let ana = app.agent("Ana", 2, &[&site]).await;
        let (ticket, visitor) = app.file("acme").await;
        let marked = |agent: &Agent| {
            let caller = agent.caller.clone();
            let app = &app;
            async move {
                let path = "/api/v1/desk/tickets?view=all";
                let queue: Queue = app.call(&caller, Method::GET, path, None).await.json();
                (queue.unread, queue.open.mine_unread)
            }
        };
        let seen = async |agent: &Agent, seq: u32| {
            let path = format!("/tickets/{ticket}/seen");
            ask(&app, agent, Method::POST, &path, json!({"seq": seq})).await;
        };
        app.desk(&ana, ticket, "take", json!({})).await;
        assert_eq!(marked(&ana).await, (vec![], 0), "she took it herself");
        app.customer(&visitor, ticket, "messages", json!({"body": "And another thing."})).await;
        assert_eq!(marked(&ana).await, (vec![ticket], 1));
        seen(&ana, 3).await;
        assert_eq!(marked(&ana).await, (vec![], 0));
        app.desk(&ana, ticket, "messages", json!({"body": "Which one?"})).await;
        assert_eq!(marked(&ana).await, (vec![], 0), "she wrote it herself");
        app.customer(&visitor, ticket, "messages", json!({"body": "The other one."})).await;
        app.set(&ana, ticket, json!({"tags": ["late"]})).await;
        assert_eq!(marked(&ana).await, (vec![ticket], 1), "she has not read what came before");

        app.desk(&ana, ticket, "handover", json!({"to": tom.id, "reason": "workload"})).await;
        assert_eq!((marked(&ana).await, marked(&tom).await), ((vec![], 0), (vec![ticket], 1)));
        seen(&ana, 9).await;
        assert_eq!(marked(&tom).await, (vec![ticket], 1), "it is his to see");
        seen(&tom, 9).await;
        app.desk(&tom, ticket, "messages", json!({"body": "I have it now."})).await;
        assert_eq!(marked(&tom).await, (vec![], 0));
    }

    async fn following_is_begun_and_ended_by_oneself(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let ana = app.agent("Ana", 2, &[&site]).await;
        let (ticket, _) = app.file("acme").await;
        let path = format!("/tickets/{ticket}/follow");
        let followed = |agent: &Agent| {
            let caller = agent.caller.clone();
            let app = &app;
            async move {
                let path = "/api/v1/desk/tickets?view=following";
                app.call(&caller, Method::GET, path, None).await.json::<Queue>().total
            }
        };
        let names = |reply: Reply| {
            let followers: Followers = reply.json();
            followers.followers.into_iter().map(|agent| agent.name).collect::<Vec<_>>()
        };
        assert_eq!(names(ask(&app, &tom, Method::PUT, &path, json!({})).await), ["Tom"]);
        assert_eq!(names(ask(&app, &tom, Method::PUT, &path, json!({})).await), ["Tom"]);
        assert_eq!(names(ask(&app, &ana, Method::PUT, &path, json!({})).await), ["Ana", "Tom"]);
        assert_eq!(followed(&tom).await, 1);
        assert_eq!(names(ask(&app, &tom, Method::DELETE, &path, json!({})).await), ["Ana"]);
        assert_eq!(followed(&tom).await, 0);
    }
}
