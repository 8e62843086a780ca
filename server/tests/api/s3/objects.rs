//! What is kept in the storage: put, read, listed and removed as S3 has it.

use std::{collections::BTreeMap, hash::Hasher, time::Duration};

use axum::{
    body::{Body, Bytes},
    http::{Method, Response, StatusCode},
};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use super::{Object, Parts, S3, Stored};

/// No part but the last is smaller: as S3 has it.
const SMALLEST: usize = 5 * 1024 * 1024;
/// How many files a page of the list has, so that the next page is asked for.
const PAGE: usize = 2;

fn tag(bytes: &[u8]) -> String {
    let mut hash = std::hash::DefaultHasher::new();
    hash.write(bytes);
    format!("\"{:x}\"", hash.finish())
}

pub(super) fn failure(status: StatusCode, code: &str) -> Response<Body> {
    xml(
        status,
        &format!("<Error><Code>{code}</Code><Message>As told.</Message></Error>"),
    )
}

fn xml(status: StatusCode, body: &str) -> Response<Body> {
    Response::builder()
        .status(status)
        .header("content-type", "application/xml")
        .body(body.to_owned().into())
        .unwrap()
}

fn empty(status: StatusCode) -> Response<Body> {
    Response::builder()
        .status(status)
        .body(Body::empty())
        .unwrap()
}

impl S3 {
    pub(super) fn act(
        &self,
        method: &Method,
        key: &str,
        query: &BTreeMap<String, String>,
        range: Option<String>,
        bytes: Bytes,
        cut: bool,
    ) -> Response<Body> {
        let mut state = self.state();
        let upload = query.get("uploadId").cloned();
        match (method.as_str(), upload) {
            ("GET", None) if key.is_empty() => list(&state, query),
            ("GET" | "HEAD", None) => match state.objects.get(key) {
                Some(object) => give(object, range, cut, method == Method::HEAD),
                None => failure(StatusCode::NOT_FOUND, "NoSuchKey"),
            },
            ("PUT", None) => {
                let tag = tag(&bytes);
                let modified = OffsetDateTime::now_utc();
                state
                    .objects
                    .insert(key.to_owned(), Object { bytes, modified });
                Response::builder()
                    .header("etag", tag)
                    .body(Body::empty())
                    .unwrap()
            }
            ("DELETE", None) => {
                state.objects.remove(key);
                empty(StatusCode::NO_CONTENT)
            }
            ("POST", None) if query.contains_key("uploads") => {
                state.begun += 1;
                let id = format!("upload-{}", state.begun);
                let parts = Parts {
                    key: key.to_owned(),
                    parts: BTreeMap::new(),
                };
                state.uploads.insert(id.clone(), parts);
                xml(
                    StatusCode::OK,
                    &format!(
                        "<InitiateMultipartUploadResult><UploadId>{id}</UploadId></InitiateMultipartUploadResult>"
                    ),
                )
            }
            (_, Some(id)) => {
                let known = state
                    .uploads
                    .get_mut(&id)
                    .filter(|upload| upload.key == key);
                let Some(upload) = known else {
                    return failure(StatusCode::NOT_FOUND, "NoSuchUpload");
                };
                match method.as_str() {
                    "PUT" => {
                        let tag = tag(&bytes);
                        upload
                            .parts
                            .insert(query["partNumber"].parse().unwrap(), bytes);
                        Response::builder()
                            .header("etag", tag)
                            .body(Body::empty())
                            .unwrap()
                    }
                    "POST" => {
                        let parts: Vec<_> = upload.parts.values().cloned().collect();
                        if parts.iter().rev().skip(1).any(|part| part.len() < SMALLEST) {
                            return failure(StatusCode::BAD_REQUEST, "EntityTooSmall");
                        }
                        let asked = String::from_utf8(bytes.to_vec()).unwrap();
                        assert_eq!(asked.matches("<Part>").count(), parts.len(), "{asked}");
                        let bytes = Bytes::from(parts.concat());
                        let tag = tag(&bytes);
                        let modified = OffsetDateTime::now_utc();
                        state.uploads.remove(&id);
                        state
                            .objects
                            .insert(key.to_owned(), Object { bytes, modified });
                        xml(
                            StatusCode::OK,
                            &format!(
                                "<CompleteMultipartUploadResult><ETag>{tag}</ETag></CompleteMultipartUploadResult>"
                            ),
                        )
                    }
                    "DELETE" => {
                        state.uploads.remove(&id);
                        empty(StatusCode::NO_CONTENT)
                    }
                    _ => failure(StatusCode::METHOD_NOT_ALLOWED, "MethodNotAllowed"),
                }
            }
            _ => failure(StatusCode::NOT_IMPLEMENTED, "NotImplemented"),
        }
    }
}

/// A page of the files under a prefix; the next one begins after the last key of this one.
fn list(state: &Stored, query: &BTreeMap<String, String>) -> Response<Body> {
    let prefix = query.get("prefix").map_or("", String::as_str);
    let after = query.get("continuation-token").map_or("", String::as_str);
    let mut found = state
        .objects
        .iter()
        .filter(|(key, _)| key.starts_with(prefix) && key.as_str() > after);
    let page: Vec<_> = found.by_ref().take(PAGE).collect();
    let more = found.next().is_some();
    let mut body = format!("<ListBucketResult><IsTruncated>{more}</IsTruncated>");
    for (key, object) in &page {
        body += &format!(
            "<Contents><Key>{key}</Key><LastModified>{}</LastModified><ETag>{}</ETag><Size>{}</Size></Contents>",
            object.modified.format(&Rfc3339).unwrap(),
            tag(&object.bytes).replace('"', "&quot;"),
            object.bytes.len(),
        );
    }
    if more {
        body += &format!(
            "<NextContinuationToken>{}</NextContinuationToken>",
            page[page.len() - 1].0
        );
    }
    xml(StatusCode::OK, &(body + "</ListBucketResult>"))
}

fn give(object: &Object, range: Option<String>, cut: bool, head: bool) -> Response<Body> {
    let size = object.bytes.len();
    let modified = object
        .modified
        .format(&time::format_description::well_known::Rfc2822)
        .unwrap();
    let response = Response::builder()
        .header("etag", tag(&object.bytes))
        .header("last-modified", modified.replace("+0000", "GMT"));
    let (response, bytes) = match range {
        Some(range) => {
            let (from, to) = range
                .strip_prefix("bytes=")
                .unwrap()
                .split_once('-')
                .unwrap();
            let (from, to): (usize, usize) = (from.parse().unwrap(), to.parse().unwrap());
            let told = format!("bytes {from}-{to}/{size}");
            (
                response
                    .status(StatusCode::PARTIAL_CONTENT)
                    .header("content-range", told),
                object.bytes.slice(from..=to),
            )
        }
        None => (response, object.bytes.clone()),
    };
    let response = response.header("content-length", bytes.len());
    if head {
        return response.body(Body::empty()).unwrap();
    }
    if cut {
        let half = async_stream::stream! {
            yield Ok(bytes.slice(..bytes.len() / 2));
            // The head and the half are on their way by then.
            tokio::time::sleep(Duration::from_millis(100)).await;
            yield Err(std::io::Error::other("cut off"));
        };
        return response.body(Body::from_stream(half)).unwrap();
    }
    response.body(bytes.into()).unwrap()
}
