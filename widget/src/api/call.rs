//! Requests of a visitor who is known by a token: what is asked, what is sent, and every way in
//! which the server may refuse.

use guichet_shared::proof::PROOF;
use js_sys::{Array, JSON, Object, Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AbortSignal, Blob, Response};

use super::{PATIENCE, object};

/// A file may take longer than a sentence.
const PATIENCE_FOR_FILES: u32 = 600_000;

/// Why the server has not done what it was asked.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// There was no answer, or the server is at fault: the same may work later.
    Unanswered,
    /// The server answers, but nothing can be stored just now: the same may work later.
    Away,
    /// Too often: the same works after so many seconds.
    TooMany(u32),
    /// The site is busy: the same works with a proof of work, which the problem asks for.
    Proof(JsValue),
    /// These fields are at fault.
    Fields(Vec<String>),
    /// It is not as the caller thought any more.
    Conflict,
    /// Nothing by this name, or not for this caller.
    Missing,
    /// The token is not known.
    Unknown,
    /// The file is too large.
    TooLarge,
    /// Files of this kind are not taken.
    Unsupported,
}

/// What goes with a request.
pub enum Body {
    /// Nothing: it asks.
    Ask,
    /// An object.
    Json(Object),
    /// The same, written already.
    Written(String),
    /// The same, with a proof of work.
    Proved(String, String),
    /// A file's bytes.
    File(Blob),
}

/// A request.
pub struct Call<'a> {
    /// Where to.
    pub path: &'a str,
    /// Who asks.
    pub token: Option<&'a str>,
    /// What makes a retry the same request.
    pub key: Option<&'a str>,
    /// What goes with it.
    pub body: Body,
}

impl Call<'_> {
    /// Sends it and gives the answer as the browser has parsed it.
    ///
    /// # Errors
    /// When there is no answer, or a refusal.
    pub async fn answer(self) -> Result<JsValue, Refusal> {
        let response = self.response().await?;
        if response.status() == 204 {
            return Ok(JsValue::UNDEFINED);
        }
        parsed(&response).await.ok_or(Refusal::Unanswered)
    }

    /// Sends it and gives the answer's bytes.
    ///
    /// # Errors
    /// When there is no answer, or a refusal.
    pub async fn bytes(self) -> Result<Blob, Refusal> {
        let response = self.response().await?;
        let blob = settled(response.blob()).await;
        Ok(blob.ok_or(Refusal::Unanswered)?.unchecked_into())
    }

    async fn response(self) -> Result<Response, Refusal> {
        let response = window().fetch_with_str_and_init(self.path, self.init().unchecked_ref());
        let response = response.await.map_err(|_| Refusal::Unanswered)?;
        let response: Response = response.unchecked_into();
        if response.ok() {
            Ok(response)
        } else {
            Err(refusal(&response).await)
        }
    }

    fn init(&self) -> Object {
        let headers = Object::new();
        let header = |name: &str, value: &str| {
            _ = Reflect::set(&headers, &name.into(), &value.into());
        };
        if let Some(token) = self.token {
            header("authorization", &["Bearer ", token].concat());
        }
        if let Some(key) = self.key {
            header("idempotency-key", key);
        }
        let body = match &self.body {
            Body::Ask => JsValue::UNDEFINED,
            Body::Json(object) => JSON::stringify(object).map(Into::into).unwrap_or_default(),
            Body::Written(json) | Body::Proved(json, _) => json.into(),
            Body::File(blob) => blob.into(),
        };
        if let Body::Proved(_, proof) = &self.body {
            header(PROOF, proof);
        }
        let (method, patience) = match self.body {
            Body::Ask => ("GET", PATIENCE),
            Body::File(_) => {
                header("content-type", "application/octet-stream");
                ("POST", PATIENCE_FOR_FILES)
            }
            Body::Json(_) | Body::Written(_) | Body::Proved(..) => {
                header("content-type", "application/json");
                ("POST", PATIENCE)
            }
        };
        let cache = if self.token.is_some() {
            "no-store"
        } else {
            "default"
        };
        object(&[
            ("method", method.into()),
            ("headers", headers.into()),
            ("body", body),
            // What one visitor may read stays out of the cache.
            ("cache", cache.into()),
            ("signal", AbortSignal::timeout_with_u32(patience).into()),
        ])
    }
}

async fn settled<T>(promise: Result<Promise<T>, JsValue>) -> Option<JsValue>
where
    Promise<T>: Into<Promise>,
{
    promise.ok()?.into().await.ok()
}

async fn parsed(response: &Response) -> Option<JsValue> {
    let text = settled(response.text()).await?.as_string()?;
    JSON::parse(&text).ok()
}

async fn refusal(response: &Response) -> Refusal {
    match response.status() {
        401 => Refusal::Unknown,
        // The server's patience, or that of something on the way, was at its end: it may be stored all the same.
        408 => Refusal::Unanswered,
        404 => Refusal::Missing,
        409 => Refusal::Conflict,
        413 => Refusal::TooLarge,
        415 => Refusal::Unsupported,
        428 => Refusal::Proof(parsed(response).await.unwrap_or_default()),
        429 => {
            let seconds = response.headers().get("retry-after").ok().flatten();
            let seconds = seconds.and_then(|seconds| seconds.parse().ok());
            Refusal::TooMany(seconds.unwrap_or(60))
        }
        400..=499 => {
            let problem = parsed(response).await.unwrap_or_default();
            let fields = Reflect::get(&problem, &"fields".into()).unwrap_or_default();
            let name = |field: JsValue| Reflect::get(&field, &"field".into()).ok()?.as_string();
            let fields = if Array::is_array(&fields) {
                Array::from(&fields).iter().filter_map(name).collect()
            } else {
                Vec::new()
            };
            Refusal::Fields(fields)
        }
        503 => Refusal::Away,
        _ => Refusal::Unanswered,
    }
}
