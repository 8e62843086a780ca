//! The database goes away and comes back: what goes on meanwhile, and that nothing is told from memory
//! while it answers.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use axum::http::{Method, StatusCode};
use guichet_server::{db::Db, sites::SiteRow};
use guichet_shared::{article::Article, search::Hits, ticket::Tickets};
use serde_json::{Value, json};
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    task::JoinSet,
};

use crate::{
    app::{Reply, TestApp, new_postgres, on_both_databases},
    people::{Caller, key, request},
};

/// Stands between a server and its PostgreSQL, and can be cut.
struct Line {
    near: SocketAddr,
    far: String,
    through: Mutex<JoinSet<()>>,
}

impl Line {
    /// A line to PostgreSQL, and the URL of a new database at its end.
    async fn new() -> (Arc<Self>, String) {
        let url = new_postgres().await;
        let (before, server) = url.split_once('@').unwrap();
        let (far, database) = server.split_once('/').unwrap();
        let near = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let line = Arc::new(Self {
            near: near.local_addr().unwrap(),
            far: far.to_owned(),
            through: Mutex::default(),
        });
        line.open_on(near);
        let url = format!("{before}@{}/{database}", line.near);
        (line, url)
    }

    fn open_on(&self, near: TcpListener) {
        let far = self.far.clone();
        self.through.lock().unwrap().spawn(async move {
            let mut connections = JoinSet::new();
            while let Ok((mut here, _)) = near.accept().await {
                let far = far.clone();
                connections.spawn(async move {
                    let mut there = TcpStream::connect(far).await.unwrap();
                    _ = copy_bidirectional(&mut here, &mut there).await;
                });
            }
        });
    }

    /// Ends every connection and takes no more.
    async fn cut(&self) {
        let mut through = std::mem::take(&mut *self.through.lock().unwrap());
        through.shutdown().await;
    }

    /// Takes connections again.
    async fn mend(&self) {
        self.open_on(TcpListener::bind(self.near).await.unwrap());
    }
}

/// A site with two articles, one of which somebody has read.
async fn shop(app: &TestApp) -> SiteRow {
    let site = app.site("shop").await;
    app.publish(
        &site,
        "en",
        "refund",
        "How do I get a refund?",
        "Within *14* days.",
    )
    .await;
    app.publish(&site, "en", "unread", "Nobody has read this", "Yet.")
        .await;
    for path in ["portal/shop", "api/v1/sites/shop/articles/refund"] {
        assert_eq!(app.get(&format!("/{path}")).await.status, StatusCode::OK);
    }
    let search = app.get("/api/v1/sites/shop/search?q=refund").await;
    assert_eq!(search.status, StatusCode::OK);
    site
}

async fn article(app: &TestApp, slug: &str) -> Reply {
    app.get(&format!("/api/v1/sites/shop/articles/{slug}"))
        .await
}

async fn found(app: &TestApp, query: &str) -> usize {
    let reply = app
        .get(&format!("/api/v1/sites/shop/search?q={query}"))
        .await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    reply.json::<Hits>().hits.len()
}

async fn file(app: &TestApp, key: &str) -> Reply {
    let path = "/api/v1/sites/shop/tickets";
    let headers = [("idempotency-key", key)];
    app.call_with(
        &Caller::Nobody,
        Method::POST,
        path,
        Some(&request()),
        &headers,
    )
    .await
}

/// Asks until it is answered, as portals do.
async fn until_it_is_back(app: &TestApp) {
    let end = Instant::now() + Duration::from_secs(20);
    while app.get("/health/ready").await.status != StatusCode::NO_CONTENT {
        assert!(Instant::now() < end, "the server stays away");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

on_both_databases! {
    async fn search_articles_and_the_portal_go_on_while_the_database_is_away(app: TestApp) {
        // Each node knows what it has read itself.
        let app = app.alone();
        shop(&app).await;
        let before = article(&app, "refund").await.json::<Article>();
        app.db.close().await;
        assert_eq!(found(&app, "refund").await, 1);
        // Words that nobody has searched for before, and an article that is only known by its title.
        assert_eq!(found(&app, "nobody").await, 1);
        assert_eq!(article(&app, "refund").await.json::<Article>(), before);
        assert_eq!(article(&app, "unread").await.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(app.get("/portal/shop").await.status, StatusCode::OK);
    }

    async fn nothing_else_is_told_from_memory_while_the_database_is_away(app: TestApp) {
        let site = shop(&app).await;
        let (ticket, visitor) = app.file("shop").await;
        app.thread(&visitor, ticket).await;
        let agent = app.agent("Tom", 1, &[&site]).await;
        app.db.close().await;
        let away = StatusCode::SERVICE_UNAVAILABLE;
        for path in ["/api/v1/tickets".to_owned(), format!("/api/v1/tickets/{ticket}")] {
            assert_eq!(app.call(&visitor, Method::GET, &path, None).await.status, away, "{path}");
        }
        for path in ["/api/v1/desk/tickets".to_owned(), format!("/api/v1/desk/tickets/{ticket}/suggestions")] {
            assert_eq!(app.call(&agent.caller, Method::GET, &path, None).await.status, away, "{path}");
        }
        let reply = file(&app, &key()).await;
        assert_eq!(reply.status, away);
        assert_eq!(reply.json::<Value>()["code"], json!("unavailable"));
        let vote = json!({"lang": "en", "helpful": true});
        let voted = app.post("/api/v1/sites/shop/articles/refund/votes", &vote).await;
        assert_eq!(voted.status, away);
    }

    async fn the_process_lives_and_is_not_ready_while_the_database_is_away(app: TestApp) {
        app.db.close().await;
        assert_eq!(app.get("/health/live").await.status, StatusCode::NO_CONTENT);
        assert_eq!(app.get("/health/ready").await.status, StatusCode::SERVICE_UNAVAILABLE);
    }
}

#[tokio::test]
async fn a_database_that_comes_back_is_asked_again_and_no_request_counts_twice() {
    let (line, url) = Line::new().await;
    let app = TestApp::at(Db::open(&url).await.unwrap()).await;
    shop(&app).await;
    line.cut().await;
    let asked = Instant::now();
    let ready = app.get("/health/ready").await;
    assert_eq!(ready.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(
        asked.elapsed() < Duration::from_secs(3),
        "{:?}",
        asked.elapsed()
    );
    assert_eq!(app.get("/health/live").await.status, StatusCode::NO_CONTENT);
    // Who searches while it is away waits for it once, and not with each word.
    assert_eq!(found(&app, "refund").await, 1);
    let asked = Instant::now();
    assert_eq!(found(&app, "nobody").await, 1);
    assert!(
        asked.elapsed() < Duration::from_secs(2),
        "{:?}",
        asked.elapsed()
    );
    assert_eq!(article(&app, "refund").await.status, StatusCode::OK);
    let key = key();
    assert_eq!(
        file(&app, &key).await.status,
        StatusCode::SERVICE_UNAVAILABLE
    );
    line.mend().await;
    until_it_is_back(&app).await;
    let filed = file(&app, &key).await;
    assert_eq!(filed.status, StatusCode::CREATED, "{}", filed.text());
    let again = file(&app, &key).await;
    assert_eq!(
        again.json::<Value>()["ticket"]["id"],
        filed.json::<Value>()["ticket"]["id"]
    );
    let token = filed.json::<Value>()["visitor_token"]
        .as_str()
        .unwrap()
        .to_owned();
    let mine = app
        .call(
            &Caller::Visitor(token),
            Method::GET,
            "/api/v1/tickets",
            None,
        )
        .await;
    assert_eq!(mine.json::<Tickets>().tickets.len(), 1);
}

#[tokio::test]
async fn what_is_published_once_the_database_is_back_is_read_at_once() {
    let (line, url) = Line::new().await;
    let app = TestApp::at(Db::open(&url).await.unwrap()).await;
    let site = shop(&app).await;
    line.cut().await;
    assert_eq!(article(&app, "refund").await.status, StatusCode::OK);
    line.mend().await;
    until_it_is_back(&app).await;
    app.publish(&site, "en", "refund", "Money back", "In a week.")
        .await;
    assert_eq!(
        article(&app, "refund").await.json::<Article>().title,
        "Money back"
    );
    assert_eq!(found(&app, "week").await, 1);
    // The words of before are gone, also from the memory that stands in.
    line.cut().await;
    assert_eq!(
        article(&app, "refund").await.json::<Article>().title,
        "Money back"
    );
}
