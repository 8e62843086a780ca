//! The SQL of queues.

use std::collections::BTreeSet;

use guichet_shared::{
    agent::AgentId,
    desk::{OpenCounts, Sort, View},
    incident::IncidentId,
    site::SiteId,
    status::Status,
    team::TeamId,
    ticket::TicketId,
    triage::{Priority, Tag},
};
use sqlx::{AssertSqlSafe, types::Json};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    db::{Db, read},
    tickets::{events::TicketRow, store::COLUMNS},
    visitors::VisitorId,
};

/// Which tickets a queue holds.
#[derive(Clone, Debug)]
pub struct Filter {
    /// Of these sites.
    pub sites: Vec<SiteId>,
    /// Whose.
    pub view: View,
    /// Who asks.
    pub me: AgentId,
    /// When: promises and what is put off hang on it.
    pub now: OffsetDateTime,
    /// In these statuses.
    pub statuses: Vec<Status>,
    /// Of this team's queue.
    pub team: Option<TeamId>,
    /// This urgent.
    pub priority: Option<Priority>,
    /// With this tag.
    pub tag: Option<Tag>,
    /// Part of this known problem.
    pub incident: Option<IncidentId>,
    /// With each of these words in what a ticket is found by; a number is that of a ticket, wherever it is.
    pub words: Option<String>,
}

/// How many words are looked for in any order; what is more is looked for in its own.
const TERMS: usize = 5;

impl Filter {
    /// The condition, with `$1` for who asks, `$2` for when, `$3` for the tag, `$4` to `$8` for the words,
    /// and the rest as literals: ids, statuses and numbers have a form of their own that cannot be
    /// anything else.
    fn condition(&self, db: &Db) -> String {
        let sites = sites(db, &self.sites);
        let statuses: Vec<_> = self
            .statuses
            .iter()
            .map(|status| format!("'{}'", status.as_str()))
            .collect();
        let view = match self.view {
            View::Mine => MINE,
            View::Unassigned => UNASSIGNED,
            View::All => "true",
            View::Overdue => OVERDUE,
            View::Following => FOLLOWING,
            View::Snoozed => SNOOZED,
            View::Level1 => "level = 1",
            View::Level2 => "level = 2",
            View::Level3 => "level = 3",
        };
        let more = [
            self.team
                .map(|team| format!("team_id = {}", literal(db, team.0))),
            self.incident
                .map(|incident| format!("incident_id = {}", literal(db, incident.0))),
            self.priority
                .map(|priority| format!("priority = '{}'", priority.as_str())),
        ];
        let more: String = more
            .into_iter()
            .flatten()
            .map(|condition| [" and ", &condition].concat())
            .collect();
        let words: String = (4..4 + TERMS)
            .map(|place| format!(" and (${place} is null or words like ${place} escape '\\')"))
            .collect();
        let numbered = self
            .number()
            .map_or_else(String::new, |number| format!(" or number = {number}"));
        format!(
            "site_id in ({sites}) and (status in ({}) and {view}{more}{words}{numbered})
             and ($1 is null or true) and ($2 is null or true)
             and ($3 is null or cast(tags as text) like $3 escape '\\')",
            statuses.join(", ")
        )
    }

    /// The number that is asked for, where nothing but one is.
    fn number(&self) -> Option<i64> {
        let words = self.words.as_deref()?;
        words.trim().trim_start_matches('#').parse().ok()
    }

    fn patterns(&self) -> [Option<String>; TERMS] {
        let words = self.words.as_deref().unwrap_or_default();
        let mut terms = words.trim().splitn(TERMS, char::is_whitespace);
        [(); TERMS].map(|()| terms.next().map(pattern))
    }

    /// A tag as it stands in the list of a ticket's tags.
    fn tagged(&self) -> Option<String> {
        let tag = self.tag.as_ref();
        tag.map(|tag| pattern(&format!("\"{tag}\"")))
    }
}

const MINE: &str = "assignee = $1 and (snoozed_until is null or snoozed_until <= $2)";
const UNASSIGNED: &str = "assignee is null and (snoozed_until is null or snoozed_until <= $2)";
const OVERDUE: &str = "due_at < $2";
const FOLLOWING: &str = "id in (select ticket_id from follows where agent_id = $1)";
const SNOOZED: &str = "snoozed_until > $2";

/// Binds what a condition has places for.
macro_rules! bind {
    ($query:expr, $filter:expr) => {{
        let [one, two, three, four, five] = $filter.patterns();
        $query
            .bind($filter.me)
            .bind($filter.now)
            .bind($filter.tagged())
            .bind(one)
            .bind(two)
            .bind(three)
            .bind(four)
            .bind(five)
    }};
}

/// An id as a literal: it has a form that cannot be anything else.
pub fn literal(db: &Db, id: Uuid) -> String {
    match db {
        Db::Sqlite(_) => format!("x'{}'", id.simple()),
        Db::Postgres(_) => format!("'{id}'"),
    }
}

/// Ids as a list of literals.
pub fn sites(db: &Db, sites: &[SiteId]) -> String {
    let literals: Vec<_> = sites.iter().map(|id| literal(db, id.0)).collect();
    if literals.is_empty() {
        "null".to_owned()
    } else {
        literals.join(", ")
    }
}

/// Words as a pattern for `like … escape '\\'`, in lower case.
pub fn pattern(words: &str) -> String {
    let escaped = words
        .trim_start_matches('#')
        .to_lowercase()
        .replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_");
    format!("%{escaped}%")
}

/// A page of a queue, and how many tickets the queue holds.
pub async fn queue(
    db: &Db,
    filter: &Filter,
    sort: Sort,
    limit: u32,
    offset: u32,
) -> sqlx::Result<(Vec<TicketRow>, u32)> {
    let condition = filter.condition(db);
    let order = match sort {
        Sort::Urgent => {
            "case when due_at < $2 then 0 else 1 end,
             case priority when 'urgent' then 0 when 'high' then 1 when 'normal' then 2 else 3 end,
             case when due_at is null then 1 else 0 end, due_at, id"
        }
        Sort::Updated => "updated_at desc, id desc",
        Sort::Created => "created_at desc, id desc",
        Sort::Due => "case when due_at is null then 1 else 0 end, due_at, id",
    };
    let page = AssertSqlSafe(format!(
        "select {COLUMNS} from tickets where {condition}
         order by {order} limit {limit} offset {offset}"
    ));
    let count = AssertSqlSafe(format!("select count(*) from tickets where {condition}"));
    read!(db, |pool| {
        let rows = bind!(sqlx::query_as(page), filter).fetch_all(pool).await?;
        let (total,): (i64,) = bind!(sqlx::query_as(count), filter).fetch_one(pool).await?;
        Ok((rows, u32::try_from(total).unwrap_or(u32::MAX)))
    })
}

/// Which of these tickets an agent has, or follows, without having seen the last that happened.
pub async fn unread(db: &Db, me: AgentId, rows: &[TicketRow]) -> sqlx::Result<Vec<TicketId>> {
    let ids: Vec<_> = rows.iter().map(|row| literal(db, row.id.0)).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = AssertSqlSafe(format!(
        "select id from tickets where id in ({}) and (
             assignee = $1 and assignee_seen < seq or exists (
                 select 1 from follows where follows.ticket_id = tickets.id
                 and follows.agent_id = $1 and follows.seen < tickets.seq))",
        ids.join(", ")
    ));
    let rows: Vec<(TicketId,)> = read!(db, |pool| sqlx::query_as(sql)
        .bind(me)
        .fetch_all(pool)
        .await)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// How many tickets that are not closed each view holds.
pub async fn open_counts(db: &Db, filter: &Filter) -> sqlx::Result<OpenCounts> {
    let open = Filter {
        view: View::All,
        statuses: Status::ALL
            .into_iter()
            .filter(|status| *status != Status::Closed)
            .collect(),
        team: None,
        priority: None,
        tag: None,
        incident: None,
        words: None,
        ..filter.clone()
    };
    let sql = AssertSqlSafe(format!(
        "select count(case when {MINE} then 1 end), count(case when {UNASSIGNED} then 1 end),
         count(*), count(case when {OVERDUE} then 1 end), count(case when {FOLLOWING} then 1 end),
         count(case when {SNOOZED} then 1 end), count(case when level = 1 then 1 end),
         count(case when level = 2 then 1 end), count(case when level = 3 then 1 end),
         count(case when {MINE} and assignee_seen < seq then 1 end)
         from tickets where {}",
        open.condition(db)
    ));
    let counts: (i64, i64, i64, i64, i64, i64, i64, i64, i64, i64) =
        read!(db, |pool| bind!(sqlx::query_as(sql), open)
            .fetch_one(pool)
            .await)?;
    let [
        mine,
        unassigned,
        all,
        overdue,
        following,
        snoozed,
        first,
        second,
        third,
        mine_unread,
    ] = <[i64; 10]>::from(counts).map(|count| u32::try_from(count).unwrap_or(u32::MAX));
    Ok(OpenCounts {
        mine,
        mine_unread,
        unassigned,
        all,
        overdue,
        following,
        snoozed,
        levels: [first, second, third],
    })
}

/// Other tickets of the same visitor, the newest first.
pub async fn others(db: &Db, visitor: VisitorId, but: TicketId) -> sqlx::Result<Vec<TicketRow>> {
    let sql = AssertSqlSafe(format!(
        "select {COLUMNS} from tickets where visitor_id = $1 and id <> $2
         order by created_at desc limit 20"
    ));
    read!(db, |pool| sqlx::query_as(sql)
        .bind(visitor)
        .bind(but)
        .fetch_all(pool)
        .await)
}

/// The tags in use on a site, by name.
pub async fn tags(db: &Db, site: SiteId) -> sqlx::Result<Vec<Tag>> {
    let rows: Vec<(Json<Vec<Tag>>,)> = read!(db, |pool| sqlx::query_as(
        "select distinct tags from tickets where site_id = $1 and tags <> '[]'"
    )
    .bind(site)
    .fetch_all(pool)
    .await)?;
    let tags: BTreeSet<_> = rows.into_iter().flat_map(|(Json(tags),)| tags).collect();
    Ok(tags.into_iter().collect())
}

/// Visitors whose name or address has these words, or who have the ticket with this number; who
/// asked last comes first.
pub async fn customers(
    db: &Db,
    of: &[SiteId],
    words: &str,
    most: usize,
) -> sqlx::Result<Vec<(VisitorId, SiteId)>> {
    let sql = AssertSqlSafe(format!(
        "select visitor_id, site_id, number, name, email from tickets
         where site_id in ({}) and words like $1 escape '\\'
         order by created_at desc limit 2000",
        sites(db, of)
    ));
    type Row = (VisitorId, SiteId, i64, Option<String>, Option<String>);
    let rows: Vec<Row> = read!(db, |pool| sqlx::query_as(sql)
        .bind(pattern(words.split_whitespace().next().unwrap_or_default()))
        .fetch_all(pool)
        .await)?;
    let wanted = words.trim_start_matches('#').to_lowercase();
    let mut found = Vec::new();
    for (visitor, site, number, name, email) in rows {
        // The words of a ticket hold its subject too, which is nobody's name.
        let who = [name.unwrap_or_default(), email.unwrap_or_default()];
        let who = who.join(" ").to_lowercase();
        let named = wanted.split_whitespace().all(|word| who.contains(word));
        let is = number.to_string() == wanted || named;
        if is && !found.contains(&(visitor, site)) {
            found.push((visitor, site));
        }
    }
    found.truncate(most);
    Ok(found)
}
