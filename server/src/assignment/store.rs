//! The SQL of assignment.

use guichet_shared::{agent::AgentId, site::SiteId, team::TeamId, ticket::TicketId};
use sqlx::AssertSqlSafe;
use time::OffsetDateTime;

use super::{Candidate, Waiting};
use crate::{
    db::{Db, read},
    tickets::store::COLUMNS,
};

/// The most urgent first: what was promised for a time that is past, then by priority and promise.
const URGENCY: &str = "case when due_at < $1 then 0 else 1 end,
    case priority when 'urgent' then 0 when 'high' then 1 when 'normal' then 2 else 3 end,
    case when due_at is null then 1 else 0 end, due_at, tickets.id";

/// How many tickets are looked at in one go.
pub const PAGE: usize = 1000;

/// The tickets of a topic, or without one, that wait for somebody: a page of them, after so many.
pub async fn waiting(
    db: &Db,
    site: SiteId,
    topic: Option<&str>,
    now: OffsetDateTime,
    after: usize,
) -> sqlx::Result<Vec<Waiting>> {
    let sql = AssertSqlSafe(format!(
        "select {COLUMNS},
         (select case when party = 'agent' then data -> 'what' ->> 'from' end from events
          where ticket_id = tickets.id and visible and data -> 'what' ->> 'kind' = 'handover'
          order by events.seq desc limit 1) as gave_up
         from tickets
         where site_id = $2 and assignee is null and status in ('new', 'open')
         and (snoozed_until is null or snoozed_until <= $1)
         and (topic_key = $3 or (topic_key is null and $3 is null))
         order by {URGENCY} limit {PAGE} offset {after}"
    ));
    read!(db, |pool| sqlx::query_as(sql)
        .bind(now)
        .bind(site)
        .bind(topic)
        .fetch_all(pool)
        .await)
}

/// Those of a level who may be given tickets of a site's team, or of the site where there is none.
pub async fn candidates(
    db: &Db,
    site: SiteId,
    team: Option<TeamId>,
    level: i64,
) -> sqlx::Result<Vec<Candidate>> {
    read!(db, |pool| sqlx::query_as(
        "select agents.id, agents.languages, agent_sites.topics, agents.capacity, agents.given_at,
         (select count(*) from tickets where assignee = agents.id
          and status in ('new', 'open', 'on_hold')) as load
         from agents join agent_sites on agent_sites.agent_id = agents.id
         where agent_sites.site_id = $1 and agents.level = $2 and agents.disabled_at is null
         and ($3 is null or exists (select 1 from team_agents
              where team_id = $3 and team_agents.agent_id = agents.id))
         order by agents.id"
    )
    .bind(site)
    .bind(level)
    .bind(team)
    .fetch_all(pool)
    .await)
}

/// What an agent could take next, the best first: in a language and of a topic that they know
/// before the rest, and of those the most urgent.
pub async fn next(
    db: &Db,
    agent: AgentId,
    level: i64,
    now: OffsetDateTime,
) -> sqlx::Result<Vec<(TicketId, SiteId)>> {
    let sql = AssertSqlSafe(format!(
        "select tickets.id, tickets.site_id from tickets
         join agent_sites on agent_sites.site_id = tickets.site_id and agent_sites.agent_id = $2
         join agents on agents.id = agent_sites.agent_id
         where assignee is null and status in ('new', 'open') and tickets.level <= $3
         and (snoozed_until is null or snoozed_until <= $1)
         and (team_id is null or exists (select 1 from team_agents
              where team_agents.team_id = tickets.team_id and team_agents.agent_id = $2))
         order by case when lang is null or languages = '[]'
             or cast(languages as text) like '%\"' || lang || '\"%' then 0 else 1 end
           + case when topic_key is null or agent_sites.topics = '[]'
             or cast(agent_sites.topics as text) like '%\"' || topic_key || '\"%' then 0 else 1 end,
           {URGENCY} limit 20"
    ));
    read!(db, |pool| sqlx::query_as(sql)
        .bind(now)
        .bind(agent)
        .bind(level)
        .fetch_all(pool)
        .await)
}
