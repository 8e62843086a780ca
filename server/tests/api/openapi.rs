//! The OpenAPI document and the router agree.

use std::collections::BTreeSet;

use axum::{
    body::Body,
    http::{Method, Request, StatusCode},
};
use serde_json::Value;

use crate::app::TestApp;

/// Every path that the router knows, read off the router itself.
fn paths(app: &TestApp) -> BTreeSet<String> {
    let printed = format!("{:?}", app.router);
    let paths: BTreeSet<String> = printed
        .split('"')
        .filter(|piece| piece.starts_with('/'))
        .map(str::to_owned)
        .collect();
    assert!(
        paths.contains("/health/live"),
        "the router does not print its paths: {printed}"
    );
    paths
}

#[tokio::test]
async fn every_route_of_the_api_is_in_its_document() {
    let app = TestApp::on_sqlite().await;
    let document: Value = app.get("/api/v1/openapi.json").await.json();
    let api: Vec<_> = paths(&app)
        .into_iter()
        .filter(|path| path.starts_with("/api/"))
        .collect();
    assert!(api.len() >= 7, "{api:?}");
    for path in &api {
        for method in [
            Method::GET,
            Method::POST,
            Method::PUT,
            Method::PATCH,
            Method::DELETE,
        ] {
            let request = Request::builder()
                .method(&method)
                .uri(path.replace(['{', '}'], "x"));
            let reply = app.send(request.body(Body::empty()).unwrap()).await;
            let served = reply.status != StatusCode::METHOD_NOT_ALLOWED;
            let name = method.as_str().to_lowercase();
            let documented = document["paths"][path].get(name).is_some();
            assert_eq!(served, documented, "{method} {path}");
        }
    }
    assert_eq!(document["paths"].as_object().unwrap().len(), api.len());
}

#[tokio::test]
async fn every_call_documents_its_problems_and_every_reference_leads_somewhere() {
    let app = TestApp::on_sqlite().await;
    let document: Value = app.get("/api/v1/openapi.json").await.json();
    for (path, calls) in document["paths"].as_object().unwrap() {
        for (method, call) in calls.as_object().unwrap() {
            let problem = &call["responses"]["default"]["content"]["application/problem+json"];
            assert!(problem["schema"]["$ref"].is_string(), "{method} {path}");
            assert!(call["summary"].is_string(), "{method} {path}");
        }
    }
    let text = document.to_string();
    for reference in text.split("\"#/components/schemas/").skip(1) {
        let name = reference.split('"').next().unwrap();
        assert!(
            document["components"]["schemas"].get(name).is_some(),
            "{name}"
        );
    }
}

#[tokio::test]
async fn a_long_answer_travels_compressed() {
    let app = TestApp::on_sqlite().await;
    for encoding in ["br", "gzip"] {
        let request = Request::get("/api/v1/openapi.json").header("accept-encoding", encoding);
        let reply = app.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(reply.header("content-encoding"), encoding);
        assert!(reply.header("vary").contains("accept-encoding"));
    }
}
