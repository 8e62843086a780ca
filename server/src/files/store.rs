//! The SQL of files; their rows are added with the events that tell of them.

use guichet_shared::{file::FileId, ticket::TicketId};

use time::OffsetDateTime;

use crate::db::{Db, now, read, write};

/// The name, the media type and the size of a ticket's file.
pub async fn named(
    db: &Db,
    ticket: TicketId,
    id: FileId,
) -> sqlx::Result<Option<(String, String, i64)>> {
    read!(db, |pool| sqlx::query_as(
        "select name, kind, size from files where id = $1 and ticket_id = $2"
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

/// Notes that a file is being sent in pieces.
pub async fn note(db: &Db, id: FileId, upload: &str) -> sqlx::Result<()> {
    let now = now();
    write!(db, |tx| {
        sqlx::query("insert into unfinished_files (id, upload, begun_at) values ($1, $2, $3)")
            .bind(id)
            .bind(upload)
            .bind(now)
            .execute(&mut *tx)
            .await?;
    });
    Ok(())
}

/// Notes that a file is whole, or thrown away.
pub async fn forget(db: &Db, id: FileId) -> sqlx::Result<()> {
    write!(db, |tx| {
        sqlx::query("delete from unfinished_files where id = $1")
            .bind(id)
            .execute(&mut *tx)
            .await?;
    });
    Ok(())
}

/// The files that were begun before a time and are not whole, with what the bucket calls each.
pub async fn unfinished_before(
    db: &Db,
    before: OffsetDateTime,
) -> sqlx::Result<Vec<(FileId, String)>> {
    read!(db, |pool| sqlx::query_as(
        "select id, upload from unfinished_files where begun_at < $1"
    )
    .bind(before)
    .fetch_all(pool)
    .await)
}
