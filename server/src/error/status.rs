//! What a bare status says, in words.

use axum::http::StatusCode;
use guichet_shared::error::{Code, Problem};

/// The problem that a bare status stands for.
pub(super) fn problem(status: StatusCode) -> Problem {
    let (code, title, detail) = match status {
        StatusCode::UNPROCESSABLE_ENTITY => (
            Code::InvalidFields,
            "Some fields are not right",
            "Correct the fields named and send the request again.",
        ),
        StatusCode::NOT_FOUND => (
            Code::NotFound,
            "Not found",
            "There is nothing at this address, or nothing that you may see.",
        ),
        StatusCode::UNAUTHORIZED => (
            Code::Unauthenticated,
            "Not signed in",
            "The email address and the password do not match, or there is no session or token \
             that reaches this.",
        ),
        StatusCode::FORBIDDEN => (
            Code::ForeignOrigin,
            "Sent by another page",
            "Browsers may change things here only from pages of this server. Programs send no \
             `Origin`.",
        ),
        StatusCode::CONFLICT => (
            Code::Conflict,
            "It has changed meanwhile",
            "Read it again and decide anew.",
        ),
        StatusCode::TOO_MANY_REQUESTS => (
            Code::TooMany,
            "Too often",
            "Try again when `Retry-After` says.",
        ),
        StatusCode::PRECONDITION_REQUIRED => (
            Code::ProofRequired,
            "A proof of work is needed",
            "Many tickets come to this site just now. Nothing was stored: solve `challenge` and send \
             the same request again, with the same key and the solution in the header `Proof`.",
        ),
        StatusCode::METHOD_NOT_ALLOWED => (
            Code::MethodNotAllowed,
            "Method not allowed",
            "This address exists, but does not take this method; `Allow` names those it takes.",
        ),
        StatusCode::REQUEST_TIMEOUT => (
            Code::Timeout,
            "Too slow",
            "The request did not arrive, or was not answered, in time. Nothing was changed unless \
             a later read shows it.",
        ),
        StatusCode::PAYLOAD_TOO_LARGE => (
            Code::TooLarge,
            "Too large",
            "The request is larger than this address takes.",
        ),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => (
            Code::UnsupportedMediaType,
            "Not JSON",
            "Send the body as `application/json`.",
        ),
        StatusCode::SERVICE_UNAVAILABLE => (
            Code::Unavailable,
            "Not available just now",
            "The database cannot be reached. Try again in a moment.",
        ),
        status if status.is_client_error() => (
            Code::InvalidJson,
            "Not understood",
            "The request could not be read.",
        ),
        _ => (
            Code::Internal,
            "Our fault",
            "The request could not be answered. Try again; if it fails again, give us the \
             request's id.",
        ),
    };
    Problem {
        status: status.as_u16(),
        code,
        title: title.to_owned(),
        detail: detail.to_owned(),
        fields: Vec::new(),
        challenge: None,
        request_id: None,
    }
}
