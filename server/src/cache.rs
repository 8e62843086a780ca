//! Caching: entity tags, and answering that nothing has changed.

use axum::{
    body::{Body, Bytes},
    extract::Request,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use axum_extra::headers::{ETag, HeaderMapExt, IfNoneMatch};
use http_body_util::BodyExt;
use sha2::{Digest, Sha256};

/// Keep it for a year without asking: the name changes when the content does.
pub const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// Keep it for a day.
pub const A_DAY: HeaderValue = HeaderValue::from_static("public, max-age=86400");
/// Ask each time whether it has changed.
pub const ASK: HeaderValue = HeaderValue::from_static("no-cache");

/// Kept by nobody: it is somebody's own.
const NEVER: HeaderValue = HeaderValue::from_static("private, no-store");

/// Whether the caller holds the version that `tag` names.
pub fn is_known(request: &HeaderMap, tag: &ETag) -> bool {
    request
        .typed_get::<IfNoneMatch>()
        .is_some_and(|known| !known.precondition_passes(tag))
}

/// A weak tag of some bytes: weak, because compression on the way changes them.
pub fn tag(bytes: &[u8]) -> Option<ETag> {
    let digest = Sha256::digest(bytes);
    let short: String = digest[..12]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("W/\"{short}\"").parse().ok()
}

/// Tags what is read, and answers 304 to a caller that has it already. What is read by somebody who says
/// who they are is kept by no browser: others may use it after them.
pub async fn revalidate(request: Request, next: Next) -> Response {
    if request.method() != Method::GET {
        return next.run(request).await;
    }
    let headers = request.headers().clone();
    let (mut parts, body) = next.run(request).await.into_parts();
    let is_own = [header::AUTHORIZATION, header::COOKIE]
        .iter()
        .any(|name| headers.contains_key(name));
    if is_own {
        parts.headers.entry(header::CACHE_CONTROL).or_insert(NEVER);
    }
    // A stream has no end to wait for, and what is not to be kept needs no tag.
    let is_stream = parts
        .headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind == "text/event-stream");
    let is_kept = parts
        .headers
        .get(header::CACHE_CONTROL)
        .is_none_or(|control| !control.as_bytes().ends_with(b"no-store"));
    let is_tagged = parts.headers.contains_key(header::ETAG);
    if parts.status != StatusCode::OK || is_tagged || is_stream || !is_kept {
        return Response::from_parts(parts, body);
    }
    let bytes = match body.collect().await {
        Ok(body) => body.to_bytes(),
        Err(error) => {
            tracing::error!(%error, "a body could not be read back");
            Bytes::new()
        }
    };
    parts.headers.entry(header::CACHE_CONTROL).or_insert(ASK);
    if let Some(tag) = tag(&bytes) {
        let known = is_known(&headers, &tag);
        parts.headers.typed_insert(tag);
        if known {
            parts.headers.remove(header::CONTENT_LENGTH);
            return (StatusCode::NOT_MODIFIED, parts.headers).into_response();
        }
    }
    Response::from_parts(parts, Body::from(bytes))
}
