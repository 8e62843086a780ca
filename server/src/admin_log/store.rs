//! The SQL of the log of the set-up.

use guichet_shared::{
    admin::{Deed, LogId},
    agent::AgentId,
    site::SiteKey,
};
use sqlx::{FromRow, types::Json};
use time::{Duration, OffsetDateTime};

use super::{Detail, Entry};
use crate::db::{Db, read, write};

/// Notes something, inside the transaction that does it.
macro_rules! insert_entry {
    ($tx:ident, $entry:expr, $now:expr) => {{
        let entry: &$crate::admin_log::Entry = &$entry;
        sqlx::query(
            "insert into admin_log (id, site_id, agent_id, about_id, what, data, created_at)
             values ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(guichet_shared::admin::LogId(uuid::Uuid::now_v7()))
        .bind(entry.site)
        .bind(entry.by)
        .bind(entry.account)
        .bind(entry.deed)
        .bind(sqlx::types::Json(&entry.detail))
        .bind($now)
        .execute(&mut *$tx)
        .await?;
    }};
}
pub(crate) use insert_entry;

/// For how long it is kept who signed in; what was changed is kept for ever.
pub const SIGN_INS_FOR: Duration = Duration::days(90);
/// How many failed tries a day are kept of an account, and of addresses that are none's together.
pub const FAILED_A_DAY: i64 = 20;

/// Forgets who signed in long ago, inside the transaction of somebody who signs in.
macro_rules! prune_sign_ins {
    ($tx:ident, $now:expr) => {
        sqlx::query(
            "delete from admin_log where created_at < $1
             and what in ('signed_in', 'signed_out', 'sign_in_failed')",
        )
        .bind($now - $crate::admin_log::store::SIGN_INS_FOR)
        .execute(&mut *$tx)
        .await?
    };
}
pub(crate) use prune_sign_ins;

/// Notes a failed try with an account, or with none; of many in a day the latest are kept.
pub async fn failed(db: &Db, account: Option<AgentId>, now: OffsetDateTime) -> sqlx::Result<()> {
    let mut entry = Entry::new(Deed::SignInFailed, None);
    entry.account = account;
    write!(db, |tx| {
        prune_sign_ins!(tx, now);
        insert_entry!(tx, entry, now);
        sqlx::query(
            "delete from admin_log where what = 'sign_in_failed' and created_at > $2
             and (about_id = $1 or (about_id is null and $1 is null))
             and id not in (
                 select id from admin_log where what = 'sign_in_failed' and created_at > $2
                 and (about_id = $1 or (about_id is null and $1 is null))
                 order by id desc limit $3)",
        )
        .bind(account)
        .bind(now - Duration::DAY)
        .bind(FAILED_A_DAY)
        .execute(&mut *tx)
        .await?;
    });
    Ok(())
}

/// An entry as it is stored, with the names it takes to read it.
#[derive(Clone, Debug, FromRow)]
pub struct Row {
    /// Its id.
    pub id: LogId,
    /// The site concerned.
    pub site: Option<SiteKey>,
    /// Who did it.
    pub doer: Option<String>,
    /// Whose account it is about.
    pub account: Option<String>,
    /// What was done.
    pub what: Deed,
    /// The rest.
    pub data: Json<Detail>,
    /// When.
    pub created_at: OffsetDateTime,
}

/// What concerns an admin: their sites, and agents of their sites, the latest first.
pub async fn page(
    db: &Db,
    admin: AgentId,
    before: Option<LogId>,
    site: Option<&SiteKey>,
    limit: u32,
) -> sqlx::Result<Vec<Row>> {
    read!(db, |pool| sqlx::query_as(
        "select log.id, sites.key as site, doer.name as doer, account.name as account, log.what,
             log.data, log.created_at
         from admin_log log
         left join sites on sites.id = log.site_id
         left join agents doer on doer.id = log.agent_id
         left join agents account on account.id = log.about_id
         where ($2 is null or log.id < $2)
           and ($3 is null or sites.key = $3)
           and (log.site_id in (select site_id from agent_sites where agent_id = $1)
             or (log.site_id is null and (
               coalesce(log.about_id, log.agent_id) is null
               or coalesce(log.about_id, log.agent_id) in (
                 select other.agent_id from agent_sites other join agent_sites mine
                   on mine.site_id = other.site_id where mine.agent_id = $1))))
         order by log.id desc limit $4"
    )
    .bind(admin)
    .bind(before)
    .bind(site)
    .bind(i64::from(limit))
    .fetch_all(pool)
    .await)
}
