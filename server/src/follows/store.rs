//! The SQL of following.

use guichet_shared::{agent::AgentId, site::SiteId, ticket::TicketId};
use sqlx::{AssertSqlSafe, FromRow};

use crate::{
    db::{self, Db, read, write},
    desk::sites as literals,
    tickets::events::TicketRow,
};

/// A ticket with a note that names somebody.
#[derive(Clone, Copy, Debug, FromRow)]
pub struct MentionRow {
    /// The ticket.
    pub ticket_id: TicketId,
    /// The last event that they have seen.
    pub seen: i64,
    /// The last note that names them.
    pub mentioned: i64,
}

/// Makes somebody a follower whom the ticket's last event names, inside a transaction that holds
/// the ticket.
macro_rules! insert_mention {
    ($tx:ident, $ticket:expr, $agent:expr, $now:expr) => {
        // No columns are named for the conflict: where the data of sites is spread over servers, the
        // keys have the site in them as well.
        sqlx::query(
            "insert into follows (site_id, ticket_id, agent_id, seen, mentioned, created_at)
             values ($1, $2, $3, $4 - 1, $4, $5) on conflict do nothing",
        )
        .bind($ticket.site_id)
        .bind($ticket.id)
        .bind($agent)
        .bind($ticket.seq)
        .bind($now)
        .execute(&mut *$tx)
        .await?;
        sqlx::query("update follows set mentioned = $3 where agent_id = $1 and ticket_id = $2")
            .bind($agent)
            .bind($ticket.id)
            .bind($ticket.seq)
            .execute(&mut *$tx)
            .await?
    };
}
pub(crate) use insert_mention;

/// Makes an agent a follower, who has seen what there is.
pub async fn follow(db: &Db, ticket: &TicketRow, agent: AgentId) -> sqlx::Result<()> {
    write!(db, |tx| {
        sqlx::query(
            "insert into follows (site_id, ticket_id, agent_id, seen, mentioned, created_at)
             values ($1, $2, $3, $4, 0, $5) on conflict do nothing",
        )
        .bind(ticket.site_id)
        .bind(ticket.id)
        .bind(agent)
        .bind(ticket.seq)
        .bind(db::now())
        .execute(&mut *tx)
        .await?;
    });
    Ok(())
}

/// Makes an agent no follower.
pub async fn unfollow(db: &Db, ticket: TicketId, agent: AgentId) -> sqlx::Result<()> {
    write!(db, |tx| {
        sqlx::query("delete from follows where ticket_id = $1 and agent_id = $2")
            .bind(ticket)
            .bind(agent)
            .execute(&mut *tx)
            .await?;
    });
    Ok(())
}

/// Notes that an agent has seen the events up to `seq`, if they have the ticket or follow it; says
/// whether that is news.
pub async fn seen(db: &Db, ticket: &TicketRow, agent: AgentId, seq: i64) -> sqlx::Result<bool> {
    let seq = seq.min(ticket.seq);
    let changed = write!(db, |tx| {
        let mut changed = 0;
        for sql in [
            "update tickets set assignee_seen = $3
             where id = $1 and assignee = $2 and assignee_seen < $3",
            "update follows set seen = $3 where ticket_id = $1 and agent_id = $2 and seen < $3",
        ] {
            let seen = sqlx::query(sql).bind(ticket.id).bind(agent).bind(seq);
            changed += seen.execute(&mut *tx).await?.rows_affected();
        }
        changed
    });
    Ok(changed > 0)
}

/// Who follows a ticket.
pub async fn of_ticket(db: &Db, ticket: TicketId) -> sqlx::Result<Vec<AgentId>> {
    let rows: Vec<(AgentId,)> = read!(db, |pool| sqlx::query_as(
        "select agent_id from follows where ticket_id = $1"
    )
    .bind(ticket)
    .fetch_all(pool)
    .await)?;
    Ok(rows.into_iter().map(|(agent,)| agent).collect())
}

/// The tickets of these sites with a note that names an agent, the newest note first.
pub async fn mentions(db: &Db, agent: AgentId, sites: &[SiteId]) -> sqlx::Result<Vec<MentionRow>> {
    let sites = literals(db, sites);
    let sql = AssertSqlSafe(format!(
        "select follows.ticket_id, follows.seen, follows.mentioned from follows
         join events on events.ticket_id = follows.ticket_id and events.seq = follows.mentioned
         where follows.agent_id = $1 and follows.site_id in ({sites})
         order by events.created_at desc limit 50"
    ));
    read!(db, |pool| sqlx::query_as(sql)
        .bind(agent)
        .fetch_all(pool)
        .await)
}

/// How many tickets of these sites have a note that names an agent who has not seen it.
pub async fn unread_mentions(db: &Db, agent: AgentId, sites: &[SiteId]) -> sqlx::Result<u32> {
    let sites = literals(db, sites);
    let sql = AssertSqlSafe(format!(
        "select count(*) from follows
         where agent_id = $1 and mentioned > seen and site_id in ({sites})"
    ));
    let (unread,): (i64,) = read!(db, |pool| sqlx::query_as(sql)
        .bind(agent)
        .fetch_one(pool)
        .await)?;
    Ok(u32::try_from(unread).unwrap_or(u32::MAX))
}
