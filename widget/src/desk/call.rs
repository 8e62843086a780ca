//! The desk's calls to the server: JSON both ways, and in the end an answer or a refusal.

use gloo_net::http::{Method, RequestBuilder, Response};
use guichet_shared::error::{Code, Problem};
use js_sys::{Array, Uint8Array};
use leptos::prelude::{GetUntracked, RwSignal, Set};
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::JsValue;
use web_sys::{AbortSignal, Blob, BlobPropertyBag, File};

use crate::api::Failure;

/// After this many milliseconds without an answer the agent hears that there is none.
pub const PATIENCE: u32 = 15_000;
/// A file may take longer.
pub const PATIENCE_FOR_FILES: u32 = 120_000;

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nobody is signed in any more, or the password is not right.
    Unauthenticated,
    /// Nothing by this name.
    Missing,
    /// It has changed meanwhile.
    Conflict,
    /// Somebody has written since the agent last read.
    NewerMessage,
    /// What becomes of a solution is to be said first.
    Owed,
    /// Too often; to be tried again after so many seconds.
    Later(u32),
    /// These fields are at fault.
    Fields(Vec<String>),
    /// The file is too large, or all of them together are.
    TooLarge,
    /// Files of this kind are not taken.
    Kind,
    /// Nothing can be stored or read just now.
    Away,
    /// No answer, or none that can be read.
    Broken,
}

impl From<&Refusal> for Failure {
    fn from(refusal: &Refusal) -> Self {
        match refusal {
            Refusal::Missing => Self::Missing,
            _ => Self::Broken,
        }
    }
}

/// The address of one of the desk's resources.
pub fn path(resource: &str) -> String {
    ["/api/v1/desk", resource].concat()
}

/// Reads a resource.
pub async fn get<T: DeserializeOwned>(resource: &str) -> Result<T, Refusal> {
    let response = call(Method::GET, resource, None).await?;
    parsed(response).await
}

/// Sends `body` and reads what comes back.
pub async fn send<T: DeserializeOwned>(
    method: Method,
    resource: &str,
    body: &impl Serialize,
    key: Option<&str>,
) -> Result<T, Refusal> {
    let body = serde_json::to_string(body).map_err(|_| Refusal::Broken)?;
    parsed(call(method, resource, Some((body.into(), key))).await?).await
}

/// Sends `body` where nothing comes back.
pub async fn tell(
    method: Method,
    resource: &str,
    body: Option<&serde_json::Value>,
) -> Result<(), Refusal> {
    let body = body.map(|body| (body.to_string().into(), None));
    call(method, resource, body).await.map(drop)
}

/// Sends a file's bytes.
pub async fn upload<T: DeserializeOwned>(
    resource: &str,
    file: &File,
    key: &str,
) -> Result<T, Refusal> {
    let patience = AbortSignal::timeout_with_u32(PATIENCE_FOR_FILES);
    let request = RequestBuilder::new(&path(resource))
        .method(Method::POST)
        .header("content-type", "application/octet-stream")
        .header("idempotency-key", key)
        .abort_signal(Some(&patience))
        .body(JsValue::from(file.clone()))
        .map_err(|_| Refusal::Broken)?;
    let response = request.send().await.map_err(|_| Refusal::Broken)?;
    parsed(accepted(response).await?).await
}

/// A file's bytes as something that a picture can be shown from.
pub async fn picture(resource: &str, kind: &str) -> Result<Blob, Refusal> {
    let response = call(Method::GET, resource, None).await?;
    let bytes = response.binary().await.map_err(|_| Refusal::Broken)?;
    let parts = Array::of1(&Uint8Array::from(bytes.as_slice()));
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    Blob::new_with_u8_array_sequence_and_options(&parts, &options).map_err(|_| Refusal::Broken)
}

async fn call(
    method: Method,
    resource: &str,
    body: Option<(JsValue, Option<&str>)>,
) -> Result<Response, Refusal> {
    let patience = AbortSignal::timeout_with_u32(PATIENCE);
    let builder = RequestBuilder::new(&path(resource))
        .method(method)
        .header("accept", "application/json")
        .abort_signal(Some(&patience));
    let request = match body {
        Some((body, key)) => {
            let builder = builder.header("content-type", "application/json");
            let builder = match key {
                Some(key) => builder.header("idempotency-key", key),
                None => builder,
            };
            builder.body(body)
        }
        None => builder.build(),
    };
    let request = request.map_err(|_| Refusal::Broken)?;
    accepted(request.send().await.map_err(|_| Refusal::Broken)?).await
}

/// What a response says.
pub async fn parsed<T: DeserializeOwned>(response: Response) -> Result<T, Refusal> {
    let text = response.text().await.map_err(|_| Refusal::Broken)?;
    serde_json::from_str(&text).map_err(|_| Refusal::Broken)
}

/// A response, unless it refuses.
pub async fn accepted(response: Response) -> Result<Response, Refusal> {
    if response.ok() {
        return Ok(response);
    }
    let wait = response.headers().get("retry-after");
    let wait = wait.and_then(|seconds| seconds.parse().ok());
    let status = response.status();
    let text = response.text().await.unwrap_or_default();
    Err(refusal(status, &text, wait))
}

/// What an answer that is not one means. The status alone tells where a proxy has answered.
fn refusal(status: u16, body: &str, wait: Option<u32>) -> Refusal {
    let problem: Option<Problem> = serde_json::from_str(body).ok();
    let fields = |problem: Problem| {
        let fields = problem.fields.into_iter();
        fields.map(|problem| problem.field).collect()
    };
    match (status, problem.as_ref().map(|problem| problem.code)) {
        (401, _) => Refusal::Unauthenticated,
        (404, _) => Refusal::Missing,
        (409, Some(Code::NewerMessage)) => Refusal::NewerMessage,
        (409, Some(Code::KnowledgeOwed)) => Refusal::Owed,
        (409, _) => Refusal::Conflict,
        (429, _) => Refusal::Later(wait.unwrap_or(60)),
        (413, _) => Refusal::TooLarge,
        (415, _) => Refusal::Kind,
        (503, Some(Code::Unavailable)) => Refusal::Away,
        (_, Some(Code::InvalidFields)) => Refusal::Fields(problem.map(fields).unwrap_or_default()),
        _ => Refusal::Broken,
    }
}

/// A key that makes a retry the same request.
pub fn key() -> String {
    let mut bytes = [0; 16];
    let crypto = leptos::prelude::window().crypto();
    // Every browser that runs this has it; a key of zeros would only cost the retry.
    _ = crypto.map(|crypto| crypto.get_random_values_with_u8_array(&mut bytes));
    uuid::Uuid::from_bytes(bytes).simple().to_string()
}

/// The key to send `body` with: the one that is `kept` where the same was sent before.
pub fn key_of(kept: RwSignal<(String, String)>, body: &impl Serialize) -> String {
    let text = serde_json::to_string(body).unwrap_or_default();
    let (known, of) = kept.get_untracked();
    let key = if of == text { known } else { key() };
    kept.set((key.clone(), text));
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_names_the_fields_at_fault() {
        let body = r#"{"status":422,"code":"invalid_fields","title":"","detail":"",
            "fields":[{"field":"slug","message":"is taken"}]}"#;
        assert_eq!(
            refusal(422, body, None),
            Refusal::Fields(vec!["slug".to_owned()])
        );
    }

    #[test]
    fn a_status_is_understood_without_a_problem_beside_it() {
        assert_eq!(refusal(401, "", None), Refusal::Unauthenticated);
        assert_eq!(refusal(429, "<html>", Some(7)), Refusal::Later(7));
        assert_eq!(refusal(502, "<html>", None), Refusal::Broken);
    }
}
