//! Incidents: announced once, joined by many, told to all, closed for each.

use std::time::Duration;

use axum::http::{Method, StatusCode};
use guichet_server::{
    incidents,
    sites::{self, SiteRow},
};
use guichet_shared::{
    desk,
    error::{Code, Problem},
    event::What,
    incident::{Incident, Part},
    site::Site,
    status::Status,
    ticket::{Filed, Thread, TicketId},
    topic::Topic,
};
use serde_json::{Value, json};

use crate::{
    app::{Reply, TestApp, on_both_databases},
    people::{Agent, Caller, key},
};

const FILING: &str = "/api/v1/sites/acme/tickets";

pub async fn announce(app: &TestApp, agent: &Agent) -> desk::Incident {
    let new = json!({
        "site": "acme",
        "title": {"en": "Payments fail", "fr": "Les paiements échouent"},
        "body": {"en": "Cards are **refused**.", "fr": "Les cartes sont refusées."},
    });
    let reply = app
        .call(
            &agent.caller,
            Method::POST,
            "/api/v1/desk/incidents",
            Some(&new),
        )
        .await;
    assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
    reply.json()
}

async fn join(app: &TestApp, visitor: &Caller, of: &desk::Incident, lang: &str) -> TicketId {
    let body = json!({"subject": "Payments fail", "body": "I have this too.", "lang": lang, "incident": of.summary.id});
    let key = key();
    let reply = app
        .call_with(
            visitor,
            Method::POST,
            FILING,
            Some(&body),
            &[("idempotency-key", &key)],
        )
        .await;
    assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
    reply.json::<Filed>().ticket.id
}

fn visitor() -> Caller {
    let token = guichet_server::secrets::token().unwrap();
    Caller::Visitor(token.as_str().to_owned())
}

async fn say(
    app: &TestApp,
    agent: &Agent,
    of: &desk::Incident,
    after: u32,
    solution: bool,
) -> Reply {
    let path = format!("/api/v1/desk/incidents/{}/updates", of.summary.id);
    let body = json!({
        "after": after,
        "body": {"en": format!("News {}", after + 1), "fr": format!("Nouvelles {}", after + 1)},
        "solution": solution,
    });
    app.call(&agent.caller, Method::POST, &path, Some(&body))
        .await
}

async fn read(app: &TestApp, agent: &Agent, of: &desk::Incident) -> desk::Incident {
    let path = format!("/api/v1/desk/incidents/{}", of.summary.id);
    app.call(&agent.caller, Method::GET, &path, None)
        .await
        .json()
}

/// Waits until every ticket has been told.
async fn told(app: &TestApp, agent: &Agent, of: &desk::Incident) {
    for _ in 0..600 {
        if read(app, agent, of).await.summary.owed == 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("some tickets were never told");
}

fn news(thread: &Thread) -> Vec<u32> {
    let updates = thread.events.iter().filter_map(|event| match event.what {
        What::News { update, .. } => Some(update),
        _ => None,
    });
    updates.collect()
}

async fn open_app(app: TestApp) -> (TestApp, SiteRow, Agent) {
    let site = app.site("acme").await;
    let tom = app.agent("Tom", 1, &[&site]).await;
    let mut app = app;
    app.restart(false);
    (app, site, tom)
}

on_both_databases! {
    async fn what_is_announced_stands_in_the_portal_until_it_is_over(app: TestApp) {
        let (app, _, tom) = open_app(app).await;
        let incident = announce(&app, &tom).await;
        let site: Site = app.get("/api/v1/sites/acme").await.json();
        assert_eq!(site.known.len(), 1);
        assert_eq!(site.known[0].title.pick(["fr"]), "Les paiements échouent");
        assert!(app.get("/portal/acme").await.text().contains("Payments fail"));
        say(&app, &tom, &incident, 0, false).await;
        let path = format!("/api/v1/sites/acme/incidents/{}", incident.summary.id);
        let page: Incident = app.get(&format!("{path}?lang=fr")).await.json();
        assert_eq!(page.title, "Les paiements échouent");
        assert_eq!((page.updates.len(), page.closed_at), (1, None));
        let page: Incident = app.get(&format!("{path}?lang=de")).await.json();
        assert_eq!(page.title, "Payments fail", "the site's own language serves where there is no other");

        assert_eq!(say(&app, &tom, &incident, 1, true).await.status, StatusCode::CREATED);
        let site: Site = app.get("/api/v1/sites/acme").await.json();
        assert_eq!(site.known, []);
        let page: Incident = app.get(&path).await.json();
        assert!(page.closed_at.is_some() && page.updates[0].solution);
        assert_eq!(say(&app, &tom, &incident, 2, false).await.status, StatusCode::CONFLICT);
    }

    async fn an_incident_of_another_site_is_not_there(app: TestApp) {
        let (app, _, tom) = open_app(app).await;
        app.site("other").await;
        let incident = announce(&app, &tom).await;
        let path = format!("/api/v1/sites/other/incidents/{}", incident.summary.id);
        assert_eq!(app.get(&path).await.status, StatusCode::NOT_FOUND);
        let body = json!({"subject": "S", "body": "B", "incident": incident.summary.id});
        let key = key();
        let reply = app.call_with(&visitor(), Method::POST, "/api/v1/sites/other/tickets", Some(&body), &[("idempotency-key", &key)]).await;
        assert_eq!(reply.json::<Problem>().fields[0].field, "incident");
    }

    async fn who_has_it_too_gets_one_ticket_however_often_they_say_so(app: TestApp) {
        let (app, _, tom) = open_app(app).await;
        let incident = announce(&app, &tom).await;
        let customer = visitor();
        let ticket = join(&app, &customer, &incident, "fr").await;
        assert_eq!(join(&app, &customer, &incident, "fr").await, ticket);
        assert_ne!(join(&app, &visitor(), &incident, "en").await, ticket);
        let thread = app.thread(&customer, ticket).await;
        assert!(matches!(&thread.events[1].what, What::Incident { part: Part::Joined, title, .. } if title == "Les paiements échouent"));
        let page = read(&app, &tom, &incident).await;
        assert_eq!((page.summary.tickets, page.linked.len()), (2, 2));
    }

    async fn who_joins_is_asked_for_no_topic_and_the_ticket_has_the_problems(app: TestApp) {
        let (app, site, tom) = open_app(app).await;
        let topics: Vec<Topic> = serde_json::from_value(json!([{
            "key": "cards",
            "name": {"en": "Paying by card"},
            "fields": [{"key": "number", "label": {"en": "Order"}, "kind": "text", "required": true}],
        }])).unwrap();
        sites::store::set_desk(&app.db, &site.key, &topics, &site.policies).await.unwrap();
        let new = json!({"site": "acme", "topic": "cards", "title": {"en": "T"}, "body": {"en": "B"}});
        let incident: desk::Incident = app.call(&tom.caller, Method::POST, "/api/v1/desk/incidents", Some(&new)).await.json();
        let customer = visitor();
        let ticket = join(&app, &customer, &incident, "en").await;
        let topic = app.thread(&customer, ticket).await.ticket.topic.unwrap();
        assert_eq!(topic.pick(["en"]), "Paying by card");
    }

    async fn an_update_reaches_every_ticket_once_in_its_customers_language(app: TestApp) {
        let (app, _, tom) = open_app(app).await;
        let incident = announce(&app, &tom).await;
        let (claire, john) = (visitor(), visitor());
        let of_claire = join(&app, &claire, &incident, "fr").await;
        let of_john = join(&app, &john, &incident, "en").await;
        assert_eq!(say(&app, &tom, &incident, 0, false).await.status, StatusCode::CREATED);
        // The answer was lost and it is sent again: nothing is said twice.
        assert_eq!(say(&app, &tom, &incident, 0, false).await.status, StatusCode::CONFLICT);
        told(&app, &tom, &incident).await;
        let thread = app.thread(&claire, of_claire).await;
        assert_eq!(news(&thread), [1]);
        assert_eq!(thread.ticket.unread, 1);
        let text = serde_json::to_string(&thread.events).unwrap();
        assert!(text.contains("Nouvelles 1") && !text.contains("News 1"), "{text}");
        assert_eq!(news(&app.thread(&john, of_john).await), [1]);
        // Who joins later reads on the page what was said before.
        let late = visitor();
        let of_late = join(&app, &late, &incident, "en").await;
        say(&app, &tom, &incident, 1, false).await;
        told(&app, &tom, &incident).await;
        assert_eq!(news(&app.thread(&late, of_late).await), [2]);
    }

    async fn a_solution_is_proposed_to_each_ticket_and_judged_on_each(app: TestApp) {
        let (app, _, tom) = open_app(app).await;
        let incident = announce(&app, &tom).await;
        let (claire, john, late) = (visitor(), visitor(), visitor());
        let of_claire = join(&app, &claire, &incident, "fr").await;
        let of_john = join(&app, &john, &incident, "en").await;
        let (closed, _) = app.file("acme").await;
        let link = |ticket: TicketId, to: Value| {
            let path = format!("/api/v1/desk/tickets/{ticket}/incident");
            let (app, tom) = (&app, &tom);
            async move { app.call(&tom.caller, Method::PUT, &path, Some(&json!({"incident": to}))).await }
        };
        assert_eq!(link(closed, json!(incident.summary.id)).await.status, StatusCode::OK);
        app.set(&tom, closed, json!({"status": "closed"})).await;
        say(&app, &tom, &incident, 0, true).await;
        told(&app, &tom, &incident).await;
        for (who, ticket) in [(&claire, of_claire), (&john, of_john)] {
            let thread = app.thread(who, ticket).await;
            assert_eq!(thread.ticket.status, Status::Proposed);
            assert!(matches!(&thread.events[2].what, What::Incident { part: Part::Over, .. }));
        }
        app.customer(&claire, of_claire, "verdict", json!({"solved": true})).await;
        app.customer(&john, of_john, "verdict", json!({"solved": false})).await;
        assert_eq!(app.thread(&claire, of_claire).await.ticket.status, Status::Closed);
        assert_eq!(app.thread(&john, of_john).await.ticket.status, Status::Open);
        // One that was closed before stays closed and hears how it ended.
        let path = format!("/api/v1/desk/tickets/{closed}");
        let thread: desk::Thread = app.call(&tom.caller, Method::GET, &path, None).await.json();
        assert_eq!(thread.ticket.status, Status::Closed);
        // Whoever was offline and joins after the end is proposed the solution too.
        let of_late = join(&app, &late, &incident, "en").await;
        told(&app, &tom, &incident).await;
        assert_eq!(app.thread(&late, of_late).await.ticket.status, Status::Proposed);
    }

    async fn being_part_of_a_known_problem_excuses_its_own_solution_alone(app: TestApp) {
        let (app, site, tom) = open_app(app).await;
        let ana = app.agent("Ana", 2, &[&site]).await;
        let incident = announce(&app, &tom).await;
        let (ticket, customer) = app.file("acme").await;
        app.desk(&tom, ticket, "handover", json!({"to": ana.id, "reason": "escalation"})).await;
        app.desk(&ana, ticket, "solution", json!({"body": "Ask the depot."})).await;
        let path = format!("/api/v1/desk/tickets/{ticket}/incident");
        let linked = app.call(&tom.caller, Method::PUT, &path, Some(&json!({"incident": incident.summary.id}))).await;
        assert_eq!(linked.status, StatusCode::OK);
        let refused = |reply: Reply| assert_eq!(reply.json::<Problem>().code, Code::KnowledgeOwed, "{}", reply.text());
        let propose = format!("/api/v1/desk/tickets/{ticket}/proposal");
        refused(app.call(&tom.caller, Method::POST, &propose, Some(&json!({"body": "Restart it."}))).await);
        refused(app.set(&tom, ticket, json!({"status": "closed"})).await);
        say(&app, &tom, &incident, 0, true).await;
        told(&app, &tom, &incident).await;
        assert_eq!(app.thread(&customer, ticket).await.ticket.status, Status::Proposed);
        refused(app.set(&tom, ticket, json!({"status": "closed"})).await);
        let closed = app.customer(&customer, ticket, "verdict", json!({"solved": true})).await;
        assert_eq!(closed.ticket.status, Status::Closed);
    }

    async fn a_ticket_is_linked_moved_and_taken_out_at_the_desk(app: TestApp) {
        let (app, _, tom) = open_app(app).await;
        let (first, second) = (announce(&app, &tom).await, announce(&app, &tom).await);
        let (ticket, customer) = app.file("acme").await;
        let path = format!("/api/v1/desk/tickets/{ticket}/incident");
        for to in [json!(first.summary.id), json!(first.summary.id), json!(second.summary.id), Value::Null] {
            let reply = app.call(&tom.caller, Method::PUT, &path, Some(&json!({"incident": to}))).await;
            assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
            let thread: desk::Thread = reply.json();
            assert_eq!(json!(thread.ticket.incident), to);
        }
        let parts: Vec<_> = app.thread(&customer, ticket).await.events.into_iter().filter_map(|event| match event.what {
            What::Incident { part, incident, .. } => Some((part, incident)),
            _ => None,
        }).collect();
        let (first, second) = (first.summary.id, second.summary.id);
        assert_eq!(parts, [(Part::Joined, first), (Part::Left, first), (Part::Joined, second), (Part::Left, second)]);
    }

    async fn wrong_fields_of_an_incident_are_named(app: TestApp) {
        let (app, _, tom) = open_app(app).await;
        let good = json!({"site": "acme", "title": {"en": "T"}, "body": {"en": "B"}});
        for (field, wrong) in [
            ("site", json!("other")),
            ("topic", json!("none")),
            ("title", json!({})),
            ("title", json!({"de": "T"})),
            ("title", json!({"en": ""})),
            ("body", json!({"en": "x".repeat(20_001)})),
        ] {
            let mut body = good.clone();
            body[field] = wrong;
            let reply = app.call(&tom.caller, Method::POST, "/api/v1/desk/incidents", Some(&body)).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
            assert_eq!(reply.json::<Problem>().fields[0].field, field, "{body}");
        }
    }

    async fn a_thousand_tickets_are_told_once_each_though_the_telling_is_cut_off(app: TestApp) {
        let (app, _, tom) = open_app(app).await;
        let incident = announce(&app, &tom).await;
        let mut tickets = Vec::new();
        for _ in 0..125 {
            let all = (0..8).map(|_| async {
                let visitor = visitor();
                (join(&app, &visitor, &incident, "en").await, visitor)
            });
            tickets.extend(futures_util::future::join_all(all).await);
        }
        // Written by a server that was killed before it told anybody.
        let body = guichet_shared::topic::Localised([("en".parse().unwrap(), "News 1".to_owned())].into());
        let now = guichet_server::db::now();
        let said = incidents::store::Said { after: 0, body: &body, solution: false, by: tom.id };
        assert!(incidents::store::add_update(&app.db, incident.summary.id, said, None, now).await.unwrap());
        // Told in pieces: each run is cut off somewhere, and two run at the same time.
        let mut runs = 0;
        while read(&app, &tom, &incident).await.summary.owed > 0 {
            runs += 1;
            let patience = Duration::from_millis(250);
            let one = tokio::time::timeout(patience, incidents::spread(&app.app, incident.summary.id));
            let other = tokio::time::timeout(patience, incidents::spread(&app.app, incident.summary.id));
            // Meanwhile others are served.
            let page = async {
                let begun = std::time::Instant::now();
                let (_, customer) = app.file("acme").await;
                drop(customer);
                begun.elapsed()
            };
            let (_, _, waited) = tokio::join!(one, other, page);
            assert!(waited < Duration::from_secs(5), "{waited:?}");
        }
        assert!(runs > 1, "it was never cut off");
        for (ticket, visitor) in tickets.iter().step_by(7) {
            assert_eq!(news(&app.thread(visitor, *ticket).await), [1]);
        }
        let events = "select count(*) from events where cast(data as text) like '%\"news\"%'";
        let (told,): (i64,) = match &app.db {
            guichet_server::db::Db::Sqlite(db) => sqlx::query_as(events).fetch_one(&db.readers).await,
            guichet_server::db::Db::Postgres(pool) => sqlx::query_as(events).fetch_one(pool).await,
        }.unwrap();
        assert_eq!(told, 1_000);
    }
}
