//! Streams: what happens arrives at once, whole, and once, however often the line is cut.

use std::{collections::HashMap, time::Duration};

use axum::{
    body::{Body, BodyDataStream},
    http::{Method, Request, StatusCode},
};
use guichet_shared::{
    desk,
    ticket::{Thread, TicketId, Update},
};
use rand::RngExt;
use serde_json::json;
use tokio::time::timeout;
use tokio_stream::StreamExt;
use tower::ServiceExt;

use crate::{
    app::{TestApp, on_both_databases},
    people::Caller,
};

/// A message of a stream.
#[derive(Clone, Debug, Default)]
pub struct Message {
    pub event: String,
    pub id: String,
    pub data: String,
}

/// An open stream and what has arrived of it.
pub struct Stream {
    body: BodyDataStream,
    bytes: Vec<u8>,
}

impl TestApp {
    pub async fn stream(&self, caller: &Caller, path: &str, positions: &str) -> Stream {
        let mut request = Request::get(path);
        match caller {
            Caller::Nobody => {}
            Caller::Visitor(token) | Caller::Guest(token) => {
                request = request.header("authorization", format!("Bearer {token}"));
            }
            Caller::Agent(cookie) => request = request.header("cookie", cookie),
        }
        if !positions.is_empty() {
            request = request.header("last-event-id", positions);
        }
        let response = self
            .any()
            .oneshot(request.body(Body::empty()).unwrap())
            .await
            .unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Stream {
            body: response.into_body().into_data_stream(),
            bytes: Vec::new(),
        }
    }
}

impl Stream {
    /// The next message; `None` when the stream has ended.
    pub async fn next(&mut self) -> Option<Message> {
        loop {
            if let Some(message) = self.whole() {
                return Some(message);
            }
            let bytes = timeout(Duration::from_secs(10), self.body.next())
                .await
                .expect("nothing came");
            self.bytes.extend(bytes?.unwrap());
        }
    }

    /// The next message of this kind.
    pub async fn next_of(&mut self, event: &str) -> Message {
        loop {
            let message = self.next().await.expect("the stream ended");
            if message.event == event {
                return message;
            }
        }
    }

    /// Nothing of this kind comes for a while.
    pub async fn is_quiet(&mut self, event: &str) {
        let waited = timeout(Duration::from_millis(300), self.next_of(event)).await;
        assert!(waited.is_err(), "{waited:?}");
    }

    /// It is ended by the server before so long.
    pub async fn ends_within(&mut self, patience: Duration) {
        let end = async { while self.body.next().await.is_some() {} };
        timeout(patience, end).await.expect("it goes on");
    }

    fn whole(&mut self) -> Option<Message> {
        let end = self.bytes.windows(2).position(|window| window == b"\n\n")?;
        let text: Vec<u8> = self.bytes.drain(..end + 2).collect();
        let mut message = Message::default();
        for line in String::from_utf8(text).unwrap().lines() {
            let (name, value) = line.split_once(": ").unwrap_or((line, ""));
            match name {
                "event" => message.event = value.to_owned(),
                "id" => message.id = value.to_owned(),
                "data" => message.data = value.to_owned(),
                _ => {}
            }
        }
        Some(message)
    }
}

/// What a careful client knows: each event once, in order.
#[derive(Default)]
struct Client {
    known: HashMap<TicketId, u32>,
    applied: Vec<(TicketId, u32)>,
}

impl Client {
    fn positions(&self) -> String {
        let positions: Vec<_> = self
            .known
            .iter()
            .map(|(ticket, seq)| format!("{ticket}:{seq}"))
            .collect();
        positions.join(",")
    }

    fn apply(&mut self, message: &Message) {
        if message.event == "snapshot" {
            // Too much was missed: the whole ticket takes the place of what was known.
            let thread: Thread = serde_json::from_str(&message.data).unwrap();
            let ticket = thread.ticket.id;
            self.applied = thread
                .events
                .iter()
                .map(|event| (ticket, event.seq))
                .collect();
            let last = message.id.rsplit(':').next().unwrap();
            self.known.insert(ticket, last.parse().unwrap());
        }
        if message.event != "event" {
            return;
        }
        let update: Update = serde_json::from_str(&message.data).unwrap();
        assert_eq!(
            message.id,
            format!("{}:{}", update.ticket.id, update.event.seq)
        );
        let known = self.known.entry(update.ticket.id).or_default();
        assert!(update.event.seq > *known, "{} came again", update.event.seq);
        *known = update.event.seq;
        self.applied.push((update.ticket.id, update.event.seq));
    }
}

on_both_databases! {
    async fn what_the_desk_does_reaches_the_customer_and_the_other_way_round(app: TestApp) {
        let site = app.site("acme").await;
        let (ticket, visitor) = app.file("acme").await;
        let tom = app.agent("Tom Abel", 1, &[&site]).await;
        let mut portal = app.stream(&visitor, "/api/v1/stream", &format!("{ticket}:1")).await;
        portal.next_of("ready").await;
        let mut desk = app.stream(&tom.caller, "/api/v1/desk/stream", "").await;
        desk.next_of("ready").await;

        app.desk(&tom, ticket, "take", json!({})).await;
        let update: Update = serde_json::from_str(&portal.next_of("event").await.data).unwrap();
        let holder = update.ticket.holder.unwrap();
        assert_eq!((holder.agent.name.as_str(), holder.here), ("Tom", true));
        desk.next_of("event").await;

        app.customer(&visitor, ticket, "messages", json!({"body": "Thank you"})).await;
        let update: desk::Update = serde_json::from_str(&desk.next_of("event").await.data).unwrap();
        assert_eq!((update.ticket.id, update.event.seq), (ticket, 3));

        for (caller, path) in [(&visitor, "tickets"), (&tom.caller, "desk/tickets")] {
            let path = format!("/api/v1/{path}/{ticket}/typing");
            let reply = app.call(caller, Method::POST, &path, Some(&json!({}))).await;
            assert_eq!(reply.status, StatusCode::NO_CONTENT);
        }
        assert!(desk.next_of("typing").await.data.contains(&ticket.to_string()));
        assert!(portal.next_of("typing").await.data.contains(&ticket.to_string()));

        drop(desk);
        let away: guichet_shared::ticket::Ticket = serde_json::from_str(&portal.next_of("ticket").await.data).unwrap();
        assert!(!away.holder.unwrap().here);
    }

    async fn what_was_missed_comes_first_and_without_what_is_internal(app: TestApp) {
        let site = app.site("acme").await;
        let (ticket, visitor) = app.file("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        app.desk(&tom, ticket, "messages", json!({"body": "One"})).await;
        app.desk(&tom, ticket, "notes", json!({"body": "A secret"})).await;
        app.desk(&tom, ticket, "messages", json!({"body": "Two"})).await;
        for (positions, expected) in [("", vec![1, 2, 4]), ("2", vec![4]), ("3", vec![4]), ("4", vec![])] {
            let positions = if positions.is_empty() { String::new() } else { format!("{ticket}:{positions}") };
            let mut stream = app.stream(&visitor, "/api/v1/stream", &positions).await;
            let mut seen = Vec::new();
            loop {
                let message = stream.next().await.unwrap();
                assert!(!message.data.contains("secret"));
                match message.event.as_str() {
                    "ready" => break,
                    _ => seen.push(message.id.rsplit(':').next().unwrap().parse::<u32>().unwrap()),
                }
            }
            assert_eq!(seen, expected, "{positions}");
        }
        let mut desk = app.stream(&tom.caller, "/api/v1/desk/stream", &format!("{ticket}:2")).await;
        assert!(desk.next().await.unwrap().data.contains("A secret"));
    }

    async fn nobody_hears_of_a_foreign_ticket(app: TestApp) {
        let (site, other) = (app.site("acme").await, app.site("other").await);
        let mut app = app;
        app.restart(false);
        let tom = app.agent("Tom", 1, &[&site]).await;
        let stranger = app.agent("Eve", 3, &[&other]).await;
        let mut people = Vec::new();
        for _ in 0..40 {
            people.push(app.file("acme").await);
        }
        let mut streams = Vec::new();
        for (ticket, visitor) in &people {
            let mut stream = app.stream(visitor, "/api/v1/stream", &format!("{ticket}:1")).await;
            stream.next_of("ready").await;
            streams.push(stream);
        }
        let mut foreign = app.stream(&stranger.caller, "/api/v1/desk/stream", &format!("{}:0", people[0].0)).await;
        foreign.next_of("ready").await;
        for (ticket, _) in &people {
            app.desk(&tom, *ticket, "messages", json!({"body": ticket.to_string()})).await;
        }
        for ((ticket, _), stream) in people.iter().zip(&mut streams) {
            let message = stream.next_of("event").await;
            assert_eq!(message.id, format!("{ticket}:2"));
        }
        streams[0].is_quiet("event").await;
        foreign.is_quiet("event").await;
        drop(app.stream(&tom.caller, "/api/v1/desk/stream", "").await);
        foreign.is_quiet("presence").await;
    }

    async fn a_stream_ends_with_its_session_and_with_the_server(app: TestApp) {
        let site = app.site("acme").await;
        let (_, visitor) = app.file("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let mut portal = app.stream(&visitor, "/api/v1/stream", "").await;
        let mut desk = app.stream(&tom.caller, "/api/v1/desk/stream", "").await;
        desk.next_of("ready").await;
        app.call(&tom.caller, Method::DELETE, "/api/v1/desk/session", None).await;
        while desk.next().await.is_some() {}
        app.app.live.send(guichet_server::live::Signal::End);
        while portal.next().await.is_some() {}
    }

    async fn a_fourth_stream_of_a_visitor_ends_the_oldest(app: TestApp) {
        app.site("acme").await;
        let (_, visitor) = app.file("acme").await;
        let mut oldest = app.stream(&visitor, "/api/v1/stream", "").await;
        let mut others = Vec::new();
        for _ in 0..3 {
            others.push(app.stream(&visitor, "/api/v1/stream", "").await);
        }
        oldest.next_of("replaced").await;
        while oldest.next().await.is_some() {}
        for stream in &mut others {
            stream.next_of("ready").await;
        }
    }

    async fn a_thousand_cuts_lose_nothing_and_repeat_nothing(app: TestApp) {
        let site = app.site("acme").await;
        let mut app = app;
        app.restart(false);
        let (ticket, visitor) = app.file("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let mut client = Client::default();
        let mut visible = vec![1];
        let mut last = 1;
        for cut in 0..1_000 {
            // Every other cut something happens, now and then something that the customer never sees.
            if cut % 2 == 0 {
                last += 1;
                let internal = rand::rng().random_bool(0.2);
                if !internal {
                    visible.push(last);
                }
                let what = if internal { "notes" } else { "messages" };
                app.desk(&tom, ticket, what, json!({"body": format!("Number {last}.")})).await;
            }
            let mut stream = app.stream(&visitor, "/api/v1/stream", &client.positions()).await;
            let mut left = rand::rng().random_range(0..1_500_usize);
            let mut patience = Duration::from_secs(5);
            while left > 0 {
                let Ok(Some(Ok(bytes))) = timeout(patience, stream.body.next()).await else {
                    break;
                };
                // The line is cut in the middle of what was on its way.
                let arrived = bytes.len().min(left);
                left -= arrived;
                stream.bytes.extend(&bytes[..arrived]);
                while let Some(message) = stream.whole() {
                    client.apply(&message);
                    if message.event == "ready" {
                        patience = Duration::from_millis(2);
                    }
                }
            }
        }
        let mut stream = app.stream(&visitor, "/api/v1/stream", &client.positions()).await;
        loop {
            let message = stream.next().await.unwrap();
            if message.event == "ready" {
                break;
            }
            client.apply(&message);
        }
        let applied: Vec<_> = client.applied.iter().map(|(_, seq)| *seq).collect();
        assert_eq!(applied, visible);
    }
}
