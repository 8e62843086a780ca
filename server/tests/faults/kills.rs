//! The server killed at random instants while eight writers are at work: what was acknowledged is
//! there, once and whole.
//!
//! `GUICHET_KILLS` says how often it is killed, 200 times without it.

use std::sync::Mutex;

use guichet_server::secrets;
use guichet_shared::ticket::{Filed, Tickets};

use crate::server::{Server, again, end, kills};

const WRITERS: usize = 8;

/// What a writer was told.
pub struct Acknowledged {
    token: String,
    filed: Filed,
    subject: String,
    content: String,
}

impl Server {
    /// Files a ticket with a file.
    pub fn write(&self, number: usize) -> Acknowledged {
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

    /// Looks whether a ticket is there, once and with all of its file.
    pub fn is_whole(&self, written: &Acknowledged) {
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
fn nothing_is_lost(server: &Server) {
    let (kills, log) = (kills(), Mutex::new(Vec::new()));
    let write = |writer| {
        let written = server.write(writer);
        log.lock().unwrap().push(written);
    };
    server.killed(kills, WRITERS, write, || {});
    let written = log.into_inner().unwrap();
    assert!(
        written.len() > kills / 4,
        "{} tickets under {kills} kills",
        written.len()
    );
    let mut running = server.start();
    again("there", || server.ask("GET", "/api/v1/sites/acme", "", b""));
    for written in &written {
        server.is_whole(written);
    }
    end(&mut running);
    if server.database.starts_with("sqlite") {
        let check: Vec<(String,)> = server.rows("pragma integrity_check");
        assert_eq!(check[0].0, "ok");
    }
    let counts: Vec<(i64, i64, i64)> = server.rows(
        "select (select count(*) from tickets), (select count(*) from events),
         (select count(*) from files)",
    );
    let all = i64::try_from(written.len()).unwrap();
    assert_eq!(counts, [(all, 2 * all, all)]);
}

#[test]
fn nothing_that_was_acknowledged_is_lost_on_sqlite() {
    nothing_is_lost(&Server::on_sqlite());
}

#[test]
fn nothing_that_was_acknowledged_is_lost_on_postgres() {
    nothing_is_lost(&Server::on_postgres());
}
