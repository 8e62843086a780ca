//! The desk: queues, working on tickets, articles.

use axum::http::{Method, StatusCode};
use guichet_shared::{
    article::Article as Read,
    desk::{Article, ArticleList, Entry, Preview, Queue, Thread, Versions},
    error::Problem,
    event::Internal,
    search::Hits,
    status::Status,
};
use serde_json::{Value, json};
use time::format_description::well_known::Rfc3339;

use crate::{
    app::{TestApp, on_both_databases},
    people::Agent,
};

async fn queue(app: &TestApp, agent: &Agent, query: &str) -> Queue {
    let reply = app
        .call(
            &agent.caller,
            Method::GET,
            &format!("/api/v1/desk/tickets{query}"),
            None,
        )
        .await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    reply.json()
}

fn numbers(queue: &Queue) -> Vec<u32> {
    queue.tickets.iter().map(|ticket| ticket.number).collect()
}

on_both_databases! {
    async fn an_article_is_found_at_the_desk_whatever_its_capitals_and_accents(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        app.publish(&site, "fr", "echange", "Échange d'un ÉLÉMENT", "Écrivez-nous.").await;
        app.publish(&site, "fr", "retour", "Retour", "Écrivez-nous.").await;
        for words in ["%C3%A9change", "ECHANGE", "element", "%C3%89l%C3%A9ment"] {
            let path = format!("/api/v1/desk/articles?q={words}");
            let list: Value = app.call(&tom.caller, Method::GET, &path, None).await.json();
            assert_eq!((&list["total"], &list["articles"][0]["slug"]), (&json!(1), &json!("echange")), "{words}");
        }
        let page = "/api/v1/desk/articles?limit=1&offset=1";
        let list: Value = app.call(&tom.caller, Method::GET, page, None).await.json();
        assert_eq!((&list["total"], &list["articles"][0]["slug"]), (&json!(2), &json!("echange")), "what changed last comes first");
    }

    async fn a_queue_is_filtered_searched_sorted_and_paged(app: TestApp) {
        let (site, other) = (app.site("acme").await, app.site("other").await);
        let mut app = app;
        app.restart(false);
        let tom = app.agent("Tom", 1, &[&site]).await;
        let ana = app.agent("Ana", 2, &[&site, &other]).await;
        let mut tickets = Vec::new();
        for _ in 0..4 {
            tickets.push(app.file("acme").await.0);
        }
        app.file("other").await;
        app.desk(&tom, tickets[0], "take", json!({})).await;
        app.desk(&ana, tickets[1], "take", json!({})).await;
        app.set(&ana, tickets[2], json!({"status": "closed"})).await;

        let all = queue(&app, &tom, "?sort=updated").await;
        assert_eq!((numbers(&all), all.total), (vec![3, 2, 1, 4], 4));
        assert_eq!((all.open.mine, all.open.unassigned, all.open.all), (1, 1, 3));
        assert_eq!(numbers(&queue(&app, &tom, "?view=mine").await), [1]);
        assert_eq!(numbers(&queue(&app, &tom, "?view=unassigned&status=new,open").await), [4]);
        assert_eq!(numbers(&queue(&app, &tom, "?sort=created").await), [4, 3, 2, 1]);
        assert_eq!(numbers(&queue(&app, &tom, "?sort=due").await).last(), Some(&3));
        let page = queue(&app, &tom, "?sort=created&limit=2&offset=1").await;
        assert_eq!((numbers(&page), page.total), (vec![3, 2], 4));
        assert_eq!(queue(&app, &tom, "?q=%C3%89LISE").await.total, 4);
        assert_eq!(queue(&app, &tom, "?q=mail.EXAMPLE").await.total, 4);
        assert_eq!(numbers(&queue(&app, &tom, "?q=%233").await), [3]);
        assert_eq!(queue(&app, &tom, "?q=100%25").await.total, 0);
        assert_eq!(queue(&app, &tom, "?q=example%20%C3%A9lise").await.total, 4, "in any order");
        assert_eq!(queue(&app, &tom, "?q=example%20nobody").await.total, 0);
        assert_eq!(numbers(&queue(&app, &tom, "?view=mine&status=closed&q=3").await), [3], "a number is found wherever it is");
        assert_eq!(queue(&app, &ana, "").await.total, 5);
        assert_eq!(queue(&app, &ana, "?site=other").await.total, 1);
        assert_eq!(queue(&app, &tom, "?site=other").await.total, 0);
        for wrong in ["view=best", "status=best", "sort=best", "limit=0", "offset=-1", "page=1"] {
            let reply = app.call(&tom.caller, Method::GET, &format!("/api/v1/desk/tickets?{wrong}"), None).await;
            let problem: Problem = reply.json();
            assert_eq!(problem.fields[0].field, wrong.split('=').next().unwrap());
        }
    }

    async fn what_is_overdue_comes_first_then_what_is_urgent_then_what_is_due_soonest(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let mut tickets = Vec::new();
        for _ in 0..4 {
            tickets.push(app.file("acme").await.0);
        }
        let soon = (guichet_server::db::now() + time::Duration::hours(1)).format(&Rfc3339).unwrap();
        app.set(&tom, tickets[1], json!({"due": soon})).await;
        // What only time, a colleague or another day brings about is set by hand.
        let then = guichet_server::db::now() - time::Duration::hours(1);
        let later = guichet_server::db::now() + time::Duration::hours(1);
        app.sql("update tickets set due_at = $1 where number = 4", then).await;
        app.sql("update tickets set priority = 'urgent', snoozed_until = $1 where number = 3", later).await;

        let all = queue(&app, &tom, "").await;
        assert_eq!(numbers(&all), [4, 3, 2, 1]);
        assert_eq!((all.open.overdue, all.open.snoozed, all.open.unassigned), (1, 1, 3));
        assert_eq!(numbers(&queue(&app, &tom, "?view=overdue").await), [4]);
        assert_eq!(numbers(&queue(&app, &tom, "?view=snoozed").await), [3]);
        assert_eq!(numbers(&queue(&app, &tom, "?view=unassigned").await), [4, 2, 1]);
        assert_eq!(numbers(&queue(&app, &tom, "?priority=urgent").await), [3]);
        assert_eq!(queue(&app, &tom, "?view=following").await.total, 0);
        assert_eq!(queue(&app, &tom, "?tag=refund").await.total, 0);
    }

    async fn of_many_who_take_a_ticket_at_once_one_gets_it(app: TestApp) {
        let site = app.site("acme").await;
        let mut app = app;
        app.restart(false);
        let mut agents = Vec::new();
        for name in ["Tom", "Ana", "Mira", "Eve"] {
            agents.push(app.agent(name, 1, &[&site]).await);
        }
        for _ in 0..20 {
            let (ticket, _) = app.file("acme").await;
            let path = format!("/api/v1/desk/tickets/{ticket}/take");
            let body = json!({});
            let all = agents.iter().map(|agent| app.call(&agent.caller, Method::POST, &path, Some(&body)));
            let replies = futures_util::future::join_all(all).await;
            let won = replies.iter().filter(|reply| reply.status == StatusCode::CREATED).count();
            let lost = replies.iter().filter(|reply| reply.status == StatusCode::CONFLICT).count();
            assert_eq!((won, lost), (1, 3));
        }
    }

    async fn an_agent_sees_what_the_customer_tried_and_what_colleagues_noted(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let body = json!({"subject": "S", "body": "B", "context": {"searches": ["late parcel"], "articles": ["track-order"]}});
        let key = crate::people::key();
        let reply = app.call_with(&crate::people::Caller::Nobody, Method::POST, "/api/v1/sites/acme/tickets", Some(&body), &[("idempotency-key", &key)]).await;
        let filed: guichet_shared::ticket::Filed = reply.json();
        let thread = app.desk(&tom, filed.ticket.id, "notes", json!({"body": "Called *twice*."})).await;
        assert_eq!((thread.context.searches[0].as_str(), thread.context.articles[0].as_str()), ("late parcel", "track-order"));
        assert!(matches!(thread.events[1].what, Entry::Internal(Internal::Note { .. })));
        assert_eq!(thread.ticket.status, Status::New);
    }

    async fn wrong_fields_at_the_desk_are_named_and_change_nothing(app: TestApp) {
        let (site, other) = (app.site("acme").await, app.site("other").await);
        let tom = app.agent("Tom", 1, &[&site]).await;
        let eve = app.agent("Eve", 1, &[&other]).await;
        let (ticket, _) = app.file("acme").await;
        let address = format!("/api/v1/desk/tickets/{ticket}");
        for (method, what, body, field) in [
            (Method::PATCH, "", json!({}), "status"),
            (Method::PATCH, "", json!({"status": "new"}), "status"),
            (Method::PATCH, "", json!({"status": "on_hold"}), "note"),
            (Method::PATCH, "", json!({"note": "Which account?"}), "note"),
            (Method::PATCH, "", json!({"due": "yesterday"}), "due"),
            (Method::PATCH, "", json!({"due": "9999-12-31T23:59:59-12:00"}), "due"),
            (Method::PATCH, "", json!({"due": "2020-01-01T00:00:00Z"}), "due"),
            (Method::PATCH, "", json!({"status": "open", "assignee": "me"}), "assignee"),
            (Method::POST, "/handover", json!({"to": eve.id, "reason": "workload"}), "to"),
            (Method::POST, "/handover", json!({"to": tom.id, "reason": "taken"}), "reason"),
            (Method::POST, "/messages", json!({"body": ""}), "body"),
        ] {
            let reply = app.call(&tom.caller, method, &format!("{address}{what}"), Some(&body)).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
            let problem: Problem = reply.json();
            assert_eq!(problem.fields[0].field, field, "{body}");
        }
        let thread: Thread = app.call(&tom.caller, Method::GET, &address, None).await.json();
        assert_eq!(thread.events.len(), 1);
    }

    async fn a_note_on_a_status_that_is_there_already_is_not_dropped_in_silence(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let (ticket, _) = app.file("acme").await;
        let asked = json!({"status": "waiting", "note": "Which account?"});
        assert_eq!(app.set(&tom, ticket, asked.clone()).await.status, StatusCode::OK);
        assert_eq!(app.set(&tom, ticket, asked).await.status, StatusCode::CONFLICT);
    }

    async fn an_article_is_found_the_moment_it_is_published_and_gone_when_it_is_not(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let text = |body: &str, published: bool| json!({"title": "Umbrellas", "category": "Rain", "keywords": ["parasol"], "body": body, "published": published});
        let new = json!({"site": "acme", "lang": "en", "slug": "umbrellas", "text": text("They fold.", false)});
        let reply = app.call(&tom.caller, Method::POST, "/api/v1/desk/articles", Some(&new)).await;
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
        let draft: Article = reply.json();
        let found = |app: TestApp| async {
            let hits: Hits = app.get("/api/v1/sites/acme/search?q=parasol").await.json();
            (hits.hits.len(), app)
        };
        let (count, app) = found(app).await;
        assert_eq!(count, 0);
        let address = format!("/api/v1/desk/articles/{}", draft.summary.id);
        let save = json!({"version": 1, "text": text("They fold **twice**.", true)});
        let saved: Article = app.call(&tom.caller, Method::PUT, &address, Some(&save)).await.json();
        assert_eq!((saved.version, saved.summary.published), (2, true));
        let (count, app) = found(app).await;
        assert_eq!(count, 1);
        let _: Read = app.get("/api/v1/sites/acme/articles/umbrellas").await.json();

        let stale = app.call(&tom.caller, Method::PUT, &address, Some(&json!({"version": 1, "text": text("Mine.", true)}))).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        let save = json!({"version": 2, "text": text("They fold **twice**.", false)});
        app.call(&tom.caller, Method::PUT, &address, Some(&save)).await;
        let (count, app) = found(app).await;
        assert_eq!(count, 0);
        assert_eq!(app.get("/api/v1/sites/acme/articles/umbrellas").await.status, StatusCode::NOT_FOUND);

        let versions: Versions = app.call(&tom.caller, Method::GET, &format!("{address}/versions"), None).await.json();
        let told: Vec<_> = versions.versions.iter().map(|version| (version.version, version.published, version.by.as_deref())).collect();
        assert_eq!(told, [(3, false, Some("Tom")), (2, true, Some("Tom")), (1, false, Some("Tom"))]);
        let taken = app.call(&tom.caller, Method::POST, "/api/v1/desk/articles", Some(&new)).await;
        assert_eq!(taken.json::<Problem>().fields[0].field, "slug");
    }

    async fn articles_are_listed_with_drafts_and_previewed_as_customers_see_them(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        app.publish(&site, "en", "a", "First", "words").await;
        app.publish(&site, "fr", "b", "Second", "mots").await;
        for (query, total) in [("", 2), ("?lang=fr", 1), ("?q=FIRST", 1), ("?published=false", 0), ("?published=true&site=acme", 2), ("?limit=1&offset=1", 2)] {
            let list: ArticleList = app.call(&tom.caller, Method::GET, &format!("/api/v1/desk/articles{query}"), None).await.json();
            assert_eq!(list.total, total, "{query}");
        }
        let body = json!({"body": "# Hi\n<script>alert(1)</script>"});
        let preview: Preview = app.call(&tom.caller, Method::POST, "/api/v1/desk/preview", Some(&body)).await.json();
        assert_eq!(preview.body.len(), 2);
        let value: Value = serde_json::to_value(&preview.body).unwrap();
        assert!(value.to_string().contains("<script>"), "markup stays text");
    }
}
