//! The SQL of incidents.

use guichet_shared::{incident::IncidentId, site::SiteId, ticket::TicketId};
use sqlx::{AssertSqlSafe, FromRow};
use uuid::Uuid;

use super::{EditRow, IncidentRow, UpdateRow};
use crate::{
    db::{Db, read},
    desk::sites,
    tickets::{events::TicketRow, store::COLUMNS as TICKET},
};

mod writing;

pub use self::writing::{Said, add_update, create, edit};

/// The columns of an `IncidentRow`.
pub const COLUMNS: &str = "id, site_id, topic_key, title, body, version, seq, created_by, created_at, updated_at, closed_at";

/// How many tickets are told before it is looked again what is owed.
const BATCH: i64 = 50;

/// How many tickets of an incident are a ticket's part of it, and how many are to be told something.
#[derive(Clone, Copy, Debug, FromRow)]
pub struct Counts {
    /// Of which incident.
    pub incident_id: IncidentId,
    /// The tickets.
    pub tickets: i64,
    /// Those that have not all of its updates.
    pub owed: i64,
}

/// The incidents of a site that are not over, the last first.
pub async fn open(db: &Db, site: SiteId) -> sqlx::Result<Vec<IncidentRow>> {
    let sql = AssertSqlSafe(format!(
        "select {COLUMNS} from incidents where site_id = $1 and closed_at is null
         order by created_at desc limit 20"
    ));
    read!(db, |pool| sqlx::query_as(sql)
        .bind(site)
        .fetch_all(pool)
        .await)
}

/// The incidents of these sites: those that are not over first, then the last first.
pub async fn of_sites(db: &Db, of: &[SiteId]) -> sqlx::Result<Vec<IncidentRow>> {
    let sql = AssertSqlSafe(format!(
        "select {COLUMNS} from incidents where site_id in ({})
         order by case when closed_at is null then 0 else 1 end, updated_at desc limit 200",
        sites(db, of)
    ));
    read!(db, |pool| sqlx::query_as(sql).fetch_all(pool).await)
}

/// How many tickets are part of each incident of these sites.
pub async fn counts(db: &Db, of: &[SiteId]) -> sqlx::Result<Vec<Counts>> {
    let sql = AssertSqlSafe(format!(
        "select tickets.incident_id, count(*) as tickets,
         cast(sum(case when tickets.incident_seq < incidents.seq then 1 else 0 end) as bigint)
         as owed
         from tickets join incidents on incidents.id = tickets.incident_id
         where incidents.site_id in ({}) and tickets.merged_into is null group by tickets.incident_id",
        sites(db, of)
    ));
    read!(db, |pool| sqlx::query_as(sql).fetch_all(pool).await)
}

/// The incident with this id.
pub async fn by_id(db: &Db, id: IncidentId) -> sqlx::Result<Option<IncidentRow>> {
    let sql = AssertSqlSafe(format!("select {COLUMNS} from incidents where id = $1"));
    read!(db, |pool| sqlx::query_as(sql)
        .bind(id)
        .fetch_optional(pool)
        .await)
}

/// An incident's updates, in order.
pub async fn updates(db: &Db, id: IncidentId) -> sqlx::Result<Vec<UpdateRow>> {
    read!(db, |pool| sqlx::query_as(
        "select seq, body, solution, agent_id, created_at from incident_updates
         where incident_id = $1 order by seq"
    )
    .bind(id)
    .fetch_all(pool)
    .await)
}

/// What an incident said before each of its changes, the last change first.
pub async fn edits(db: &Db, id: IncidentId) -> sqlx::Result<Vec<EditRow>> {
    read!(db, |pool| sqlx::query_as(
        "select title, body, agent_id, created_at from incident_edits
         where incident_id = $1 order by version desc"
    )
    .bind(id)
    .fetch_all(pool)
    .await)
}

/// The tickets that are part of an incident, the last 100 of them first.
pub async fn linked(db: &Db, id: IncidentId) -> sqlx::Result<Vec<TicketRow>> {
    let sql = AssertSqlSafe(format!(
        "select {TICKET} from tickets where incident_id = $1 order by number desc limit 100"
    ));
    read!(db, |pool| sqlx::query_as(sql)
        .bind(id)
        .fetch_all(pool)
        .await)
}

/// Some of the tickets that have not all of an incident's updates, those after `last` by their ids.
pub async fn owed(db: &Db, id: IncidentId, last: Option<TicketId>) -> sqlx::Result<Vec<TicketId>> {
    let rows: Vec<(TicketId,)> = read!(db, |pool| {
        sqlx::query_as(
        "select tickets.id from tickets join incidents on incidents.id = tickets.incident_id
         where incidents.id = $1 and tickets.incident_seq < incidents.seq and tickets.merged_into is null
         and tickets.id > $2
         order by tickets.id limit $3"
    )
    .bind(id)
    .bind(last.map_or(Uuid::nil(), |last| last.0))
    .bind(BATCH)
    .fetch_all(pool)
    .await
    })?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The incidents of which some tickets have not all updates.
pub async fn behind(db: &Db) -> sqlx::Result<Vec<IncidentId>> {
    let rows: Vec<(IncidentId,)> = read!(db, |pool| sqlx::query_as(
        "select id from incidents where exists (select 1 from tickets
         where tickets.incident_id = incidents.id and tickets.incident_seq < incidents.seq
         and tickets.merged_into is null)"
    )
    .fetch_all(pool)
    .await)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
