//! A server of its own for each test: an empty database, a router, no socket. With `GUICHET_TEST_NODES` it
//! is that many nodes on one PostgreSQL, and each request goes to any of them.

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, StatusCode},
};
use guichet_server::{
    App,
    articles::store::{self, Draft, Over},
    assets::Manifest,
    db::Db,
    files::{BucketUrl, Files, Storage},
    last_known::LastKnown,
    limits::Limits,
    live::{Live, Signal},
    nodes::{self, Turn},
    proofs::Proofs,
    router,
    search::Indexes,
    sites::{self, SiteRow, store::NewSite},
};
use guichet_shared::{
    article::Slug,
    lang::Lang,
    policy::Policies,
    site::{Origin, SiteKey, Theme},
};
use http_body_util::BodyExt;
use rand::RngExt;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sqlx::AssertSqlSafe;
use tokio::task::AbortHandle;
use tower::ServiceExt;

use crate::s3::S3;

mod databases;

pub use databases::new_postgres;
pub(crate) use databases::{in_every_storage, on_both_databases};

/// One server.
pub struct TestApp {
    pub db: Db,
    pub app: App,
    pub router: Router,
    /// Whose turn it is to do the timed work.
    pub turn: Turn,
    /// What it tells and hears of other nodes.
    joined: Option<AbortHandle>,
    others: Vec<TestApp>,
    folder: Arc<tempfile::TempDir>,
    /// Where files are, unless they are in the folder.
    pub bucket: Option<S3>,
}

/// One answer, read to its end.
#[derive(Debug)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| {
            panic!(
                "{error} in {}: {}",
                self.status,
                String::from_utf8_lossy(&self.body)
            )
        })
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

impl TestApp {
    pub async fn on_sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}/guichet.db", folder.path().display());
        Self::node(Db::open(&url).await.unwrap(), folder.into()).await
    }

    /// A server on a database that is open already.
    pub async fn at(db: Db) -> Self {
        Self::node(db, Arc::new(tempfile::tempdir().unwrap())).await
    }

    pub async fn on_postgres() -> Self {
        let nodes = std::env::var("GUICHET_TEST_NODES").map_or(1, |nodes| nodes.parse().unwrap());
        let mut nodes = Self::nodes(nodes).await;
        let mut first = nodes.remove(0);
        first.others = nodes;
        first
    }

    /// Nodes side by side on one PostgreSQL, each of which hears the others.
    pub async fn nodes(count: usize) -> Vec<Self> {
        let db = Db::open(&new_postgres().await).await.unwrap();
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let mut nodes = Vec::new();
        for _ in 0..count {
            nodes.push(Self::node(db.clone(), folder.clone()).await);
        }
        nodes
    }

    /// One more node.
    pub async fn another(&self) -> Self {
        Self::node(self.db.clone(), self.folder.clone()).await
    }

    /// A server with the same files on another database.
    pub async fn moved_to(&self, url: &str) -> Self {
        let mut moved = Self::node(Db::open(url).await.unwrap(), self.folder.clone()).await;
        moved.restart(false);
        moved
    }

    pub async fn node(db: Db, folder: Arc<tempfile::TempDir>) -> Self {
        let (outbox, turn, mailbox) = nodes::open(&db);
        let mut joined = None;
        let app = App {
            db: db.clone(),
            files: Files::open(&Storage::Folder(folder.path().join("files")), [])
                .await
                .unwrap(),
            indexes: Indexes::default(),
            last_known: LastKnown::default(),
            limits: Limits::new(true, outbox.clone()),
            live: Live::new(outbox),
            manifest: Manifest::read().unwrap(),
            proofs: Proofs::after(300),
            trusted_proxies: Vec::new(),
            https: false,
            request_timeout: Duration::from_secs(10),
        };
        if let Some(mailbox) = mailbox {
            let mut signals = app.live.subscribe();
            joined = Some(tokio::spawn(nodes::join(app.clone(), mailbox)).abort_handle());
            // What was said before a node listens it reads anew.
            while signals.recv().await.unwrap() != Signal::Lost {}
        }
        Self {
            db,
            router: router(app.clone()),
            app,
            turn,
            joined,
            others: Vec::new(),
            folder,
            bucket: None,
        }
    }

    /// A node with the same data and other parts.
    pub fn again(&self, app: App) -> Self {
        Self {
            db: self.db.clone(),
            router: router(app.clone()),
            app,
            turn: self.turn.clone(),
            joined: None,
            others: Vec::new(),
            folder: self.folder.clone(),
            bucket: None,
        }
    }

    /// The node falls silent, as if it had died.
    pub fn die(&self) {
        self.joined.as_ref().unwrap().abort();
    }

    /// One node of it, without the others.
    pub fn alone(mut self) -> Self {
        self.others.clear();
        self
    }

    /// Every node of it.
    pub fn each(&self) -> impl Iterator<Item = &App> {
        let others = self.others.iter().map(|other| &other.app);
        std::iter::once(&self.app).chain(others)
    }

    /// The router of any of its nodes.
    pub fn any(&self) -> Router {
        let node = rand::rng().random_range(0..=self.others.len());
        let other = node.checked_sub(1).map(|node| &self.others[node]);
        other.unwrap_or(self).router.clone()
    }

    /// The same server with its files in a bucket, whose answers it waits for so long.
    pub async fn in_a_bucket(mut self, patience: &str) -> Self {
        let s3 = S3::start().await;
        let storage = Storage::Bucket(BucketUrl::parse("s3://files/of/guichet").unwrap());
        let files = Files::open(&storage, s3.variables(patience)).await.unwrap();
        for node in &mut self.others {
            node.app.files = files.clone();
            node.router = router(node.app.clone());
        }
        self.app.files = files;
        self.router = router(self.app.clone());
        self.bucket = Some(s3);
        self
    }

    /// The same server after a restart that forgot what it had in memory.
    pub fn restart(&mut self, limited: bool) {
        self.app.limits = Limits::new(limited, self.app.live.outbox().clone());
        self.router = router(self.app.clone());
        for other in &mut self.others {
            other.app.proofs = self.app.proofs;
            other.restart(limited);
        }
    }

    /// The same server, giving each request half a second.
    pub fn impatient(&self) -> Router {
        router(App {
            request_timeout: Duration::from_millis(500),
            ..self.app.clone()
        })
    }

    /// A folder that goes with the test.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    pub async fn send(&self, request: Request<Body>) -> Reply {
        let response = self.any().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        Reply {
            status: parts.status,
            headers: parts.headers,
            body: body.collect().await.unwrap().to_bytes().to_vec(),
        }
    }

    /// Brings about what takes time: runs `sql` with `$1` for `at`.
    pub async fn sql(&self, sql: &'static str, at: time::OffsetDateTime) {
        match &self.db {
            Db::Sqlite(db) => drop(sqlx::query(sql).bind(at).execute(&db.writer).await.unwrap()),
            Db::Postgres(pool) => drop(sqlx::query(sql).bind(at).execute(pool).await.unwrap()),
        }
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.send(Request::get(path).body(Body::empty()).unwrap())
            .await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Reply {
        let request = Request::post(path).header("content-type", "application/json");
        self.send(request.body(body.to_string().into()).unwrap())
            .await
    }

    /// Changes the database behind the server's back.
    pub async fn execute(&self, sql: &str) {
        let sql = AssertSqlSafe(sql.to_owned());
        match &self.db {
            Db::Sqlite(db) => drop(sqlx::query(sql).execute(&db.writer).await.unwrap()),
            Db::Postgres(pool) => drop(sqlx::query(sql).execute(pool).await.unwrap()),
        }
    }

    /// A site with English and French.
    pub async fn site(&self, key: &str) -> SiteRow {
        let site = NewSite {
            key: SiteKey::parse(key).unwrap(),
            name: "A & B </script>".to_owned(),
            origins: vec![Origin::parse("https://shop.example").unwrap()],
            languages: vec![Lang::parse("en").unwrap(), Lang::parse("fr").unwrap()],
            theme: Theme::default(),
            topics: Vec::new(),
            policies: Policies::default(),
        };
        sites::store::create(&self.db, &site)
            .await
            .unwrap()
            .unwrap();
        sites::store::by_key(&self.db, &site.key)
            .await
            .unwrap()
            .unwrap()
    }

    /// Publishes an article whose slug and category are given, and whose body is `words`.
    pub async fn publish(&self, site: &SiteRow, lang: &str, slug: &str, title: &str, words: &str) {
        let draft = Draft {
            lang: Lang::parse(lang).unwrap(),
            slug: Slug::parse(slug).unwrap(),
            title: title.to_owned().try_into().unwrap(),
            category: "General".to_owned().try_into().unwrap(),
            keywords: Vec::new(),
            body: words.to_owned(),
            published: true,
        };
        store::put(&self.db, site.id, &[draft], Over::Anything, None)
            .await
            .unwrap();
    }
}
