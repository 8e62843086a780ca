//! Nodes side by side on one PostgreSQL: what happens on one is known on all.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use axum::http::{Method, StatusCode};
use guichet_server::{db, limits::SEARCHES};
use serde_json::json;
use tokio::time::{sleep, timeout};

use crate::{
    app::{TestApp, new_postgres},
    line::Line,
    people::{Agent, Caller},
    stream::Stream,
};

mod late;

/// Two nodes.
async fn two() -> [TestApp; 2] {
    let Ok(nodes) = TestApp::nodes(2).await.try_into() else {
        unreachable!("two were asked for")
    };
    nodes
}

async fn ready(node: &TestApp, caller: &Caller, path: &str) -> Stream {
    let mut stream = node.stream(caller, path, "").await;
    stream.next_of("ready").await;
    stream
}

async fn at_desk(node: &TestApp, agent: &Agent) -> Stream {
    ready(node, &agent.caller, "/api/v1/desk/stream").await
}

async fn presence_of(stream: &mut Stream, name: &str) -> String {
    loop {
        let message = stream.next_of("presence").await;
        if message.data.contains(name) {
            return message.data;
        }
    }
}

#[tokio::test]
async fn what_happens_on_one_node_reaches_the_streams_of_the_other() {
    let [one, two] = two().await;
    let site = one.site("acme").await;
    let (ticket, visitor) = one.file("acme").await;
    let tom = one.agent("Tom", 1, &[&site]).await;
    let mut portal = ready(&two, &visitor, "/api/v1/stream").await;
    let mut desk = at_desk(&two, &tom).await;
    one.desk(&tom, ticket, "messages", json!({"body": "On its way"}))
        .await;
    for stream in [&mut portal, &mut desk] {
        let message = stream.next_of("event").await;
        assert!(message.data.contains("On its way"), "{}", message.data);
        stream.is_quiet("event").await;
    }
    let path = format!("/api/v1/tickets/{ticket}/typing");
    one.call(&visitor, Method::POST, &path, Some(&json!({})))
        .await;
    assert!(
        desk.next_of("typing")
            .await
            .data
            .contains(&ticket.to_string())
    );
}

#[tokio::test]
async fn who_is_at_the_desk_and_reads_what_is_seen_from_every_node() {
    let [one, two] = two().await;
    let site = one.site("acme").await;
    let (ticket, _) = one.file("acme").await;
    let tom = one.agent("Tom", 1, &[&site]).await;
    let ana = one.agent("Ana", 1, &[&site]).await;
    let mut tom_sees = at_desk(&one, &tom).await;
    let ana_at_two = at_desk(&two, &ana).await;
    let ana_comes = presence_of(&mut tom_sees, "Ana").await;
    assert!(ana_comes.contains("\"here\":true"), "{ana_comes}");

    let path = format!("/api/v1/desk/tickets/{ticket}/presence");
    let reading = json!({"doing": "reading"});
    two.call(&ana.caller, Method::POST, &path, Some(&reading))
        .await;
    let attending = tom_sees.next_of("attending").await;
    assert!(attending.data.contains("reading"), "{}", attending.data);

    // A tab on another node keeps her here; without any she is gone, and reads nothing.
    let ana_at_one = at_desk(&one, &ana).await;
    drop(ana_at_two);
    tom_sees.is_quiet("presence").await;
    drop(ana_at_one);
    let gone = presence_of(&mut tom_sees, "Ana").await;
    assert!(gone.contains("\"here\":false"), "{gone}");
    let gone = tom_sees.next_of("attending").await;
    assert!(gone.data.contains("gone"), "{}", gone.data);
}

#[tokio::test]
async fn a_session_that_ends_on_one_node_ends_its_streams_on_the_other() {
    let [one, two] = two().await;
    let site = one.site("acme").await;
    let tom = one.agent("Tom", 1, &[&site]).await;
    let mut stream = at_desk(&two, &tom).await;
    let out = one
        .call(&tom.caller, Method::DELETE, "/api/v1/desk/session", None)
        .await;
    assert_eq!(out.status, StatusCode::NO_CONTENT);
    while stream.next().await.is_some() {}
    let again = two
        .call(&tom.caller, Method::GET, "/api/v1/desk/session", None)
        .await;
    assert_eq!(again.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn what_was_counted_on_one_node_counts_on_the_other() {
    let [one, two] = two().await;
    one.site("acme").await;
    let path = "/api/v1/sites/acme/search?q=refund";
    for search in 0..SEARCHES.most {
        let node = if search % 2 == 0 { &one } else { &two };
        assert_eq!(node.get(path).await.status, StatusCode::OK);
    }
    let heard = async {
        for node in [&one, &two] {
            while node.get(path).await.status != StatusCode::TOO_MANY_REQUESTS {
                sleep(Duration::from_millis(20)).await;
            }
        }
    };
    // Each node lets through what is on its way to it at that moment, and no more.
    timeout(Duration::from_secs(5), heard).await.unwrap();
}

#[tokio::test]
async fn a_fourth_stream_of_a_visitor_ends_the_oldest_wherever_they_are() {
    let [one, two] = two().await;
    one.site("acme").await;
    let (_, visitor) = one.file("acme").await;
    let mut streams = Vec::new();
    for node in [&one, &two, &one, &two, &two] {
        streams.push(ready(node, &visitor, "/api/v1/stream").await);
        // The others have heard of it.
        sleep(Duration::from_millis(200)).await;
    }
    let alive = streams.split_off(2);
    for mut oldest in streams {
        while oldest.next().await.is_some() {}
    }
    for mut stream in alive {
        // It would end, and that is no silence.
        stream.is_quiet("ready").await;
    }
}

#[tokio::test]
async fn a_node_that_comes_later_knows_of_the_streams_there_are() {
    let one = TestApp::nodes(1).await.remove(0);
    one.site("acme").await;
    let (_, visitor) = one.file("acme").await;
    let mut oldest = ready(&one, &visitor, "/api/v1/stream").await;
    let _second = ready(&one, &visitor, "/api/v1/stream").await;
    let _third = ready(&one, &visitor, "/api/v1/stream").await;
    let two = one.another().await;
    // It has been answered, which takes a second.
    sleep(Duration::from_secs(2)).await;
    let _fourth = ready(&two, &visitor, "/api/v1/stream").await;
    while oldest.next().await.is_some() {}
}

#[tokio::test]
async fn an_article_that_one_node_publishes_is_found_on_the_other() {
    let [one, two] = two().await;
    let site = one.site("acme").await;
    let path = "/api/v1/sites/acme/search?q=parcel";
    assert!(!two.get(path).await.text().contains("tracking"));
    one.publish(
        &site,
        "en",
        "tracking",
        "Where is my parcel?",
        "Look there.",
    )
    .await;
    assert!(two.get(path).await.text().contains("tracking"));
}

#[tokio::test]
async fn one_node_does_the_timed_work_and_another_when_it_dies() {
    let nodes = two().await;
    let at_work = [(); 2].map(|()| Arc::new(AtomicBool::new(false)));
    for (node, at_work) in nodes.iter().zip(&at_work) {
        let at_work = at_work.clone();
        tokio::spawn(node.turn.clone().work(move || {
            at_work.store(true, Ordering::Relaxed);
            std::future::pending()
        }));
    }
    let works = |node: usize| at_work[node].load(Ordering::Relaxed);
    let begun = async {
        while !works(0) && !works(1) {
            sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(Duration::from_secs(10), begun).await.unwrap();
    let (first, second) = if works(0) { (0, 1) } else { (1, 0) };
    // Long enough for the other to have asked more than once.
    sleep(Duration::from_secs(3)).await;
    assert!(!works(second));
    nodes[first].die();
    let taken_over = async {
        while !works(second) {
            sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(Duration::from_secs(10), taken_over).await.unwrap();
}

#[tokio::test]
async fn nodes_whose_lines_to_the_database_are_all_cut_go_on() {
    let [one, two] = two().await;
    let site = one.site("acme").await;
    let (ticket, visitor) = one.file("acme").await;
    let tom = one.agent("Tom", 1, &[&site]).await;
    let mut portal = ready(&two, &visitor, "/api/v1/stream").await;
    one.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid()",
    )
    .await;
    one.desk(&tom, ticket, "messages", json!({"body": "Still here"}))
        .await;
    let message = portal.next_of("event").await;
    assert!(message.data.contains("Still here"), "{}", message.data);
    portal.is_quiet("event").await;
}

#[tokio::test]
async fn a_node_that_has_lost_the_database_lets_its_streams_go_to_others() {
    let url = new_postgres().await;
    let one = TestApp::at(db::Db::open(&url).await.unwrap()).await;
    let line = Line::to(&url).await;
    let two = TestApp::at(db::Db::open(&line.url).await.unwrap()).await;
    one.site("acme").await;
    let (_, visitor) = one.file("acme").await;
    let mut at_one = ready(&one, &visitor, "/api/v1/stream").await;
    let mut at_two = ready(&two, &visitor, "/api/v1/stream").await;
    line.falls_silent();
    at_two.ends_within(Duration::from_secs(40)).await;
    assert_eq!(
        two.get("/health/ready").await.status,
        StatusCode::SERVICE_UNAVAILABLE
    );
    at_one.is_quiet("event").await;
}

#[tokio::test]
async fn a_node_whose_connections_all_fell_silent_goes_on_with_new_ones() {
    let url = new_postgres().await;
    let one = TestApp::at(db::Db::open(&url).await.unwrap()).await;
    let line = Line::to(&url).await;
    let two = TestApp::at(db::Db::open(&line.url).await.unwrap()).await;
    let site = one.site("acme").await;
    let tom = one.agent("Tom", 1, &[&site]).await;
    let ana = one.agent("Ana", 1, &[&site]).await;
    let zoe = one.agent("Zoe", 1, &[&site]).await;
    let mut at_one = at_desk(&one, &zoe).await;
    // More often than a node has connections to speak and to listen.
    for _ in 0..3 {
        line.forgets_its_connections();
        // Longer than a line may be silent.
        sleep(Duration::from_secs(13)).await;
        let well = async {
            // Each that is asked and does not answer is given up.
            for _ in 0..20 {
                while two.get("/health/ready").await.status != StatusCode::NO_CONTENT {
                    sleep(Duration::from_millis(50)).await;
                }
            }
        };
        timeout(Duration::from_secs(60), well).await.unwrap();
        // Presence is never stored: what is known of it was told.
        let mut at_two = at_desk(&two, &ana).await;
        presence_of(&mut at_one, "Ana").await;
        let tom_at_one = at_desk(&one, &tom).await;
        presence_of(&mut at_two, "Tom").await;
        drop(tom_at_one);
        presence_of(&mut at_two, "Tom").await;
        drop(at_two);
        presence_of(&mut at_one, "Ana").await;
    }
    let closed = timeout(Duration::from_secs(15), two.db.close()).await;
    assert!(closed.is_ok());
}

#[tokio::test]
async fn nodes_that_have_nothing_to_say_do_not_take_their_lines_for_dead() {
    let [one, _two] = two().await;
    let mut signals = one.app.live.subscribe();
    // Longer than a line may be silent.
    let waited = timeout(Duration::from_secs(23), signals.recv()).await;
    assert!(waited.is_err(), "{waited:?}");
}
