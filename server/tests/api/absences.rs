//! Absences: nothing waits for somebody who is away, and customers read who has it and why.

mod writing;

use axum::http::{Method, StatusCode};
use guichet_server::{absences::moving, db, sites::SiteRow};
use guichet_shared::{
    absence::{Absence, Absences},
    agent::{AgentId, Role},
    desk,
    error::Problem,
    event::{By, Reason, What},
    status::Status,
    ticket::{Thread, TicketId},
};
use serde_json::{Value, json};
use time::{Duration, OffsetDateTime, format_description::well_known::Rfc3339};

use crate::{
    app::{Reply, TestApp, on_both_databases},
    people::{Agent, Caller},
};

const ABSENCES: &str = "/api/v1/desk/absences";

fn text(time: OffsetDateTime) -> String {
    time.format(&Rfc3339).unwrap()
}

impl TestApp {
    pub async fn go_away(&self, agent: &Agent, body: Value) -> Absence {
        let reply = self.absence(agent, body).await;
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
        reply.json()
    }

    async fn absence(&self, agent: &Agent, body: Value) -> Reply {
        self.call(&agent.caller, Method::POST, ABSENCES, Some(&body))
            .await
    }

    async fn come_back(&self, agent: &Agent, absence: &Absence) {
        let path = format!("{ABSENCES}/{}", absence.id);
        let reply = self.call(&agent.caller, Method::DELETE, &path, None).await;
        assert_eq!(reply.status, StatusCode::NO_CONTENT, "{}", reply.text());
    }

    /// What the loop does, once.
    async fn keep(&self, now: OffsetDateTime) {
        moving::keep(&self.app, now).await.unwrap();
    }

    async fn at_desk(&self, agent: &Agent, ticket: TicketId) -> desk::Thread {
        let path = format!("/api/v1/desk/tickets/{ticket}");
        self.call(&agent.caller, Method::GET, &path, None)
            .await
            .json()
    }

    async fn holder(&self, agent: &Agent, ticket: TicketId) -> Option<AgentId> {
        let thread = self.at_desk(agent, ticket).await;
        thread.ticket.assignee.map(|holder| holder.id)
    }

    /// A ticket that an agent has taken.
    async fn taken(&self, agent: &Agent, site: &SiteRow) -> (TicketId, Caller) {
        let (ticket, customer) = self.file(site.key.as_str()).await;
        self.desk(agent, ticket, "take", json!({})).await;
        (ticket, customer)
    }
}

/// The last handover as its customer reads it.
#[derive(Debug, PartialEq)]
struct Move {
    from: Option<String>,
    to: Option<String>,
    reason: Reason,
    until: Option<String>,
}

fn moved(from: &str, to: &str, reason: Reason, until: Option<&str>) -> Move {
    let name = |name: &str| Some(name.to_owned()).filter(|name| !name.is_empty());
    Move {
        from: name(from),
        to: name(to),
        reason,
        until: until.map(str::to_owned),
    }
}

fn last_move(thread: &Thread) -> Move {
    let moves = thread.events.iter().rev();
    let last = moves.filter_map(|event| match event.what.clone() {
        What::Handover {
            from,
            to,
            reason,
            until,
            ..
        } if event.by == By::System => Some(Move {
            from: from.map(|agent| agent.name),
            to: to.map(|agent| agent.name),
            reason,
            until,
        }),
        _ => None,
    });
    last.into_iter().next().unwrap()
}

on_both_databases! {
    async fn who_is_away_can_answer_and_is_given_nothing_by_that(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let then = json!({"body": "One thing before I leave.", "then": {"assign_to_me": true}});
        let (before, _) = app.file("acme").await;
        assert_eq!(app.desk(&tom, before, "messages", then.clone()).await.ticket.assignee.unwrap().id, tom.id);
        app.go_away(&tom, json!({"give_back": false})).await;
        let (ticket, _) = app.file("acme").await;
        assert_eq!(app.desk(&tom, ticket, "messages", then).await.ticket.assignee, None);
    }

    async fn an_absence_that_begins_amid_fifty_tickets_and_two_replies_leaves_none_behind(app: TestApp) {
        let site = app.site("acme").await;
        let mut app = app;
        app.restart(false);
        let (tom, ana) = (app.agent("Tom", 1, &[&site]).await, app.agent("Ana", 1, &[&site]).await);
        let mut tickets = Vec::new();
        for _ in 0..50 {
            tickets.push(app.taken(&tom, &site).await);
        }
        // The two who reply, one of them again and again, one to a ticket that is closed.
        app.set(&tom, tickets[7].0, json!({"status": "closed"})).await;
        let until = text(db::now() + Duration::days(3));
        let body = json!({"until": until, "cover": ana.id, "give_back": true});
        let replies = async {
            for _ in 0..10 {
                app.customer(&tickets[3].1, tickets[3].0, "messages", json!({"body": "And?"})).await;
            }
        };
        let reopened = app.customer(&tickets[7].1, tickets[7].0, "messages", json!({"body": "Again."}));
        let absence = async {
            app.go_away(&tom, body).await;
            // Two nodes look at the same time.
            tokio::join!(app.keep(db::now()), app.keep(db::now()));
        };
        tokio::join!(replies, reopened, absence);
        app.keep(db::now()).await;
        for (ticket, customer) in &tickets {
            assert_eq!(app.holder(&ana, *ticket).await, Some(ana.id));
            let thread = app.thread(customer, *ticket).await;
            assert_eq!(thread.ticket.holder.as_ref().unwrap().agent.name, "Ana");
            assert_eq!(last_move(&thread), moved("Tom", "Ana", Reason::Absence, Some(&until)));
            // Once, however many looked.
            let moves = thread.events.iter().filter(|event| matches!(event.what, What::Handover { reason: Reason::Absence, .. }));
            assert_eq!(moves.count(), 1);
        }
        let thread = app.thread(&tickets[3].1, tickets[3].0).await;
        let messages = thread.events.iter().filter(|event| matches!(event.what, What::Message { .. }));
        assert_eq!(messages.count(), 10);
    }

    async fn at_the_end_what_is_still_with_the_cover_goes_back_and_nothing_else(app: TestApp) {
        let site = app.site("acme").await;
        let mut app = app;
        app.restart(false);
        let (tom, ana, mira) = (app.agent("Tom", 1, &[&site]).await, app.agent("Ana", 1, &[&site]).await, app.agent("Mira", 1, &[&site]).await);
        let (kept, customer) = app.taken(&tom, &site).await;
        let (passed_on, _) = app.taken(&tom, &site).await;
        let (closed, _) = app.taken(&tom, &site).await;
        let (anas, _) = app.taken(&ana, &site).await;
        let (gone_before, _) = app.taken(&tom, &site).await;
        app.desk(&tom, gone_before, "handover", json!({"to": ana.id, "reason": "absence"})).await;
        let end = db::now() + Duration::hours(2);
        app.go_away(&tom, json!({"until": text(end), "cover": ana.id, "give_back": true})).await;
        app.keep(db::now()).await;
        app.desk(&ana, passed_on, "handover", json!({"to": mira.id, "reason": "expertise"})).await;
        app.set(&ana, closed, json!({"status": "closed"})).await;
        app.keep(end - Duration::seconds(1)).await;
        assert_eq!(app.holder(&tom, kept).await, Some(ana.id));
        app.keep(end).await;
        assert_eq!(app.holder(&tom, kept).await, Some(tom.id));
        assert_eq!(app.holder(&tom, passed_on).await, Some(mira.id));
        assert_eq!(app.holder(&tom, closed).await, Some(ana.id));
        assert_eq!(app.holder(&tom, anas).await, Some(ana.id));
        assert_eq!(app.holder(&tom, gone_before).await, Some(ana.id));
        let thread = app.thread(&customer, kept).await;
        assert_eq!(last_move(&thread), moved("Ana", "Tom", Reason::Back, None));
    }

    async fn without_giving_back_the_cover_keeps_what_came(app: TestApp) {
        let site = app.site("acme").await;
        let (tom, ana) = (app.agent("Tom", 1, &[&site]).await, app.agent("Ana", 1, &[&site]).await);
        let (ticket, _) = app.taken(&tom, &site).await;
        let absence = app.go_away(&tom, json!({"cover": ana.id, "give_back": false})).await;
        app.keep(db::now()).await;
        app.come_back(&tom, &absence).await;
        app.keep(db::now()).await;
        assert_eq!(app.holder(&tom, ticket).await, Some(ana.id));
    }

    async fn a_cover_who_is_away_too_is_covered_and_each_gets_their_own_back(app: TestApp) {
        let site = app.site("acme").await;
        let (tom, ana, mira) = (app.agent("Tom", 1, &[&site]).await, app.agent("Ana", 1, &[&site]).await, app.agent("Mira", 1, &[&site]).await);
        let (toms, _) = app.taken(&tom, &site).await;
        let (anas, _) = app.taken(&ana, &site).await;
        let away = |cover: &Agent| json!({"cover": cover.id, "give_back": true});
        let tom_away = app.go_away(&tom, away(&ana)).await;
        app.keep(db::now()).await;
        assert_eq!(app.holder(&mira, toms).await, Some(ana.id));
        let ana_away = app.go_away(&ana, away(&mira)).await;
        app.keep(db::now()).await;
        assert_eq!((app.holder(&mira, toms).await, app.holder(&mira, anas).await), (Some(mira.id), Some(mira.id)));
        // In a circle there is nobody left but the queue.
        let mira_away = app.go_away(&mira, away(&tom)).await;
        app.keep(db::now()).await;
        assert_eq!((app.holder(&mira, toms).await, app.holder(&mira, anas).await), (None, None));
        app.come_back(&mira, &mira_away).await;
        app.keep(db::now()).await;
        assert_eq!((app.holder(&mira, toms).await, app.holder(&mira, anas).await), (Some(mira.id), Some(mira.id)));
        app.come_back(&ana, &ana_away).await;
        app.keep(db::now()).await;
        assert_eq!(app.holder(&mira, anas).await, Some(ana.id));
        app.come_back(&tom, &tom_away).await;
        app.keep(db::now()).await;
        assert_eq!((app.holder(&mira, toms).await, app.holder(&mira, anas).await), (Some(tom.id), Some(ana.id)));
    }

    async fn tickets_of_sites_that_the_cover_does_not_answer_for_go_to_the_queue(app: TestApp) {
        let (acme, other) = (app.site("acme").await, app.site("other").await);
        let tom = app.agent("Tom", 1, &[&acme, &other]).await;
        let ana = app.agent("Ana", 1, &[&acme]).await;
        let (here, _) = app.taken(&tom, &acme).await;
        let (there, customer) = app.taken(&tom, &other).await;
        app.go_away(&tom, json!({"cover": ana.id, "give_back": false})).await;
        app.keep(db::now()).await;
        assert_eq!((app.holder(&tom, here).await, app.holder(&tom, there).await), (Some(ana.id), None));
        let thread = app.thread(&customer, there).await;
        assert_eq!(last_move(&thread), moved("Tom", "", Reason::Absence, None));
        assert_eq!(thread.ticket.holder, None);
    }

    async fn a_reply_to_a_closed_ticket_of_somebody_away_reaches_the_cover_at_once(app: TestApp) {
        let site = app.site("acme").await;
        let (tom, ana) = (app.agent("Tom", 1, &[&site]).await, app.agent("Ana", 1, &[&site]).await);
        let (ticket, customer) = app.taken(&tom, &site).await;
        app.set(&tom, ticket, json!({"status": "closed"})).await;
        app.go_away(&tom, json!({"cover": ana.id, "give_back": true})).await;
        app.keep(db::now()).await;
        assert_eq!(app.holder(&ana, ticket).await, Some(tom.id), "what is closed stays");
        let thread = app.customer(&customer, ticket, "messages", json!({"body": "Again."})).await;
        assert_eq!(thread.ticket.status, Status::Open);
        assert_eq!(thread.ticket.holder.as_ref().unwrap().agent.name, "Ana");
        assert_eq!(last_move(&thread), moved("Tom", "Ana", Reason::Absence, None));
    }

    async fn a_solution_that_did_not_help_reaches_the_cover_and_one_that_did_closes(app: TestApp) {
        let site = app.site("acme").await;
        let (tom, ana) = (app.agent("Tom", 1, &[&site]).await, app.agent("Ana", 1, &[&site]).await);
        let (refused, first) = app.taken(&tom, &site).await;
        let (accepted, second) = app.taken(&tom, &site).await;
        for ticket in [refused, accepted] {
            app.desk(&tom, ticket, "proposal", json!({"body": "Restart it."})).await;
        }
        app.go_away(&tom, json!({"cover": ana.id, "give_back": true})).await;
        let thread = app.customer(&first, refused, "verdict", json!({"solved": false})).await;
        assert_eq!(thread.ticket.holder.unwrap().agent.name, "Ana");
        let thread = app.customer(&second, accepted, "verdict", json!({"solved": true})).await;
        assert_eq!(thread.ticket.status, Status::Closed);
    }

    async fn the_loop_moves_tickets_by_itself_and_tells_the_open_portal(app: TestApp) {
        let site = app.site("acme").await;
        let (tom, ana) = (app.agent("Tom", 1, &[&site]).await, app.agent("Ana", 1, &[&site]).await);
        let (ticket, customer) = app.taken(&tom, &site).await;
        let watch = tokio::spawn(guichet_server::keeping::watch(app.app.clone()));
        let mut stream = app.stream(&customer, "/api/v1/stream", &format!("{ticket}:2")).await;
        stream.next_of("ready").await;
        app.go_away(&tom, json!({"cover": ana.id, "give_back": true})).await;
        let update: guichet_shared::ticket::Update = serde_json::from_str(&stream.next_of("event").await.data).unwrap();
        watch.abort();
        assert!(matches!(update.event.what, What::Handover { reason: Reason::Absence, .. }));
        assert_eq!(update.ticket.holder.unwrap().agent.name, "Ana");
    }
}
