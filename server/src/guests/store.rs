//! The SQL of guests.

use guichet_shared::{agent::AgentId, guest::GuestId, ticket::TicketId};
use sqlx::AssertSqlSafe;
use time::OffsetDateTime;

use super::GuestRow;
use crate::{
    db::{self, Db, read, write},
    secrets::Hash,
};

const COLUMNS: &str = "id, ticket_id, name, may, token, expires_at";

/// Stores a guest, whose link leads in from now on; of one who is stored already the link is another
/// from now on. `false` where they have been sent away since.
pub async fn create(db: &Db, guest: &GuestRow, by: AgentId) -> sqlx::Result<bool> {
    let stored = write!(db, |tx| {
        let made = sqlx::query(
            "insert into guests
             (id, site_id, ticket_id, name, may, token, created_by, created_at, expires_at)
             select $1, site_id, id, $3, $4, $5, $6, $7, $8 from tickets where id = $2
             on conflict do nothing",
        )
        .bind(guest.id)
        .bind(guest.ticket_id)
        .bind(&guest.name)
        .bind(guest.may)
        .bind(&guest.token)
        .bind(by)
        .bind(db::now())
        .bind(guest.expires_at)
        .execute(&mut *tx)
        .await?
        .rows_affected();
        if made == 1 {
            made
        } else {
            sqlx::query(
                "update guests set token = $2, expires_at = $3
                 where id = $1 and revoked_at is null",
            )
            .bind(guest.id)
            .bind(&guest.token)
            .bind(guest.expires_at)
            .execute(&mut *tx)
            .await?
            .rows_affected()
        }
    });
    Ok(stored == 1)
}

/// The guest whose link has this token, where it leads in.
pub async fn living(db: &Db, token: &Hash, now: OffsetDateTime) -> sqlx::Result<Option<GuestRow>> {
    let sql = AssertSqlSafe(format!(
        "select {COLUMNS} from guests
         where token = $1 and revoked_at is null and expires_at > $2"
    ));
    read!(db, |pool| sqlx::query_as(sql)
        .bind(token)
        .bind(now)
        .fetch_optional(pool)
        .await)
}

/// The guest with this id, whether their link leads in or not.
pub async fn by_id(db: &Db, id: GuestId) -> sqlx::Result<Option<GuestRow>> {
    let sql = AssertSqlSafe(format!("select {COLUMNS} from guests where id = $1"));
    read!(db, |pool| sqlx::query_as(sql)
        .bind(id)
        .fetch_optional(pool)
        .await)
}

/// Whether a guest's link still leads in to write as they do, inside a transaction that holds the
/// ticket: by its clock, since the lock may have been long in coming.
macro_rules! is_guest {
    ($tx:ident, $permit:expr) => {{
        let guest: Option<(i64,)> = sqlx::query_as(
            "select cast(1 as bigint) from guests
             where id = $1 and may = $2 and revoked_at is null and expires_at > $3",
        )
        .bind($permit.guest)
        .bind($permit.may)
        .bind($crate::db::now())
        .fetch_optional(&mut *$tx)
        .await?;
        guest.is_some()
    }};
}
pub(crate) use is_guest;

/// Whose links lead to a ticket, the newest last.
pub async fn of_ticket(
    db: &Db,
    ticket: TicketId,
    now: OffsetDateTime,
) -> sqlx::Result<Vec<GuestRow>> {
    let sql = AssertSqlSafe(format!(
        "select {COLUMNS} from guests
         where ticket_id = $1 and revoked_at is null and expires_at > $2 order by created_at, id"
    ));
    read!(db, |pool| sqlx::query_as(sql)
        .bind(ticket)
        .bind(now)
        .fetch_all(pool)
        .await)
}

/// Makes a guest's link lead nowhere inside a transaction; says whether it did until now.
macro_rules! revoke {
    ($tx:ident, $id:expr, $now:expr) => {
        sqlx::query("update guests set revoked_at = $2 where id = $1 and revoked_at is null")
            .bind($id)
            .bind($now)
            .execute(&mut *$tx)
            .await?
            .rows_affected()
            == 1
    };
}
pub(crate) use revoke;
