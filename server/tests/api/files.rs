//! Files: what is taken, how it is given out, to whom.

use std::time::{Duration, SystemTime};

use axum::{
    body::Body,
    http::{Method, Request, StatusCode},
};
use guichet_shared::{error::Problem, event::What, ticket::Thread};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    app::{Reply, TestApp, in_every_storage},
    people::Caller,
};

const PIXEL: &[u8] = include_bytes!("../../src/files/pixel.png");

impl TestApp {
    /// Sends a file.
    pub async fn upload(&self, caller: &Caller, path: &str, bytes: &[u8]) -> Reply {
        let mut request = Request::post(path).header("content-type", "application/octet-stream");
        match caller {
            Caller::Nobody => {}
            Caller::Visitor(token) | Caller::Guest(token) => {
                request = request.header("authorization", format!("Bearer {token}"));
            }
            Caller::Agent(cookie) => request = request.header("cookie", cookie),
        }
        self.send(request.body(Body::from(bytes.to_vec())).unwrap())
            .await
    }

    /// Sends a file, which must be taken.
    pub async fn attach(&self, caller: &Caller, path: &str, bytes: &[u8]) -> Value {
        let reply = self.upload(caller, path, bytes).await;
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
        reply.json()
    }
}

const HOURS: Duration = Duration::from_secs(2 * 60 * 60);

/// How many files are kept whole, and how many that are not.
pub fn kept(app: &TestApp) -> (usize, usize) {
    if let Some(bucket) = &app.bucket {
        return bucket.kept();
    }
    let entries = std::fs::read_dir(app.folder().join("files")).unwrap();
    let (unfinished, whole): (Vec<_>, Vec<_>) = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .partition(|name| name.contains('#'));
    (whole.len(), unfinished.len())
}

/// As if everything that is kept had been written two hours ago.
fn age(app: &TestApp) {
    if let Some(bucket) = &app.bucket {
        return bucket.age(HOURS);
    }
    for entry in std::fs::read_dir(app.folder().join("files")).unwrap() {
        let file = std::fs::File::options()
            .append(true)
            .open(entry.unwrap().path())
            .unwrap();
        file.set_modified(SystemTime::now() - HOURS).unwrap();
    }
}

/// Puts a file there that no ticket has, just now.
fn plant(app: &TestApp) -> Uuid {
    let id = Uuid::now_v7();
    match &app.bucket {
        Some(bucket) => bucket.put(&key_of(id), b"nobody's", Duration::ZERO),
        None => std::fs::write(
            app.folder().join("files").join(id.simple().to_string()),
            "nobody's",
        )
        .unwrap(),
    }
    id
}

fn key_of(id: Uuid) -> String {
    format!("of/guichet/{}", id.simple())
}

fn is_kept(app: &TestApp, id: Uuid) -> bool {
    match &app.bucket {
        Some(bucket) => bucket.keys().contains(&key_of(id)),
        None => app
            .folder()
            .join("files")
            .join(id.simple().to_string())
            .exists(),
    }
}

/// Loses a file behind the server's back.
fn lose(app: &TestApp, id: Uuid) {
    match &app.bucket {
        Some(bucket) => bucket.lose(&key_of(id)),
        None => {
            std::fs::remove_file(app.folder().join("files").join(id.simple().to_string())).unwrap();
        }
    }
}

in_every_storage! {
    async fn a_file_comes_back_as_it_was_to_be_saved_and_never_to_be_run(app: TestApp) {
        app.site("acme").await;
        let (ticket, visitor) = app.file("acme").await;
        let path = format!("/api/v1/tickets/{ticket}/attachments");
        let reply = app.upload(&visitor, &format!("{path}?name=..%2F..%2F%C3%A9t%C3%A9.png"), PIXEL).await;
        let thread: Thread = reply.json();
        let What::File { file } = &thread.events[1].what else { panic!("{thread:?}") };
        assert_eq!((file.name.as_str(), file.kind.as_str(), file.size as usize), ("été.png", "image/png", PIXEL.len()));
        let reply = app.call(&visitor, Method::GET, &format!("{path}/{}", file.id), None).await;
        assert_eq!(reply.body, PIXEL);
        assert_eq!(reply.header("content-type"), "image/png");
        assert_eq!(reply.header("x-content-type-options"), "nosniff");
        assert!(reply.header("content-disposition").starts_with("attachment; filename*=UTF-8''"));
        assert!(reply.header("content-security-policy").contains("sandbox"));
        assert_eq!(reply.header("cache-control"), "private, no-store");
        assert_eq!(reply.header("content-length"), PIXEL.len().to_string());
    }

    async fn a_large_file_comes_back_byte_for_byte(app: TestApp) {
        app.site("acme").await;
        let (ticket, visitor) = app.file("acme").await;
        let path = format!("/api/v1/tickets/{ticket}/attachments");
        for size in [5 * 1024 * 1024, 5 * 1024 * 1024 + 1, 10 * 1024 * 1024] {
            let bytes: Vec<u8> = (0..size).map(|i| b'a' + (i % 23) as u8).collect();
            let thread: Thread = app.upload(&visitor, &format!("{path}?name=a.txt"), &bytes).await.json();
            let What::File { file } = &thread.events.last().unwrap().what else { panic!("{thread:?}") };
            let request = Request::get(format!("{path}/{}", file.id)).header("accept-encoding", "gzip, br");
            let Caller::Visitor(token) = &visitor else { unreachable!() };
            let request = request.header("authorization", format!("Bearer {token}"));
            let reply = app.send(request.body(Body::empty()).unwrap()).await;
            assert_eq!(reply.header("content-length"), size.to_string());
            assert!(reply.body == bytes, "{size}");
        }
        assert_eq!(kept(&app), (3, 0));
    }

    async fn a_file_that_the_storage_has_lost_is_told_as_such(app: TestApp) {
        app.site("acme").await;
        let (ticket, visitor) = app.file("acme").await;
        let path = format!("/api/v1/tickets/{ticket}/attachments");
        let thread: Thread = app.upload(&visitor, &format!("{path}?name=a.txt"), b"words").await.json();
        let What::File { file } = &thread.events[1].what else { panic!("{thread:?}") };
        lose(&app, file.id.0);
        let reply = app.call(&visitor, Method::GET, &format!("{path}/{}", file.id), None).await;
        assert_eq!(reply.status, StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(reply.json::<Problem>().title, "The file is missing");
    }

    async fn a_file_is_for_those_of_its_ticket_alone(app: TestApp) {
        let (site, other) = (app.site("acme").await, app.site("other").await);
        let (ticket, visitor) = app.file("acme").await;
        let (foreign, stranger) = app.file("acme").await;
        let path = format!("/api/v1/tickets/{ticket}/attachments");
        let thread: Thread = app.upload(&visitor, &format!("{path}?name=a.txt"), b"words").await.json();
        let What::File { file } = &thread.events[1].what else { panic!("{thread:?}") };
        let forged = Caller::Visitor("A".repeat(43));
        for (caller, ticket) in [(&Caller::Nobody, ticket), (&forged, ticket), (&stranger, ticket), (&stranger, foreign), (&visitor, foreign)] {
            let reply = app.call(caller, Method::GET, &format!("/api/v1/tickets/{ticket}/attachments/{}", file.id), None).await;
            assert_eq!(reply.status, StatusCode::NOT_FOUND, "{caller:?}");
        }
        let tom = app.agent("Tom", 1, &[&site]).await;
        let eve = app.agent("Eve", 1, &[&other]).await;
        let desk = format!("/api/v1/desk/tickets/{ticket}/attachments/{}", file.id);
        assert_eq!(app.call(&tom.caller, Method::GET, &desk, None).await.body, b"words");
        assert_eq!(app.call(&eve.caller, Method::GET, &desk, None).await.status, StatusCode::NOT_FOUND);
    }

    async fn a_picture_comes_back_without_the_place_where_it_was_taken(app: TestApp) {
        app.site("acme").await;
        let (ticket, visitor) = app.file("acme").await;
        let path = format!("/api/v1/tickets/{ticket}/attachments");
        let told = b"\0\0\0\x05tEXthome\0....";
        let (head, pixels) = PIXEL.split_at(33);
        let photo = [head, told, pixels, b"a film"].concat();
        let thread = app.attach(&visitor, &format!("{path}?name=photo.png"), &photo).await;
        let file = &thread["events"][1]["what"]["file"];
        assert_eq!(file["size"], PIXEL.len());
        let path = format!("{path}/{}", file["id"].as_str().unwrap());
        assert_eq!(app.call(&visitor, Method::GET, &path, None).await.body, PIXEL);
    }

    async fn a_picture_of_too_many_pixels_leaves_nothing_behind(app: TestApp) {
        app.site("acme").await;
        let (ticket, visitor) = app.file("acme").await;
        let path = format!("/api/v1/tickets/{ticket}/attachments?name=photo.png");
        let mut bomb = PIXEL.to_vec();
        bomb[16..24].copy_from_slice(&[0, 0, 0x4e, 0x20, 0, 0, 0x4e, 0x20]);
        assert_eq!(app.upload(&visitor, &path, &bomb).await.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!((app.thread(&visitor, ticket).await.events.len(), kept(&app)), (1, (0, 0)));
    }

    async fn what_is_not_taken_leaves_nothing_behind(app: TestApp) {
        app.site("acme").await;
        let (ticket, visitor) = app.file("acme").await;
        let path = format!("/api/v1/tickets/{ticket}/attachments?name=photo.png");
        for bytes in [&b"<svg onload='alert(1)'/>"[..], b"<!doctype html>", b"MZ\x90\0\x03\0\0\0", b""] {
            let reply = app.upload(&visitor, &path, bytes).await;
            assert_eq!(reply.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
        }
        let large = vec![b'a'; 10 * 1024 * 1024 + 1];
        assert_eq!(app.upload(&visitor, &path, &large).await.status, StatusCode::PAYLOAD_TOO_LARGE);
        let reply = app.upload(&visitor, &path.replace("?name=photo.png", ""), b"words").await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!((app.thread(&visitor, ticket).await.events.len(), kept(&app)), (1, (0, 0)));
    }

    async fn a_ticket_has_room_for_25_mebibytes(app: TestApp) {
        app.site("acme").await;
        let (ticket, visitor) = app.file("acme").await;
        let path = format!("/api/v1/tickets/{ticket}/attachments?name=a.txt");
        let large = vec![b'a'; 10 * 1024 * 1024];
        for status in [StatusCode::CREATED, StatusCode::CREATED, StatusCode::PAYLOAD_TOO_LARGE] {
            assert_eq!(app.upload(&visitor, &path, &large).await.status, status);
        }
        assert_eq!(kept(&app), (2, 0));
    }

    async fn five_files_come_with_a_message_and_a_sixth_with_the_next_one(app: TestApp) {
        app.site("acme").await;
        let (ticket, visitor) = app.file("acme").await;
        let path = format!("/api/v1/tickets/{ticket}/attachments?name=a.txt");
        for status in [StatusCode::CREATED; 5].into_iter().chain([StatusCode::CONFLICT]) {
            assert_eq!(app.upload(&visitor, &path, b"words").await.status, status);
        }
        app.customer(&visitor, ticket, "messages", serde_json::json!({"body": "More:"})).await;
        assert_eq!(app.upload(&visitor, &path, b"words").await.status, StatusCode::CREATED);
    }

    async fn of_six_files_that_arrive_at_once_five_come_with_a_message(app: TestApp) {
        app.site("acme").await;
        let (ticket, visitor) = app.file("acme").await;
        let path = format!("/api/v1/tickets/{ticket}/attachments?name=a.txt");
        let all = (0..6).map(|_| app.upload(&visitor, &path, b"words"));
        let replies = futures_util::future::join_all(all).await;
        let taken = replies.iter().filter(|reply| reply.status == StatusCode::CREATED);
        assert_eq!((taken.count(), kept(&app)), (5, (5, 0)));
    }

    async fn many_files_at_once_find_no_more_room_than_there_is(app: TestApp) {
        app.site("acme").await;
        let (ticket, visitor) = app.file("acme").await;
        let path = format!("/api/v1/tickets/{ticket}/attachments?name=a.txt");
        let large = vec![b'a'; 10 * 1024 * 1024];
        let all = (0..5).map(|_| app.upload(&visitor, &path, &large));
        let replies = futures_util::future::join_all(all).await;
        let taken = replies.iter().filter(|reply| reply.status == StatusCode::CREATED);
        assert_eq!((taken.count(), kept(&app)), (2, (2, 0)));
    }

    async fn a_file_that_was_kept_and_never_recorded_is_removed_an_hour_later(app: TestApp) {
        app.site("acme").await;
        let (ticket, visitor) = app.file("acme").await;
        let path = format!("/api/v1/tickets/{ticket}/attachments");
        app.attach(&visitor, &format!("{path}?name=a.txt"), b"words").await;
        app.attach(&visitor, &format!("{path}?name=b.txt"), b"words").await;
        let old = plant(&app);
        age(&app);
        let new = plant(&app);
        app.app.files.sweep(&app.db).await.unwrap();
        assert_eq!((is_kept(&app, old), is_kept(&app, new), kept(&app)), (false, true, (3, 0)));
        let thread = app.thread(&visitor, ticket).await;
        let What::File { file } = &thread.events[1].what else { panic!("{thread:?}") };
        let reply = app.call(&visitor, Method::GET, &format!("{path}/{}", file.id), None).await;
        assert_eq!(reply.body, b"words");
    }

    async fn files_of_another_database_are_left_alone(app: TestApp) {
        app.site("acme").await;
        let (ticket, visitor) = app.file("acme").await;
        app.attach(&visitor, &format!("/api/v1/tickets/{ticket}/attachments?name=a.txt"), b"words").await;
        plant(&app);
        plant(&app);
        age(&app);
        app.app.files.sweep(&app.db).await.unwrap();
        assert_eq!(kept(&app), (3, 0));
    }

    async fn a_file_sent_twice_is_there_once(app: TestApp) {
        app.site("acme").await;
        let (ticket, visitor) = app.file("acme").await;
        let Caller::Visitor(token) = &visitor else { unreachable!() };
        for _ in 0..3 {
            let request = Request::post(format!("/api/v1/tickets/{ticket}/attachments?name=a.txt"))
                .header("authorization", format!("Bearer {token}"))
                .header("idempotency-key", "the-same-key-each-time");
            let reply = app.send(request.body("words".into()).unwrap()).await;
            assert_eq!(reply.status, StatusCode::CREATED);
        }
        assert_eq!((app.thread(&visitor, ticket).await.events.len(), kept(&app)), (2, (1, 0)));
    }

    async fn the_same_key_with_another_file_is_refused_and_leaves_nothing(app: TestApp) {
        app.site("acme").await;
        let (ticket, visitor) = app.file("acme").await;
        let Caller::Visitor(token) = &visitor else { unreachable!() };
        for (words, status) in [("words", StatusCode::CREATED), ("others", StatusCode::UNPROCESSABLE_ENTITY)] {
            let request = Request::post(format!("/api/v1/tickets/{ticket}/attachments?name=a.txt"))
                .header("authorization", format!("Bearer {token}"))
                .header("idempotency-key", "the-same-key-each-time");
            assert_eq!(app.send(request.body(words.into()).unwrap()).await.status, status);
        }
        assert_eq!(kept(&app), (1, 0));
    }
}
