//! The SQL of macros.

use guichet_shared::{
    agent::AgentId,
    desk::{Actions, MacroId, MacroText},
    site::SiteId,
    ticket::Message,
};
use sqlx::{FromRow, types::Json};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::db::{self, Db, read, write};

/// A macro.
#[derive(Clone, Debug, FromRow)]
pub struct Row {
    /// Its id.
    pub id: MacroId,
    /// Its site.
    pub site_id: SiteId,
    /// What agents call it.
    pub name: String,
    /// What it writes.
    pub body: String,
    /// What else it does.
    pub actions: Json<Actions>,
    /// When it last changed.
    pub updated_at: OffsetDateTime,
}

/// The macro with this id.
pub async fn by_id(db: &Db, id: MacroId) -> sqlx::Result<Option<Row>> {
    read!(db, |pool| sqlx::query_as(
        "select id, site_id, name, body, actions, updated_at from macros where id = $1"
    )
    .bind(id)
    .fetch_optional(pool)
    .await)
}

/// The macros of a site.
pub async fn of_site(db: &Db, site: SiteId) -> sqlx::Result<Vec<Row>> {
    read!(db, |pool| sqlx::query_as(
        "select id, site_id, name, body, actions, updated_at from macros
         where site_id = $1 order by name, id"
    )
    .bind(site)
    .fetch_all(pool)
    .await)
}

/// What it writes: nothing is stored as an empty text.
fn written(text: &MacroText) -> &str {
    text.body.as_ref().map_or("", Message::as_str)
}

/// Keeps a macro; `None` when its name is taken.
pub async fn create(
    db: &Db,
    site: SiteId,
    text: &MacroText,
    by: AgentId,
) -> sqlx::Result<Option<Row>> {
    Ok(write!(db, |tx| {
        sqlx::query_as(
            "insert into macros (id, site_id, name, body, actions, created_by, created_at,
             updated_at) values ($1, $2, $3, $4, $5, $6, $7, $7)
             on conflict (site_id, name) do nothing
             returning id, site_id, name, body, actions, updated_at",
        )
        .bind(MacroId(Uuid::now_v7()))
        .bind(site)
        .bind(text.name.as_str())
        .bind(written(text))
        .bind(Json(&text.actions))
        .bind(by)
        .bind(db::now())
        .fetch_optional(&mut *tx)
        .await?
    }))
}

/// Saves a macro; `None` when its name is taken by another.
pub async fn save(db: &Db, row: &Row, text: &MacroText) -> sqlx::Result<Option<Row>> {
    let saved = async {
        Ok(write!(db, |tx| {
            sqlx::query_as(
                "update macros set name = $2, body = $3, actions = $4, updated_at = $5
                 where id = $1 returning id, site_id, name, body, actions, updated_at",
            )
            .bind(row.id)
            .bind(text.name.as_str())
            .bind(written(text))
            .bind(Json(&text.actions))
            .bind(db::now())
            .fetch_one(&mut *tx)
            .await?
        }))
    };
    match saved.await {
        Err(sqlx::Error::Database(error)) if error.is_unique_violation() => Ok(None),
        saved => saved.map(Some),
    }
}

/// Throws a macro away.
pub async fn remove(db: &Db, id: MacroId) -> sqlx::Result<()> {
    write!(db, |tx| {
        sqlx::query("delete from macros where id = $1")
            .bind(id)
            .execute(&mut *tx)
            .await?;
    });
    Ok(())
}
