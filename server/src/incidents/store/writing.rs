//! The SQL that announces incidents, changes them and says what is new: each once for a request,
//! however often it is sent.

use guichet_shared::{agent::AgentId, incident::IncidentId, site::SiteId, topic::Localised};
use sqlx::{AssertSqlSafe, types::Json};
use time::OffsetDateTime;

use super::{COLUMNS, IncidentRow};
use crate::{
    db::{Db, write},
    error::{Error, Result},
    secrets::Hash,
    tickets::store::RequestKey,
};

/// The incident that a request was about which was answered before, if any.
macro_rules! answered {
    ($tx:ident, $request:expr) => {
        match $request {
            None => None,
            Some(request) => {
                let known: Option<(Hash, IncidentId)> = sqlx::query_as(
                    "select fingerprint, incident_id from requests
                     where site_id = $1 and scope = $2 and key = $3",
                )
                .bind(request.site)
                .bind(&request.scope)
                .bind(&request.key)
                .fetch_optional(&mut *$tx)
                .await?;
                match known {
                    Some((fingerprint, _)) if fingerprint != request.fingerprint => {
                        return Err(Error::KeyReused);
                    }
                    known => known.map(|(_, incident)| incident),
                }
            }
        }
    };
}

/// Notes that a request has been answered.
macro_rules! note {
    ($tx:ident, $request:expr, $incident:expr, $now:expr) => {
        if let Some(request) = $request {
            sqlx::query(
                "insert into requests (site_id, scope, key, fingerprint, incident_id, created_at)
                 values ($1, $2, $3, $4, $5, $6)",
            )
            .bind(request.site)
            .bind(&request.scope)
            .bind(&request.key)
            .bind(&request.fingerprint)
            .bind($incident)
            .bind($now)
            .execute(&mut *$tx)
            .await?;
        }
    };
}

/// Announces an incident, or finds the one that the same request has announced before.
///
/// # Errors
/// `Error::KeyReused` when the key belongs to another body.
pub async fn create(
    db: &Db,
    incident: &IncidentRow,
    request: Option<&RequestKey>,
) -> Result<IncidentId> {
    let sql = || {
        AssertSqlSafe(format!(
            "insert into incidents ({COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
        ))
    };
    Ok(write!(db, |tx| {
        // One at a time on each site, so that of two requests with one key the second finds what
        // the first has done.
        sqlx::query("update sites set tickets = tickets where id = $1")
            .bind(incident.site_id)
            .execute(&mut *tx)
            .await?;
        match answered!(tx, request) {
            Some(known) => known,
            None => {
                sqlx::query(sql())
                    .bind(incident.id)
                    .bind(incident.site_id)
                    .bind(&incident.topic_key)
                    .bind(&incident.title)
                    .bind(&incident.body)
                    .bind(incident.version)
                    .bind(incident.seq)
                    .bind(incident.created_by)
                    .bind(incident.created_at)
                    .bind(incident.updated_at)
                    .bind(incident.closed_at)
                    .execute(&mut *tx)
                    .await?;
                note!(tx, request, incident.id, incident.created_at);
                incident.id
            }
        }
    }))
}

/// What is said of an incident.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    /// How many updates the writer has read.
    pub after: i64,
    /// What is new, in Markdown.
    pub body: &'a Localised,
    /// Whether it is the solution.
    pub solution: bool,
    /// Who says it.
    pub by: AgentId,
}

/// Adds an update; `false` where there is another one meanwhile, or the incident is over. A request
/// that was answered before adds nothing.
///
/// # Errors
/// `Error::KeyReused` when the key belongs to another body.
pub async fn add_update(
    db: &Db,
    id: IncidentId,
    said: Said<'_>,
    request: Option<&RequestKey>,
    now: OffsetDateTime,
) -> Result<bool> {
    Ok(write!(db, |tx| {
        // The lock first: of two requests with one key the second finds what the first has done.
        sqlx::query("update incidents set seq = seq where id = $1")
            .bind(id)
            .execute(&mut *tx)
            .await?;
        match answered!(tx, request) {
            Some(_) => true,
            None => {
                let next: Option<(SiteId, i64)> = sqlx::query_as(
                    "update incidents set seq = seq + 1, updated_at = $3,
                     closed_at = case when $4 then $3 else closed_at end
                     where id = $1 and seq = $2 and closed_at is null returning site_id, seq",
                )
                .bind(id)
                .bind(said.after)
                .bind(now)
                .bind(said.solution)
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
                    .bind(Json(said.body))
                    .bind(said.solution)
                    .bind(said.by)
                    .bind(now)
                    .execute(&mut *tx)
                    .await?;
                    note!(tx, request, id, now);
                }
                next.is_some()
            }
        }
    }))
}

/// Changes title and text of an incident that still is of this `version`, and keeps what they were;
/// `false` where there is a newer one.
pub async fn edit(
    db: &Db,
    id: IncidentId,
    version: i64,
    (title, body): (&Localised, &Localised),
    agent: AgentId,
    now: OffsetDateTime,
) -> sqlx::Result<bool> {
    let edited = write!(db, |tx| {
        // What it was is copied under the lock that the change takes.
        let locked = sqlx::query("update incidents set seq = seq where id = $1 and version = $2")
            .bind(id)
            .bind(version)
            .execute(&mut *tx)
            .await?
            .rows_affected();
        if locked == 1 {
            sqlx::query(
                "insert into incident_edits
                 (site_id, incident_id, version, title, body, agent_id, created_at)
                 select site_id, id, version, title, body, $2, $3 from incidents where id = $1",
            )
            .bind(id)
            .bind(agent)
            .bind(now)
            .execute(&mut *tx)
            .await?;
            sqlx::query(
                "update incidents set title = $2, body = $3, version = version + 1, updated_at = $4
                 where id = $1",
            )
            .bind(id)
            .bind(Json(title))
            .bind(Json(body))
            .bind(now)
            .execute(&mut *tx)
            .await?;
        }
        locked == 1
    });
    Ok(edited)
}
