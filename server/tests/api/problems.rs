//! Malformed requests of every kind: a problem that names the fields at fault, never a 500.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode},
};
use guichet_shared::error::{Code, Problem};

use crate::app::{Reply, on_both_databases};

const VOTES: &str = "/api/v1/sites/acme/articles/a/votes";

fn post(body: impl Into<Body>, kind: &str) -> Request<Body> {
    Request::post(VOTES)
        .header("content-type", kind)
        .body(body.into())
        .unwrap()
}

/// What a refusal says: its code and the fields it names, in order.
fn refusal(reply: &Reply) -> (Code, Vec<String>) {
    assert_eq!(reply.header("content-type"), "application/problem+json");
    let problem: Problem = reply.json();
    assert_eq!(problem.status, reply.status.as_u16());
    assert_eq!(
        problem.request_id.as_deref(),
        Some(reply.header("x-request-id"))
    );
    (
        problem.code,
        problem
            .fields
            .into_iter()
            .map(|field| field.field)
            .collect(),
    )
}

on_both_databases! {
    async fn a_query_names_every_wrong_field_at_once(app: TestApp) {
        app.site("acme").await;
        let long = "x".repeat(10_000);
        for (query, fields) in [
            ("", vec!["q"]),
            ("q=", vec!["q"]),
            ("q=%20%0a", vec!["q"]),
            ("q=a%00b", vec!["q"]),
            ("q=%ff%fe", vec!["q"]),
            (&format!("q={long}"), vec!["q"]),
            ("q=a&q=b", vec!["q"]),
            ("q=a&limit=0", vec!["limit"]),
            ("q=a&limit=21", vec!["limit"]),
            ("q=a&limit=-1", vec!["limit"]),
            ("q=a&limit=many", vec!["limit"]),
            ("q=a&lang=FR", vec!["lang"]),
            ("q=a&lang=../../etc", vec!["lang"]),
            ("q=a&sort=slug", vec!["sort"]),
            ("limit=x&lang=1&colour=red", vec!["q", "lang", "limit", "colour"]),
        ] {
            let reply = app.get(&format!("/api/v1/sites/acme/search?{query}")).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{query:.60}");
            let (code, named) = refusal(&reply);
            assert_eq!(code, Code::InvalidFields);
            assert_eq!(named, fields, "{query:.60}");
        }
        for query in ["sort=best", "limit=1001", "after=..", "category=", "page=2"] {
            let reply = app.get(&format!("/api/v1/sites/acme/articles?{query}")).await;
            assert_eq!(refusal(&reply).1, [query.split('=').next().unwrap()], "{query}");
        }
    }

    async fn a_body_names_every_wrong_field_at_once_and_changes_nothing(app: TestApp) {
        let site = app.site("acme").await;
        app.publish(&site, "en", "a", "a", "words").await;
        let long = format!(r#"{{"lang":"en","helpful":true,"comment":"{}"}}"#, "x".repeat(2_001));
        for (body, fields) in [
            ("{}", vec!["lang", "helpful"]),
            (r#"{"lang":"en","helpful":"yes"}"#, vec!["helpful"]),
            (r#"{"lang":"en","helpful":null}"#, vec!["helpful"]),
            (r#"{"lang":7,"helpful":1,"comment":[],"site_id":"x"}"#, vec!["lang", "helpful", "comment", "site_id"]),
            (r#"{"lang":"en","helpful":true,"comment":"  "}"#, vec!["comment"]),
            (&long, vec!["comment"]),
        ] {
            let reply = app.send(post(body.to_owned(), "application/json")).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{body:.80}");
            let (code, named) = refusal(&reply);
            assert_eq!((code, named), (Code::InvalidFields, fields.into_iter().map(str::to_owned).collect()), "{body:.80}");
        }
        let (votes,): (i64,) = match &app.db {
            guichet_server::db::Db::Sqlite(db) => sqlx::query_as("select count(*) from votes").fetch_one(&db.readers).await,
            guichet_server::db::Db::Postgres(pool) => sqlx::query_as("select count(*) from votes").fetch_one(pool).await,
        }.unwrap();
        assert_eq!(votes, 0);
    }

    async fn a_body_that_is_not_json_says_so(app: TestApp) {
        let site = app.site("acme").await;
        app.publish(&site, "en", "a", "a", "words").await;
        let deep = "[".repeat(10_000);
        for body in [&b""[..], b"{", b"nonsense", b"[]", b"7", b"{\"lang\":\"\xff\"}", deep.as_bytes()] {
            let reply = app.send(post(body.to_vec(), "application/json; charset=utf-8")).await;
            assert_eq!(reply.status, StatusCode::BAD_REQUEST);
            assert_eq!(refusal(&reply).0, Code::InvalidJson);
        }
        let reply = app.send(post("{}", "text/plain")).await;
        assert_eq!(reply.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
        assert_eq!(refusal(&reply).0, Code::UnsupportedMediaType);
        let huge = format!(r#"{{"comment":"{}"}}"#, "x".repeat(70_000));
        let reply = app.send(post(huge, "application/json")).await;
        assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(refusal(&reply).0, Code::TooLarge);
    }

    async fn an_unknown_address_and_a_wrong_method_are_problems_too(app: TestApp) {
        app.site("acme").await;
        for address in ["/nowhere", "/api/v1/nowhere", "/api/v2/sites/acme", "/assets/none.js", "/assets/%2e%2e%2fCargo.toml", "/portal/none", "/portal/%ff"] {
            let reply = app.get(address).await;
            assert_eq!(reply.status, StatusCode::NOT_FOUND, "{address}");
            assert_eq!(refusal(&reply).0, Code::NotFound);
        }
        let request = Request::builder().method(Method::DELETE).uri("/api/v1/sites/acme");
        let reply = app.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(reply.status, StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(refusal(&reply).0, Code::MethodNotAllowed);
        assert!(reply.header("allow").contains("GET"));
    }

    async fn a_database_that_is_away_is_said_and_not_blamed_on_the_caller(app: TestApp) {
        app.site("acme").await;
        app.db.close().await;
        for address in ["/api/v1/sites/acme", "/health/ready"] {
            let reply = app.get(address).await;
            assert_eq!(reply.status, StatusCode::SERVICE_UNAVAILABLE);
            assert_eq!(refusal(&reply).0, Code::Unavailable);
        }
        assert_eq!(app.get("/health/live").await.status, StatusCode::NO_CONTENT);
    }

    async fn a_request_has_an_id_of_ours_whatever_the_caller_sends(app: TestApp) {
        let request = Request::get("/nowhere").header("x-request-id", "somebody-elses");
        let reply = app.send(request.body(Body::empty()).unwrap()).await;
        assert_ne!(reply.header("x-request-id"), "somebody-elses");
        assert_eq!(reply.header("x-request-id").len(), 36);
    }

    async fn the_api_answers_json_even_to_a_program_that_accepts_html(app: TestApp) {
        for address in ["/api/v1/sites/none", "/api/v1/nowhere"] {
            let request = Request::get(address).header("accept", "text/html, image/gif, *; q=.2");
            let reply = app.send(request.body(Body::empty()).unwrap()).await;
            assert_eq!(refusal(&reply).0, Code::NotFound, "{address}");
        }
    }
}
