//! What no word came of, and what came late.

use std::time::Duration;

use axum::http::{Method, StatusCode};
use guichet_server::{
    App, db,
    limits::Limits,
    live::{Live, Signal},
    nodes::Outbox,
    tickets::events::Step,
    visitors::VisitorId,
};
use guichet_shared::event::{By, What};
use serde_json::json;
use tokio::time::sleep;
use uuid::Uuid;

use super::{at_desk, ready, two};
use crate::app::TestApp;

/// A node that dies whenever it would have to tell others something.
fn mute(node: &TestApp) -> TestApp {
    let app = App {
        live: Live::new(Outbox::default()),
        limits: Limits::new(true, Outbox::default()),
        ..node.app.clone()
    };
    node.again(app)
}

#[tokio::test]
async fn an_event_of_a_node_that_died_before_telling_reaches_the_streams_of_others() {
    let [one, two] = two().await;
    let site = one.site("acme").await;
    let (ticket, visitor) = one.file("acme").await;
    let tom = one.agent("Tom", 1, &[&site]).await;
    let mut portal = ready(&two, &visitor, "/api/v1/stream").await;
    let mut desk = at_desk(&two, &tom).await;
    mute(&one)
        .desk(&tom, ticket, "messages", json!({"body": "Nobody was told"}))
        .await;
    for stream in [&mut portal, &mut desk] {
        let message = stream.next_of("event").await;
        assert!(message.data.contains("Nobody was told"), "{}", message.data);
        stream.is_quiet("event").await;
    }
}

#[tokio::test]
async fn word_of_an_event_that_comes_after_word_of_a_later_one_is_no_less_heard() {
    let [one, two] = two().await;
    let site = one.site("acme").await;
    let (ticket, _) = one.file("acme").await;
    let tom = one.agent("Tom", 1, &[&site]).await;
    let ana = one.agent("Ana", 1, &[&site]).await;
    let mut desk = at_desk(&two, &ana).await;
    let note = json!({"body": "A look?", "mentions": [ana.id]});
    for body in [note, json!({"body": "Never mind."})] {
        mute(&one).desk(&tom, ticket, "notes", body).await;
    }
    let visitor = VisitorId(Uuid::now_v7());
    for seq in [3, 2] {
        let (site, before) = (site.id, seq - 1);
        two.app.live.wake(Signal::Ticket {
            site,
            ticket,
            visitor,
            before,
            seq,
        });
    }
    for seq in [3, 2] {
        assert_eq!(desk.next_of("event").await.id, format!("{ticket}:{seq}"));
    }
    let mentions = desk.next_of("mentions").await;
    assert!(mentions.data.contains("\"unread\":1"), "{}", mentions.data);
    desk.is_quiet("event").await;
}

#[tokio::test]
async fn what_a_node_announced_and_died_before_telling_reaches_the_portals_of_others() {
    let [one, two] = two().await;
    let site = one.site("acme").await;
    let (_, visitor) = one.file("acme").await;
    let tom = one.agent("Tom", 1, &[&site]).await;
    let mut portal = ready(&two, &visitor, "/api/v1/stream").await;
    let text = |text: &str| json!({"en": text, "fr": text});
    let body = json!({"site": "acme", "title": text("Delays"), "body": text("In the north.")});
    let reply = mute(&one)
        .call(
            &tom.caller,
            Method::POST,
            "/api/v1/desk/incidents",
            Some(&body),
        )
        .await;
    assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
    assert!(portal.next_of("announced").await.data.contains("Delays"));
    portal.is_quiet("announced").await;
}

#[tokio::test]
async fn an_event_that_is_committed_long_after_later_ones_reaches_the_streams() {
    let [one, two] = two().await;
    let site = one.site("acme").await;
    let (late, visitor) = one.file("acme").await;
    let (other, _) = one.file("acme").await;
    let tom = one.agent("Tom", 1, &[&site]).await;
    let mut portal = ready(&two, &visitor, "/api/v1/stream").await;
    let mut desk = at_desk(&two, &tom).await;
    let db::Db::Postgres(pool) = &one.db else {
        unreachable!()
    };
    let mut held = pool.begin().await.unwrap();
    let body = "Late".to_owned();
    let data = serde_json::to_value(Step::visible(By::System, What::Message { body })).unwrap();
    sqlx::query(
        "insert into events (site_id, ticket_id, seq, party, visible, data, created_at)
         select site_id, ticket_id, 2, 'agent', true, $2, now() from events where ticket_id = $1",
    )
    .bind(late)
    .bind(data)
    .execute(&mut *held)
    .await
    .unwrap();
    sqlx::query("update tickets set seq = 2, last_visible = 2 where id = $1")
        .bind(late)
        .execute(&mut *held)
        .await
        .unwrap();
    one.desk(
        &tom,
        other,
        "messages",
        json!({"body": "Later, and there first"}),
    )
    .await;
    assert!(desk.next_of("event").await.data.contains("there first"));
    // Longer than the next look for what was missed.
    sleep(Duration::from_secs(3)).await;
    held.commit().await.unwrap();
    for stream in [&mut portal, &mut desk] {
        let message = stream.next_of("event").await;
        assert_eq!(message.id, format!("{late}:2"), "{}", message.data);
        stream.is_quiet("event").await;
    }
}
