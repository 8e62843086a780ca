//! Every way a request can fail, and the one way it is told: a `Problem`.

use axum::{
    Json,
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use guichet_shared::{
    desk::Hindrance,
    error::{Code, FieldProblem, Problem},
    file::FileId,
    proof::Challenge,
};
use tower_http::request_id::RequestId;

use crate::{App, db::Fault, pages};

mod status;

use self::status::problem;

/// Why a request was refused.
#[derive(Debug)]
pub enum Error {
    /// Nothing by this name; also what foreign and malformed ids answer.
    NotFound,
    /// Fields at fault, all of them.
    InvalidFields(Vec<FieldProblem>),
    /// A body that is not JSON; the text says where.
    InvalidJson(String),
    /// A body of another type than `application/json`.
    UnsupportedMediaType,
    /// A body over its limit.
    TooLarge,
    /// The caller is not signed in, or not who it says.
    Unauthenticated,
    /// The idempotency key belongs to another request.
    KeyReused,
    /// Not as the caller thought; the text says how it is.
    Conflict(&'static str),
    /// A ticket that the thing asked for cannot be done to.
    Hindered(Hindrance),
    /// Somebody has written since the caller last read.
    NewerMessage,
    /// The ticket goes on in another one, which has this number.
    Merged(i64),
    /// What became of a ticket's solution is not said yet.
    KnowledgeOwed,
    /// Too often; to be tried again after so many seconds.
    TooMany(u64),
    /// The site is busy: the same again with this solved.
    ProofRequired(Box<Challenge>),
    /// A file of a kind that is not taken.
    FileKind,
    /// Files cannot be kept or read just now.
    FilesAway(anyhow::Error),
    /// A ticket lists this file and the storage does not have it whole.
    FileMissing(FileId),
    /// The database is away.
    Unavailable(anyhow::Error),
    /// Our fault.
    Internal(anyhow::Error),
}

/// What a handler returns.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// One field at fault.
    #[must_use]
    pub fn field(name: &str, message: &str) -> Self {
        Self::InvalidFields(vec![FieldProblem {
            field: name.to_owned(),
            message: message.to_owned(),
        }])
    }
}

impl Error {
    /// What fails after something of the request has been stored: the request must not be put to the
    /// database again, however little was in the way.
    #[must_use]
    pub fn for_good(self) -> Self {
        match self {
            Self::Unavailable(error) => Self::Unavailable(anyhow::anyhow!("{error:#}")),
            error => error,
        }
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        if matches!(error, sqlx::Error::RowNotFound) {
            return Self::NotFound;
        }
        match Fault::of(&error) {
            Some(_) => Self::Unavailable(error.into()),
            None => Self::Internal(error.into()),
        }
    }
}

impl From<anyhow::Error> for Error {
    fn from(error: anyhow::Error) -> Self {
        Self::Internal(error)
    }
}

impl IntoResponse for Error {
    /// Leaves the problem in the response's extensions, for `render` to write.
    fn into_response(self) -> Response {
        let fault = match &self {
            Self::Unavailable(error) => error.downcast_ref().and_then(Fault::of),
            _ => None,
        };
        let retry_after = match self {
            Self::TooMany(seconds) => Some(HeaderValue::from(seconds)),
            _ => None,
        };
        let problem = match self {
            Self::NotFound => problem(StatusCode::NOT_FOUND),
            Self::InvalidFields(fields) => {
                let names: Vec<_> = fields.iter().map(|field| field.field.as_str()).collect();
                Problem {
                    detail: format!(
                        "Correct these fields and send the request again: {}.",
                        names.join(", ")
                    ),
                    fields,
                    ..problem(StatusCode::UNPROCESSABLE_ENTITY)
                }
            }
            Self::InvalidJson(place) => Problem {
                detail: format!("The body could not be read as JSON: {place}."),
                ..problem(StatusCode::BAD_REQUEST)
            },
            Self::UnsupportedMediaType => problem(StatusCode::UNSUPPORTED_MEDIA_TYPE),
            Self::Unauthenticated => problem(StatusCode::UNAUTHORIZED),
            Self::KeyReused => Problem {
                code: Code::KeyReused,
                title: "The key is taken".to_owned(),
                detail: "This idempotency key was sent before with another body. Send the request \
                         again with a new key."
                    .to_owned(),
                ..problem(StatusCode::UNPROCESSABLE_ENTITY)
            },
            Self::Conflict(how) => Problem {
                detail: how.to_owned(),
                ..problem(StatusCode::CONFLICT)
            },
            Self::Hindered(why) => Problem {
                detail: hindered(why).to_owned(),
                ..problem(StatusCode::CONFLICT)
            },
            Self::NewerMessage => Problem {
                code: Code::NewerMessage,
                detail: "Somebody has written since the event that you have seen last. Read it, \
                         and send the text again with the place of what you have seen by then."
                    .to_owned(),
                ..problem(StatusCode::CONFLICT)
            },
            Self::Merged(number) => Problem {
                detail: format!("The request goes on in #{number}. Write there."),
                ..problem(StatusCode::CONFLICT)
            },
            Self::KnowledgeOwed => Problem {
                code: Code::KnowledgeOwed,
                title: "The solution is not in the articles yet".to_owned(),
                detail: "A higher level solved this ticket. Link the article that has the \
                         solution, draft one, or say why none fits; then send the request again."
                    .to_owned(),
                ..problem(StatusCode::CONFLICT)
            },
            Self::TooMany(seconds) => Problem {
                detail: format!("Nothing was changed. Try again in {seconds} seconds."),
                ..problem(StatusCode::TOO_MANY_REQUESTS)
            },
            Self::ProofRequired(challenge) => Problem {
                challenge: Some(*challenge),
                ..problem(StatusCode::PRECONDITION_REQUIRED)
            },
            Self::FileKind => Problem {
                title: "A file of this kind is not taken".to_owned(),
                detail: "Pictures (PNG, JPEG, GIF, WebP), PDF, plain text, office documents and \
                         zip archives are taken, by what is in the file."
                    .to_owned(),
                ..problem(StatusCode::UNSUPPORTED_MEDIA_TYPE)
            },
            Self::TooLarge => problem(StatusCode::PAYLOAD_TOO_LARGE),
            Self::FilesAway(error) => {
                tracing::error!(error = format!("{error:#}"), "the storage of files is away");
                Problem {
                    detail:
                        "Files cannot be kept or read just now. Nothing was changed. Try again \
                             in a moment."
                            .to_owned(),
                    ..problem(StatusCode::SERVICE_UNAVAILABLE)
                }
            }
            Self::FileMissing(id) => {
                tracing::error!(%id, "a file that a ticket lists is not in the storage, or not whole");
                Problem {
                    title: "The file is missing".to_owned(),
                    detail:
                        "The ticket lists this file, but it is not where files are kept. Please \
                             send it again, or ask for it."
                            .to_owned(),
                    ..problem(StatusCode::INTERNAL_SERVER_ERROR)
                }
            }
            Self::Unavailable(error) => {
                tracing::error!(error = format!("{error:#}"), "the database is away");
                problem(StatusCode::SERVICE_UNAVAILABLE)
            }
            Self::Internal(error) => {
                tracing::error!(error = format!("{error:#}"), "a request failed");
                problem(StatusCode::INTERNAL_SERVER_ERROR)
            }
        };
        let mut response = status_of(&problem).into_response();
        response.extensions_mut().insert(problem);
        if let Some(fault) = fault {
            response.extensions_mut().insert(fault);
        }
        if let Some(seconds) = retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, seconds);
        }
        response
    }
}

/// How it is instead, and what can be done.
fn hindered(why: Hindrance) -> &'static str {
    match why {
        Hindrance::Missing => "There is no such ticket.",
        Hindrance::Taken => "Somebody else has this ticket.",
        Hindrance::Standing => "The ticket's status does not allow this any more. Read it again.",
        Hindrance::Merged => "This ticket was merged and goes on in another one. Work on that one.",
        Hindrance::Tags => "The ticket would have more than 20 tags. Take some away first.",
        Hindrance::KnowledgeOwed => "What becomes of the solution is not said yet.",
        Hindrance::ForeignPerson => "The person chosen does not answer for this ticket's site.",
        Hindrance::Away => "The person chosen is away.",
        Hindrance::ForeignTeam => "The team chosen is not of the ticket's site.",
        Hindrance::ForeignIncident => "The incident chosen is not of the ticket's site.",
        Hindrance::Changed => "The ticket has changed meanwhile. Read it again.",
        Hindrance::Unavailable => "It could not be changed just now. Try again.",
    }
}

fn status_of(problem: &Problem) -> StatusCode {
    StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// Gives every failed response a `Problem` as its body, whoever made it: a handler, the router,
/// a time-out or a caught panic.
///
/// Programs get JSON; a person who has opened an address in a browser gets a page.
pub async fn render(State(app): State<App>, request: Request, next: Next) -> Response {
    let by_a_person = is_navigation(&request);
    let request_id = request
        .extensions()
        .get::<RequestId>()
        .and_then(|id| id.header_value().to_str().ok())
        .map(str::to_owned);
    let mut response = next.run(request).await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let mut problem = response
        .extensions_mut()
        .remove::<Problem>()
        .unwrap_or_else(|| problem(status));
    problem.request_id = request_id;
    let page = by_a_person.then(|| pages::problem(&app.manifest, &problem));
    let (kind, body) = match page {
        Some(Ok(page)) => {
            response.headers_mut().insert(
                header::CONTENT_SECURITY_POLICY,
                HeaderValue::from_static(pages::PROBLEM_POLICY),
            );
            ("text/html; charset=utf-8", Body::from(page))
        }
        _ => {
            let json = Json(&problem).into_response().into_body();
            ("application/problem+json", Body::new(json))
        }
    };
    *response.body_mut() = body;
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_LENGTH);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.append(header::VARY, HeaderValue::from_static("accept"));
    response
}

/// Whether a browser asks for a page. Never in the API: some programs accept HTML without a thought.
fn is_navigation(request: &Request) -> bool {
    let accepts = request.headers().get(header::ACCEPT);
    !request.uri().path().starts_with("/api/")
        && accepts
            .and_then(|accepts| accepts.to_str().ok())
            .is_some_and(|accepts| accepts.contains("text/html"))
}

/// For the fallback: no such address.
pub async fn not_found() -> Error {
    Error::NotFound
}
