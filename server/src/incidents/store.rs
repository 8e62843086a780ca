//! The SQL of incidents.

use guichet_shared::{
    agent::AgentId, incident::IncidentId, site::SiteId, ticket::TicketId, topic::Localised,
};
use sqlx::{AssertSqlSafe, FromRow, types::Json};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{IncidentRow, UpdateRow};
use crate::{
    db::{Db, read, write},
    desk::sites,
    tickets::{events::TicketRow, store::COLUMNS as TICKET},
};

/// The columns of an `IncidentRow`.
pub const COLUMNS: &str =
    "id, site_id, topic_key, title, body, seq, created_by, created_at, updated_at, closed_at";

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

/// Announces an incident.
pub async fn create(db: &Db, incident: &IncidentRow) -> sqlx::Result<()> {
    let sql = AssertSqlSafe(format!(
        "insert into incidents ({COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
    ));
    write!(db, |tx| {
        sqlx::query(sql)
            .bind(incident.id)
            .bind(incident.site_id)
            .bind(&incident.topic_key)
            .bind(&incident.title)
            .bind(&incident.body)
            .bind(incident.seq)
            .bind(incident.created_by)
            .bind(incident.created_at)
            .bind(incident.updated_at)
            .bind(incident.closed_at)
            .execute(&mut *tx)
            .await?;
    });
    Ok(())
}

/// Adds an update after the one at `after`; `false` where that is not the last any more, or the
/// incident is over.
pub async fn add_update(
    db: &Db,
    id: IncidentId,
    after: i64,
    (body, solution): (&Localised, bool),
    agent: AgentId,
    now: OffsetDateTime,
) -> sqlx::Result<bool> {
    let added = write!(db, |tx| {
        let next: Option<(SiteId, i64)> = sqlx::query_as(
            "update incidents set seq = seq + 1, updated_at = $3,
             closed_at = case when $4 then $3 else closed_at end
             where id = $1 and seq = $2 and closed_at is null returning site_id, seq",
        )
        .bind(id)
        .bind(after)
        .bind(now)
        .bind(solution)
        .fetch_optional(&mut *tx)
        .await?;
        if let Some((site, seq)) = next {
            sqlx::query(
                "insert into incident_updates
                 (site_id, incident_id, seq, body, solution, agent_id, created_at)
                 values ($1, $2, $3, $4, $5, $6, $7)",
            )
            .bind(site)
            .bind(id)
            .bind(seq)
            .bind(Json(body))
            .bind(solution)
            .bind(agent)
            .bind(now)
            .execute(&mut *tx)
            .await?;
        }
        next.is_some()
    });
    Ok(added)
}
