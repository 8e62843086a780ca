//! The SQL of reports: what happened between two instants, and how it stood at one.

use std::collections::HashMap;

use guichet_shared::{
    desk::{Standing, Waiting},
    site::SiteId,
    ticket::TicketId,
};
use sqlx::AssertSqlSafe;
use time::OffsetDateTime;

use super::Period;
use crate::{
    db::{Db, read},
    tickets::{
        events::{EventRow, TicketRow},
        store::COLUMNS,
    },
};

/// The tickets to which something happened.
const TOUCHED: &str = "select ticket_id from events
     where site_id = $1 and created_at >= $2 and created_at < $3";

/// Whose turn a ticket's last event that says so has made it.
const TURN: &str = "select case data -> 'what' ->> 'kind'
         when 'proposal' then 'customer'
         when 'merged' then 'nobody'
         when 'verdict' then
             case when cast(data -> 'what' -> 'solved' as text) = 'true' then 'nobody'
             else 'support' end
         when 'status' then
             case data -> 'what' ->> 'to' when 'waiting' then 'customer'
             when 'closed' then 'nobody' else 'support' end
         else 'support' end
     from events where ticket_id = tickets.id and created_at < $2
     and (data -> 'what' ->> 'kind' in ('created', 'status', 'proposal', 'verdict', 'merged')
          or (party = 'customer' and data -> 'what' ->> 'kind' = 'message'))
     order by seq desc limit 1";

/// The tickets to which something happened within `period`, as they are now, each with all that
/// had happened to it by the end of the period, in order.
pub async fn touched(
    db: &Db,
    site: SiteId,
    period: Period,
) -> sqlx::Result<Vec<(TicketRow, Vec<EventRow>)>> {
    let tickets = AssertSqlSafe(format!(
        "select {COLUMNS} from tickets where id in ({TOUCHED}) order by number"
    ));
    let events = AssertSqlSafe(format!(
        "select ticket_id, seq, data, created_at from events
         where ticket_id in ({TOUCHED}) and created_at < $3 order by ticket_id, seq"
    ));
    let (tickets, events): (Vec<TicketRow>, Vec<EventRow>) = read!(db, |pool| {
        let tickets = sqlx::query_as(tickets)
            .bind(site)
            .bind(period.from)
            .bind(period.until)
            .fetch_all(pool)
            .await?;
        let events = sqlx::query_as(events)
            .bind(site)
            .bind(period.from)
            .bind(period.until)
            .fetch_all(pool)
            .await?;
        (tickets, events)
    });
    let mut of: HashMap<TicketId, Vec<EventRow>> = HashMap::new();
    for event in events {
        of.entry(event.ticket_id).or_default().push(event);
    }
    let with = |ticket: TicketRow| of.remove(&ticket.id).map(|events| (ticket, events));
    Ok(tickets.into_iter().filter_map(with).collect())
}

/// Whose turn the tickets that were not closed were at `at`. Of those to which nothing has
/// happened since, the row says it; the rest are found by when they last changed, since that is
/// the index that a recent day needs.
pub async fn waiting(db: &Db, site: SiteId, at: OffsetDateTime) -> sqlx::Result<Waiting> {
    let sql = AssertSqlSafe(format!(
        "select coalesce(sum(case when turn = 'support' then 1 else 0 end), 0),
         coalesce(sum(case when turn = 'customer' then 1 else 0 end), 0) from (
             select case when status in ('waiting', 'proposed') then 'customer' else 'support' end
             as turn from tickets
             where site_id = $1 and updated_at < $2
             and status in ('new', 'open', 'waiting', 'on_hold', 'proposed')
             union all
             select ({TURN}) as turn from tickets
             where site_id = $1 and updated_at >= $2 and not (created_at >= $2)
         ) as stood"
    ));
    let (support, customer): (i64, i64) = read!(db, |pool| sqlx::query_as(sql)
        .bind(site)
        .bind(at)
        .fetch_one(pool)
        .await)?;
    Ok(Waiting {
        support: number(support),
        customer: number(customer),
    })
}

/// How it stands now.
pub async fn standing(db: &Db, site: SiteId, now: OffsetDateTime) -> sqlx::Result<Standing> {
    let (overdue, unassigned, first, second, third, owed): (i64, i64, i64, i64, i64, i64) =
        read!(db, |pool| sqlx::query_as(
            "select count(case when due_at < $2 then 1 end),
             count(case when assignee is null then 1 end),
             count(case when level = 1 then 1 end), count(case when level = 2 then 1 end),
             count(case when level = 3 then 1 end),
             count(case when solved_level > 1 and knowledge is null and incident_id is null
                   then 1 end)
             from tickets where site_id = $1
             and status in ('new', 'open', 'waiting', 'on_hold', 'proposed')",
        )
        .bind(site)
        .bind(now)
        .fetch_one(pool)
        .await)?;
    Ok(Standing {
        overdue: number(overdue),
        unassigned: number(unassigned),
        levels: [first, second, third].map(number),
        owed: number(owed),
    })
}

/// How many votes said that an article helped, and that it did not.
pub async fn votes(db: &Db, site: SiteId, period: Period) -> sqlx::Result<(u32, u32)> {
    let (helpful, unhelpful): (i64, i64) = read!(db, |pool| {
        sqlx::query_as(
        "select count(case when helpful then 1 end), count(case when helpful then null else 1 end)
         from votes where site_id = $1 and created_at >= $2 and created_at < $3",
    )
    .bind(site)
    .bind(period.from)
    .bind(period.until)
    .fetch_one(pool)
    .await
    })?;
    Ok((number(helpful), number(unhelpful)))
}

fn number(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
