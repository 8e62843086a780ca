//! Reports of the day: told by events alone, in the site's own time, beside the same weekday before.

use axum::http::{Method, StatusCode};
use guichet_server::{
    sites::{self, SiteRow},
    tickets::{events::Step, store},
};
use guichet_shared::{
    agent::AgentId,
    desk::{Queue, Report},
    event::{By, Internal, Reason, What},
    policy::Policies,
    status::Status,
    ticket::TicketId,
    triage::Knowledge,
};
use serde_json::json;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use crate::{
    app::{Reply, TestApp, on_both_databases},
    people::{Agent, Caller},
};

fn at(text: &str) -> OffsetDateTime {
    OffsetDateTime::parse(text, &Rfc3339).unwrap()
}

fn message() -> What<AgentId, String> {
    let body = "Well?".to_owned();
    What::Message { body }
}

fn proposal() -> What<AgentId, String> {
    let body = "So.".to_owned();
    What::Proposal { body }
}

fn verdict(solved: bool) -> What<AgentId, String> {
    let comment = None;
    What::Verdict { solved, comment }
}

fn status(from: Status, to: Status) -> What<AgentId, String> {
    let note = None;
    What::Status { from, to, note }
}

fn handover(reason: Reason, level: u8) -> What<AgentId, String> {
    What::Handover {
        from: None,
        to: None,
        reason,
        note: None,
        level: Some(level),
        until: None,
    }
}

/// A site that is open on weekdays from 9 to 17 in Paris, and Tom, who answers for it.
async fn paris(app: &TestApp) -> (SiteRow, Agent) {
    let key = app.site("acme").await.key;
    let open: Vec<_> = (1..=5)
        .map(|day| json!({"day": day, "from": "09:00", "until": "17:00"}))
        .collect();
    let hours = json!({"zone": "Europe/Paris", "open": open});
    let policies: Policies =
        serde_json::from_value(json!({"promise_hours": 4, "hours": hours})).unwrap();
    sites::store::set_desk(&app.db, &key, &[], &policies)
        .await
        .unwrap();
    let site = sites::store::by_key(&app.db, &key).await.unwrap().unwrap();
    let tom = app.agent("Tom", 1, &[&site]).await;
    (site, tom)
}

/// A ticket that was filed then.
async fn filed(app: &TestApp, then: &str) -> TicketId {
    let (ticket, _) = app.file("acme").await;
    let id = app.literal(ticket.0);
    for sql in [
        format!(
            "update tickets set created_at = '{then}', updated_at = '{then}', due_at = null where id = {id}"
        ),
        format!("update events set created_at = '{then}' where ticket_id = {id}"),
    ] {
        app.execute(&sql).await;
    }
    ticket
}

async fn step(app: &TestApp, site: &SiteRow, ticket: TicketId, then: &str, step: Step) {
    let decide = |_: &_| Ok(vec![step]);
    store::record(
        &app.db,
        ticket,
        &site.policies,
        None,
        None,
        at(then),
        decide,
    )
    .await
    .unwrap();
}

async fn ask(app: &TestApp, caller: &Caller, query: &str) -> Reply {
    let path = format!("/api/v1/desk/reports{query}");
    app.call(caller, Method::GET, &path, None).await
}

async fn report(app: &TestApp, agent: &Agent, day: &str) -> Report {
    let reply = ask(app, &agent.caller, &format!("?day={day}")).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    reply.json()
}

/// A Thursday in Paris with three tickets, one of them in its first hour, and one a week before.
async fn thursday(app: &TestApp, site: &SiteRow, tom: &Agent) -> [TicketId; 3] {
    let by = || By::Agent(tom.id);
    let before = filed(app, "2026-03-05T09:00:00Z").await;
    for (then, what) in [
        ("2026-03-05T10:00:00Z", Step::visible(by(), proposal())),
        (
            "2026-03-05T11:00:00Z",
            Step::visible(By::Customer, verdict(true)),
        ),
    ] {
        step(app, site, before, then, what).await;
    }
    let solved = filed(app, "2026-03-12T07:30:00Z").await;
    for (then, what) in [
        ("2026-03-12T08:20:00Z", Step::visible(by(), message())),
        (
            "2026-03-12T10:05:00Z",
            Step::visible(By::Customer, message()),
        ),
        ("2026-03-12T10:30:00Z", Step::visible(by(), proposal())),
        (
            "2026-03-12T11:00:00Z",
            Step::visible(By::Customer, verdict(true)),
        ),
        (
            "2026-03-12T11:01:00Z",
            Step::visible(
                By::Customer,
                What::Rating {
                    stars: 5,
                    comment: None,
                },
            ),
        ),
    ] {
        step(app, site, solved, then, what).await;
    }
    let night = filed(app, "2026-03-11T23:30:00Z").await;
    let again = filed(app, "2026-03-12T09:00:00Z").await;
    let why = "It was a single case.".to_owned();
    for (then, what) in [
        ("2026-03-12T12:00:00Z", Step::visible(by(), proposal())),
        (
            "2026-03-12T13:00:00Z",
            Step::visible(By::Customer, verdict(false)),
        ),
        (
            "2026-03-12T14:00:00Z",
            Step::visible(by(), handover(Reason::Escalation, 2)),
        ),
        (
            "2026-03-12T15:00:00Z",
            Step::visible(by(), handover(Reason::Solution, 1)),
        ),
        (
            "2026-03-12T15:05:00Z",
            Step::internal(
                by(),
                Internal::Knowledge {
                    knowledge: Some(Knowledge::None { why }),
                },
            ),
        ),
    ] {
        step(app, site, again, then, what).await;
    }
    filed(app, "2026-03-12T23:30:00Z").await;
    [solved, night, again]
}

on_both_databases! {
    async fn a_day_is_told_in_the_sites_own_time_beside_the_same_weekday_before(app: TestApp) {
        let (site, tom) = paris(&app).await;
        thursday(&app, &site, &tom).await;
        let day = report(&app, &tom, "2026-03-12").await;
        assert_eq!((day.zone.as_str(), day.compared.as_str()), ("Europe/Paris", "2026-03-05"));
        assert_eq!((day.previous.as_str(), day.next.as_deref()), ("2026-03-11", Some("2026-03-13")));
        assert_eq!((day.filed.count, day.filed.before), (3, 1), "that of 00:30 is of this day");
        assert_eq!((day.solved.count, day.solved.before), (1, 1));
        assert_eq!((day.reopened.count, day.reopened.before), (1, 0));
        assert_eq!((day.open.count, day.open.before), (2, 0));
        assert_eq!((day.waiting.support, day.waiting.customer), (2, 0));
        let first = day.first_answer.unwrap();
        // From 9:00, when the site opens, to 9:20; and from 10:00 to 13:00.
        assert_eq!((first.tickets, first.median, first.slowest, first.before), (2, 100, 180, Some(60)));
        assert_eq!((day.promises.kept, day.promises.late), (3, 0));
        assert_eq!(day.ratings, [0, 0, 0, 0, 1]);
        assert_eq!(day.knowledge.unfit, 1);
        let moved: Vec<_> = day.levels.iter().map(|of| (of.level, of.escalated, of.returned)).collect();
        assert_eq!(moved, [(2, 1, 1), (3, 0, 0)]);
        let hours: Vec<_> = (0..24).map(|hour| (hour, day.hours[hour].filed, day.hours[hour].replies)).collect();
        let busy: Vec<_> = hours.into_iter().filter(|(_, filed, replies)| filed + replies > 0).collect();
        assert_eq!(busy, [(0, 1, 0), (8, 1, 0), (10, 1, 0), (11, 0, 1)]);
        assert_eq!((day.topics.len(), day.topics[0].filed, day.topics[0].solved), (1, 3, 1));
        let answered: Vec<_> = day.agents.iter().map(|of| (of.agent.name.as_str(), of.tickets, of.messages)).collect();
        assert_eq!(answered, [("Tom", 2, 3)]);
        assert_eq!((day.now, day.so_far), (None, None), "it is over");
    }

    async fn what_happened_later_does_not_change_how_a_day_ended(app: TestApp) {
        let (site, tom) = paris(&app).await;
        let [solved, night, again] = thursday(&app, &site, &tom).await;
        let before = report(&app, &tom, "2026-03-12").await;
        let by = || By::Agent(tom.id);
        step(&app, &site, night, "2026-03-13T09:00:00Z", Step::visible(by(), status(Status::New, Status::Waiting))).await;
        step(&app, &site, again, "2026-03-13T10:00:00Z", Step::visible(by(), status(Status::Open, Status::Closed))).await;
        step(&app, &site, solved, "2026-03-13T11:00:00Z", Step::visible(By::Customer, message())).await;
        assert_eq!(report(&app, &tom, "2026-03-12").await, before);
        let friday = report(&app, &tom, "2026-03-13").await;
        assert_eq!((friday.filed.count, friday.solved.count, friday.reopened.count), (1, 1, 1));
        assert_eq!((friday.waiting.support, friday.waiting.customer), (2, 1));
        assert_eq!(friday.compared, "2026-03-06");
    }

    async fn a_promise_that_came_late_is_told_on_the_day_it_came(app: TestApp) {
        let (site, tom) = paris(&app).await;
        let ticket = filed(&app, "2026-03-12T08:00:00Z").await;
        // Due on Thursday at 13:00 in Paris.
        step(&app, &site, ticket, "2026-03-13T09:00:00Z", Step::visible(By::Agent(tom.id), message())).await;
        step(&app, &site, ticket, "2026-03-13T09:05:00Z", Step::visible(By::Agent(tom.id), message())).await;
        let thursday = report(&app, &tom, "2026-03-12").await;
        assert_eq!((thursday.promises.kept, thursday.promises.late), (0, 0));
        assert_eq!(thursday.first_answer, None);
        let friday = report(&app, &tom, "2026-03-13").await;
        assert_eq!((friday.promises.kept, friday.promises.late), (1, 1));
        // 9 to 17 on Thursday, 9 to 10 on Friday.
        assert_eq!(friday.first_answer.unwrap().median, 9 * 60);
    }

    async fn today_says_how_it_stands_and_agrees_with_the_queue(app: TestApp) {
        let (_, tom) = paris(&app).await;
        let mut customers = Vec::new();
        for _ in 0..6 {
            customers.push(app.file("acme").await);
        }
        let waits = json!({"status": "waiting", "note": "Which order?"});
        assert_eq!(app.set(&tom, customers[0].0, waits).await.status, StatusCode::OK);
        let holds = json!({"status": "on_hold", "note": "the carrier"});
        assert_eq!(app.set(&tom, customers[1].0, holds).await.status, StatusCode::OK);
        app.desk(&tom, customers[2].0, "proposal", json!({"body": "So."})).await;
        app.desk(&tom, customers[3].0, "proposal", json!({"body": "So."})).await;
        app.customer(&customers[3].1, customers[3].0, "verdict", json!({"solved": true})).await;
        app.desk(&tom, customers[4].0, "proposal", json!({"body": "So."})).await;
        app.customer(&customers[4].1, customers[4].0, "verdict", json!({"solved": true})).await;
        app.customer(&customers[4].1, customers[4].0, "messages", json!({"body": "Again."})).await;
        let reply = ask(&app, &tom.caller, "").await;
        let today: Report = reply.json();
        assert_eq!((today.filed.count, today.solved.count, today.reopened.count), (6, 1, 1));
        assert_eq!((today.waiting.support, today.waiting.customer), (3, 2));
        assert!(today.so_far.is_some() && today.next.is_none());
        let queue: Queue = app.call(&tom.caller, Method::GET, "/api/v1/desk/tickets?view=all", None).await.json();
        let now = today.now.unwrap();
        assert_eq!((today.open.count, now.levels, now.overdue), (queue.open.all, queue.open.levels, queue.open.overdue));
        assert_eq!(now.unassigned, queue.open.unassigned);
    }

    async fn a_day_on_which_nothing_happened_is_told_as_well(app: TestApp) {
        let (_, tom) = paris(&app).await;
        let day = report(&app, &tom, "2024-02-29").await;
        assert_eq!((day.filed.count, day.open.count, day.first_answer), (0, 0, None));
        assert_eq!((day.hours.len(), day.agents.len(), day.topics.len()), (24, 0, 0));
    }

    async fn the_first_second_of_a_day_is_of_that_day(app: TestApp) {
        let (_, tom) = paris(&app).await;
        filed(&app, "2026-03-11T23:00:00.500001Z").await;
        let of = async |day| report(&app, &tom, day).await.filed.count;
        assert_eq!((of("2026-03-11").await, of("2026-03-12").await), (0, 1));
    }

    async fn a_report_is_of_ones_own_sites_and_of_a_day_that_has_begun(app: TestApp) {
        let (site, tom) = paris(&app).await;
        let other = app.site("other").await;
        let zoe = app.agent("Zoe", 1, &[&other]).await;
        filed(&app, "2026-03-12T09:00:00Z").await;
        let theirs = report(&app, &zoe, "2026-03-12").await;
        assert_eq!((theirs.site, theirs.filed.count), (other.key, 0));
        let own = format!("?site={}&day=2026-03-12", site.key);
        assert_eq!(ask(&app, &tom.caller, &own).await.json::<Report>().filed.count, 1);
        for (caller, query, field) in [
            (&zoe, own.as_str(), "site"),
            (&tom, "?day=2090-01-01", "day"),
            (&tom, "?day=2026-02-29", "day"),
            (&tom, "?day=today", "day"),
            (&tom, "?day=0001-01-01", "day"),
            (&tom, "?day=0000-01-01", "day"),
        ] {
            let reply = ask(&app, &caller.caller, query).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
            assert!(reply.text().contains(&format!("\"field\":\"{field}\"")), "{query}: {}", reply.text());
        }
        assert_eq!(ask(&app, &Caller::Nobody, "").await.status, StatusCode::UNAUTHORIZED);
    }
}
