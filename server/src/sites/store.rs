//! The SQL of sites.

use guichet_shared::{
    admin::Deed,
    lang::Lang,
    policy::Policies,
    site::{Origin, SiteId, SiteKey, Theme},
    topic::Topic,
};
use sqlx::types::Json;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    admin_log::{Entry, store::insert_entry},
    db::{self, Db, read, write},
    sites::SiteRow,
};

pub mod settings;

/// A site that does not exist yet.
#[derive(Clone, Debug)]
pub struct NewSite {
    /// Its public key.
    pub key: SiteKey,
    /// The name customers know it by.
    pub name: String,
    /// Whose pages may show the portal.
    pub origins: Vec<Origin>,
    /// Its languages, the default first.
    pub languages: Vec<Lang>,
    /// How it looks.
    pub theme: Theme,
    /// What customers pick from.
    pub topics: Vec<Topic>,
    /// How it deals with tickets.
    pub policies: Policies,
}

/// The site with this key.
pub async fn by_key(db: &Db, key: &SiteKey) -> sqlx::Result<Option<SiteRow>> {
    read!(db, |pool| sqlx::query_as(
        "select id, key, name, origins, languages, theme, topics, policies, revision
         from sites where key = $1"
    )
    .bind(key)
    .fetch_optional(pool)
    .await)
}

/// The site with this id.
pub async fn by_id(db: &Db, id: SiteId) -> sqlx::Result<Option<SiteRow>> {
    read!(db, |pool| sqlx::query_as(
        "select id, key, name, origins, languages, theme, topics, policies, revision
         from sites where id = $1"
    )
    .bind(id)
    .fetch_optional(pool)
    .await)
}

/// Every site.
pub async fn all(db: &Db) -> sqlx::Result<Vec<SiteRow>> {
    read!(db, |pool| sqlx::query_as(
        "select id, key, name, origins, languages, theme, topics, policies, revision
         from sites order by key"
    )
    .fetch_all(pool)
    .await)
}

/// Creates a site; `None` when its key is taken.
pub async fn create(db: &Db, site: &NewSite) -> sqlx::Result<Option<SiteId>> {
    let (id, now) = (SiteId(Uuid::now_v7()), db::now());
    let entry = Entry::new(Deed::SiteCreated, None).on(id).about(&site.name);
    let created = write!(db, |tx| {
        let created = sqlx::query(
            "insert into sites (id, key, name, origins, languages, theme, topics, policies,
             revision, tickets, created_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0, $9) on conflict (key) do nothing",
        )
        .bind(id)
        .bind(&site.key)
        .bind(&site.name)
        .bind(Json(&site.origins))
        .bind(Json(&site.languages))
        .bind(Json(&site.theme))
        .bind(Json(&site.topics))
        .bind(Json(&site.policies))
        .bind(now)
        .execute(&mut *tx)
        .await?
        .rows_affected();
        if created == 1 {
            insert_entry!(tx, entry, now);
        }
        created
    });
    Ok((created == 1).then_some(id))
}

/// Sets whose pages may show a site's portal; `false` when there is no such site.
pub async fn set_origins(db: &Db, key: &SiteKey, origins: &[Origin]) -> sqlx::Result<bool> {
    let changed = write!(db, |tx| {
        sqlx::query("update sites set origins = $2 where key = $1")
            .bind(key)
            .bind(Json(origins))
            .execute(&mut *tx)
            .await?
            .rows_affected()
    });
    Ok(changed == 1)
}

/// Sets what customers pick from and how a site deals with tickets; `false` when there is no such
/// site.
pub async fn set_desk(
    db: &Db,
    key: &SiteKey,
    topics: &[Topic],
    policies: &Policies,
) -> sqlx::Result<bool> {
    let now = db::now();
    let changed = write!(db, |tx| {
        let changed: Option<(SiteId, String)> = sqlx::query_as(
            "update sites set topics = $2, policies = $3, version = version + 1 where key = $1
             returning id, name",
        )
        .bind(key)
        .bind(Json(topics))
        .bind(Json(policies))
        .fetch_optional(&mut *tx)
        .await?;
        if let Some((id, name)) = &changed {
            let entry = Entry::new(Deed::SiteChanged, None).on(*id).about(name);
            insert_entry!(tx, entry, now);
        }
        changed.is_some()
    });
    Ok(changed)
}

/// When the site's last answered tickets were filed and first answered, at most 100.
pub async fn first_replies(
    db: &Db,
    site: SiteId,
) -> sqlx::Result<Vec<(OffsetDateTime, OffsetDateTime)>> {
    read!(db, |pool| sqlx::query_as(
        "select created_at, first_reply_at from tickets
         where site_id = $1 and first_reply_at is not null
         order by created_at desc limit 100"
    )
    .bind(site)
    .fetch_all(pool)
    .await)
}
