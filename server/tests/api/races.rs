//! What happens at the same moment: late commits, clients that hang up, counts under way.

use std::time::Duration;

use axum::http::{Method, StatusCode};
use futures_util::future::{join, join_all};
use guichet_server::{db::Db, live::Signal, tickets::store};
use guichet_shared::ticket::TicketId;
use serde_json::json;
use tokio::time::{sleep, timeout};

use crate::{
    app::{TestApp, on_both_databases},
    people::{Agent, Caller},
    stream::Stream,
};

/// The ids of the events that come before `ready`.
async fn until_ready(stream: &mut Stream) -> Vec<String> {
    let mut ids = Vec::new();
    loop {
        let message = stream.next().await.unwrap();
        match message.event.as_str() {
            "ready" => return ids,
            "event" => ids.push(message.id),
            _ => {}
        }
    }
}

/// Nobody else writes to this ticket for as long as this lives.
pub enum Lock {
    Sqlite(sqlx::Transaction<'static, sqlx::Sqlite>),
    Postgres(sqlx::Transaction<'static, sqlx::Postgres>),
}

impl Lock {
    /// Changes something else before those who wait go on.
    pub async fn end_with(self, sql: &'static str) {
        match self {
            Self::Sqlite(mut held) => {
                sqlx::query(sql).execute(&mut *held).await.unwrap();
                held.commit().await.unwrap();
            }
            Self::Postgres(mut held) => {
                sqlx::query(sql).execute(&mut *held).await.unwrap();
                held.commit().await.unwrap();
            }
        }
    }

    pub async fn hold(app: &TestApp, ticket: TicketId) -> Self {
        match &app.db {
            Db::Sqlite(db) => Self::Sqlite(db.writer.begin_with("begin immediate").await.unwrap()),
            Db::Postgres(pool) => {
                let mut held = pool.begin().await.unwrap();
                sqlx::query("select id from tickets where id = $1 for update")
                    .bind(ticket)
                    .execute(&mut *held)
                    .await
                    .unwrap();
                Self::Postgres(held)
            }
        }
    }
}

/// Sends messages of an agent, one after the other.
async fn writes(app: &TestApp, agent: &Agent, ticket: TicketId, times: usize) {
    for at in 0..times {
        app.desk(
            agent,
            ticket,
            "messages",
            json!({"body": format!("Number {at}.")}),
        )
        .await;
    }
}

/// Says that the customer has seen the events up to `seq`.
async fn sees(app: &TestApp, visitor: &Caller, ticket: TicketId, seq: u32) {
    let path = format!("/api/v1/tickets/{ticket}/seen");
    let body = json!({ "seq": seq });
    let reply = app.call(visitor, Method::POST, &path, Some(&body)).await;
    assert_eq!(reply.status, StatusCode::NO_CONTENT);
}

on_both_databases! {
    async fn an_event_that_is_newer_than_the_row_beside_it_waits_for_its_own_row(app: TestApp) {
        let site = app.site("acme").await;
        let (ticket, visitor) = app.file("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        app.desk(&tom, ticket, "messages", json!({"body": "Late"})).await;
        let fresh = store::by_id(&app.db, ticket).await.unwrap().unwrap();
        // The row as it is read just before the message is committed, the events just after.
        app.execute("update tickets set seq = 1, last_visible = 1, unread = 0").await;
        let mut portal = app.stream(&visitor, "/api/v1/stream", "").await;
        assert_eq!(until_ready(&mut portal).await, [format!("{ticket}:1")]);
        let mut desk = app.stream(&tom.caller, "/api/v1/desk/stream", &format!("{ticket}:0")).await;
        assert_eq!(until_ready(&mut desk).await, [format!("{ticket}:1")]);
        assert_eq!(app.thread(&visitor, ticket).await.events.len(), 1);

        app.execute("update tickets set seq = 2, last_visible = 2, unread = 1").await;
        app.app.live.send(Signal::Ticket { site: site.id, ticket, visitor: fresh.visitor_id, before: 1, seq: 2 });
        for stream in [&mut portal, &mut desk] {
            let message = stream.next_of("event").await;
            assert_eq!(message.id, format!("{ticket}:2"));
            assert!(message.data.contains("Late"), "{}", message.data);
            stream.is_quiet("event").await;
        }
    }

    async fn a_client_that_hangs_up_while_its_write_runs_still_wakes_the_others(app: TestApp) {
        let site = app.site("acme").await;
        let (ticket, visitor) = app.file("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let mut portal = app.stream(&visitor, "/api/v1/stream", &format!("{ticket}:1")).await;
        portal.next_of("ready").await;
        let mut desk = app.stream(&tom.caller, "/api/v1/desk/stream", &format!("{ticket}:1")).await;
        desk.next_of("ready").await;

        let lock = Lock::hold(&app, ticket).await;
        let path = format!("/api/v1/tickets/{ticket}/messages");
        let body = json!({"body": "Bye"});
        let write = app.call(&visitor, Method::POST, &path, Some(&body));
        assert!(timeout(Duration::from_millis(300), write).await.is_err(), "the write did not wait");
        assert_eq!(app.thread(&visitor, ticket).await.events.len(), 1);
        drop(lock);

        assert_eq!(portal.next_of("event").await.id, format!("{ticket}:2"));
        assert_eq!(desk.next_of("event").await.id, format!("{ticket}:2"));
        sleep(Duration::from_millis(100)).await;
        assert_eq!(app.thread(&visitor, ticket).await.events.len(), 2);
    }

    async fn what_is_unread_is_counted_right_while_agents_write_and_the_customer_reads(app: TestApp) {
        let mut app = app;
        app.restart(false);
        let app = &app;
        let site = app.site("acme").await;
        let (ticket, visitor) = app.file("acme").await;
        let visitor = &visitor;
        let (tom, ana) = (app.agent("Tom", 1, &[&site]).await, app.agent("Ana", 2, &[&site]).await);
        writes(app, &tom, ticket, 4).await;
        for round in 0..5 {
            // Everyone at once; the customer stays at the fifth event, which is the fourth message.
            let agents = join(writes(app, &tom, ticket, 5), writes(app, &ana, ticket, 5));
            let customer = join_all((0..10).map(|_| sees(app, visitor, ticket, 5)));
            join(agents, customer).await;
            let thread = app.thread(visitor, ticket).await;
            assert_eq!((thread.events.len(), thread.ticket.unread), (15 + round * 10, (round as u32 + 1) * 10));
        }
        sees(app, visitor, ticket, 55).await;
        assert_eq!(app.thread(visitor, ticket).await.ticket.unread, 0);
    }
}
