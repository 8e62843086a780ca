//! Files that customers add to their tickets, and get back.

use axum::{Json, extract::State, http::StatusCode};
use guichet_shared::{
    event::By,
    file::FileId,
    ticket::{Thread, TicketId},
};

use super::{
    OwnTicket,
    store::{self, MOST_SINCE_A_MESSAGE, TOO_MANY_FILES},
    thread,
};
use crate::{
    App,
    error::Result,
    files::{self, Upload},
    limits::FILES,
};

/// Adds a file to a ticket
#[utoipa::path(
    post, path = "/tickets/{ticket}/attachments", tag = "tickets",
    params(
        ("ticket" = TicketId, Path, description = "The ticket's id"),
        files::Named,
        ("Idempotency-Key" = Option<String>, Header, description = "The same for each retry"),
    ),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses(
        (status = 201, body = Thread),
        (status = 409, description = "Five files since the last message"),
        (status = 413, description = "More than 10 MiB, or 25 MiB in all"),
        (status = 415, description = "Not a kind that is taken"),
    ),
)]
pub(super) async fn attach(
    State(app): State<App>,
    own: OwnTicket,
    upload: Upload,
) -> Result<(StatusCode, Json<Thread>)> {
    // A retry counts no second time.
    if !upload.is_retry(&app, &own.ticket).await?
        && let Err(error) = may_add(&app, &own).await
    {
        return Err(upload.refused(error).await);
    }
    let ticket = files::attach(&app, &own.site, &own.ticket, By::Customer, upload).await?;
    let thread = thread(&app, &own.site, ticket).await?;
    Ok((StatusCode::CREATED, Json(thread)))
}

/// A file of a ticket
#[utoipa::path(
    get, path = "/tickets/{ticket}/attachments/{file}", tag = "tickets",
    params(
        ("ticket" = TicketId, Path, description = "The ticket's id"),
        ("file" = FileId, Path, description = "The file's id"),
    ),
    responses((status = 200, description = "Its bytes, to be saved", content_type = "application/octet-stream")),
)]
pub(super) async fn download(
    State(app): State<App>,
    own: OwnTicket,
    files::PathFile(file): files::PathFile,
) -> Result<axum::response::Response> {
    files::send(&app, own.ticket.id, file).await
}

/// Whether the customer may add a file now, before it arrives. It is counted once more when it is
/// recorded.
async fn may_add(app: &App, own: &OwnTicket) -> Result<()> {
    if store::files_since_a_message(&app.db, own.ticket.id).await? >= MOST_SINCE_A_MESSAGE {
        return Err(TOO_MANY_FILES);
    }
    app.limits
        .count("files", own.visitor.id.0.as_bytes(), FILES)
}
