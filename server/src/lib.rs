//! The Guichet server: what it is made of, and how the parts are put together.

use std::time::Duration;

use axum::{
    Router,
    extract::Request,
    http::{Extensions, HeaderMap, HeaderName, HeaderValue, StatusCode, Version, header},
    middleware,
};
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer,
        predicate::{DefaultPredicate, Predicate},
    },
    request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer},
    set_header::SetResponseHeaderLayer,
    timeout::TimeoutLayer,
};

pub mod absences;
pub mod admin;
pub mod admin_log;
pub mod agents;
pub mod api;
pub mod articles;
pub mod assets;
pub mod assignment;
pub mod cache;
pub mod commands;
pub mod config;
pub mod db;
pub mod demo;
pub mod desk;
pub mod error;
pub mod fields;
pub mod files;
pub mod first_run;
pub mod follows;
pub mod guests;
pub mod health;
pub mod hours;
pub mod incidents;
pub mod keeping;
pub mod last_known;
pub mod limits;
pub mod links;
pub mod live;
pub mod logs;
pub mod macros;
pub mod moving;
pub mod nodes;
pub mod pages;
pub mod proofs;
pub mod reports;
pub mod request;
pub mod retries;
pub mod search;
pub mod secrets;
pub mod serve;
pub mod sessions;
pub mod sites;
pub mod teams;
pub mod tickets;
pub mod visitors;

/// What every handler can reach. Cheap to clone.
#[derive(Clone)]
pub struct App {
    /// The database.
    pub db: db::Db,
    /// The files of tickets.
    pub files: files::Files,
    /// The search indexes.
    pub indexes: search::Indexes,
    /// What the portal read last.
    pub last_known: last_known::LastKnown,
    /// How often is too often.
    pub limits: limits::Limits,
    /// Who is connected.
    pub live: live::Live,
    /// The names of the browser's files.
    pub manifest: assets::Manifest,
    /// When a busy site asks for proof of work, and how much.
    pub proofs: proofs::Proofs,
    /// The proxies whose word on where a request comes from is believed.
    pub trusted_proxies: Vec<std::net::IpAddr>,
    /// Whether the public address is `https`.
    pub https: bool,
    /// How long a request may take, its body's arrival included.
    pub request_timeout: Duration,
}

/// Everything the server answers.
pub fn router(app: App) -> Router {
    let https = app.https;
    let patience = |time| TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, time);
    let pages = Router::new()
        .merge(assets::routes())
        .merge(pages::routes())
        .merge(health::routes())
        .layer(patience(app.request_timeout));
    let router = Router::new()
        .merge(api::router(app.request_timeout))
        .merge(pages)
        .fallback(error::not_found)
        .method_not_allowed_fallback(|| async { StatusCode::METHOD_NOT_ALLOWED })
        .with_state(app.clone())
        .layer(CatchPanicLayer::new())
        .layer(middleware::from_fn_with_state(app, error::render))
        .layer(CompressionLayer::new().compress_when(DefaultPredicate::new().and(is_no_file)))
        .layer(default_header("x-content-type-options", "nosniff"))
        .layer(default_header("referrer-policy", "no-referrer"))
        .layer(default_header(
            "cross-origin-resource-policy",
            "same-origin",
        ))
        .layer(default_header(
            "content-security-policy",
            "default-src 'none'; frame-ancestors 'none'",
        ))
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(logs::layer())
        .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
        .layer(middleware::map_request(without_request_id));
    if https {
        router.layer(default_header(
            "strict-transport-security",
            "max-age=31536000",
        ))
    } else {
        router
    }
}

/// Ids are ours to give: a caller's could be another request's, or as long as a header may be.
async fn without_request_id(mut request: Request) -> Request {
    request.headers_mut().remove("x-request-id");
    request
}

/// Files of tickets go out with their length; most are compressed by their kind.
fn is_no_file(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    !headers.contains_key(header::CONTENT_DISPOSITION)
}

/// A header that stands unless a route has set its own.
fn default_header(name: &'static str, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(
        HeaderName::from_static(name),
        HeaderValue::from_static(value),
    )
}
