//! Passwords: set by their agents with a link that works once.

use axum::http::{Method, StatusCode};
use guichet_server::{db, links, secrets};
use guichet_shared::agent::Role;
use serde_json::{Value, json};

use crate::{
    admin::{change_of, wrong},
    app::{Reply, TestApp, on_both_databases},
    people::{Agent, Caller, PASSWORD},
};

const NEW: &str = "another long word";

impl TestApp {
    /// The end of a link that an admin makes for an agent.
    async fn link(&self, admin: &Agent, agent: &str) -> String {
        let made = self
            .send_as(admin, &format!("accounts/{agent}/link"), json!({}))
            .await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
        made.json::<Value>()["token"].as_str().unwrap().to_owned()
    }

    async fn check(&self, token: &str) -> Reply {
        self.post("/api/v1/desk/password/check", &json!({ "token": token }))
            .await
    }

    async fn set_password(&self, token: &str, password: &str) -> Reply {
        let body = json!({"token": token, "password": password});
        self.post("/api/v1/desk/password", &body).await
    }

    async fn signs_in(&self, email: &str, password: &str) -> StatusCode {
        let credentials = json!({"email": email, "password": password});
        self.post("/api/v1/desk/session", &credentials).await.status
    }

    async fn is_dead(&self, token: &str) {
        assert_eq!(self.check(token).await.status, StatusCode::NOT_FOUND);
        assert_eq!(
            self.set_password(token, NEW).await.status,
            StatusCode::NOT_FOUND
        );
    }
}

on_both_databases! {
    async fn a_new_colleague_sets_the_first_password_with_a_link_and_is_at_the_desk(app: TestApp) {
        let mut app = app;
        app.restart(false);
        let site = app.site("acme").await;
        let mira = app.agent_as("Mira", 3, Role::Admin, &[&site]).await;
        let new = json!({"email": "zoe@desk.example", "name": "Zoe", "role": "agent", "level": 1, "sites": [{"site": "acme"}]});
        let zoe: Value = app.send_as(&mira, "accounts", new).await.json();
        assert_eq!(app.signs_in("zoe@desk.example", "").await, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(app.signs_in("zoe@desk.example", NEW).await, StatusCode::UNAUTHORIZED);
        let token = app.link(&mira, zoe["id"].as_str().unwrap()).await;
        let owner: Value = app.check(&token).await.json();
        assert_eq!(owner, json!({"name": "Zoe", "email": "zoe@desk.example"}));
        assert_eq!(wrong(&app.set_password(&token, "nine char").await), ["password"]);

        // Two at once: one of them is first.
        let (one, other) = tokio::join!(app.set_password(&token, NEW), app.set_password(&token, NEW));
        let (done, refused) = if one.status == StatusCode::CREATED { (one, other) } else { (other, one) };
        assert_eq!(done.status, StatusCode::CREATED, "{}", done.text());
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "{}", refused.text());
        let cookie = done.header("set-cookie").split(';').next().unwrap().to_owned();
        let me: Value = app.call(&Caller::Agent(cookie), Method::GET, "/api/v1/desk/session", None).await.json();
        assert_eq!(me["name"], "Zoe");
        assert_eq!(app.signs_in("zoe@desk.example", NEW).await, StatusCode::CREATED);
        app.is_dead(&token).await;
        let deeds = app.deeds(&mira).await;
        assert_eq!(deeds[1..5], ["signed_in", "password_set", "link_made", "sign_in_failed"].map(str::to_owned)[..]);
    }

    async fn a_forgotten_password_is_replaced_by_a_link_and_earlier_sessions_end_with_its_use(app: TestApp) {
        let mut app = app;
        app.restart(false);
        let site = app.site("acme").await;
        let mira = app.agent_as("Mira", 3, Role::Admin, &[&site]).await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let mut stream = app.stream(&tom.caller, "/api/v1/desk/stream", "").await;
        let token = app.link(&mira, &tom.id.to_string()).await;
        // Until then nothing changes: whoever asks for one locks nobody out.
        assert_eq!(app.ask(&tom, Method::GET, "session", None).await.status, StatusCode::OK);
        assert_eq!(app.signs_in("tom@desk.example", PASSWORD).await, StatusCode::CREATED);
        assert_eq!(app.set_password(&token, NEW).await.status, StatusCode::CREATED);
        while stream.next().await.is_some() {}
        assert_eq!(app.ask(&tom, Method::GET, "session", None).await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(app.signs_in("tom@desk.example", PASSWORD).await, StatusCode::UNAUTHORIZED);
        assert_eq!(app.signs_in("tom@desk.example", NEW).await, StatusCode::CREATED);
    }

    async fn setting_a_password_ends_the_session_that_came_along(app: TestApp) {
        let site = app.site("acme").await;
        let mira = app.agent_as("Mira", 3, Role::Admin, &[&site]).await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let ana = app.agent("Ana", 1, &[&site]).await;
        let body = json!({"token": app.link(&mira, &tom.id.to_string()).await, "password": NEW});
        let set = app.call(&ana.caller, Method::POST, "/api/v1/desk/password", Some(&body)).await;
        assert_eq!(set.status, StatusCode::CREATED, "{}", set.text());
        assert_eq!(app.ask(&ana, Method::GET, "session", None).await.status, StatusCode::UNAUTHORIZED);
    }

    async fn who_knows_the_password_changes_it_and_every_other_session_ends(app: TestApp) {
        let mut app = app;
        app.restart(false);
        let site = app.site("acme").await;
        let mira = app.agent_as("Mira", 3, Role::Admin, &[&site]).await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let link = app.link(&mira, &tom.id.to_string()).await;
        let credentials = json!({"email": "tom@desk.example", "password": PASSWORD});
        let elsewhere = app.post("/api/v1/desk/session", &credentials).await.header("set-cookie").split(';').next().unwrap().to_owned();
        let elsewhere = Caller::Agent(elsewhere);
        let mut stream = app.stream(&elsewhere, "/api/v1/desk/stream", "").await;
        let change = async |body: Value| app.ask(&tom, Method::PUT, "session/password", Some(body)).await;
        for (body, fields) in [
            (json!({"current": "not this one", "password": NEW}), vec!["current"]),
            (json!({"current": "", "password": "short"}), vec!["current", "password"]),
        ] {
            assert_eq!(wrong(&change(body).await), fields);
        }
        let changed = change(json!({"current": PASSWORD, "password": NEW})).await;
        assert_eq!(changed.status, StatusCode::NO_CONTENT, "{}", changed.text());
        while stream.next().await.is_some() {}
        assert_eq!(app.call(&elsewhere, Method::GET, "/api/v1/desk/session", None).await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(app.ask(&tom, Method::GET, "session", None).await.status, StatusCode::OK, "one's own goes on");
        assert_eq!(app.signs_in("tom@desk.example", PASSWORD).await, StatusCode::UNAUTHORIZED);
        assert_eq!(app.signs_in("tom@desk.example", NEW).await, StatusCode::CREATED);
        app.is_dead(&link).await;
        assert!(app.deeds(&mira).await.contains(&"password_set".to_owned()));
    }

    async fn the_current_password_cannot_be_guessed_at_an_open_session(app: TestApp) {
        let mut app = app;
        app.restart(true);
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let body = json!({"current": "a guess", "password": NEW});
        let mut last = StatusCode::OK;
        for _ in 0..11 {
            last = app.ask(&tom, Method::PUT, "session/password", Some(body.clone())).await.status;
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    }

    async fn a_link_that_was_replaced_is_late_or_was_guessed_does_nothing(app: TestApp) {
        let site = app.site("acme").await;
        let mira = app.agent_as("Mira", 3, Role::Admin, &[&site]).await;
        let tom = app.agent("Tom", 1, &[&site]).await.id.to_string();
        let first = app.link(&mira, &tom).await;
        let second = app.link(&mira, &tom).await;
        app.is_dead(&first).await;
        app.is_dead("guessed").await;
        // That of an account is none of the first start.
        let check = app.post("/api/v1/desk/first-run/check", &json!({"token": second})).await;
        assert_eq!(check.status, StatusCode::NOT_FOUND);
        assert_eq!(app.check(&second).await.status, StatusCode::OK);
        app.sql("update links set expires_at = $1", db::now()).await;
        app.is_dead(&second).await;
        assert_eq!(app.signs_in("tom@desk.example", PASSWORD).await, StatusCode::CREATED);
    }

    async fn a_link_is_stored_as_its_hash_and_told_in_no_log(app: TestApp) {
        let site = app.site("acme").await;
        let mira = app.agent_as("Mira", 3, Role::Admin, &[&site]).await;
        let tom = app.agent("Tom", 1, &[&site]).await.id.to_string();
        let token = app.link(&mira, &tom).await;
        let known = async |hash: &Vec<u8>| links::store::owner(&app.db, hash, db::now()).await.unwrap();
        assert!(known(&secrets::hash(token.as_bytes())).await.is_some());
        assert!(known(&token.clone().into_bytes()).await.is_none());
        assert!(!app.learn(&mira, "log").await.to_string().contains(&token));
    }

    async fn a_link_ends_with_the_account_and_where_they_come_to_answer_for_more(app: TestApp) {
        let (acme, other) = (app.site("acme").await, app.site("other").await);
        let mira = app.agent_as("Mira", 3, Role::Admin, &[&acme, &other]).await;
        let ana = app.agent_as("Ana", 2, Role::Admin, &[&acme]).await;
        let tom = app.agent("Tom", 1, &[&acme]).await.id.to_string();
        let token = app.link(&ana, &tom).await;
        let mut change = change_of(&app.learn(&mira, &format!("accounts/{tom}")).await);
        change["sites"] = json!([{"site": "acme"}, {"site": "other"}]);
        assert_eq!(app.put(&mira, &format!("accounts/{tom}"), change).await.status, StatusCode::OK);
        app.is_dead(&token).await;
        // From now on only an admin of both sites makes one.
        let path = format!("accounts/{tom}/link");
        assert_eq!(app.send_as(&ana, &path, json!({})).await.status, StatusCode::CONFLICT);
        let token = app.link(&mira, &tom).await;
        let end = format!("accounts/{tom}/disable");
        assert_eq!(app.send_as(&mira, &end, json!({})).await.status, StatusCode::OK);
        app.is_dead(&token).await;
        assert_eq!(app.send_as(&mira, &path, json!({})).await.status, StatusCode::CONFLICT);
    }
}
