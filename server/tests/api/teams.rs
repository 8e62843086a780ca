//! Teams: setting them up, and that no ticket stays in the queue of one that is gone.

use axum::http::{Method, StatusCode};
use futures_util::future::join_all;
use guichet_server::teams;
use guichet_shared::agent::Role;
use serde_json::{Value, json};

use crate::{
    admin::{settings_of, wrong},
    app::on_both_databases,
    people::Agent,
};

on_both_databases! {
    async fn a_team_is_made_changed_and_removed_but_not_from_under_its_tickets(app: TestApp) {
        let site = app.site("acme").await;
        let mira = app.agent_as("Mira", 3, Role::Admin, &[&site]).await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let made = app.send_as(&mira, "sites/acme/teams", json!({"name": "Billing", "members": [tom.id]})).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
        let team = made.json::<Value>()["teams"][0].clone();
        assert_eq!(team["members"], json!([tom.id]));
        assert_eq!(wrong(&app.send_as(&mira, "sites/acme/teams", json!({"name": "Billing"})).await), ["name"]);
        let stranger = json!({"name": "Others", "members": [uuid::Uuid::now_v7()]});
        assert_eq!(wrong(&app.send_as(&mira, "sites/acme/teams", stranger).await), ["members"]);
        let path = format!("sites/acme/teams/{}", team["id"].as_str().unwrap());
        let renamed = json!({"version": 1, "name": "Invoices", "members": [tom.id, mira.id]});
        assert_eq!(app.put(&mira, &path, renamed.clone()).await.status, StatusCode::OK);
        assert_eq!(app.put(&mira, &path, renamed).await.status, StatusCode::CONFLICT);

        let mut change = settings_of(&app.learn(&mira, "sites/acme").await);
        change["policies"]["routes"] = json!([{"team": team["id"]}]);
        assert_eq!(app.put(&mira, "sites/acme", change.clone()).await.status, StatusCode::OK);
        assert_eq!(app.ask(&mira, Method::DELETE, &path, None).await.status, StatusCode::CONFLICT);
        change["version"] = json!(2);
        change["policies"]["routes"] = json!([]);
        assert_eq!(app.put(&mira, "sites/acme", change).await.status, StatusCode::OK);
        let removed = app.ask(&mira, Method::DELETE, &path, None).await;
        assert_eq!(removed.status, StatusCode::OK, "{}", removed.text());
        assert_eq!(removed.json::<Value>()["teams"], json!([]));
        // Its name is free again.
        assert_eq!(app.send_as(&mira, "sites/acme/teams", json!({"name": "Invoices"})).await.status, StatusCode::CREATED);
    }

    async fn no_ticket_stays_in_the_queue_of_a_team_that_is_removed_while_others_put_some_there(app: TestApp) {
        let mut app = app;
        app.restart(false);
        let site = app.site("acme").await;
        let mira = app.agent_as("Mira", 3, Role::Admin, &[&site]).await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let app = &app;
        for round in 0..4 {
            let named = json!({"name": format!("Billing {round}")});
            let made: Value = app.send_as(&mira, "sites/acme/teams", named).await.json();
            let team = made["teams"][0]["id"].as_str().unwrap().to_owned();
            let tickets: Vec<_> = join_all((0..12).map(|_| app.file("acme"))).await;
            let moves = tickets.iter().map(|(ticket, _)| app.set(&tom, *ticket, json!({"team": team})));
            let path = format!("sites/acme/teams/{team}?release=true");
            let remove = async {
                // Some are there before, some come after.
                tokio::time::sleep(std::time::Duration::from_millis(5 * round)).await;
                app.ask(&mira, Method::DELETE, &path, None).await
            };
            let (moved, removed) = tokio::join!(join_all(moves), remove);
            assert_eq!(removed.status, StatusCode::OK, "{}", removed.text());
            assert!(moved.iter().all(|reply| reply.status == StatusCode::OK || reply.status == StatusCode::UNPROCESSABLE_ENTITY));
            // What came at that very moment goes back with the next look.
            teams::keep(&app.app).await.unwrap();
            for (ticket, _) in tickets {
                let thread = app.learn(&mira, &format!("tickets/{ticket}")).await;
                assert!(thread["ticket"].get("team").is_none(), "{thread}");
            }
        }
    }

    async fn a_team_that_is_removed_makes_who_has_read_the_settings_read_them_again(app: TestApp) {
        let site = app.site("acme").await;
        let mira = app.agent_as("Mira", 3, Role::Admin, &[&site]).await;
        let made: Value = app.send_as(&mira, "sites/acme/teams", json!({"name": "Billing"})).await.json();
        let team = made["teams"][0]["id"].clone();
        let mut change = settings_of(&app.learn(&mira, "sites/acme").await);
        change["policies"]["routes"] = json!([{"team": team}]);
        let path = format!("sites/acme/teams/{}", team.as_str().unwrap());
        let (removed, changed) = tokio::join!(
            app.ask(&mira, Method::DELETE, &path, None),
            app.put(&mira, "sites/acme", change),
        );
        // One of them is first, and the other is told.
        let done = [&removed, &changed].iter().filter(|reply| reply.status == StatusCode::OK).count();
        assert_eq!(done, 1, "{} {}", removed.text(), changed.text());
    }

    async fn a_closed_ticket_of_a_team_that_is_gone_comes_back_to_the_common_queue(app: TestApp) {
        let site = app.site("acme").await;
        let mira = app.agent_as("Mira", 3, Role::Admin, &[&site]).await;
        let made: Value = app.send_as(&mira, "sites/acme/teams", json!({"name": "Billing"})).await.json();
        let team = made["teams"][0]["id"].as_str().unwrap().to_owned();
        let (ticket, customer) = app.file("acme").await;
        assert_eq!(app.set(&mira, ticket, json!({"team": team})).await.status, StatusCode::OK);
        assert_eq!(app.set(&mira, ticket, json!({"status": "closed"})).await.status, StatusCode::OK);
        let removed = app.ask(&mira, Method::DELETE, &format!("sites/acme/teams/{team}"), None).await;
        assert_eq!(removed.status, StatusCode::OK, "{}", removed.text());
        let queue = async || app.learn(&mira, &format!("tickets/{ticket}")).await["ticket"]["team"]["name"].clone();
        teams::keep(&app.app).await.unwrap();
        assert_eq!(queue().await, "Billing");
        app.customer(&customer, ticket, "messages", json!({"body": "It is broken again."})).await;
        teams::keep(&app.app).await.unwrap();
        assert_eq!(queue().await, Value::Null);
    }

    async fn a_colleagues_load_is_that_of_the_sites_shared_with_them(app: TestApp) {
        let (acme, other) = (app.site("acme").await, app.site("other").await);
        let mira = app.agent_as("Mira", 3, Role::Admin, &[&acme]).await;
        let tom = app.agent("Tom", 1, &[&acme, &other]).await;
        let eve = app.agent("Eve", 1, &[&other]).await;
        for site in ["acme", "other", "other"] {
            let (ticket, _) = app.file(site).await;
            app.desk(&tom, ticket, "take", json!({})).await;
        }
        let load = async |who: &Agent| {
            let members: Value = app.learn(who, "members").await;
            let members = members["members"].as_array().unwrap().clone();
            members.iter().find(|member| member["agent"]["name"] == "Tom").unwrap()["load"].clone()
        };
        assert_eq!((load(&mira).await, load(&eve).await, load(&tom).await), (json!(1), json!(2), json!(3)));
    }

    async fn who_answers_for_which_site_is_told_of_the_callers_sites_alone(app: TestApp) {
        let (acme, other) = (app.site("acme").await, app.site("other").await);
        let mira = app.agent("Mira", 3, &[&acme]).await;
        let tom = app.agent("Tom", 1, &[&acme, &other]).await;
        let eve = app.agent("Eve", 1, &[&other]).await;
        let told = app.learn(&mira, "agents").await;
        let mut both = json!([mira.id, tom.id]);
        both.as_array_mut().unwrap().sort_by_key(Value::to_string);
        let mut sites = told["sites"].clone();
        for site in sites.as_array_mut().unwrap() {
            site["agents"].as_array_mut().unwrap().sort_by_key(Value::to_string);
        }
        assert_eq!(sites, json!([{"site": "acme", "agents": both}]));
        // Whom they may not name, the server refuses.
        let (ticket, _) = app.file("acme").await;
        let note = json!({"body": "@Eve", "mentions": [eve.id]});
        assert_eq!(wrong(&app.send_as(&tom, &format!("tickets/{ticket}/notes"), note).await), ["mentions"]);
    }
}
