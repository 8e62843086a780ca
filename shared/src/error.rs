//! Errors as they travel: RFC 9457 problem details, one stable code per cause.

use serde::{Deserialize, Serialize};

use crate::proof::Challenge;

/// The cause of a refusal. Stable: programs and the portal's own words hang on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Code {
    /// One or more fields are at fault; `fields` names each.
    InvalidFields,
    /// The body is not JSON, or not UTF-8.
    InvalidJson,
    /// The caller is not signed in, or the email address and the password do not match.
    Unauthenticated,
    /// A page of another origin has sent the request.
    ForeignOrigin,
    /// The key was used for another request.
    KeyReused,
    /// It is not as the caller thought any more: read it again.
    Conflict,
    /// Somebody has written since the event that the caller has seen last.
    NewerMessage,
    /// What became of the solution is not said yet: link an article, draft one, or say why none fits.
    KnowledgeOwed,
    /// Too often; `Retry-After` says when to try again.
    TooMany,
    /// Many tickets come to the site just now: send the same again with the `challenge` solved.
    ProofRequired,
    /// Nothing by this name, or nothing that the caller may know of.
    NotFound,
    /// The path exists, but not with this method.
    MethodNotAllowed,
    /// The request took too long to arrive or to answer.
    Timeout,
    /// The request is larger than the server takes.
    TooLarge,
    /// The body is not `application/json`.
    UnsupportedMediaType,
    /// The server is at fault; the log has the request's id.
    Internal,
    /// The server cannot reach what it needs; worth another try.
    Unavailable,
}

/// One field at fault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldProblem {
    /// The field's name.
    pub field: String,
    /// What it must be.
    pub message: String,
}

/// The body of every error: `application/problem+json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// The HTTP status.
    pub status: u16,
    /// The cause.
    pub code: Code,
    /// The cause in a few words, the same for each occurrence.
    pub title: String,
    /// What happened this time and what to do about it.
    pub detail: String,
    /// Each field at fault.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldProblem>,
    /// What to solve where the code is `proof_required`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub challenge: Option<Challenge>,
    /// The request's id, as in the log and the `x-request-id` header.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
}
