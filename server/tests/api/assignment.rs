//! Assignment: taking the next ticket, and being given one by a rule.

use std::collections::HashSet;

use axum::http::{Method, StatusCode};
use guichet_server::{
    assignment,
    db::{self, Db},
    live::{Holder, Stream},
    sites::{self, SiteRow},
};
use guichet_shared::{
    agent::AgentId,
    desk::{Queue, Thread},
    event::{By, Reason, What},
    policy::Policies,
    ticket::{Filed, TicketId},
    topic::Topic,
};
use serde_json::{Value, json};
use sqlx::AssertSqlSafe;

use crate::{
    app::{Reply, TestApp, on_both_databases},
    people::{Agent, Caller, key},
};

impl TestApp {
    async fn next_for(&self, agent: &Agent) -> Reply {
        let body = json!({});
        self.call(
            &agent.caller,
            Method::POST,
            "/api/v1/desk/next",
            Some(&body),
        )
        .await
    }

    /// The subject of what an agent is given next.
    async fn takes(&self, agent: &Agent) -> String {
        let reply = self.next_for(agent).await;
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
        reply.json::<Thread>().ticket.subject
    }

    /// Files a ticket with more than a subject.
    async fn filed(&self, subject: &str, more: Value) -> TicketId {
        let mut body = json!({"subject": subject, "body": "B"});
        body.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        let key = key();
        let headers = [("idempotency-key", key.as_str())];
        let path = "/api/v1/sites/acme/tickets";
        let reply = self
            .call_with(&Caller::Nobody, Method::POST, path, Some(&body), &headers)
            .await;
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
        reply.json::<Filed>().ticket.id
    }

    /// The site with two topics, "billing" given out by a rule.
    async fn routed(&self, team: Option<uuid::Uuid>) -> SiteRow {
        let site = self.site("acme").await;
        let topics: Vec<Topic> = serde_json::from_value(json!([
            {"key": "billing", "name": {"en": "Billing"}},
            {"key": "other", "name": {"en": "Other"}},
        ]))
        .unwrap();
        let policies: Policies = serde_json::from_value(json!({
            "routes": [{"topic": "billing", "team": team, "automatic": true}],
        }))
        .unwrap();
        sites::store::set_desk(&self.db, &site.key, &topics, &policies)
            .await
            .unwrap();
        site
    }

    /// Writes what the set-up of the desk would.
    pub async fn set_up(&self, sql: &str) {
        let sql = AssertSqlSafe(sql.to_owned());
        match &self.db {
            Db::Sqlite(db) => drop(sqlx::query(sql).execute(&db.writer).await.unwrap()),
            Db::Postgres(pool) => drop(sqlx::query(sql).execute(pool).await.unwrap()),
        }
    }

    /// An id as a literal of the database's.
    pub fn literal(&self, id: uuid::Uuid) -> String {
        match &self.db {
            Db::Sqlite(_) => format!("x'{}'", id.simple()),
            Db::Postgres(_) => format!("'{id}'"),
        }
    }

    async fn knows(&self, agent: &Agent, column: &str, value: &str) {
        let id = self.literal(agent.id.0);
        self.set_up(&format!(
            "update agents set {column} = {value} where id = {id}"
        ))
        .await;
    }

    /// What the loop does, once.
    async fn route(&self) {
        assignment::route(&self.app, db::now()).await.unwrap();
    }

    fn here(&self, agent: &Agent) -> Stream {
        self.app.live.open(Holder::Agent(agent.id))
    }

    async fn held(&self, agent: &Agent) -> usize {
        let reply = self
            .call(
                &agent.caller,
                Method::GET,
                "/api/v1/desk/tickets?view=mine",
                None,
            )
            .await;
        reply.json::<Queue>().total as usize
    }

    async fn thread_of(&self, agent: &Agent, ticket: TicketId) -> Thread {
        let path = format!("/api/v1/desk/tickets/{ticket}");
        self.call(&agent.caller, Method::GET, &path, None)
            .await
            .json()
    }

    async fn holder_of(&self, agent: &Agent, ticket: TicketId) -> Option<AgentId> {
        self.thread_of(agent, ticket)
            .await
            .ticket
            .assignee
            .map(|agent| agent.id)
    }
}

fn billing() -> Value {
    json!({"topic": "billing"})
}

on_both_databases! {
    async fn of_two_who_claim_a_ticket_a_thousand_times_one_wins_each_time(app: TestApp) {
        let site = app.site("acme").await;
        let mut app = app;
        app.restart(false);
        let (tom, ana) = (app.agent("Tom", 1, &[&site]).await, app.agent("Ana", 1, &[&site]).await);
        let (ticket, _) = app.file("acme").await;
        let path = format!("/api/v1/desk/tickets/{ticket}/take");
        let body = json!({});
        for round in 0..1000 {
            let take = |caller| app.call(caller, Method::POST, &path, Some(&body));
            // One takes it, the other takes it too or what is next: there is no other.
            let (first, second) = match round % 2 {
                0 => tokio::join!(take(&tom.caller), take(&ana.caller)),
                _ => tokio::join!(take(&tom.caller), app.next_for(&ana)),
            };
            let won = [&first, &second].map(|reply| reply.status == StatusCode::CREATED);
            assert_eq!(won.iter().filter(|won| **won).count(), 1, "round {round}");
            let winner = if won[0] { &tom } else { &ana };
            let reply = if won[0] { first } else { second };
            assert_eq!(reply.json::<Thread>().ticket.assignee.unwrap().id, winner.id);
            // Back to where it was, without the history that a thousand rounds would make.
            let id = app.literal(ticket.0);
            app.set_up(&format!("delete from events where ticket_id = {id} and seq > 1")).await;
            app.set_up(&format!("update tickets set assignee = null, status = 'new', seq = 1, last_visible = 1 where id = {id}")).await;
        }
    }

    async fn of_many_who_take_what_is_next_each_gets_another(app: TestApp) {
        let site = app.site("acme").await;
        let mut app = app;
        app.restart(false);
        let mut agents = Vec::new();
        for name in ["Tom", "Ana", "Mira", "Eve"] {
            agents.push(app.agent(name, 1, &[&site]).await);
        }
        for _ in 0..30 {
            app.file("acme").await;
        }
        // Two tabs of each agent among them.
        let all = (0..32).map(|place| app.next_for(&agents[place % 4]));
        let replies = futures_util::future::join_all(all).await;
        let mut given = HashSet::new();
        for reply in &replies {
            if reply.status == StatusCode::CREATED {
                assert!(given.insert(reply.json::<Thread>().ticket.id), "nobody gets what another got");
            } else {
                assert_eq!(reply.status, StatusCode::CONFLICT);
                assert!(reply.text().contains("Nothing waits for you just now."));
            }
        }
        assert_eq!(given.len(), 30);
    }

    async fn what_is_next_is_what_one_knows_then_what_is_overdue_then_what_is_urgent(app: TestApp) {
        let (site, other) = (app.routed(None).await, app.site("other").await);
        let mut app = app;
        app.restart(false);
        let tom = app.agent("Tom", 2, &[&site]).await;
        app.knows(&tom, "languages", "'[\"en\", \"pt-br\"]'").await;
        for (subject, more) in [("plain", json!({})), ("german", json!({"lang": "de"})), ("urgent", json!({"lang": "en"})), ("overdue", json!({"lang": "pt-br"})), ("level 3", json!({})), ("put off", json!({})), ("waiting", json!({}))] {
            app.filed(subject, more).await;
        }
        app.file("other").await;
        for (subject, change) in [("urgent", "priority = 'urgent'"), ("german", "priority = 'urgent'"), ("overdue", "due_at = '2020-01-01T00:00:00+00:00'"), ("level 3", "level = 3"), ("put off", "snoozed_until = '2090-01-01T00:00:00+00:00'"), ("waiting", "status = 'waiting'")] {
            app.set_up(&format!("update tickets set {change} where subject = '{subject}'")).await;
        }
        for expected in ["overdue", "urgent", "plain", "german"] {
            assert_eq!(app.takes(&tom).await, expected);
        }
        assert_eq!(app.next_for(&tom).await.status, StatusCode::CONFLICT);
        let _ = other;
    }

    async fn a_teams_tickets_are_next_for_its_members_alone(app: TestApp) {
        let team = uuid::Uuid::now_v7();
        let site = app.routed(Some(team)).await;
        let (tom, ana) = (app.agent("Tom", 1, &[&site]).await, app.agent("Ana", 1, &[&site]).await);
        let literal = |id| app.literal(id);
        let (team, acme, member) = (literal(team), literal(site.id.0), literal(ana.id.0));
        app.set_up(&format!("insert into teams (id, site_id, name, created_at) values ({team}, {acme}, 'Money', '2026-01-01T00:00:00+00:00')")).await;
        app.set_up(&format!("insert into team_agents (site_id, team_id, agent_id) values ({acme}, {team}, {member})")).await;
        let (first, second) = (app.filed("one", billing()).await, app.filed("two", billing()).await);
        assert_eq!(app.next_for(&tom).await.status, StatusCode::CONFLICT);
        assert_eq!(app.takes(&ana).await, "one");
        let (_tom, _ana) = (app.here(&tom), app.here(&ana));
        app.route().await;
        assert_eq!((app.holder_of(&tom, first).await, app.holder_of(&tom, second).await), (Some(ana.id), Some(ana.id)));
        let members: Value = app.call(&tom.caller, Method::GET, "/api/v1/desk/members", None).await.json();
        let shown: Vec<_> = members["members"].as_array().unwrap().iter().map(|member| (member["agent"]["name"].as_str().unwrap(), member["load"].as_u64().unwrap(), member["capacity"].as_u64().unwrap(), member["teams"].as_array().map_or(0, Vec::len))).collect();
        assert_eq!(shown, [("Ana", 2, 20, 1), ("Tom", 0, 20, 0)]);
    }

    async fn a_hundred_filings_at_once_never_go_over_capacity_to_those_away_or_to_who_cannot(app: TestApp) {
        let site = app.routed(None).await;
        let mut app = app;
        app.restart(false);
        let agents = [
            app.agent("Tom", 1, &[&site]).await,
            app.agent("Ana", 1, &[&site]).await,
            app.agent("Away", 1, &[&site]).await,
            app.agent("German", 1, &[&site]).await,
            app.agent("Gone Home", 1, &[&site]).await,
            app.agent("Higher", 2, &[&site]).await,
            app.agent("Disabled", 1, &[&site]).await,
            app.agent("Elsewhere Topic", 1, &[&site]).await,
        ];
        let [tom, ana, away, german, home, higher, disabled, other] = &agents;
        app.knows(tom, "capacity", "30").await;
        app.knows(ana, "capacity", "25").await;
        app.knows(german, "languages", "'[\"de\"]'").await;
        let ids = (app.literal(site.id.0), app.literal(other.id.0));
        app.set_up(&format!("update agent_sites set topics = '[\"other\"]' where site_id = {} and agent_id = {}", ids.0, ids.1)).await;
        let _here: Vec<_> = agents.iter().filter(|agent| agent.id != home.id).map(|agent| app.here(agent)).collect();
        app.go_away(away, json!({"give_back": false})).await;
        app.knows(disabled, "disabled_at", "'2026-01-01T00:00:00+00:00'").await;
        // Filed together, while two nodes give out what comes.
        let filings = (0..100).map(|place| app.filed("S", json!({"topic": "billing", "lang": if place % 10 == 0 { "fr" } else { "en" }})));
        let routing = async {
            for _ in 0..6 {
                tokio::join!(app.route(), app.route(), app.route());
            }
        };
        tokio::join!(futures_util::future::join_all(filings), routing);
        tokio::join!(app.route(), app.route());
        assert_eq!((app.held(tom).await, app.held(ana).await), (30, 25));
        for nobody in [away, german, home, higher, other] {
            assert_eq!(app.held(nobody).await, 0);
        }
        // Each was given once.
        let reply = app.call(&tom.caller, Method::GET, "/api/v1/desk/tickets?view=mine&limit=100", None).await;
        for ticket in reply.json::<Queue>().tickets {
            let thread = app.thread_of(tom, ticket.id).await;
            assert_eq!(thread.events.len(), 2);
            let guichet_shared::desk::Entry::Visible(What::Handover { reason, .. }) = &thread.events[1].what else { panic!() };
            assert_eq!((reason, &thread.events[1].by), (&Reason::Routed, &By::System));
        }
    }

    async fn who_has_time_again_is_given_what_waited(app: TestApp) {
        let site = app.routed(None).await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        app.knows(&tom, "capacity", "1").await;
        let (first, second) = (app.filed("one", billing()).await, app.filed("two", billing()).await);
        app.route().await;
        assert_eq!(app.held(&tom).await, 0, "who is not here is given nothing");
        let _here = app.here(&tom);
        app.route().await;
        app.route().await;
        assert_eq!((app.holder_of(&tom, first).await, app.holder_of(&tom, second).await), (Some(tom.id), None));
        app.set(&tom, first, json!({"status": "waiting"})).await;
        app.route().await;
        assert_eq!(app.holder_of(&tom, second).await, Some(tom.id));
    }

    async fn tickets_go_to_the_least_loaded_then_to_who_has_waited_longest(app: TestApp) {
        let site = app.routed(None).await;
        let mut app = app;
        app.restart(false);
        let (tom, ana) = (app.agent("Tom", 1, &[&site]).await, app.agent("Ana", 1, &[&site]).await);
        let _here = (app.here(&tom), app.here(&ana));
        let (busy, _) = app.file("acme").await;
        app.desk(&tom, busy, "take", json!({})).await;
        let mut given = Vec::new();
        for _ in 0..4 {
            let ticket = app.filed("S", billing()).await;
            app.route().await;
            given.push(app.holder_of(&tom, ticket).await.unwrap());
        }
        assert_eq!(given, [ana.id, tom.id, ana.id, tom.id]);
    }

    async fn other_topics_and_what_somebody_put_back_wait_for_a_hand(app: TestApp) {
        let site = app.routed(None).await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let _here = app.here(&tom);
        let (plain, routed) = (app.filed("one", json!({"topic": "other"})).await, app.filed("two", billing()).await);
        app.route().await;
        assert_eq!((app.holder_of(&tom, plain).await, app.holder_of(&tom, routed).await), (None, Some(tom.id)));
        app.desk(&tom, routed, "handover", json!({"reason": "workload"})).await;
        app.route().await;
        assert_eq!(app.holder_of(&tom, routed).await, None);
    }
}
