//! Signing in at the desk and out again.

use axum::http::{Method, StatusCode};
use guichet_server::{db::now, secrets, sessions};
use guichet_shared::agent::Me;
use serde_json::json;
use time::Duration;

use crate::{
    app::on_both_databases,
    people::{Caller, PASSWORD},
};

const SESSION: &str = "/api/v1/desk/session";

on_both_databases! {
    async fn an_agent_signs_in_whatever_the_case_of_the_address_and_out_again(app: TestApp) {
        let site = app.site("acme").await;
        app.agent("Tom", 2, &[&site]).await;
        let tom = app.sign_in("TOM@Desk.Example").await;
        let me: Me = app.call(&tom, Method::GET, SESSION, None).await.json();
        assert_eq!((me.name.as_str(), me.level, me.sites[0].key.as_str()), ("Tom", 2, "acme"));
        let reply = app.call(&tom, Method::DELETE, SESSION, None).await;
        assert_eq!(reply.status, StatusCode::NO_CONTENT);
        assert!(reply.header("set-cookie").contains("Max-Age=0"));
        assert_eq!(app.call(&tom, Method::GET, SESSION, None).await.status, StatusCode::UNAUTHORIZED);
    }

    async fn the_cookie_is_for_this_host_and_for_no_script(app: TestApp) {
        let site = app.site("acme").await;
        app.agent("Tom", 1, &[&site]).await;
        let body = json!({"email": "tom@desk.example", "password": PASSWORD});
        let reply = app.post(SESSION, &body).await;
        let cookie = reply.header("set-cookie");
        assert!(cookie.starts_with("__Host-"), "{cookie}");
        for part in ["HttpOnly", "Secure", "SameSite=Strict", "Path=/"] {
            assert!(cookie.contains(part), "{cookie}");
        }
        assert!(!cookie.contains("Domain"), "{cookie}");
    }

    async fn a_wrong_password_and_an_unknown_account_answer_alike(app: TestApp) {
        let site = app.site("acme").await;
        app.agent("Tom", 1, &[&site]).await;
        let mut answers = Vec::new();
        for email in ["tom@desk.example", "nobody@desk.example"] {
            let body = json!({"email": email, "password": "not this one"});
            let reply = app.post(SESSION, &body).await;
            let mut problem: serde_json::Value = reply.json();
            problem.as_object_mut().unwrap().remove("request_id");
            answers.push((reply.status, problem));
        }
        assert_eq!(answers[0], answers[1]);
        assert_eq!(answers[0].0, StatusCode::UNAUTHORIZED);
    }

    async fn signing_in_changes_the_token_and_kills_the_one_before(app: TestApp) {
        let site = app.site("acme").await;
        let first = app.agent("Tom", 1, &[&site]).await.caller;
        let body = json!({"email": "tom@desk.example", "password": PASSWORD});
        let reply = app.call(&first, Method::POST, SESSION, Some(&body)).await;
        let second = Caller::Agent(reply.header("set-cookie").split(';').next().unwrap().to_owned());
        assert_eq!(app.call(&first, Method::GET, SESSION, None).await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(app.call(&second, Method::GET, SESSION, None).await.status, StatusCode::OK);
    }

    async fn a_password_that_was_replaced_while_it_was_looked_at_begins_no_session(app: TestApp) {
        let site = app.site("acme").await;
        let tom = app.agent("Tom", 1, &[&site]).await;
        let (token, now) = (secrets::hash(b"a new session"), now());
        let replaced = (tom.id, "$argon2id$ as it was stored before");
        let begun = sessions::store::create(&app.db, &token, replaced, now, now + Duration::HOUR).await;
        assert!(!begun.unwrap());
        assert!(sessions::store::agent(&app.db, &token, now).await.unwrap().is_none());
    }

    async fn many_tries_at_once_are_no_way_around_the_limit(app: TestApp) {
        let body = json!({"email": "nobody@desk.example", "password": "not this one"});
        let tries = (0..30).map(|_| app.post(SESSION, &body));
        let replies = futures_util::future::join_all(tries).await;
        let let_through = replies.iter().filter(|reply| reply.status == StatusCode::UNAUTHORIZED);
        assert!(let_through.count() <= 10);
    }

    async fn the_eleventh_try_is_refused_for_known_and_unknown_even_after_a_restart(app: TestApp) {
        let site = app.site("acme").await;
        let mut app = app;
        app.agent("Tom", 1, &[&site]).await;
        // One try was the sign-in above; successes count too.
        for _ in 0..9 {
            let body = json!({"email": "tom@desk.example", "password": "not this one"});
            assert_eq!(app.post(SESSION, &body).await.status, StatusCode::UNAUTHORIZED);
        }
        app.restart(true);
        for (email, password) in [("tom@desk.example", PASSWORD), ("nobody@desk.example", PASSWORD)] {
            let reply = app.post(SESSION, &json!({"email": email, "password": password})).await;
            assert_eq!(reply.status, StatusCode::TOO_MANY_REQUESTS, "{email}");
            let wait: u64 = reply.header("retry-after").parse().unwrap();
            assert!((800..=900).contains(&wait), "{wait}");
        }
    }
}
