//! The SQL of files; their rows are added with the events that tell of them.

use guichet_shared::{file::FileId, ticket::TicketId};

use crate::db::{Db, read};

/// The name and the media type of a ticket's file.
pub async fn named(
    db: &Db,
    ticket: TicketId,
    id: FileId,
) -> sqlx::Result<Option<(String, String)>> {
    read!(db, |pool| sqlx::query_as(
        "select name, kind from files where id = $1 and ticket_id = $2"
    )
    .bind(id)
    .bind(ticket)
    .fetch_optional(pool)
    .await)
}

/// Whether a ticket has this file.
pub async fn is_there(db: &Db, id: FileId) -> sqlx::Result<bool> {
    let row: Option<(String,)> = read!(db, |pool| sqlx::query_as(
        "select name from files where id = $1"
    )
    .bind(id)
    .fetch_optional(pool)
    .await)?;
    Ok(row.is_some())
}
