//! The SQL of a site's settings: making it, changing it, and where it was seen.

use guichet_shared::{
    admin::{Deed, NewSite, Settings, SiteChange},
    agent::AgentId,
    lang::Lang,
    policy::Policies,
    site::{Origin, SiteId, Theme},
    topic::Topic,
};
use sqlx::{FromRow, types::Json};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    admin_log::{self, Entry, store::insert_entry},
    db::{self, Db, read, write},
    error::Result,
};

/// What only admins need to know of a site.
#[derive(Clone, Debug, FromRow)]
pub struct ManagedRow {
    /// How often its settings have been changed, from 1.
    pub version: i64,
    /// When its launcher was last seen.
    pub seen_at: Option<OffsetDateTime>,
    /// On whose page.
    pub seen_origin: Option<String>,
}

/// How long an old sighting stands before a new one is noted.
const SIGHTING: Duration = Duration::minutes(1);

/// What only admins need to know of a site.
pub async fn read(db: &Db, site: SiteId) -> sqlx::Result<ManagedRow> {
    read!(db, |pool| sqlx::query_as(
        "select version, seen_at, seen_origin from sites where id = $1"
    )
    .bind(site)
    .fetch_one(pool)
    .await)
}

/// Adds a site with its default policies, inside a transaction; how many were added, 0 when its
/// key is taken.
macro_rules! insert_site {
    ($tx:ident, $id:expr, $site:expr, $now:expr) => {{
        let site: &guichet_shared::admin::NewSite = $site;
        sqlx::query(
            "insert into sites (id, key, name, origins, languages, theme, topics, policies,
             revision, tickets, created_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0, $9) on conflict (key) do nothing",
        )
        .bind($id)
        .bind(&site.key)
        .bind(&site.name)
        .bind(sqlx::types::Json(&site.origins))
        .bind(sqlx::types::Json(&site.languages))
        .bind(sqlx::types::Json(guichet_shared::site::Theme::default()))
        .bind(sqlx::types::Json(Vec::<guichet_shared::topic::Topic>::new()))
        .bind(sqlx::types::Json(
            guichet_shared::policy::Policies::default(),
        ))
        .bind($now)
        .execute(&mut *$tx)
        .await?
        .rows_affected()
    }};
}
pub(crate) use insert_site;

/// Makes a site that `by` answers for; `None` when its key is taken.
pub async fn create(db: &Db, site: &NewSite, by: AgentId) -> sqlx::Result<Option<SiteId>> {
    let (id, now) = (SiteId(Uuid::now_v7()), db::now());
    let entry = Entry::new(Deed::SiteCreated, Some(by))
        .on(id)
        .about(&site.name);
    let created = write!(db, |tx| {
        let created = insert_site!(tx, id, site, now);
        if created == 1 {
            sqlx::query("insert into agent_sites (site_id, agent_id) values ($1, $2)")
                .bind(id)
                .bind(by)
                .execute(&mut *tx)
                .await?;
            insert_entry!(tx, entry, now);
        }
        created
    });
    Ok((created == 1).then_some(id))
}

/// A site's settings as they are stored.
#[derive(FromRow)]
struct Stored {
    name: String,
    origins: Json<Vec<Origin>>,
    languages: Json<Vec<Lang>>,
    theme: Json<Theme>,
    topics: Json<Vec<Topic>>,
    policies: Json<Policies>,
}

/// Changes a site's settings; `false` when they have been changed since the version given.
///
/// # Errors
/// When the database fails.
pub async fn save(db: &Db, site: SiteId, change: &SiteChange, by: AgentId) -> Result<bool> {
    let (new, now) = (&change.settings, db::now());
    Ok(write!(db, |tx| {
        // The row is locked by its new number, and gives what it was.
        let old: Option<Stored> = sqlx::query_as(
            "update sites set version = version + 1 where id = $1 and version = $2
             returning name, origins, languages, theme, topics, policies",
        )
        .bind(site)
        .bind(i64::from(change.version))
        .fetch_optional(&mut *tx)
        .await?;
        match old {
            None => false,
            Some(old) => {
                let old = Settings {
                    name: old.name,
                    origins: old.origins.0,
                    languages: old.languages.0,
                    theme: old.theme.0,
                    topics: old.topics.0,
                    policies: old.policies.0,
                };
                sqlx::query(
                    "update sites set name = $2, origins = $3, languages = $4, theme = $5,
                     topics = $6, policies = $7 where id = $1",
                )
                .bind(site)
                .bind(&new.name)
                .bind(Json(&new.origins))
                .bind(Json(&new.languages))
                .bind(Json(&new.theme))
                .bind(Json(&new.topics))
                .bind(Json(&new.policies))
                .execute(&mut *tx)
                .await?;
                let changes = admin_log::changes(&old, new).map_err(anyhow::Error::from)?;
                let entry = Entry::new(Deed::SiteChanged, Some(by))
                    .on(site)
                    .about(&new.name)
                    .with(changes);
                if !entry.detail.changes.is_empty() {
                    insert_entry!(tx, entry, now);
                }
                true
            }
        }
    }))
}

/// Notes that the portal was shown on a page of this origin, at most once a minute.
pub async fn note_seen(
    db: &Db,
    site: SiteId,
    origin: &Origin,
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    let last = read(db, site).await?;
    if last.seen_at.is_some_and(|at| now - at < SIGHTING) {
        return Ok(());
    }
    write!(db, |tx| {
        sqlx::query("update sites set seen_at = $2, seen_origin = $3 where id = $1")
            .bind(site)
            .bind(now)
            .bind(origin.as_str())
            .execute(&mut *tx)
            .await?;
    });
    Ok(())
}
