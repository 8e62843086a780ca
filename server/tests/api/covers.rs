//! Covers who go themselves: nothing waits for somebody who was to cover and is gone.

use axum::http::{Method, StatusCode};
use guichet_server::{absences::moving, assignment, db, live::Holder};
use guichet_shared::{agent::Role, ticket::TicketId};
use serde_json::{Value, json};

use crate::{
    admin::{change_of, settings_of, wrong},
    app::{TestApp, on_both_databases},
    people::Agent,
};

impl TestApp {
    async fn name_of_holder(&self, agent: &Agent, ticket: TicketId) -> Value {
        let thread = self.learn(agent, &format!("tickets/{ticket}")).await;
        thread["ticket"]["assignee"]["name"].clone()
    }

    async fn ends(&self, admin: &Agent, agent: &Agent) -> Value {
        let path = format!("accounts/{}/disable", agent.id);
        let ended = self.send_as(admin, &path, json!({"release": true})).await;
        assert_eq!(ended.status, StatusCode::OK, "{}", ended.text());
        ended.json()
    }

    async fn covers(&self, agent: &Agent) -> Vec<Value> {
        let absences = self.learn(agent, "absences").await;
        let absences = absences["absences"].as_array().unwrap().iter();
        absences
            .map(|absence| absence["cover"]["name"].clone())
            .collect()
    }
}

on_both_databases! {
    async fn who_is_ended_covers_for_nobody_any_more_and_the_admin_is_told_for_whom(app: TestApp) {
        let site = app.site("acme").await;
        let mira = app.agent_as("Mira", 3, Role::Admin, &[&site]).await;
        let (tom, ana) = (app.agent("Tom", 1, &[&site]).await, app.agent("Ana", 1, &[&site]).await);
        let max = app.agent("Max", 1, &[&site]).await;
        app.go_away(&tom, json!({"cover": ana.id, "give_back": true})).await;
        app.go_away(&max, json!({"cover": ana.id, "give_back": true, "from": "2080-01-01T00:00:00Z"})).await;
        app.go_away(&mira, json!({"cover": tom.id, "give_back": true, "from": "2080-01-01T00:00:00Z"})).await;
        let ended = app.ends(&mira, &ana).await;
        assert_eq!(ended["uncovered"], json!(["Max", "Tom"]));
        let mut covers = app.covers(&mira).await;
        covers.sort_by_key(Value::to_string);
        assert_eq!(covers, [json!("Tom"), Value::Null, Value::Null]);
        // Nor can she be named again.
        let away = json!({"cover": ana.id, "give_back": true, "from": "2090-01-01T00:00:00Z"});
        assert_eq!(wrong(&app.ask(&max, Method::POST, "absences", Some(away)).await), ["cover"]);
    }

    async fn tickets_of_a_cover_who_goes_reach_the_next_who_may_have_them_and_come_back(app: TestApp) {
        let mut app = app;
        app.restart(false);
        let site = app.site("acme").await;
        let mira = app.agent_as("Mira", 3, Role::Admin, &[&site]).await;
        let (tom, ana) = (app.agent("Tom", 1, &[&site]).await, app.agent("Ana", 1, &[&site]).await);
        let zoe = app.agent("Zoe", 1, &[&site]).await;
        let (ticket, _) = app.file("acme").await;
        app.desk(&tom, ticket, "take", json!({})).await;
        let absence = app.go_away(&tom, json!({"cover": ana.id, "give_back": true})).await;
        moving::keep(&app.app, db::now()).await.unwrap();
        assert_eq!(app.name_of_holder(&mira, ticket).await, "Ana");
        app.ends(&mira, &ana).await;
        assert_eq!(app.name_of_holder(&mira, ticket).await, Value::Null);

        // Where a rule gives, it is the next of its level who is there and has time.
        let mut change = settings_of(&app.learn(&mira, "sites/acme").await);
        change["policies"]["routes"] = json!([{"automatic": true}]);
        assert_eq!(app.put(&mira, "sites/acme", change).await.status, StatusCode::OK);
        // At the very node that looks: others hear of it a moment later.
        let _here = app.app.live.open(Holder::Agent(zoe.id));
        assignment::route(&app.app, db::now()).await.unwrap();
        assert_eq!(app.name_of_holder(&mira, ticket).await, "Zoe");
        let path = format!("absences/{}", absence.id);
        assert_eq!(app.ask(&tom, Method::DELETE, &path, None).await.status, StatusCode::NO_CONTENT);
    }

    async fn what_a_cover_who_goes_leaves_in_the_queue_is_given_back_in_the_end(app: TestApp) {
        let site = app.site("acme").await;
        let mira = app.agent_as("Mira", 3, Role::Admin, &[&site]).await;
        let (tom, ana) = (app.agent("Tom", 1, &[&site]).await, app.agent("Ana", 1, &[&site]).await);
        let (ticket, _) = app.file("acme").await;
        app.desk(&tom, ticket, "take", json!({})).await;
        let absence = app.go_away(&tom, json!({"cover": ana.id, "give_back": true})).await;
        moving::keep(&app.app, db::now()).await.unwrap();
        app.ends(&mira, &ana).await;
        let path = format!("absences/{}", absence.id);
        assert_eq!(app.ask(&tom, Method::DELETE, &path, None).await.status, StatusCode::NO_CONTENT);
        moving::keep(&app.app, db::now()).await.unwrap();
        assert_eq!(app.name_of_holder(&mira, ticket).await, "Tom");
    }

    async fn a_reply_to_somebody_away_whose_cover_has_just_gone_waits_for_nobody(app: TestApp) {
        let site = app.site("acme").await;
        let mira = app.agent_as("Mira", 3, Role::Admin, &[&site]).await;
        let (tom, ana) = (app.agent("Tom", 1, &[&site]).await, app.agent("Ana", 1, &[&site]).await);
        let (ticket, customer) = app.file("acme").await;
        app.desk(&tom, ticket, "take", json!({})).await;
        app.go_away(&tom, json!({"cover": ana.id, "give_back": true})).await;
        app.ends(&mira, &ana).await;
        // The loop has not looked yet.
        assert_eq!(app.name_of_holder(&mira, ticket).await, "Tom");
        app.customer(&customer, ticket, "messages", json!({"body": "Is anybody there?"})).await;
        assert_eq!(app.name_of_holder(&mira, ticket).await, Value::Null);
    }

    async fn who_shares_no_site_any_more_covers_no_more_and_who_still_does_goes_on(app: TestApp) {
        let (acme, other) = (app.site("acme").await, app.site("other").await);
        let mira = app.agent_as("Mira", 3, Role::Admin, &[&acme, &other]).await;
        let ana = app.agent("Ana", 1, &[&acme, &other]).await;
        let (tom, max) = (app.agent("Tom", 1, &[&acme]).await, app.agent("Max", 1, &[&other]).await);
        for away in [&tom, &max] {
            app.go_away(away, json!({"cover": ana.id, "give_back": true})).await;
        }
        let path = format!("accounts/{}", ana.id);
        let mut change = change_of(&app.learn(&mira, &path).await);
        change["sites"] = json!([{"site": "other"}]);
        let changed = app.put(&mira, &path, change).await;
        assert_eq!(changed.json::<Value>()["uncovered"], json!(["Tom"]), "{}", changed.text());
        assert_eq!(app.covers(&tom).await, [Value::Null]);
        assert_eq!(app.covers(&max).await, [json!("Ana")]);
    }

    async fn of_an_absence_and_the_end_of_its_cover_at_once_none_is_left_with_the_other(app: TestApp) {
        let mut app = app;
        app.restart(false);
        let site = app.site("acme").await;
        let mira = app.agent_as("Mira", 3, Role::Admin, &[&site]).await;
        for round in 0..6 {
            let ana = app.agent(&format!("Ana {round}"), 1, &[&site]).await;
            let tom = app.agent(&format!("Tom {round}"), 1, &[&site]).await;
            let away = json!({"cover": ana.id, "give_back": true});
            tokio::join!(app.ask(&tom, Method::POST, "absences", Some(away)), app.ends(&mira, &ana));
            let covers = app.covers(&mira).await;
            assert!(covers.iter().all(Value::is_null), "{covers:?}");
        }
    }
}
