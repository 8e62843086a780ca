//! What must hold of files when their storage fails, when clients go away, and when many come at once.

use std::{
    process::Command,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::{
    body::{Body, Bytes},
    extract::ConnectInfo,
    http::{Method, Request, StatusCode},
};
use futures_util::future::join_all;
use guichet_server::{files::MEMORY, serve::Peer};
use guichet_shared::{error::Problem, event::What, ticket::Thread};
use tokio::sync::watch;

use crate::{
    app::{TestApp, in_every_storage, on_both_databases},
    files::kept,
    people::Caller,
    s3::{Fault, S3},
};

const MIB: usize = 1024 * 1024;
/// What a client sends at a time.
const PIECE: usize = 64 * 1024;

/// How a text begins, and a picture whose pixels follow.
const KINDS: [&[u8]; 2] = [
    b"text",
    b"\xff\xd8\xff\xc0\0\x0b\x08\0\x02\0\x02\x01\x01\x11\0\xff\xda\0\x08\x01\x01\0\0\x3f\0",
];

/// A file of `size` bytes that begins with `start`, sent piece by piece; its last piece only once
/// `end` says so. Counts what has been sent.
fn body(
    start: &'static [u8],
    size: usize,
    sent: Arc<AtomicUsize>,
    mut end: watch::Receiver<bool>,
) -> Body {
    Body::from_stream(async_stream::stream! {
        for at in (0..size).step_by(PIECE) {
            if at + PIECE >= size {
                end.wait_for(|end| *end).await.unwrap();
            }
            let mut piece = vec![b'a'; PIECE.min(size - at)];
            if at == 0 {
                piece[..start.len()].copy_from_slice(start);
            }
            sent.fetch_add(piece.len(), Ordering::SeqCst);
            yield Ok::<_, std::io::Error>(Bytes::from(piece));
        }
    })
}

/// The same in pieces, at once.
fn in_pieces(bytes: &[u8]) -> Body {
    let pieces: Vec<_> = bytes
        .chunks(PIECE)
        .map(|piece| Ok::<_, std::io::Error>(Bytes::copy_from_slice(piece)))
        .collect();
    Body::from_stream(futures_util::stream::iter(pieces))
}

fn post(path: &str, caller: &Caller, key: &str, body: Body) -> Request<Body> {
    let Caller::Visitor(token) = caller else {
        unreachable!()
    };
    Request::post(path)
        .header("authorization", format!("Bearer {token}"))
        .header("idempotency-key", key)
        .body(body)
        .unwrap()
}

/// Waits until a count has come to `least` and stands still.
async fn still(least: usize, count: impl Fn() -> usize) -> usize {
    let (mut last, mut since) = (count(), 0);
    while last < least || since < 10 {
        tokio::time::sleep(Duration::from_millis(100)).await;
        let now = count();
        since = if now == last { since + 1 } else { 0 };
        last = now;
    }
    last
}

/// Waits until so much is kept.
async fn until_kept(app: &TestApp, expected: (usize, usize)) {
    for _ in 0..600 {
        if kept(app) == expected {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(kept(app), expected);
}

async fn bucket(app: TestApp) -> (TestApp, S3) {
    let app = app.in_a_bucket("1 second").await;
    let s3 = app.bucket.clone().unwrap();
    (app, s3)
}

on_both_databases! {
    async fn a_storage_that_fails_refuses_in_words_and_the_same_request_succeeds_later(app: TestApp) {
        let (app, s3) = bucket(app).await;
        app.site("acme").await;
        let (ticket, visitor) = app.file("acme").await;
        let path = format!("/api/v1/tickets/{ticket}/attachments?name=a.txt");
        let small = b"words".to_vec();
        let large = vec![b'a'; 6 * MIB];
        let faults = [
            (Method::PUT, Fault::Refuses, &small),
            (Method::PUT, Fault::IsSilent, &small),
            (Method::PUT, Fault::CutsOff, &small),
            (Method::PUT, Fault::KeepsQuiet, &small),
            (Method::POST, Fault::Refuses, &large),
            (Method::PUT, Fault::CutsOff, &large),
            (Method::PUT, Fault::IsSilent, &large),
        ];
        for (method, fault, bytes) in faults {
            s3.fail(Some((method, fault)));
            let request = post(&path, &visitor, "the-same-key-each-time", Body::from(bytes.clone()));
            let reply = app.send(request).await;
            assert_eq!(reply.status, StatusCode::SERVICE_UNAVAILABLE, "{fault:?} {}", reply.text());
            let told = reply.json::<Problem>().detail;
            assert!(told.starts_with("Files cannot be kept or read just now."), "{told}");
            assert_eq!(app.thread(&visitor, ticket).await.events.len(), 1, "{fault:?}");
            s3.fail(None);
            assert_eq!(kept(&app), (0, 0), "{fault:?}");
        }
        for _ in 0..2 {
            let request = post(&path, &visitor, "the-same-key-each-time", Body::from(large.clone()));
            assert_eq!(app.send(request).await.status, StatusCode::CREATED);
        }
        assert_eq!((app.thread(&visitor, ticket).await.events.len(), kept(&app)), (2, (1, 0)));
    }

    async fn a_download_that_the_storage_cuts_off_is_not_taken_for_the_whole_file(app: TestApp) {
        let (app, s3) = bucket(app).await;
        app.site("acme").await;
        let (ticket, visitor) = app.file("acme").await;
        let path = format!("/api/v1/tickets/{ticket}/attachments");
        let thread: Thread = app.upload(&visitor, &format!("{path}?name=a.txt"), b"words").await.json();
        let What::File { file } = &thread.events[1].what else { panic!("{thread:?}") };
        let path = format!("{path}/{}", file.id);
        for fault in [Fault::Refuses, Fault::IsSilent] {
            s3.fail(Some((Method::GET, fault)));
            let reply = app.call(&visitor, Method::GET, &path, None).await;
            assert_eq!(reply.status, StatusCode::SERVICE_UNAVAILABLE, "{fault:?}");
        }
        s3.fail(Some((Method::GET, Fault::CutsOff)));
        let Caller::Visitor(token) = &visitor else { unreachable!() };
        let request = Request::get(&path).header("authorization", format!("Bearer {token}"));
        let request = request.body(Body::empty()).unwrap();
        let response = tower::ServiceExt::oneshot(app.router.clone(), request).await.unwrap();
        assert_eq!(response.headers()["content-length"], "5");
        let read = http_body_util::BodyExt::collect(response.into_body()).await;
        assert!(read.is_err(), "half a file ended as if it were whole");
        s3.fail(None);
        assert_eq!(app.call(&visitor, Method::GET, &path, None).await.body, b"words");
    }

    async fn pieces_that_nobody_could_throw_away_are_swept_an_hour_later(app: TestApp) {
        let (app, s3) = bucket(app).await;
        app.site("acme").await;
        let (ticket, visitor) = app.file("acme").await;
        let path = format!("/api/v1/tickets/{ticket}/attachments?name=a.txt");
        // Only its last byte shows that it is no text.
        let mut bytes = vec![b'a'; 6 * MIB];
        *bytes.last_mut().unwrap() = 0xff;
        s3.fail(Some((Method::DELETE, Fault::Refuses)));
        let request = post(&path, &visitor, "the-same-key-each-time", in_pieces(&bytes));
        assert_eq!(app.send(request).await.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
        s3.fail(None);
        assert_eq!(kept(&app), (0, 1));
        app.app.files.sweep(&app.db).await.unwrap();
        assert_eq!(kept(&app), (0, 1), "another node may still be at it");
        let long_ago = time::OffsetDateTime::now_utc() - Duration::from_secs(2 * 60 * 60);
        app.sql("update unfinished_files set begun_at = $1", long_ago).await;
        // Several nodes at once.
        let sweeps = (0..3).map(|_| app.app.files.sweep(&app.db));
        for swept in join_all(sweeps).await {
            swept.unwrap();
        }
        assert_eq!(kept(&app), (0, 0));
    }

    async fn of_a_file_no_more_is_in_memory_than_a_piece_whatever_it_is(app: TestApp) {
        let app = app.in_a_bucket("10 minutes").await;
        let s3 = app.bucket.clone().unwrap();
        app.site("acme").await;
        for start in KINDS {
            s3.read(false);
            let before = s3.received();
            let (ticket, visitor) = app.file("acme").await;
            let path = format!("/api/v1/tickets/{ticket}/attachments?name=a");
            let sent = Arc::new(AtomicUsize::new(0));
            let end = watch::Sender::new(true);
            let body = body(start, 9 * MIB, sent.clone(), end.subscribe());
            let request = post(&path, &visitor, "a-key-of-its-own-each", body);
            let router = app.router.clone();
            let upload = tokio::spawn(tower::ServiceExt::oneshot(router, request));
            let sent = || sent.load(Ordering::SeqCst);
            let in_memory = still(5 * MIB, sent).await - (s3.received() - before);
            assert!(in_memory < 6 * MIB, "{in_memory} bytes of {start:?}");
            s3.read(true);
            assert_eq!(upload.await.unwrap().unwrap().status(), StatusCode::CREATED);
        }
        until_kept(&app, (KINDS.len(), 0)).await;
    }

    async fn many_large_files_at_once_never_fill_the_memory(app: TestApp) {
        let mut app = app.in_a_bucket("10 minutes").await;
        app.restart(false);
        let s3 = app.bucket.clone().unwrap();
        app.site("acme").await;
        s3.read(false);
        let end = watch::Sender::new(true);
        let mut tickets = Vec::new();
        for _ in 0..40 {
            tickets.push(app.file("acme").await);
        }
        let mut uploads = Vec::new();
        for ((ticket, visitor), start) in tickets.into_iter().zip(KINDS.into_iter().cycle()) {
            let path = format!("/api/v1/tickets/{ticket}/attachments?name=a");
            let sent = Arc::new(AtomicUsize::new(0));
            let body = body(start, 6 * MIB, sent.clone(), end.subscribe());
            let mut request = post(&path, &visitor, "a-key-of-its-own-each", body);
            let number = u8::try_from(uploads.len()).unwrap();
            let peer = Peer(([192, 0, 2, number], 443).into());
            request.extensions_mut().insert(ConnectInfo(peer));
            let router = app.router.clone();
            uploads.push((sent, tokio::spawn(tower::ServiceExt::oneshot(router, request))));
        }
        // Of those that waited for too long nothing is in memory: they were read to their end and
        // refused.
        let waiting = || uploads.iter().filter(|(_, upload)| !upload.is_finished());
        let count = || waiting().map(|(sent, _)| sent.load(Ordering::SeqCst)).sum();
        let in_memory = still(MEMORY - 10 * MIB, count).await - s3.received();
        // Besides the room: a head each, and the piece that is just being taken.
        let most = MEMORY + 40 * 3 * PIECE;
        assert!(in_memory < most, "{in_memory}");
        s3.read(true);
        let replies = join_all(uploads.into_iter().map(|(_, upload)| upload)).await;
        let taken = replies.into_iter().filter(|reply| {
            let status = reply.as_ref().unwrap().as_ref().unwrap().status();
            assert!([StatusCode::CREATED, StatusCode::TOO_MANY_REQUESTS].contains(&status), "{status}");
            status == StatusCode::CREATED
        });
        let taken = taken.count();
        assert!(taken >= 20, "{taken}");
        until_kept(&app, (taken, 0)).await;
    }
}

in_every_storage! {
    async fn a_client_that_goes_away_leaves_nothing_behind(app: TestApp) {
        app.site("acme").await;
        let (ticket, visitor) = app.file("acme").await;
        let path = format!("/api/v1/tickets/{ticket}/attachments?name=a.txt");
        let sent = Arc::new(AtomicUsize::new(0));
        let end = watch::Sender::new(false);
        let body = body(b"text", 9 * MIB, sent.clone(), end.subscribe());
        let request = post(&path, &visitor, "the-same-key-each-time", body);
        let upload = tokio::spawn(tower::ServiceExt::oneshot(app.router.clone(), request));
        until_kept(&app, (0, 1)).await;
        still(1, || sent.load(Ordering::SeqCst)).await;
        upload.abort();
        until_kept(&app, (0, 0)).await;
        assert_eq!(app.thread(&visitor, ticket).await.events.len(), 1);
        let request = post(&path, &visitor, "the-same-key-each-time", Body::from("words"));
        assert_eq!(app.send(request).await.status, StatusCode::CREATED);
    }
}

/// What `guichet serve` says when it does not start.
fn refusal(url: &str, variables: &[(&str, &str)]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_guichet"));
    command
        .args([
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--files-url",
            url,
            "--data-dir",
        ])
        .arg(folder.path())
        .env("AWS_ACCESS_KEY_ID", "key")
        .env("AWS_SECRET_ACCESS_KEY", "secret")
        .envs(variables.iter().copied());
    let ended = command.output().unwrap();
    assert!(!ended.status.success());
    String::from_utf8(ended.stderr).unwrap()
}

#[test]
fn a_wrong_url_of_files_stops_the_start_in_words() {
    let told = refusal("https://files.example/bucket", &[]);
    assert!(
        told.contains("must be s3://BUCKET or s3://BUCKET/PREFIX"),
        "{told}"
    );
}

#[test]
fn files_cross_the_network_in_the_clear_only_where_that_is_allowed() {
    let told = refusal("s3://files", &[("AWS_ENDPOINT", "http://127.0.0.1:9")]);
    assert!(
        told.contains("set AWS_ALLOW_HTTP=true where that is meant"),
        "{told}"
    );
}

#[test]
fn a_storage_that_cannot_be_reached_stops_the_start_in_words() {
    let endpoint = ("AWS_ENDPOINT", "http://127.0.0.1:9");
    let told = refusal("s3://files/of", &[endpoint, ("AWS_ALLOW_HTTP", "true")]);
    assert!(
        told.contains("cannot reach the files at s3://files/of"),
        "{told}"
    );
}

#[test]
fn variables_that_make_no_sense_are_named() {
    let told = refusal(
        "s3://files",
        &[("AWS_ALLOW_HTTP", "perhaps"), ("AWS_READ_TIMEOUT", "soon")],
    );
    assert!(told.contains("AWS_ variables for s3://files/"), "{told}");
}
