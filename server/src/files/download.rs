//! A file that goes out, in pieces, as something to be saved and never to be run.

use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use guichet_shared::{file::FileId, ticket::TicketId};
use object_store::ObjectStoreExt;

use super::{store, unfinished::away};
use crate::{
    App,
    error::{Error, Result},
};

/// A file of a ticket.
///
/// # Errors
/// `Error::NotFound` when the ticket has no such file, `Error::FileMissing` when the storage does
/// not have it whole, `Error::FilesAway` when the storage cannot be asked.
pub async fn send(app: &App, ticket: TicketId, id: FileId) -> Result<Response> {
    let (name, kind, size) = store::named(&app.db, ticket, id)
        .await?
        .ok_or(Error::NotFound)?;
    // While the storage is asked: a client that takes long to read keeps nobody else waiting.
    let place = app.files.going.try_acquire();
    let _place = place.map_err(|_| Error::TooMany(5))?;
    let found = app.files.kept.store().get(&app.files.kept.path(id)).await;
    let found = found.map_err(|error| match error {
        object_store::Error::NotFound { .. } => Error::FileMissing(id),
        error => away(error),
    })?;
    if i64::try_from(found.meta.size).ok() != Some(size) {
        return Err(Error::FileMissing(id));
    }
    let mut response = Body::from_stream(found.into_stream()).into_response();
    let encoded = percent_encoding::utf8_percent_encode(&name, percent_encoding::NON_ALPHANUMERIC);
    let disposition = format!("attachment; filename*=UTF-8''{encoded}");
    let headers = response.headers_mut();
    let value = |text: &str| HeaderValue::from_str(text).map_err(anyhow::Error::from);
    headers.insert(header::CONTENT_TYPE, value(&kind)?);
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(size));
    headers.insert(header::CONTENT_DISPOSITION, value(&disposition)?);
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; sandbox; frame-ancestors 'none'"),
    );
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-store"),
    );
    Ok(response)
}
