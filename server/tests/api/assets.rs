//! The files the browser loads.

use axum::{
    body::Body,
    http::{Request, StatusCode},
};

use crate::app::{Reply, TestApp};

async fn get(app: &TestApp, address: &str, encoding: &str) -> Reply {
    let request = Request::get(address).header("accept-encoding", encoding);
    app.send(request.body(Body::empty()).unwrap()).await
}

/// The addresses under `/assets/` that the portal's page names.
async fn named(app: &TestApp) -> Vec<String> {
    let page = app.get("/portal/acme").await;
    let pieces = page
        .text()
        .split('"')
        .filter(|piece| piece.starts_with("/assets/"));
    let mut names: Vec<_> = pieces.map(str::to_owned).collect();
    names.sort();
    names.dedup();
    names
}

#[tokio::test]
async fn what_the_portal_names_is_there_compressed_and_kept_for_good() {
    let app = TestApp::on_sqlite().await;
    app.site("acme").await;
    let names = named(&app).await;
    assert_eq!(
        names.len(),
        3,
        "a style sheet, a script and a module: {names:?}"
    );
    for name in names {
        let plain = get(&app, &name, "identity").await;
        assert_eq!(
            (plain.status, plain.header("content-encoding")),
            (StatusCode::OK, "")
        );
        assert!(
            plain.header("cache-control").contains("immutable"),
            "{name}"
        );
        for encoding in ["br", "gzip"] {
            let small = get(&app, &name, &format!("deflate, {encoding}")).await;
            assert_eq!(small.header("content-encoding"), encoding, "{name}");
            assert!(small.body.len() < plain.body.len(), "{name}");
            assert_eq!(small.header("vary"), "accept-encoding");
        }
        let kind = plain.header("content-type");
        let expected = match name.rsplit('.').next() {
            Some("wasm") => "application/wasm",
            Some("js") => "text/javascript; charset=utf-8",
            _ => "text/css; charset=utf-8",
        };
        assert_eq!(kind, expected, "{name}");
    }
}

#[tokio::test]
async fn any_page_may_load_the_loader_and_asks_again_after_a_while() {
    let app = TestApp::on_sqlite().await;
    let loader = get(&app, "/guichet.js", "br").await;
    assert_eq!(loader.status, StatusCode::OK);
    assert_eq!(
        loader.header("cross-origin-resource-policy"),
        "cross-origin"
    );
    assert!(!loader.header("cache-control").contains("immutable"));
    let tag = loader.header("etag").to_owned();
    let again = Request::get("/guichet.js")
        .header("accept-encoding", "br")
        .header("if-none-match", tag);
    let again = app.send(again.body(Body::empty()).unwrap()).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
}
