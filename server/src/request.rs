//! Reading a request: its query string or its JSON body becomes a parsed input, or is refused.

use std::{collections::HashMap, str::FromStr};

use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Path, Request},
    http::{HeaderMap, StatusCode, header, request::Parts},
    response::IntoResponse,
};
use guichet_shared::ticket::IdempotencyKey;
use percent_encoding::percent_decode_str;
use serde::{Deserialize, Deserializer, de::Error as _};
use serde_json::{Map, Value};

use crate::{
    error::{Error, Result},
    fields::{Fields, Input},
    secrets::{self, Hash},
    tickets::{events::TicketRow, store::RequestKey},
};

/// A parameter of the path, parsed; a missing and a malformed one are both a 404.
///
/// # Errors
/// `Error::NotFound`.
pub async fn path_parameter<T: FromStr, S: Send + Sync>(
    parts: &mut Parts,
    state: &S,
    name: &str,
) -> Result<T> {
    let path = Path::<HashMap<String, String>>::from_request_parts(parts, state).await;
    let Path(path) = path.map_err(|_| Error::NotFound)?;
    let text = path.get(name).ok_or(Error::NotFound)?;
    text.parse().map_err(|_| Error::NotFound)
}

/// The query string as an input.
#[derive(Debug)]
pub struct Params<T>(pub T);

impl<T: Input, S: Sync> FromRequestParts<S> for Params<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        let mut fields = Fields::new(Map::new());
        let query = parts.uri.query().unwrap_or_default();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let name = name.replace('+', " ");
            let name = percent_decode_str(&name).decode_utf8_lossy().into_owned();
            let value = value.replace('+', " ");
            match percent_decode_str(&value).decode_utf8() {
                Ok(value) => {
                    if !fields.give(&name, value.into()) {
                        fields.refuse(&name, "is given twice");
                    }
                }
                Err(_) => fields.refuse(&name, "must be UTF-8"),
            }
        }
        fields.parse().map(Self).map_err(Error::InvalidFields)
    }
}

/// A JSON body as an input.
#[derive(Debug)]
pub struct Body<T>(pub T);

impl<T: Input, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self> {
        if !is_json(&request) {
            return Err(Error::UnsupportedMediaType);
        }
        read(&body_bytes(request, state).await?).map(Self)
    }
}

fn is_json(request: &Request) -> bool {
    request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

/// The whole body.
///
/// # Errors
/// `Error::TooLarge` past the route's limit, `Error::InvalidJson` when the client stops halfway.
pub async fn body_bytes<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes> {
    let bytes = Bytes::from_request(request, state).await;
    bytes.map_err(|rejection| {
        if rejection.into_response().status() == StatusCode::PAYLOAD_TOO_LARGE {
            Error::TooLarge
        } else {
            Error::InvalidJson("it did not arrive whole".to_owned())
        }
    })
}

fn read<T: Input>(bytes: &[u8]) -> Result<T> {
    match serde_json::from_slice(bytes) {
        Ok(Value::Object(values)) => Fields::new(values).parse().map_err(Error::InvalidFields),
        Ok(_) => Err(Error::InvalidJson("it must be an object".to_owned())),
        Err(error) => Err(Error::InvalidJson(error.to_string())),
    }
}

/// A JSON body that may come twice and must count once.
#[derive(Debug)]
pub struct Keyed<T> {
    /// What makes a retry the same request, where the caller says.
    pub key: Option<IdempotencyKey>,
    /// The hash of the body.
    pub fingerprint: Hash,
    /// What it says.
    pub input: T,
}

impl<T> Keyed<T> {
    /// The request's key among those that did the same to a ticket.
    #[must_use]
    pub fn request(&self, ticket: &TicketRow, what: &str) -> Option<RequestKey> {
        self.key.clone().map(|key| RequestKey {
            site: ticket.site_id,
            scope: secrets::hash(&[ticket.id.0.as_bytes(), what.as_bytes()].concat()),
            key,
            fingerprint: self.fingerprint.clone(),
        })
    }
}

impl<T: Input, S: Send + Sync> FromRequest<S> for Keyed<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self> {
        if !is_json(&request) {
            return Err(Error::UnsupportedMediaType);
        }
        let key = idempotency_key(request.headers());
        let bytes = body_bytes(request, state).await?;
        let input = read(&bytes)?;
        Ok(Self {
            key: key?,
            fingerprint: secrets::hash(&bytes),
            input,
        })
    }
}

/// The `Idempotency-Key` header, where there is one.
///
/// # Errors
/// `Error::InvalidFields` when it is not a key.
pub fn idempotency_key(headers: &HeaderMap) -> Result<Option<IdempotencyKey>> {
    let Some(header) = headers.get("idempotency-key") else {
        return Ok(None);
    };
    let key = IdempotencyKey::parse(header.to_str().unwrap_or_default());
    key.map(Some)
        .map_err(|invalid| Error::field("Idempotency-Key", &invalid.to_string()))
}

/// A body that says nothing: `{}`.
#[derive(Clone, Copy, Debug)]
pub struct Empty;

impl Input for Empty {
    fn read(_: &mut Fields) -> Option<Self> {
        Some(Self)
    }
}

/// A truth in a query string, where every value is text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Truth {
    /// Yes.
    True,
    /// No.
    False,
}

/// How many rows a page holds: 1 to `MAX`.
#[derive(Clone, Copy, Debug)]
pub struct Limit<const MAX: u32>(pub u32);

impl<'de, const MAX: u32> Deserialize<'de> for Limit<MAX> {
    /// From a query string, where every value is text.
    fn deserialize<D: Deserializer<'de>>(from: D) -> std::result::Result<Self, D::Error> {
        match String::deserialize(from)?.parse() {
            Ok(limit) if (1..=MAX).contains(&limit) => Ok(Self(limit)),
            _ => Err(D::Error::custom(format_args!(
                "must be a number from 1 to {MAX}"
            ))),
        }
    }
}
