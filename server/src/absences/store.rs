//! The SQL of absences.

use guichet_shared::{absence::AbsenceId, agent::AgentId, site::SiteId, ticket::TicketId};
use sqlx::AssertSqlSafe;
use time::OffsetDateTime;
use uuid::Uuid;

use super::AbsenceRow;
use crate::db::{Db, read, write};

/// The columns of an `AbsenceRow`.
const COLUMNS: &str = "id, agent_id, cover_id, from_at, until_at, give_back, ended_at";

/// An absence that is not written down yet.
#[derive(Clone, Debug)]
pub struct NewRow {
    /// Who is away.
    pub agent: AgentId,
    /// From when.
    pub from: OffsetDateTime,
    /// How it is meant.
    pub plan: Plan,
    /// Who says so.
    pub by: AgentId,
}

/// How an absence is meant.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Until when, where that is known.
    pub until: Option<OffsetDateTime>,
    /// Who has the agent's tickets meanwhile.
    pub cover: Option<AgentId>,
    /// Whether what is still open goes back at the end.
    pub give_back: bool,
}

/// Who is away at `now`; of an agent's absences that overlap, the one that lasts longest comes last.
pub async fn current(db: &Db, now: OffsetDateTime) -> sqlx::Result<Vec<AbsenceRow>> {
    let sql = AssertSqlSafe(format!(
        "select {COLUMNS} from absences
         where from_at <= $1 and (until_at is null or until_at > $1) and ended_at is null
         order by case when until_at is null then 1 else 0 end, until_at"
    ));
    read!(db, |pool| sqlx::query_as(sql)
        .bind(now)
        .fetch_all(pool)
        .await)
}

/// Who can take tickets of which site.
pub async fn answering(db: &Db) -> sqlx::Result<Vec<(AgentId, SiteId)>> {
    read!(db, |pool| sqlx::query_as(
        "select agent_id, site_id from agent_sites
         join agents on agents.id = agent_sites.agent_id where disabled_at is null"
    )
    .fetch_all(pool)
    .await)
}

/// The absences that are not over at `now`, by their beginning.
pub async fn to_come(db: &Db, now: OffsetDateTime) -> sqlx::Result<Vec<AbsenceRow>> {
    let sql = AssertSqlSafe(format!(
        "select {COLUMNS} from absences
         where (until_at is null or until_at > $1) and ended_at is null order by from_at, id"
    ));
    read!(db, |pool| sqlx::query_as(sql)
        .bind(now)
        .fetch_all(pool)
        .await)
}

/// The absence with this id.
pub async fn by_id(db: &Db, id: AbsenceId) -> sqlx::Result<Option<AbsenceRow>> {
    let sql = AssertSqlSafe(format!("select {COLUMNS} from absences where id = $1"));
    read!(db, |pool| sqlx::query_as(sql)
        .bind(id)
        .fetch_optional(pool)
        .await)
}

/// Writes an absence down; `None` when it begins while another of the agent's has no end yet or
/// is under way, as when somebody says twice that they go.
pub async fn create(db: &Db, new: &NewRow, now: OffsetDateTime) -> sqlx::Result<Option<AbsenceId>> {
    let id = AbsenceId(Uuid::now_v7());
    let created = write!(db, |tx| {
        // One at a time for each agent.
        sqlx::query("update agents set capacity = capacity where id = $1")
            .bind(new.agent)
            .execute(&mut *tx)
            .await?;
        sqlx::query(
            "insert into absences (id, agent_id, cover_id, from_at, until_at, give_back,
             created_by, created_at)
             select $1, $2, $3, $4, $5, $6, $7, $8 where not exists
             (select 1 from absences where agent_id = $2 and ended_at is null
              and from_at <= $4 and (until_at is null or until_at > $4))",
        )
        .bind(id)
        .bind(new.agent)
        .bind(new.plan.cover)
        .bind(new.from)
        .bind(new.plan.until)
        .bind(new.plan.give_back)
        .bind(new.by)
        .bind(now)
        .execute(&mut *tx)
        .await?
        .rows_affected()
    });
    Ok((created == 1).then_some(id))
}

/// Means an absence otherwise; `false` when it is over.
pub async fn change(
    db: &Db,
    id: AbsenceId,
    plan: &Plan,
    now: OffsetDateTime,
) -> sqlx::Result<bool> {
    let changed = write!(db, |tx| {
        sqlx::query(
            "update absences set until_at = $2, cover_id = $3, give_back = $4
             where id = $1 and ended_at is null and (until_at is null or until_at > $5)",
        )
        .bind(id)
        .bind(plan.until)
        .bind(plan.cover)
        .bind(plan.give_back)
        .bind(now)
        .execute(&mut *tx)
        .await?
        .rows_affected()
    });
    Ok(changed == 1)
}

/// Ends an absence, or calls it off before it begins.
pub async fn end(db: &Db, id: AbsenceId, now: OffsetDateTime) -> sqlx::Result<()> {
    write!(db, |tx| {
        sqlx::query(
            "update absences set ended_at = $2
             where id = $1 and ended_at is null and (until_at is null or until_at > $2)",
        )
        .bind(id)
        .bind(now)
        .execute(&mut *tx)
        .await?;
    });
    Ok(())
}

/// The absences that are over and whose tickets may have to go back.
pub async fn to_settle(db: &Db, now: OffsetDateTime) -> sqlx::Result<Vec<AbsenceRow>> {
    let sql = AssertSqlSafe(format!(
        "select {COLUMNS} from absences
         where settled_at is null and give_back and (ended_at is not null or until_at <= $1)"
    ));
    read!(db, |pool| sqlx::query_as(sql)
        .bind(now)
        .fetch_all(pool)
        .await)
}

/// Notes that nothing of an absence is left to be given back.
pub async fn settle(db: &Db, id: AbsenceId, now: OffsetDateTime) -> sqlx::Result<()> {
    write!(db, |tx| {
        sqlx::query("update absences set settled_at = $2 where id = $1")
            .bind(id)
            .bind(now)
            .execute(&mut *tx)
            .await?;
    });
    Ok(())
}

/// An agent's tickets that are not closed.
pub async fn open_tickets(db: &Db, agent: AgentId) -> sqlx::Result<Vec<(TicketId, SiteId)>> {
    read!(db, |pool| sqlx::query_as(
        "select id, site_id from tickets where assignee = $1 and status <> 'closed'
         order by case when due_at is null then 1 else 0 end, due_at, id"
    )
    .bind(agent)
    .fetch_all(pool)
    .await)
}

/// Open tickets of those who do not answer for their site any more.
pub async fn forsaken(db: &Db) -> sqlx::Result<Vec<(TicketId, SiteId)>> {
    read!(db, |pool| sqlx::query_as(
        "select id, site_id from tickets where assignee is not null and status <> 'closed'
         and not exists (select 1 from agent_sites join agents on agents.id = agent_sites.agent_id
             where agents.disabled_at is null and agent_sites.agent_id = tickets.assignee
             and agent_sites.site_id = tickets.site_id)
         limit 1000"
    )
    .fetch_all(pool)
    .await)
}

/// The tickets that somebody else has and that a rule has moved since `from`, closed ones apart.
pub async fn moved_since(
    db: &Db,
    agent: AgentId,
    from: OffsetDateTime,
) -> sqlx::Result<Vec<(TicketId, SiteId)>> {
    read!(db, |pool| sqlx::query_as(
        "select id, site_id from tickets
         where status <> 'closed' and updated_at >= $2 and (assignee is null or assignee <> $1)
         and site_id in (select site_id from agent_sites where agent_id = $1)
         and exists (select 1 from events where events.ticket_id = tickets.id
                     and events.party = 'system' and events.created_at >= $2)
         order by id"
    )
    .bind(agent)
    .bind(from)
    .fetch_all(pool)
    .await)
}
