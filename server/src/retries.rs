//! Retries: a request that the database could not take just then is put to it again, before anybody is told.
//!
//! Nothing of a transaction that others were in the way of is stored, so any request may come again.
//! Where the line was cut, perhaps just when it was stored, only one that counts once may.

use std::time::Duration;

use axum::{
    body::{Body, Bytes, HttpBody},
    extract::Request,
    http::{HeaderMap, Method, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http_body_util::BodyExt;

use crate::{db::Fault, error::Error};

/// How often a request is tried.
const TRIES: u32 = 4;
/// How long after the first try comes the second; each further one waits twice as long.
const PAUSE: Duration = Duration::from_millis(50);
/// A body larger than this is not kept for another try: who sends it has not been asked who they are.
const MOST: u64 = 64 * 1024;

/// Answers a request, trying it again where that may help.
pub async fn retry(request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let small = body.size_hint().upper().is_some_and(|size| size <= MOST);
    if !small {
        return next.run(Request::from_parts(parts, body)).await;
    }
    let body = match body.collect().await {
        Ok(body) => body.to_bytes(),
        Err(_) => return Error::InvalidJson("it did not arrive whole".to_owned()).into_response(),
    };
    let mut pause = PAUSE;
    for _ in 1..TRIES {
        let response = next.clone().run(again(&parts, &body)).await;
        let Some(fault) = response.extensions().get::<Fault>().copied() else {
            return response;
        };
        if !may_come_again(fault, &parts.method, &parts.headers) {
            return response;
        }
        tracing::info!(?fault, "a request is put to the database again");
        tokio::time::sleep(pause).await;
        pause *= 2;
    }
    next.run(again(&parts, &body)).await
}

fn again(parts: &Parts, body: &Bytes) -> Request {
    Request::from_parts(parts.clone(), Body::from(body.clone()))
}

fn may_come_again(fault: Fault, method: &Method, headers: &HeaderMap) -> bool {
    match fault {
        Fault::InTheWay => true,
        Fault::CutOff => method.is_safe() || headers.contains_key("idempotency-key"),
        Fault::Away => false,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use axum::{Router, http::StatusCode, middleware, response::IntoResponse, routing::any};
    use tower::ServiceExt;

    use super::*;

    /// Sends a request to a server whose database fails so often in this way; gives the answer's status
    /// and every body that reached it.
    async fn send(faults: usize, fault: Fault, request: Request) -> (StatusCode, Vec<String>) {
        let bodies = Arc::new(Mutex::new(Vec::new()));
        let seen = bodies.clone();
        let handler = move |body: String| async move {
            let mut seen = seen.lock().unwrap();
            seen.push(body);
            let mut response = StatusCode::CREATED.into_response();
            if seen.len() <= faults {
                *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
                response.extensions_mut().insert(fault);
            }
            response
        };
        let router = Router::new()
            .route("/", any(handler))
            .layer(middleware::from_fn(retry));
        let response = router.oneshot(request).await.unwrap();
        let bodies = bodies.lock().unwrap().clone();
        (response.status(), bodies)
    }

    fn post(key: Option<&str>) -> Request {
        let mut request = Request::post("/");
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        request.body(Body::from("words")).unwrap()
    }

    #[tokio::test]
    async fn what_others_were_in_the_way_of_is_tried_again_with_the_same_words() {
        let (status, bodies) = send(3, Fault::InTheWay, post(None)).await;
        assert_eq!(
            (status, bodies),
            (StatusCode::CREATED, vec!["words".to_owned(); 4])
        );
    }

    #[tokio::test]
    async fn what_goes_on_failing_is_told_in_the_end() {
        let (status, bodies) = send(9, Fault::InTheWay, post(None)).await;
        assert_eq!((status, bodies.len()), (StatusCode::SERVICE_UNAVAILABLE, 4));
    }

    #[tokio::test]
    async fn after_a_cut_only_what_counts_once_comes_again() {
        let (status, bodies) = send(1, Fault::CutOff, post(None)).await;
        assert_eq!((status, bodies.len()), (StatusCode::SERVICE_UNAVAILABLE, 1));
        let (status, bodies) = send(1, Fault::CutOff, post(Some("k"))).await;
        assert_eq!((status, bodies.len()), (StatusCode::CREATED, 2));
        let read = Request::get("/").body(Body::empty()).unwrap();
        let (status, bodies) = send(1, Fault::CutOff, read).await;
        assert_eq!((status, bodies.len()), (StatusCode::CREATED, 2));
    }

    #[tokio::test]
    async fn a_database_that_is_away_is_not_asked_again_at_once() {
        let (status, bodies) = send(1, Fault::Away, post(Some("k"))).await;
        assert_eq!((status, bodies.len()), (StatusCode::SERVICE_UNAVAILABLE, 1));
    }
}
