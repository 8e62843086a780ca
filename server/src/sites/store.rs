//! The SQL of sites.

use guichet_shared::{
    lang::Lang,
    site::{Origin, SiteId, SiteKey, Theme},
};
use sqlx::types::Json;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    db::{Db, read, write},
    sites::SiteRow,
};

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
}

/// The site with this key.
pub async fn by_key(db: &Db, key: &SiteKey) -> sqlx::Result<Option<SiteRow>> {
    read!(db, |pool| sqlx::query_as(
        "select id, key, name, origins, languages, theme, revision from sites where key = $1"
    )
    .bind(key)
    .fetch_optional(pool)
    .await)
}

/// Every site.
pub async fn all(db: &Db) -> sqlx::Result<Vec<SiteRow>> {
    read!(db, |pool| sqlx::query_as(
        "select id, key, name, origins, languages, theme, revision from sites order by key"
    )
    .fetch_all(pool)
    .await)
}

/// Creates a site; `None` when its key is taken.
pub async fn create(db: &Db, site: &NewSite) -> sqlx::Result<Option<SiteId>> {
    let id = SiteId(Uuid::now_v7());
    let created = write!(db, |tx| {
        sqlx::query(
            "insert into sites (id, key, name, origins, languages, theme, revision, created_at)
             values ($1, $2, $3, $4, $5, $6, 0, $7) on conflict (key) do nothing",
        )
        .bind(id)
        .bind(&site.key)
        .bind(&site.name)
        .bind(Json(&site.origins))
        .bind(Json(&site.languages))
        .bind(Json(&site.theme))
        .bind(OffsetDateTime::now_utc())
        .execute(&mut *tx)
        .await?
        .rows_affected()
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
