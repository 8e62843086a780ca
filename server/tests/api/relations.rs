//! Tickets that have to do with each other: merging, splitting, linking.

use axum::http::{Method, StatusCode};
use guichet_shared::{
    desk::{Entry, Thread},
    error::Problem,
    event::{By, Internal, What},
    status::Status,
    ticket::{Filed, TicketId},
    triage::Relation,
};
use serde_json::{Value, json};

use crate::{
    app::{Reply, TestApp, on_both_databases},
    people::{Agent, Caller, key, request},
};

/// One more ticket of the same visitor.
async fn file_as(app: &TestApp, caller: &Caller) -> TicketId {
    let key = key();
    let reply = app
        .call_with(
            caller,
            Method::POST,
            "/api/v1/sites/acme/tickets",
            Some(&request()),
            &[("idempotency-key", &key)],
        )
        .await;
    reply.json::<Filed>().ticket.id
}

async fn post(app: &TestApp, agent: &Agent, ticket: TicketId, what: &str, body: Value) -> Reply {
    let path = format!("/api/v1/desk/tickets/{ticket}/{what}");
    app.call(&agent.caller, Method::POST, &path, Some(&body))
        .await
}

async fn read(app: &TestApp, agent: &Agent, ticket: TicketId) -> Thread {
    let path = format!("/api/v1/desk/tickets/{ticket}");
    app.call(&agent.caller, Method::GET, &path, None)
        .await
        .json()
}

fn related(thread: &Thread) -> Vec<(Relation, u32)> {
    thread
        .links
        .iter()
        .map(|link| (link.relation, link.number))
        .collect()
}

on_both_databases! {
    async fn a_merged_ticket_goes_on_in_the_other_with_a_trail_on_both(app: TestApp) {
        let mut app = app;
        app.restart(false);
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let (one, customer) = app.file("acme").await;
        let other = file_as(&app, &customer).await;
        for _ in 0..2 {
            let merged = app.desk(&tom, one, "merge", json!({"into": other})).await;
            assert_eq!((merged.ticket.status, merged.ticket.merged_into), (Status::Closed, Some(other)));
            assert!(matches!(merged.events[1].what, Entry::Visible(What::Merged { into, number: 2 }) if into == other));
            let there = read(&app, &tom, other).await;
            assert_eq!((related(&there), there.events.len()), (vec![(Relation::MergedFrom, 1)], 2));
        }
        let path = format!("/api/v1/tickets/{one}/messages");
        let reply = app.call(&customer, Method::POST, &path, Some(&json!({"body": "And now?"}))).await;
        assert_eq!(reply.status, StatusCode::CONFLICT);
        assert!(reply.json::<Problem>().detail.contains("#2"), "{}", reply.text());
        // Agents go on there too.
        assert_eq!(post(&app, &tom, one, "messages", json!({"body": "B"})).await.status, StatusCode::CONFLICT);
        assert_eq!(app.set(&tom, one, json!({"status": "open"})).await.status, StatusCode::CONFLICT);
        app.customer(&customer, other, "messages", json!({"body": "Here then."})).await;
    }

    async fn a_merged_ticket_takes_notes_and_nothing_else(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let (one, visitor) = app.file("acme").await;
        let other = file_as(&app, &visitor).await;
        app.desk(&tom, one, "merge", json!({"into": other})).await;
        let desk = format!("/api/v1/desk/tickets/{one}");
        let own = format!("/api/v1/tickets/{one}");
        let guest = json!({"name": "Max", "may": "internal"});
        let refused = [
            app.call(&tom.caller, Method::PATCH, &desk, Some(&json!({"priority": "high"}))).await,
            app.call(&tom.caller, Method::POST, &format!("{desk}/messages"), Some(&json!({"body": "B"}))).await,
            app.call(&tom.caller, Method::POST, &format!("{desk}/guests"), Some(&guest)).await,
            app.upload(&tom.caller, &format!("{desk}/attachments?name=a.txt"), b"words").await,
            app.upload(&visitor, &format!("{own}/attachments?name=a.txt"), b"words").await,
            app.call(&visitor, Method::POST, &format!("{own}/rating"), Some(&json!({"stars": 5}))).await,
        ];
        for reply in refused {
            assert_eq!(reply.status, StatusCode::CONFLICT, "{}", reply.text());
        }
        let thread = app.desk(&tom, one, "notes", json!({"body": "It goes on there."})).await;
        assert_eq!(thread.events.len(), 3);
    }

    async fn a_merge_that_would_show_one_customer_another_or_end_nowhere_is_refused(app: TestApp) {
        let mut app = app;
        app.restart(false);
        let (site, elsewhere) = (app.site("acme").await, app.site("other").await);
        let tom = app.agent("Tom", 1, &[&site, &elsewhere]).await;
        let (one, customer) = app.file("acme").await;
        let (two, three) = (file_as(&app, &customer).await, file_as(&app, &customer).await);
        let (strangers, _) = app.file("acme").await;
        let (foreign, _) = app.file("other").await;

        let reply = post(&app, &tom, one, "merge", json!({"into": strangers})).await;
        assert_eq!(reply.status, StatusCode::CONFLICT);
        assert!(reply.json::<Problem>().detail.contains("Link them instead"));
        for into in [one, foreign, TicketId(uuid::Uuid::now_v7())] {
            let reply = post(&app, &tom, one, "merge", json!({"into": into})).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", reply.text());
            assert_eq!(reply.json::<Problem>().fields[0].field, "into");
        }
        app.desk(&tom, two, "merge", json!({"into": three})).await;
        for (from, into) in [(one, two), (two, one)] {
            assert_eq!(post(&app, &tom, from, "merge", json!({"into": into})).await.status, StatusCode::CONFLICT);
        }
        app.set(&tom, three, json!({"status": "closed"})).await;
        assert_eq!(post(&app, &tom, one, "merge", json!({"into": three})).await.status, StatusCode::CONFLICT);
        assert_eq!(read(&app, &tom, one).await.events.len(), 1);
    }

    async fn of_two_merges_into_each_other_at_once_one_wins_and_nothing_hangs(app: TestApp) {
        let mut app = app;
        app.restart(false);
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        for _ in 0..15 {
            let (one, customer) = app.file("acme").await;
            let other = file_as(&app, &customer).await;
            let (there, back) = tokio::join!(
                post(&app, &tom, one, "merge", json!({"into": other})),
                post(&app, &tom, other, "merge", json!({"into": one})),
            );
            let mut statuses = [there.status, back.status];
            statuses.sort();
            assert_eq!(statuses, [StatusCode::CREATED, StatusCode::CONFLICT]);
            let threads = [read(&app, &tom, one).await, read(&app, &tom, other).await];
            let closed = threads.iter().filter(|thread| thread.ticket.merged_into.is_some()).count();
            let told = threads.iter().filter(|thread| related(thread).iter().any(|(relation, _)| *relation == Relation::MergedFrom)).count();
            assert_eq!((closed, told), (1, 1));
        }
    }

    async fn a_message_becomes_a_ticket_of_its_own_once(app: TestApp) {
        let mut app = app;
        app.restart(false);
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let (ticket, customer) = app.file("acme").await;
        app.customer(&customer, ticket, "messages", json!({"body": "Also, the **lamp** flickers."})).await;
        app.desk(&tom, ticket, "messages", json!({"body": "I see."})).await;
        let path = format!("/api/v1/desk/tickets/{ticket}/split");
        let (key, body) = (key(), json!({"seq": 2, "subject": "The lamp"}));
        let mut filed = Vec::new();
        for _ in 0..2 {
            let reply = app.call_with(&tom.caller, Method::POST, &path, Some(&body), &[("idempotency-key", &key)]).await;
            assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
            filed.push(reply.json::<Thread>());
        }
        let new = &filed[0];
        assert_eq!((new.ticket.id, new.ticket.number, new.ticket.status), (filed[1].ticket.id, 2, Status::New));
        assert_eq!((new.ticket.subject.as_str(), new.ticket.name.as_deref()), ("The lamp", Some("Élise")));
        assert_eq!(new.events[0].by, By::Customer);
        assert_eq!(related(new), [(Relation::SplitFrom, 1)]);
        let from = read(&app, &tom, ticket).await;
        assert_eq!((related(&from), from.events.len()), (vec![(Relation::SplitInto, 2)], 4));
        assert!(matches!(from.events[3].what, Entry::Internal(Internal::Related { .. })));
        let own = app.thread(&customer, new.ticket.id).await;
        assert_eq!(own.events.len(), 1, "the customer has it, without what agents know of it");
        // The next ticket has the next number.
        let (next, _) = app.file("acme").await;
        assert_eq!(read(&app, &tom, next).await.ticket.number, 3);

        for seq in [0, 3, 4, 9] {
            let reply = post(&app, &tom, ticket, "split", json!({"seq": seq, "subject": "S"})).await;
            assert_eq!(reply.json::<Problem>().fields[0].field, "seq", "{seq}");
        }
    }

    async fn a_link_is_made_and_taken_away_on_both(app: TestApp) {
        let mut app = app;
        app.restart(false);
        let (site, elsewhere) = (app.site("acme").await, app.site("other").await);
        let tom = app.agent("Tom", 1, &[&site, &elsewhere]).await;
        let ((one, _), (two, _), (foreign, _)) = (app.file("acme").await, app.file("acme").await, app.file("other").await);
        for _ in 0..2 {
            let linked = app.desk(&tom, one, "links", json!({"ticket": two})).await;
            assert_eq!((related(&linked), linked.events.len()), (vec![(Relation::Linked, 2)], 2));
        }
        app.set(&tom, one, json!({"status": "closed"})).await;
        let there = read(&app, &tom, two).await;
        assert_eq!((related(&there), there.links[0].status), (vec![(Relation::Linked, 1)], Status::Closed));
        for other in [one, foreign] {
            let reply = post(&app, &tom, one, "links", json!({"ticket": other})).await;
            assert_eq!(reply.json::<Problem>().fields[0].field, "ticket");
        }
        for _ in 0..2 {
            let path = format!("/api/v1/desk/tickets/{two}/links/{one}");
            let unlinked: Thread = app.call(&tom.caller, Method::DELETE, &path, None).await.json();
            assert_eq!((related(&unlinked), unlinked.events.len()), (vec![], 3));
        }
        assert!(related(&read(&app, &tom, one).await).is_empty());
    }

    async fn when_the_second_ticket_refuses_the_first_is_as_it_was(app: TestApp) {
        let mut app = app;
        app.restart(false);
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let ((one, _), (two, _)) = (app.file("acme").await, app.file("acme").await);
        // A step that the table does not have, after one that it has.
        let recorded = guichet_server::tickets::store::record_both(&app.db, &site, (one, two), guichet_server::db::now(), |pair| {
            let by = || By::Agent(tom.id);
            let linked = guichet_server::tickets::store::related(by(), Relation::Linked, &pair.other);
            let wrong = guichet_server::tickets::events::Step::visible(by(), What::Verdict { solved: true, comment: None });
            Ok((vec![linked], vec![wrong]))
        }).await;
        assert!(recorded.is_err());
        assert_eq!(read(&app, &tom, one).await.events.len(), 1);
    }
}
