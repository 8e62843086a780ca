//! Sorting tickets: priority, tags, team, putting off, and what goes with a message.

use axum::http::{Method, StatusCode};
use guichet_server::db::Db;
use guichet_shared::{
    desk::{Entry, Queue, Sorting, Thread},
    error::Problem,
    event::{Internal, Reason, What},
    site::SiteId,
    status::Status,
    team::TeamId,
    triage::{Priority, Tag},
};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::json;

use crate::{
    app::{TestApp, on_both_databases},
    people::key,
};

pub async fn team(app: &TestApp, site: SiteId, name: &str) -> TeamId {
    let id = TeamId(uuid::Uuid::now_v7());
    let sql = "insert into teams (id, site_id, name, created_at) values ($1, $2, $3, $4)";
    let now = guichet_server::db::now();
    match &app.db {
        Db::Sqlite(db) => drop(
            sqlx::query(sql)
                .bind(id)
                .bind(site)
                .bind(name)
                .bind(now)
                .execute(&db.writer)
                .await
                .unwrap(),
        ),
        Db::Postgres(pool) => drop(
            sqlx::query(sql)
                .bind(id)
                .bind(site)
                .bind(name)
                .bind(now)
                .execute(pool)
                .await
                .unwrap(),
        ),
    }
    id
}

fn in_hours(hours: i64) -> String {
    let at = guichet_server::db::now() + time::Duration::hours(hours);
    guichet_server::tickets::views::time(at).unwrap()
}

on_both_databases! {
    async fn what_is_set_is_an_event_and_what_is_so_already_is_none(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let (ticket, customer) = app.file("acme").await;
        let team = team(&app, site.id, "Shipping").await;
        let until = in_hours(3);
        let change = json!({"priority": "urgent", "tags": ["late", "lamp", "late"], "team": team, "snoozed_until": until});
        let thread: Thread = app.set(&tom, ticket, change.clone()).await.json();
        let kinds: Vec<_> = thread.events.iter().map(|event| match &event.what {
            Entry::Internal(Internal::Priority { from, to }) => format!("{from:?} {to:?}"),
            Entry::Internal(Internal::Tags { tags }) => format!("{} {}", tags[0], tags[1]),
            Entry::Internal(Internal::Team { team }) => team.as_ref().unwrap().name.clone(),
            Entry::Internal(Internal::Snooze { until }) => if until.is_some() { "asleep" } else { "awake" }.to_owned(),
            _ => "visible".to_owned(),
        }).collect();
        assert_eq!(kinds, ["visible", "Normal Urgent", "late lamp", "Shipping", "asleep"]);
        let row = &thread.ticket;
        assert_eq!((row.priority, row.tags.len(), row.team.as_ref().unwrap().id), (Priority::Urgent, 2, team));
        assert_eq!(row.snoozed_until.as_deref(), Some(until.as_str()));

        let again: Thread = app.set(&tom, ticket, change).await.json();
        assert_eq!(again.events.len(), thread.events.len());
        let other: Thread = app.set(&tom, ticket, json!({"team": null, "tags": [], "snoozed_until": null})).await.json();
        assert_eq!(other.events.len(), thread.events.len() + 3);
        assert!(other.ticket.team.is_none() && other.ticket.tags.is_empty() && other.ticket.snoozed_until.is_none());
        assert_eq!(app.thread(&customer, ticket).await.events.len(), 1, "the customer sees none of it");
    }

    async fn a_ticket_that_was_put_off_wakes_when_the_customer_writes(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let (ticket, customer) = app.file("acme").await;
        app.set(&tom, ticket, json!({"snoozed_until": in_hours(48)})).await;
        app.customer(&customer, ticket, "messages", json!({"body": "Still nothing."})).await;
        let thread = app.desk(&tom, ticket, "notes", json!({"body": "N"})).await;
        assert!(thread.ticket.snoozed_until.is_none());
    }

    async fn what_cannot_be_set_is_named(app: TestApp) {
        let (site, other) = (app.site("acme").await, app.site("other").await);
        let tom = app.agent("Tom", 1, &[&site]).await;
        let (ticket, _) = app.file("acme").await;
        let foreign = team(&app, other.id, "Theirs").await;
        let many: Vec<_> = (0..21).map(|i| format!("t{i}")).collect();
        for (change, field) in [
            (json!({"priority": "high and mighty"}), "priority"),
            (json!({"tags": ["Not a tag"]}), "tags"),
            (json!({"tags": many}), "tags"),
            (json!({"team": foreign}), "team"),
            (json!({"snoozed_until": "2020-01-01T00:00:00Z"}), "snoozed_until"),
        ] {
            let reply = app.set(&tom, ticket, change.clone()).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{change}");
            assert_eq!(reply.json::<Problem>().fields[0].field, field, "{change}");
        }
    }

    async fn a_ticket_is_handed_to_a_team_with_the_reason_and_the_notes(app: TestApp) {
        let (site, other) = (app.site("acme").await, app.site("other").await);
        let tom = app.agent("Tom", 1, &[&site]).await;
        let (shipping, theirs) = (team(&app, site.id, "Shipping").await, team(&app, other.id, "Theirs").await);
        let (ticket, customer) = app.file("acme").await;
        app.desk(&tom, ticket, "take", json!({})).await;
        let path = format!("/api/v1/desk/tickets/{ticket}/handover");
        for wrong in [
            json!({"team": theirs, "reason": "expertise"}),
            json!({"team": shipping, "to": tom.id, "reason": "expertise"}),
        ] {
            let reply = app.call(&tom.caller, Method::POST, &path, Some(&wrong)).await;
            assert_eq!(reply.json::<Problem>().fields[0].field, "team");
        }
        let to_team = json!({"team": shipping, "reason": "expertise", "public_note": "They know the carrier.", "note": "Third time."});
        let thread = app.desk(&tom, ticket, "handover", to_team.clone()).await;
        assert_eq!((thread.ticket.assignee, thread.ticket.team.unwrap().id), (None, shipping));
        let seen = app.thread(&customer, ticket).await;
        let What::Handover { to, reason, note, .. } = &seen.events.last().unwrap().what else {
            panic!("{seen:?}");
        };
        assert_eq!((to, *reason, note.as_deref()), (&None, Reason::Expertise, Some("They know the carrier.")));
        assert_eq!(app.call(&tom.caller, Method::POST, &path, Some(&to_team)).await.status, StatusCode::CONFLICT);

        // From queue to queue is the desk's own business, unless the customer is told something.
        let billing = team(&app, site.id, "Billing").await;
        let thread = app.desk(&tom, ticket, "handover", json!({"team": billing, "reason": "expertise"})).await;
        assert_eq!(thread.ticket.team.unwrap().id, billing);
        assert_eq!(app.thread(&customer, ticket).await.events.len(), seen.events.len());
        app.desk(&tom, ticket, "handover", to_team).await;
        assert_eq!(app.thread(&customer, ticket).await.events.len(), seen.events.len() + 1);
    }

    async fn a_message_and_what_goes_with_it_are_one_step(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let team = team(&app, site.id, "Shipping").await;
        let (ticket, customer) = app.file("acme").await;
        app.set(&tom, ticket, json!({"tags": ["new"]})).await;
        let then = json!({"status": "waiting", "note": "Which account?", "priority": "high", "add_tags": ["asked"], "remove_tags": ["new"], "assign_to_me": true, "team": team});
        let path = format!("/api/v1/desk/tickets/{ticket}/messages");
        let body = json!({"body": "Hello", "then": then});
        let key = key();
        for _ in 0..2 {
            let reply = app.call_with(&tom.caller, Method::POST, &path, Some(&body), &[("idempotency-key", &key)]).await;
            assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
            let thread: Thread = reply.json();
            let row = &thread.ticket;
            assert_eq!((row.status, row.priority, row.assignee.as_ref().unwrap().id), (Status::Waiting, Priority::High, tom.id));
            assert_eq!((row.tags.iter().map(Tag::as_str).collect::<Vec<_>>(), row.team.as_ref().unwrap().id), (vec!["asked"], team));
            assert_eq!(thread.events.len(), 8);
        }
        let seen = app.thread(&customer, ticket).await;
        assert!(matches!(seen.events.last().unwrap().what, What::Status { from: Status::Open, to: Status::Waiting, .. }));

        // What cannot be done takes the message with it.
        app.set(&tom, ticket, json!({"status": "closed"})).await;
        let reply = app.call(&tom.caller, Method::POST, &path, Some(&json!({"body": "Hello", "then": {"assign_to_me": true, "status": "waiting"}}))).await;
        assert_eq!(reply.status, StatusCode::CONFLICT);
        assert_eq!(app.thread(&customer, ticket).await.events.len(), seen.events.len() + 1);
        let reply = app.call(&tom.caller, Method::POST, &path, Some(&json!({"body": "Hello", "then": {"status": "on_hold"}}))).await;
        assert_eq!(reply.json::<Problem>().fields[0].field, "then.note");
    }

    async fn a_status_that_the_message_brings_itself_is_set_once(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let (ticket, _) = app.file("acme").await;
        let thread = app.desk(&tom, ticket, "messages", json!({"body": "Hello", "then": {"status": "open"}})).await;
        assert_eq!((thread.ticket.status, thread.events.len()), (Status::Open, 2));
    }

    async fn a_tag_is_a_word_of_any_script_and_finds_its_tickets_alone(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        for tags in [json!(["réclamation", "возврат"]), json!(["reclamation"]), json!(["très-tard"])] {
            let (ticket, _) = app.file("acme").await;
            let thread: Thread = app.set(&tom, ticket, json!({"tags": tags})).await.json();
            assert_eq!(json!(thread.ticket.tags), tags);
        }
        for (tag, numbers) in [("réclamation", vec![1]), ("возврат", vec![1]), ("reclamation", vec![2]), ("tard", vec![])] {
            let written = utf8_percent_encode(tag, NON_ALPHANUMERIC);
            let path = format!("/api/v1/desk/tickets?tag={written}");
            let queue: Queue = app.call(&tom.caller, Method::GET, &path, None).await.json();
            let found: Vec<_> = queue.tickets.iter().map(|ticket| ticket.number).collect();
            assert_eq!((found, queue.total), (numbers.clone(), u32::try_from(numbers.len()).unwrap()), "{tag}");
        }
        let reply = app.call(&tom.caller, Method::GET, "/api/v1/desk/tickets?tag=a%27%20or%201", None).await;
        assert_eq!(reply.json::<Problem>().fields[0].field, "tag");
    }

    async fn the_tags_in_use_and_the_teams_of_a_site_can_be_chosen_from(app: TestApp) {
        let (site, other) = (app.site("acme").await, app.site("other").await);
        let tom = app.agent("Tom", 1, &[&site]).await;
        let ana = app.agent("Ana", 1, &[&other]).await;
        team(&app, site.id, "Shipping").await;
        team(&app, other.id, "Theirs").await;
        for tags in [["b", "a"], ["c", "a"]] {
            let (ticket, _) = app.file("acme").await;
            app.set(&tom, ticket, json!({"tags": tags})).await;
        }
        let (ticket, _) = app.file("other").await;
        app.set(&ana, ticket, json!({"tags": ["foreign"]})).await;
        let sorting: Sorting = app.call(&tom.caller, Method::GET, "/api/v1/desk/sorting?site=acme", None).await.json();
        let names: Vec<_> = sorting.teams.iter().map(|team| team.name.as_str()).collect();
        assert_eq!((sorting.tags.iter().map(Tag::as_str).collect::<Vec<_>>(), names), (vec!["a", "b", "c"], vec!["Shipping"]));
        let reply = app.call(&tom.caller, Method::GET, "/api/v1/desk/sorting?site=other", None).await;
        assert_eq!(reply.json::<Problem>().fields[0].field, "site");
    }
}
