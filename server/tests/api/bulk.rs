//! One thing done to many tickets: each by itself, with its own result in words.

use axum::http::{Method, StatusCode};
use guichet_shared::{
    desk::{BulkDone, Hindrance, Thread},
    error::Problem,
    status::Status,
    ticket::TicketId,
    triage::Tag,
};
use serde_json::{Value, json};

use crate::{
    app::{TestApp, on_both_databases},
    incidents::announce,
    people::Agent,
    triage::team,
};

async fn bulk(app: &TestApp, agent: &Agent, tickets: &[TicketId], deed: Value) -> BulkDone {
    let body = json!({"tickets": tickets, "do": deed});
    let reply = app
        .call(
            &agent.caller,
            Method::POST,
            "/api/v1/desk/bulk",
            Some(&body),
        )
        .await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    reply.json()
}

async fn read(app: &TestApp, agent: &Agent, ticket: TicketId) -> Thread {
    let path = format!("/api/v1/desk/tickets/{ticket}");
    app.call(&agent.caller, Method::GET, &path, None)
        .await
        .json()
}

on_both_databases! {
    async fn what_is_refused_for_one_ticket_holds_none_of_the_others_up(app: TestApp) {
        let mut app = app;
        app.restart(false);
        let (site, other) = (app.site("acme").await, app.site("other").await);
        let (tom, ana) = (app.agent("Tom", 1, &[&site]).await, app.agent("Ana", 2, &[&site]).await);
        let mut tickets = Vec::new();
        for _ in 0..3 {
            tickets.push(app.file("acme").await.0);
        }
        let (foreign, _) = app.file("other").await;
        app.desk(&ana, tickets[1], "take", json!({})).await;
        tickets.push(foreign);
        tickets.push(tickets[0]);
        let result = bulk(&app, &tom, &tickets, json!({"kind": "take"})).await;
        assert_eq!(result.done, [tickets[0], tickets[2]]);
        let refused: Vec<_> = result.refused.iter().map(|refused| (refused.ticket, refused.number, refused.why)).collect();
        assert_eq!(refused, [
            (tickets[1], Some(2), Hindrance::Taken),
            (foreign, None, Hindrance::Missing),
        ]);
        assert_eq!(read(&app, &tom, tickets[1]).await.ticket.assignee.unwrap().id, ana.id);
        assert_eq!(app.desk(&app.agent("Eve", 1, &[&other]).await, foreign, "notes", json!({"body": "B"})).await.events.len(), 2);
    }

    async fn each_thing_that_can_be_done_to_many_is_done_to_each(app: TestApp) {
        let mut app = app;
        app.restart(false);
        let site = app.site("acme").await;
        let (tom, ana) = (app.agent("Tom", 1, &[&site]).await, app.agent("Ana", 2, &[&site]).await);
        let team = team(&app, site.id, "Shipping").await;
        let mut tickets = Vec::new();
        for _ in 0..3 {
            tickets.push(app.file("acme").await.0);
        }
        for deed in [
            json!({"kind": "assign", "to": ana.id, "reason": "expertise"}),
            json!({"kind": "priority", "priority": "high"}),
            json!({"kind": "tags", "add": ["late", "lamp"]}),
            json!({"kind": "tags", "add": ["found"], "remove": ["lamp"]}),
            json!({"kind": "team", "team": team}),
            json!({"kind": "snooze", "until": "2999-01-01T09:00:00Z"}),
            json!({"kind": "status", "status": "on_hold", "note": "the carrier"}),
        ] {
            let result = bulk(&app, &tom, &tickets, deed).await;
            assert_eq!(result.done, tickets, "{:?}", result.refused);
        }
        for ticket in &tickets {
            let row = read(&app, &tom, *ticket).await.ticket;
            assert_eq!((row.assignee.unwrap().id, row.status, row.hold.as_deref()), (ana.id, Status::OnHold, Some("the carrier")));
            assert_eq!((row.tags.iter().map(Tag::as_str).collect::<Vec<_>>(), row.team.unwrap().id), (vec!["late", "found"], team));
            assert_eq!(row.snoozed_until.as_deref(), Some("2999-01-01T09:00:00Z"));
        }
        let closed = bulk(&app, &tom, &tickets, json!({"kind": "status", "status": "closed"})).await;
        assert_eq!(closed.done.len(), 3);
        let again = bulk(&app, &tom, &tickets, json!({"kind": "status", "status": "waiting"})).await;
        let why: Vec<_> = again.refused.iter().map(|refused| refused.why).collect();
        assert_eq!((again.done.len(), why), (0, vec![Hindrance::Standing; 3]));
    }

    async fn many_go_to_a_team_and_those_of_another_site_stay(app: TestApp) {
        let (site, other) = (app.site("acme").await, app.site("other").await);
        let tom = app.agent("Tom", 1, &[&site, &other]).await;
        let team = team(&app, site.id, "Shipping").await;
        let (mine, free, foreign) = (app.file("acme").await.0, app.file("acme").await.0, app.file("other").await.0);
        app.desk(&tom, mine, "take", json!({})).await;
        let deed = json!({"kind": "assign", "team": team, "reason": "workload"});
        let result = bulk(&app, &tom, &[mine, free, foreign], deed).await;
        assert_eq!(result.done, [mine, free]);
        assert_eq!(result.refused[0].why, Hindrance::ForeignTeam);
        for ticket in [mine, free] {
            let row = read(&app, &tom, ticket).await.ticket;
            assert_eq!((row.assignee, row.team.unwrap().id), (None, team));
        }
    }

    async fn many_tickets_become_part_of_a_known_problem_of_their_site(app: TestApp) {
        let mut app = app;
        app.restart(false);
        let (site, other) = (app.site("acme").await, app.site("other").await);
        let tom = app.agent("Tom", 1, &[&site, &other]).await;
        let incident = announce(&app, &tom).await.summary.id;
        let (first, second) = (app.file("acme").await.0, app.file("acme").await.0);
        let (foreign, _) = app.file("other").await;
        let joins = json!({"kind": "incident", "incident": incident});
        let result = bulk(&app, &tom, &[first, foreign, second], joins.clone()).await;
        assert_eq!(result.done, [first, second]);
        let why: Vec<_> = result.refused.iter().map(|refused| refused.why).collect();
        assert_eq!(why, [Hindrance::ForeignIncident]);
        // What is so already leaves no trace.
        assert_eq!(bulk(&app, &tom, &[first], joins).await.done, [first]);
        let thread = read(&app, &tom, first).await;
        assert_eq!((thread.ticket.incident, thread.events.len()), (Some(incident), 2));
        assert_eq!(bulk(&app, &tom, &[first, second], json!({"kind": "incident"})).await.done.len(), 2);
        assert_eq!(read(&app, &tom, second).await.ticket.incident, None);
    }

    async fn what_is_wrong_for_all_is_named_and_nothing_is_done(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let (ticket, _) = app.file("acme").await;
        let many: Vec<_> = (0..101).map(|_| TicketId(uuid::Uuid::now_v7())).collect();
        for (tickets, deed, field) in [
            (vec![], json!({"kind": "take"}), "tickets"),
            (many, json!({"kind": "take"}), "tickets"),
            (vec![ticket], json!({"kind": "shred"}), "do"),
            (vec![ticket], json!({"kind": "status", "status": "new"}), "do.status"),
            (vec![ticket], json!({"kind": "status", "status": "on_hold"}), "do.note"),
            (vec![ticket], json!({"kind": "assign", "reason": "escalation"}), "do.reason"),
            (vec![ticket], json!({"kind": "assign", "reason": "workload", "to": tom.id, "team": tom.id}), "do.team"),
            (vec![ticket], json!({"kind": "snooze", "until": "2020-01-01T00:00:00Z"}), "do.until"),
            (vec![ticket], json!({"kind": "tags"}), "do.add"),
            (vec![ticket], json!({"kind": "take", "assignee": "me"}), "do"),
        ] {
            let body = json!({"tickets": tickets, "do": deed});
            let reply = app.call(&tom.caller, Method::POST, "/api/v1/desk/bulk", Some(&body)).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{deed}: {}", reply.text());
            assert_eq!(reply.json::<Problem>().fields[0].field, field, "{deed}");
        }
        assert_eq!(read(&app, &tom, ticket).await.events.len(), 1);
    }
}
