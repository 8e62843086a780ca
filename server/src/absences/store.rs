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

/// What somebody has left who was to cover for others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// The desk.
    Everything,
    /// Sites, so that of some colleagues they may share none any more.
    Sites,
}

/// Takes an agent out of the absences they were to cover and cannot any more, inside the
/// transaction in which they leave; gives the names of those who are away.
macro_rules! uncover {
    ($tx:ident, $agent:expr, $left:expr, $now:expr) => {{
        let uncovered: Vec<(guichet_shared::agent::AgentId,)> = sqlx::query_as(
            "update absences set cover_id = null
             where cover_id = $1 and ended_at is null and (until_at is null or until_at > $2)
             and ($3 or not exists (select 1 from agent_sites mine join agent_sites theirs
                  on theirs.site_id = mine.site_id
                  where mine.agent_id = $1 and theirs.agent_id = absences.agent_id))
             returning agent_id",
        )
        .bind($agent)
        .bind($now)
        .bind($left == $crate::absences::store::Left::Everything)
        .fetch_all(&mut *$tx)
        .await?;
        let mut names: Vec<String> = Vec::new();
        for (agent,) in uncovered {
            let (name,): (String,) = sqlx::query_as("select name from agents where id = $1")
                .bind(agent)
                .fetch_one(&mut *$tx)
                .await?;
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.sort();
        names
    }};
}
pub(crate) use uncover;

/// Locks those whom an absence concerns, inside a transaction, always in the same order; gives the
/// cover where they may still sign in: who leaves at the same moment takes none on.
macro_rules! cover_of {
    ($tx:ident, $agent:expr, $cover:expr) => {{
        let cover: Option<AgentId> = $cover;
        let (first, last) = match cover {
            Some(cover) => ($agent.min(cover), $agent.max(cover)),
            None => ($agent, $agent),
        };
        for agent in [first, last] {
            sqlx::query("update agents set capacity = capacity where id = $1")
                .bind(agent)
                .execute(&mut *$tx)
                .await?;
        }
        let living: Option<(AgentId,)> =
            sqlx::query_as("select id from agents where id = $1 and disabled_at is null")
                .bind(cover)
                .fetch_optional(&mut *$tx)
                .await?;
        living.map(|(cover,)| cover)
    }};
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
        let cover = cover_of!(tx, new.agent, new.plan.cover);
        sqlx::query(
            "insert into absences (id, agent_id, cover_id, from_at, until_at, give_back,
             created_by, created_at)
             select $1, $2, $3, $4, $5, $6, $7, $8 where not exists
             (select 1 from absences where agent_id = $2 and ended_at is null
              and from_at <= $4 and (until_at is null or until_at > $4))",
        )
        .bind(id)
        .bind(new.agent)
        .bind(cover)
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
    absence: &AbsenceRow,
    plan: &Plan,
    now: OffsetDateTime,
) -> sqlx::Result<bool> {
    let changed = write!(db, |tx| {
        let cover = cover_of!(tx, absence.agent_id, plan.cover);
        sqlx::query(
            "update absences set until_at = $2, cover_id = $3, give_back = $4
             where id = $1 and ended_at is null and (until_at is null or until_at > $5)",
        )
        .bind(absence.id)
        .bind(plan.until)
        .bind(cover)
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
