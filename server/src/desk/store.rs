//! The SQL of queues.

use std::collections::BTreeSet;

use guichet_shared::{
    agent::AgentId,
    desk::{Sort, View},
    site::SiteId,
    status::Status,
    ticket::TicketId,
    triage::Tag,
};
use sqlx::{AssertSqlSafe, types::Json};

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
    /// In these statuses.
    pub statuses: Vec<Status>,
    /// With these words in the subject, the name or the address, or this number.
    pub words: Option<String>,
}

impl Filter {
    /// The condition, with `$1` for the words, `$2` for who asks, and the rest as literals: ids and
    /// statuses have a form of their own that cannot be anything else.
    fn condition(&self, db: &Db) -> String {
        let sites = sites(db, &self.sites);
        let statuses: Vec<_> = self
            .statuses
            .iter()
            .map(|status| format!("'{}'", status.as_str()))
            .collect();
        let view = match self.view {
            View::Mine => "and assignee = $2",
            View::Unassigned => "and assignee is null",
            View::All => "",
        };
        format!(
            "site_id in ({sites}) and status in ({}) {view}
             and ($1 is null or words like $1 escape '\\')
             and ($2 is null or true)",
            statuses.join(", ")
        )
    }

    fn pattern(&self) -> Option<String> {
        self.words.as_deref().map(pattern)
    }
}

/// Ids as a list of literals: they have a form that cannot be anything else.
pub fn sites(db: &Db, sites: &[SiteId]) -> String {
    let literal = |id: &SiteId| match db {
        Db::Sqlite(_) => format!("x'{}'", id.0.simple()),
        Db::Postgres(_) => format!("'{}'", id.0),
    };
    let literals: Vec<_> = sites.iter().map(literal).collect();
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
        Sort::Updated => "updated_at desc, id desc",
        Sort::Created => "created_at desc, id desc",
        Sort::Due => "case when due_at is null then 1 else 0 end, due_at, id",
    };
    let page = AssertSqlSafe(format!(
        "select {COLUMNS} from tickets where {condition} order by {order} limit $3 offset $4"
    ));
    let count = AssertSqlSafe(format!("select count(*) from tickets where {condition}"));
    read!(db, |pool| {
        let rows = sqlx::query_as(page)
            .bind(filter.pattern())
            .bind(filter.me)
            .bind(i64::from(limit))
            .bind(i64::from(offset))
            .fetch_all(pool)
            .await?;
        let (total,): (i64,) = sqlx::query_as(count)
            .bind(filter.pattern())
            .bind(filter.me)
            .fetch_one(pool)
            .await?;
        Ok((rows, u32::try_from(total).unwrap_or(u32::MAX)))
    })
}

/// How many tickets that are not closed are the caller's, nobody's, and there in all.
pub async fn open_counts(db: &Db, filter: &Filter) -> sqlx::Result<(u32, u32, u32)> {
    let open = Filter {
        view: View::All,
        statuses: Status::ALL
            .into_iter()
            .filter(|status| *status != Status::Closed)
            .collect(),
        words: None,
        ..filter.clone()
    };
    let sql = AssertSqlSafe(format!(
        "select count(case when assignee = $2 then 1 end),
         count(case when assignee is null then 1 end), count(*)
         from tickets where {}",
        open.condition(db)
    ));
    let (mine, unassigned, all): (i64, i64, i64) = read!(db, |pool| sqlx::query_as(sql)
        .bind(open.pattern())
        .bind(open.me)
        .fetch_one(pool)
        .await)?;
    let number = |count| u32::try_from(count).unwrap_or(u32::MAX);
    Ok((number(mine), number(unassigned), number(all)))
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
        .bind(pattern(words))
        .fetch_all(pool)
        .await)?;
    let wanted = words.trim_start_matches('#').to_lowercase();
    let has = |text: Option<String>| text.is_some_and(|text| text.to_lowercase().contains(&wanted));
    let mut found = Vec::new();
    for (visitor, site, number, name, email) in rows {
        // The words of a ticket hold its subject too, which is nobody's name.
        let is = number.to_string() == wanted || has(name) || has(email);
        if is && !found.contains(&(visitor, site)) {
            found.push((visitor, site));
        }
    }
    found.truncate(most);
    Ok(found)
}
