//! Levels: up with a reason, down with a solution, and into the articles before the end.

use axum::http::{Method, StatusCode};
use guichet_shared::{
    article::ArticleId,
    desk::{self, Drafted, Entry},
    error::{Code, Problem},
    event::{Internal, Reason, What},
    search::Hits,
    status::Status,
    ticket::TicketId,
    triage::Knowledge,
};
use serde_json::{Value, json};

use crate::{
    app::{Reply, TestApp, on_both_databases},
    people::{Agent, Caller, key},
};

async fn propose(app: &TestApp, agent: &Agent, ticket: TicketId) -> Reply {
    let path = format!("/api/v1/desk/tickets/{ticket}/proposal");
    app.call(
        &agent.caller,
        Method::POST,
        &path,
        Some(&json!({"body": "Restart it."})),
    )
    .await
}

async fn learn(app: &TestApp, agent: &Agent, ticket: TicketId, body: Value) -> Reply {
    let path = format!("/api/v1/desk/tickets/{ticket}/knowledge");
    app.call(&agent.caller, Method::PUT, &path, Some(&body))
        .await
}

async fn queue(app: &TestApp, agent: &Agent, query: &str) -> desk::Queue {
    let path = format!("/api/v1/desk/tickets?{query}");
    app.call(&agent.caller, Method::GET, &path, None)
        .await
        .json()
}

/// A ticket that level 1 has escalated to level 2.
async fn escalated(app: &TestApp, tom: &Agent, ana: &Agent) -> (TicketId, Caller) {
    let (ticket, visitor) = app.file("acme").await;
    app.desk(tom, ticket, "take", json!({})).await;
    let up = json!({"to": ana.id, "reason": "escalation", "public_note": "She knows the depot."});
    app.desk(tom, ticket, "handover", up).await;
    (ticket, visitor)
}

on_both_databases! {
    async fn a_ticket_goes_up_with_a_reason_and_its_solution_comes_down_to_who_sent_it(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom Abel", 1, &[&site]).await;
        let ana = app.agent("Ana Silva", 2, &[&site]).await;
        let (ticket, visitor) = escalated(&app, &tom, &ana).await;

        let seen = app.thread(&visitor, ticket).await;
        let Some(What::Handover { reason, level, .. }) = seen.events.last().map(|event| event.what.clone()) else {
            panic!("{seen:?}");
        };
        assert_eq!((reason, level), (Reason::Escalation, Some(2)));
        assert_eq!(queue(&app, &tom, "view=level2").await.total, 1);
        assert_eq!(queue(&app, &tom, "").await.open.levels, [0, 1, 0]);

        let down = app.desk(&ana, ticket, "solution", json!({"body": "Ask the depot for the *second* scan."})).await;
        assert_eq!(down.solution.as_deref(), Some("Ask the depot for the *second* scan."));
        assert_eq!(down.ticket.level, 1);
        assert_eq!(down.ticket.solved_level, Some(2));
        assert_eq!(down.ticket.assignee.unwrap().id, tom.id);
        let seen = app.thread(&visitor, ticket).await;
        assert_eq!(seen.ticket.holder.unwrap().agent.name, "Tom");
        let told = serde_json::to_string(&seen.events).unwrap();
        assert!(!told.contains("depot for"), "a solution to check is no message: {told}");
    }

    async fn a_solution_that_comes_down_while_the_customer_is_waited_for_makes_it_the_desks_turn(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let ana = app.agent("Ana", 2, &[&site]).await;
        for status in [json!({"status": "waiting"}), json!({"status": "on_hold", "note": "The depot."})] {
            let (ticket, _) = escalated(&app, &tom, &ana).await;
            app.set(&ana, ticket, status).await;
            let down = app.desk(&ana, ticket, "solution", json!({"body": "Ask the depot."})).await;
            assert_eq!(down.ticket.status, Status::Open);
            assert!(down.ticket.due.is_some());
            assert_eq!(down.ticket.assignee.unwrap().id, tom.id);
        }
    }

    async fn a_ticket_climbs_to_level_three_and_no_further(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let (ticket, _) = app.file("acme").await;
        // To the queue of the level: nobody in particular has it.
        assert_eq!(app.desk(&tom, ticket, "handover", json!({"reason": "escalation"})).await.ticket.level, 2);
        assert_eq!(app.desk(&tom, ticket, "handover", json!({"reason": "escalation", "level": 3})).await.ticket.level, 3);
        let path = format!("/api/v1/desk/tickets/{ticket}/handover");
        for (body, field) in [
            (json!({"reason": "escalation"}), "reason"),
            (json!({"reason": "escalation", "level": 3}), "level"),
            (json!({"reason": "escalation", "level": 4}), "level"),
            (json!({"reason": "workload", "level": 2}), "level"),
            (json!({"reason": "solution"}), "reason"),
            (json!({"reason": "routed"}), "reason"),
        ] {
            let reply = app.call(&tom.caller, Method::POST, &path, Some(&body)).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
            let problem: Problem = reply.json();
            assert_eq!(problem.fields[0].field, field, "{body}");
        }
    }

    async fn what_a_higher_level_solved_is_proposed_only_when_the_articles_know_it(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let ana = app.agent("Ana", 2, &[&site]).await;
        app.publish(&site, "en", "scan", "The second scan", "Ask the depot.").await;
        let article: Value = app.call(&tom.caller, Method::GET, "/api/v1/desk/articles", None).await.json();
        let article = article["articles"][0]["id"].clone();
        for (learned, title) in [(json!({"article": article}), Some("The second scan")), (json!({"why": "It happened once."}), None)] {
            let (ticket, visitor) = escalated(&app, &tom, &ana).await;
            app.desk(&ana, ticket, "solution", json!({"body": "Ask the depot."})).await;
            let refused = propose(&app, &tom, ticket).await;
            assert_eq!(refused.status, StatusCode::CONFLICT);
            assert_eq!(refused.json::<Problem>().code, Code::KnowledgeOwed);
            let closing = app.set(&tom, ticket, json!({"status": "closed"})).await;
            assert_eq!(closing.json::<Problem>().code, Code::KnowledgeOwed);

            let thread: desk::Thread = learn(&app, &tom, ticket, learned).await.json();
            match (thread.ticket.knowledge, title) {
                (Some(Knowledge::Linked { title, .. }), Some(expected)) => assert_eq!(title, expected),
                (Some(Knowledge::None { why }), None) => assert_eq!(why, "It happened once."),
                other => panic!("{other:?}"),
            }
            assert_eq!(propose(&app, &tom, ticket).await.status, StatusCode::CREATED);
            let closed = app.customer(&visitor, ticket, "verdict", json!({"solved": true})).await;
            assert_eq!(closed.ticket.status, Status::Closed);
        }
    }

    async fn what_was_said_of_a_solution_is_taken_back_until_the_solution_is_told(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let ana = app.agent("Ana", 2, &[&site]).await;
        let (ticket, _) = escalated(&app, &tom, &ana).await;
        let unlearn = async || {
            let path = format!("/api/v1/desk/tickets/{ticket}/knowledge");
            app.call(&tom.caller, Method::DELETE, &path, None).await
        };
        learn(&app, &tom, ticket, json!({"why": "It happened once."})).await;
        let thread: desk::Thread = unlearn().await.json();
        assert_eq!(thread.ticket.knowledge, None);
        let events = thread.events.len();
        let thread: desk::Thread = unlearn().await.json();
        assert_eq!(thread.events.len(), events, "there is nothing to take back");
        assert_eq!(propose(&app, &tom, ticket).await.json::<Problem>().code, Code::KnowledgeOwed);

        learn(&app, &tom, ticket, json!({"why": "It happened once."})).await;
        assert_eq!(propose(&app, &tom, ticket).await.status, StatusCode::CREATED);
        assert_eq!(unlearn().await.json::<Problem>().code, Code::KnowledgeOwed);
    }

    async fn who_never_left_level_one_owes_the_articles_nothing(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let (ticket, _) = app.file("acme").await;
        assert_eq!(propose(&app, &tom, ticket).await.status, StatusCode::CREATED);
        let (another, _) = app.file("acme").await;
        let reply = app.desk(&tom, another, "take", json!({})).await;
        assert_eq!(reply.ticket.level, 1);
        let solution = format!("/api/v1/desk/tickets/{another}/solution");
        let reply = app.call(&tom.caller, Method::POST, &solution, Some(&json!({"body": "B"}))).await;
        assert_eq!(reply.status, StatusCode::CONFLICT);
    }

    async fn an_article_is_drafted_from_the_ticket_without_the_customers_data(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let ana = app.agent("Ana", 2, &[&site]).await;
        let body = json!({
            "subject": "Parcel 123456 is late", "name": "Élise Martin", "email": "elise@mail.example",
            "body": "I am Élise Martin (elise@mail.example, +33 6 12 34 56 78).\nWhere is order 2026-11-0042?",
        });
        let key = key();
        let filed = app.call_with(&Caller::Nobody, Method::POST, "/api/v1/sites/acme/tickets", Some(&body), &[("idempotency-key", &key)]).await;
        let ticket = filed.json::<guichet_shared::ticket::Filed>().ticket.id;
        app.desk(&tom, ticket, "handover", json!({"to": ana.id, "reason": "escalation"})).await;
        app.desk(&ana, ticket, "solution", json!({"body": "Tell Élise: ask the depot for the second scan."})).await;

        let path = format!("/api/v1/desk/tickets/{ticket}/draft");
        let reply = app.call(&tom.caller, Method::POST, &path, Some(&json!({}))).await;
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
        let drafted: Drafted = reply.json();
        assert!(matches!(drafted.thread.ticket.knowledge, Some(Knowledge::Drafted { .. })));
        let path = format!("/api/v1/desk/articles/{}", drafted.article);
        let article: desk::Article = app.call(&tom.caller, Method::GET, &path, None).await.json();
        assert!(!article.summary.published);
        assert_eq!(article.summary.title, "Parcel […] is late");
        for theirs in ["lise", "Martin", "mail.example", "12 34", "0042", "123456"] {
            assert!(!article.body.contains(theirs), "{theirs}: {}", article.body);
        }
        assert!(article.body.contains("Where is order") && article.body.contains("ask the depot for the second scan"));
        let hits: Hits = app.get("/api/v1/sites/acme/search?q=second%20scan").await.json();
        assert!(hits.hits.is_empty(), "a draft is for agents alone");

        let again = app.call(&tom.caller, Method::POST, &format!("/api/v1/desk/tickets/{ticket}/draft"), Some(&json!({}))).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        assert_eq!(propose(&app, &tom, ticket).await.status, StatusCode::CREATED);
    }

    async fn articles_are_suggested_from_the_words_of_the_ticket(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        app.publish(&site, "en", "track", "Track your parcel", "Where your parcel is.").await;
        app.publish(&site, "en", "pay", "Ways to pay", "Card or voucher.").await;
        let (ticket, _) = app.file("acme").await;
        let path = format!("/api/v1/desk/tickets/{ticket}/suggestions");
        let hits: Hits = app.call(&tom.caller, Method::GET, &path, None).await.json();
        assert_eq!(hits.hits[0].slug.as_str(), "track");
    }

    async fn an_article_of_another_site_is_no_answer(app: TestApp) {
        let (site, other) = (app.site("acme").await, app.site("other").await);
        let tom = app.agent("Tom", 1, &[&site, &other]).await;
        app.publish(&other, "en", "scan", "The second scan", "Ask the depot.").await;
        let article: Value = app.call(&tom.caller, Method::GET, "/api/v1/desk/articles", None).await.json();
        let foreign: ArticleId = serde_json::from_value(article["articles"][0]["id"].clone()).unwrap();
        let (ticket, visitor) = app.file("acme").await;
        for (body, field) in [
            (json!({"article": foreign}), "article"),
            (json!({}), "article"),
            (json!({"article": foreign, "why": "x"}), "why"),
            (json!({"why": " "}), "why"),
        ] {
            let reply = learn(&app, &tom, ticket, body.clone()).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
            assert_eq!(reply.json::<Problem>().fields[0].field, field, "{body}");
        }
        assert_eq!(app.thread(&visitor, ticket).await.events.len(), 1);
    }

    async fn a_second_solution_is_owed_to_the_articles_as_the_first_was(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let ana = app.agent("Ana", 2, &[&site]).await;
        let (ticket, visitor) = escalated(&app, &tom, &ana).await;
        learn(&app, &tom, ticket, json!({"why": "Said before there was anything to say."})).await;
        app.desk(&ana, ticket, "solution", json!({"body": "Ask the depot."})).await;
        assert_eq!(propose(&app, &tom, ticket).await.json::<Problem>().code, Code::KnowledgeOwed);
        learn(&app, &tom, ticket, json!({"why": "It happened once."})).await;
        assert_eq!(propose(&app, &tom, ticket).await.status, StatusCode::CREATED);
        app.customer(&visitor, ticket, "verdict", json!({"solved": false})).await;
        app.desk(&tom, ticket, "handover", json!({"to": ana.id, "reason": "escalation"})).await;
        app.desk(&ana, ticket, "solution", json!({"body": "Ask the other depot."})).await;
        assert_eq!(propose(&app, &tom, ticket).await.json::<Problem>().code, Code::KnowledgeOwed);
    }

    async fn what_a_higher_level_solved_is_not_merged_away(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let ana = app.agent("Ana", 2, &[&site]).await;
        let (ticket, visitor) = escalated(&app, &tom, &ana).await;
        app.desk(&ana, ticket, "solution", json!({"body": "Ask the depot."})).await;
        let key = key();
        let another = app.call_with(&visitor, Method::POST, "/api/v1/sites/acme/tickets", Some(&crate::people::request()), &[("idempotency-key", &key)]).await;
        let another = another.json::<guichet_shared::ticket::Filed>().ticket.id;
        let path = format!("/api/v1/desk/tickets/{ticket}/merge");
        let merged = app.call(&tom.caller, Method::POST, &path, Some(&json!({"into": another}))).await;
        assert_eq!(merged.json::<Problem>().code, Code::KnowledgeOwed, "{}", merged.text());
    }

    async fn a_priority_brings_an_update_forward_and_never_puts_it_off(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let (ticket, _) = app.file("acme").await;
        let soon = guichet_server::db::now() + time::Duration::minutes(20);
        app.sql("update tickets set due_at = $1", soon).await;
        let changed: desk::Thread = app.set(&tom, ticket, json!({"priority": "urgent"})).await.json();
        assert_eq!(changed.ticket.due, Some(guichet_server::tickets::views::time(soon).unwrap()));
    }

    async fn a_ticket_that_opens_again_finds_somebody_when_who_had_it_is_gone(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let (ticket, visitor) = app.file("acme").await;
        app.desk(&tom, ticket, "take", json!({})).await;
        app.set(&tom, ticket, json!({"status": "closed"})).await;
        app.sql("update agents set disabled_at = $1", guichet_server::db::now()).await;
        app.customer(&visitor, ticket, "messages", json!({"body": "It is back."})).await;
        guichet_server::absences::moving::keep(&app.app, guichet_server::db::now()).await.unwrap();
        let seen = app.thread(&visitor, ticket).await;
        assert_eq!((seen.ticket.status, seen.ticket.holder), (Status::Open, None));
    }

    async fn the_solution_goes_to_the_queue_where_nobody_at_level_one_sent_it(app: TestApp) {
        let site = app.site("acme").await;
        let ana = app.agent("Ana", 2, &[&site]).await;
        let (ticket, _) = app.file("acme").await;
        let path = format!("/api/v1/desk/tickets/{ticket}/handover");
        let up = json!({"to": ana.id, "reason": "escalation"});
        app.call(&ana.caller, Method::POST, &path, Some(&up)).await;
        let down = app.desk(&ana, ticket, "solution", json!({"body": "B"})).await;
        let who = down.ticket.assignee.map(|agent| agent.id);
        assert_eq!(who, Some(ana.id), "who escalated it checks it, whatever their own level");
        assert!(down.events.iter().any(|event| matches!(event.what, Entry::Internal(Internal::Solution { .. }))));
    }
}
