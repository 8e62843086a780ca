//! The server killed at random instants while eight writers are at work: what was acknowledged is
//! there, once and whole.
//!
//! `GUICHET_KILLS` says how often it is killed, 200 times without it.

use std::{
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use guichet_server::{db::Db, secrets};
use guichet_shared::ticket::{Filed, Tickets};
use rand::RngExt;
use sqlx::{AssertSqlSafe, Connection, PgConnection};

use crate::server::Server;

const WRITERS: usize = 8;

/// What a writer was told.
struct Acknowledged {
    token: String,
    filed: Filed,
    subject: String,
    content: String,
}

impl Server {
    /// Files a ticket with a file.
    fn write(&self, number: usize) -> Acknowledged {
        let token = secrets::token().unwrap().as_str().to_owned();
        let subject = format!("Number {number} {}", uuid::Uuid::now_v7());
        let body = format!("{{\"subject\":\"{subject}\",\"body\":\"B\"}}");
        let answer = self.insist(
            "/api/v1/sites/acme/tickets",
            &token,
            "application/json",
            body.as_bytes(),
        );
        let filed: Filed = serde_json::from_slice(&answer).unwrap();
        let content = subject.repeat(500);
        let path = format!("/api/v1/tickets/{}/attachments?name=a.txt", filed.ticket.id);
        self.insist(
            &path,
            &token,
            "application/octet-stream",
            content.as_bytes(),
        );
        Acknowledged {
            token,
            filed,
            subject,
            content,
        }
    }

    fn is_whole(&self, written: &Acknowledged) {
        let headers = format!("Authorization: Bearer {}\r\n", written.token);
        let (status, answer) = self.ask("GET", "/api/v1/tickets", &headers, b"").unwrap();
        assert_eq!(status, 200, "{} is lost", written.subject);
        let tickets: Tickets = serde_json::from_slice(&answer).unwrap();
        let [ticket] = tickets.tickets.as_slice() else {
            panic!(
                "{} is there {} times",
                written.subject,
                tickets.tickets.len()
            );
        };
        assert_eq!(
            (ticket.id, &ticket.subject),
            (written.filed.ticket.id, &written.subject)
        );
        let guichet_shared::event::What::File { file } = &ticket.last.what else {
            panic!("{} has no file", written.subject);
        };
        assert_eq!(ticket.last.seq, 2, "{}", written.subject);
        let path = format!("/api/v1/tickets/{}/attachments/{}", ticket.id, file.id);
        let (_, bytes) = self.ask("GET", &path, &headers, b"").unwrap();
        assert_eq!(
            bytes,
            written.content.as_bytes(),
            "{} is torn",
            written.subject
        );
    }
}

/// Kills the server again and again, then looks at everything that was acknowledged.
async fn nothing_is_lost(server: Server) {
    let kills: usize = std::env::var("GUICHET_KILLS").map_or(200, |kills| kills.parse().unwrap());
    let stop = AtomicBool::new(false);
    let log = Mutex::new(Vec::new());
    thread::scope(|scope| {
        let (server, stop, log) = (&server, &stop, &log);
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                scope.spawn(move || {
                    while !stop.load(Ordering::Relaxed) {
                        let written = server.write(writer);
                        log.lock().unwrap().push(written);
                    }
                })
            })
            .collect();
        for _ in 0..kills {
            let mut running = server.start();
            let life = rand::rng().random_range(50..450);
            thread::sleep(Duration::from_millis(life));
            running.kill().unwrap();
            running.wait().unwrap();
        }
        stop.store(true, Ordering::Relaxed);
        // The writers need a server to finish what they began.
        let mut running = server.start();
        for writer in writers {
            writer.join().unwrap();
        }
        running.kill().unwrap();
        running.wait().unwrap();
    });
    let written = log.into_inner().unwrap();
    assert!(
        written.len() > kills / 4,
        "{} tickets under {kills} kills",
        written.len()
    );
    let mut running = server.start();
    while server.ask("GET", "/api/v1/sites/acme", "", b"").is_none() {
        thread::sleep(Duration::from_millis(50));
    }
    for written in &written {
        server.is_whole(written);
    }
    running.kill().unwrap();
    running.wait().unwrap();
    let db = Db::open(&server.database).await.unwrap();
    let counts = "select (select count(*) from tickets), (select count(*) from events), (select count(*) from files)";
    let (tickets, events, files): (i64, i64, i64) = match &db {
        Db::Sqlite(db) => {
            let (check,): (String,) = sqlx::query_as("pragma integrity_check")
                .fetch_one(&db.readers)
                .await
                .unwrap();
            assert_eq!(check, "ok");
            sqlx::query_as(counts).fetch_one(&db.readers).await
        }
        Db::Postgres(pool) => sqlx::query_as(counts).fetch_one(pool).await,
    }
    .unwrap();
    let all = i64::try_from(written.len()).unwrap();
    assert_eq!((tickets, events, files), (all, 2 * all, all));
}

#[tokio::test]
async fn nothing_that_was_acknowledged_is_lost_on_sqlite() {
    let database = |folder: &std::path::Path| format!("sqlite://{}/guichet.db", folder.display());
    nothing_is_lost(Server::new(database)).await;
}

#[tokio::test]
async fn nothing_that_was_acknowledged_is_lost_on_postgres() {
    let admin = std::env::var("GUICHET_TEST_POSTGRES")
        .expect("GUICHET_TEST_POSTGRES names a PostgreSQL server: `cargo xtask test` starts one");
    let name = format!("guichet_{}", uuid::Uuid::now_v7().simple());
    let mut connection = PgConnection::connect(&admin).await.unwrap();
    sqlx::query(AssertSqlSafe(format!("create database {name}")))
        .execute(&mut connection)
        .await
        .unwrap();
    let (address, _) = admin.rsplit_once('/').unwrap();
    let url = format!("{address}/{name}");
    nothing_is_lost(Server::new(|_| url)).await;
}
