//! A small S3: as much of it as files need, kept in memory, which fails when it is told to.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};

use axum::{
    Router,
    body::{Body, BodyDataStream, Bytes},
    extract::{Request, State},
    http::{Method, Response, StatusCode, header},
};
use futures_util::StreamExt;
use time::OffsetDateTime;
use tokio::sync::watch;

mod objects;

use objects::failure;

/// How it fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Answers 500.
    Refuses,
    /// Never answers.
    IsSilent,
    /// Closes the connection in the middle of what comes in or goes out.
    CutsOff,
    /// Does what is asked, and closes the connection instead of saying so.
    KeepsQuiet,
}

/// The storage, listening on a port of its own for as long as the test runs.
#[derive(Clone)]
pub struct S3 {
    pub address: String,
    state: Arc<Mutex<Stored>>,
    /// Whether bodies are read at all.
    open: Arc<watch::Sender<bool>>,
}

#[derive(Default)]
struct Stored {
    objects: BTreeMap<String, Object>,
    uploads: BTreeMap<String, Parts>,
    begun: usize,
    /// Which requests fail, and how.
    fault: Option<(Method, Fault)>,
    /// The bytes of all bodies that were read.
    received: usize,
}

struct Object {
    bytes: Bytes,
    modified: OffsetDateTime,
}

struct Parts {
    key: String,
    parts: BTreeMap<usize, Bytes>,
}

impl S3 {
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let s3 = Self {
            address: format!("http://{}", listener.local_addr().unwrap()),
            state: Arc::default(),
            open: Arc::new(watch::Sender::new(true)),
        };
        let router = Router::new().fallback(answer).with_state(s3.clone());
        tokio::spawn(async { axum::serve(listener, router).await.unwrap() });
        s3
    }

    /// What a server is told of it, which waits so long for an answer.
    pub fn variables(&self, patience: &str) -> Vec<(String, String)> {
        [
            ("AWS_ENDPOINT", self.address.as_str()),
            ("AWS_ALLOW_HTTP", "true"),
            ("AWS_ACCESS_KEY_ID", "key"),
            ("AWS_SECRET_ACCESS_KEY", "secret"),
            ("AWS_READ_TIMEOUT", patience),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into()
    }

    fn state(&self) -> MutexGuard<'_, Stored> {
        self.state.lock().unwrap()
    }

    /// Makes requests of a method fail, until told otherwise.
    pub fn fail(&self, fault: Option<(Method, Fault)>) {
        self.state().fault = fault;
    }

    /// Stops reading what is sent, or goes on.
    pub fn read(&self, open: bool) {
        self.open.send_replace(open);
    }

    /// How many files there are, and how many uploads that are not whole.
    pub fn kept(&self) -> (usize, usize) {
        let state = self.state();
        (state.objects.len(), state.uploads.len())
    }

    /// How many bytes have come in.
    pub fn received(&self) -> usize {
        self.state().received
    }

    /// The keys of what is whole.
    pub fn keys(&self) -> Vec<String> {
        self.state().objects.keys().cloned().collect()
    }

    /// Puts a file there behind the server's back, written so long ago.
    pub fn put(&self, key: &str, bytes: &'static [u8], ago: Duration) {
        let object = Object {
            bytes: Bytes::from_static(bytes),
            modified: OffsetDateTime::now_utc() - ago,
        };
        self.state().objects.insert(key.to_owned(), object);
    }

    /// As if everything there had been written so long ago.
    pub fn age(&self, ago: Duration) {
        for object in self.state().objects.values_mut() {
            object.modified = OffsetDateTime::now_utc() - ago;
        }
    }

    /// Loses a file.
    pub fn lose(&self, key: &str) {
        self.state().objects.remove(key).unwrap();
    }

    /// Reads a body, which may be cut off in its middle.
    async fn body(&self, mut body: BodyDataStream, cut: bool) -> Bytes {
        let mut open = self.open.subscribe();
        let mut bytes = Vec::new();
        loop {
            open.wait_for(|open| *open).await.unwrap();
            let Some(piece) = body.next().await else {
                break;
            };
            let piece = piece.unwrap_or_else(|_| std::panic::resume_unwind(Box::new(())));
            self.state().received += piece.len();
            bytes.extend_from_slice(&piece);
            if cut {
                // The connection goes with its task, and nothing is printed.
                std::panic::resume_unwind(Box::new(()));
            }
        }
        bytes.into()
    }
}

async fn answer(State(s3): State<S3>, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let fault = s3.state().fault.clone();
    let fault = fault.and_then(|(method, fault)| (method == parts.method).then_some(fault));
    if fault == Some(Fault::IsSilent) {
        std::future::pending::<()>().await;
    }
    let cut = fault == Some(Fault::CutsOff);
    let bytes = s3
        .body(body.into_data_stream(), cut && parts.method == Method::PUT)
        .await;
    if fault == Some(Fault::Refuses) {
        return failure(StatusCode::INTERNAL_SERVER_ERROR, "InternalError");
    }
    let path = parts
        .uri
        .path()
        .strip_prefix("/files")
        .unwrap()
        .trim_start_matches('/');
    let query: BTreeMap<String, String> = parts
        .uri
        .query()
        .unwrap_or_default()
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let value = percent_encoding::percent_decode_str(value)
                .decode_utf8()
                .unwrap();
            (name.to_owned(), value.into_owned())
        })
        .collect();
    let range = parts
        .headers
        .get(header::RANGE)
        .map(|range| range.to_str().unwrap().to_owned());
    let answer = s3.act(&parts.method, path, &query, range, bytes, cut);
    if fault == Some(Fault::KeepsQuiet) {
        std::panic::resume_unwind(Box::new(()));
    }
    answer
}
