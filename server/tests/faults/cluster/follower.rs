//! A browser that follows a stream through cuts: it says where it is, drops what it has, and comes back
//! after the same waits as the widget.

use std::{
    collections::HashMap,
    io::{BufRead, BufReader, Write},
    net::TcpStream,
    sync::atomic::{AtomicBool, Ordering},
    sync::{Mutex, MutexGuard},
    thread,
    time::{Duration, Instant},
};

use guichet_shared::ticket::TicketId;
use rand::RngExt;
use serde_json::Value;

use crate::server::Server;

/// As long as the widget waits for a byte.
const SILENCE: Duration = Duration::from_secs(40);

/// Who follows what.
pub struct Follower {
    path: &'static str,
    /// The header that says who it is.
    who: String,
    /// Whether it asks for the tickets that it knows alone, as the desk does.
    on_screen: bool,
    heard: Mutex<Heard>,
}

/// What came of it.
#[derive(Default)]
pub struct Heard {
    /// The last event of each ticket.
    positions: HashMap<TicketId, i64>,
    /// Every event that was new, in the order in which it came.
    pub events: HashMap<TicketId, Vec<i64>>,
    /// How many came again, and were dropped.
    pub dropped: usize,
    /// How long each return took, from the cut until all that was missed was there.
    pub returns: Vec<Duration>,
    cut: Option<Instant>,
}

#[derive(Default)]
struct Message {
    event: String,
    id: String,
    data: String,
}

impl Heard {
    /// Whether it has come back from every cut.
    pub fn is_back(&self) -> bool {
        self.cut.is_none()
    }

    fn take(&mut self, ticket: TicketId, seq: i64) {
        let known = self.positions.entry(ticket).or_insert(0);
        if seq <= *known {
            self.dropped += 1;
        } else {
            *known = seq;
            self.events.entry(ticket).or_default().push(seq);
        }
    }

    fn header(&self) -> String {
        let positions = self.positions.iter();
        let positions: Vec<_> = positions
            .map(|(ticket, seq)| format!("{ticket}:{seq}"))
            .collect();
        positions.join(",")
    }
}

impl Follower {
    /// A customer with a token.
    pub fn customer(token: &str) -> Self {
        Self {
            path: "/api/v1/stream",
            who: format!("Authorization: Bearer {token}\r\n"),
            on_screen: false,
            heard: Mutex::default(),
        }
    }

    /// An agent with these tickets on the screen.
    pub fn agent(who: &str, tickets: &[TicketId]) -> Self {
        let heard = Heard {
            positions: tickets.iter().map(|ticket| (*ticket, 0)).collect(),
            ..Heard::default()
        };
        Self {
            path: "/api/v1/desk/stream",
            who: who.to_owned(),
            on_screen: true,
            heard: Mutex::new(heard),
        }
    }

    pub fn heard(&self) -> MutexGuard<'_, Heard> {
        self.heard.lock().unwrap()
    }

    /// Follows until it is told to stop and cut off.
    pub fn follow(&self, server: &Server, stop: &AtomicBool) {
        let mut failures = 0;
        while !stop.load(Ordering::Relaxed) {
            let said = self.listen(server, stop);
            self.heard().cut.get_or_insert_with(Instant::now);
            failures = if said { 0 } else { failures + 1 };
            thread::sleep(backoff(failures));
        }
    }

    /// One connection, to its end; tells whether anything was said.
    fn listen(&self, server: &Server, stop: &AtomicBool) -> bool {
        let mut said = false;
        let Ok(mut stream) = TcpStream::connect(("127.0.0.1", server.port)) else {
            return said;
        };
        stream.set_read_timeout(Some(SILENCE)).unwrap();
        // In HTTP/1.0 a body has no frame: what comes is what was said.
        let request = format!(
            "GET {} HTTP/1.0\r\nHost: a\r\nAccept: text/event-stream\r\nLast-Event-ID: {}\r\n{}\r\n",
            self.path,
            self.heard().header(),
            self.who
        );
        if stream.write_all(request.as_bytes()).is_err() {
            return said;
        }
        let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
        let status = lines.next().unwrap_or_default();
        let status = status.get(9..12).unwrap_or("500");
        assert!(!status.starts_with('4'), "{} answers {status}", self.path);
        if status != "200" {
            return said;
        }
        // A message counts when it is whole.
        let mut message = Message::default();
        for line in lines.by_ref().skip_while(|line| !line.is_empty()).skip(1) {
            if stop.load(Ordering::Relaxed) {
                break;
            }
            match line.split_once(": ") {
                Some(("event", name)) => name.clone_into(&mut message.event),
                Some(("id", place)) => place.clone_into(&mut message.id),
                Some(("data", data)) => data.clone_into(&mut message.data),
                _ if line.is_empty() => {
                    said |= !message.event.is_empty();
                    self.hear(&std::mem::take(&mut message));
                }
                _ => {}
            }
        }
        said
    }

    fn hear(&self, Message { event, id, data }: &Message) {
        let mut heard = self.heard();
        match event.as_str() {
            "event" | "snapshot" => {
                let (ticket, seq) = id.split_once(':').unwrap();
                let ticket = ticket.parse().unwrap();
                if self.on_screen && !heard.positions.contains_key(&ticket) {
                    return;
                }
                if event == "event" {
                    heard.take(ticket, seq.parse().unwrap());
                    return;
                }
                let thread: Value = serde_json::from_str(data).unwrap();
                for event in thread["events"].as_array().unwrap() {
                    heard.take(ticket, event["seq"].as_i64().unwrap());
                }
            }
            "ready" => {
                if let Some(cut) = heard.cut.take() {
                    heard.returns.push(cut.elapsed());
                }
            }
            _ => {}
        }
    }
}

/// The widget's waits.
fn backoff(failures: u32) -> Duration {
    let whole = Duration::from_millis(500 << failures.min(6)).min(Duration::from_secs(30));
    let part = rand::rng().random_range(0.0..1.0);
    whole
        .mul_f64(1.0 - part / 2.0)
        .max(Duration::from_millis(500))
}
