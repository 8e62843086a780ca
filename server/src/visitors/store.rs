//! The SQL of visitors.

use crate::{
    db::{Db, read},
    secrets::Hash,
    visitors::Visitor,
};

/// The visitor that a token stands for.
pub async fn visitor(db: &Db, token: &Hash) -> sqlx::Result<Option<Visitor>> {
    read!(db, |pool| sqlx::query_as(
        "select visitor_id as id, site_id, token from visitor_tokens where token = $1"
    )
    .bind(token)
    .fetch_optional(pool)
    .await)
}

/// Adds a visitor of a site, inside a transaction.
macro_rules! insert_visitor {
    ($tx:ident, $site:expr, $now:expr) => {{
        let visitor = $crate::visitors::VisitorId(uuid::Uuid::now_v7());
        sqlx::query("insert into visitors (id, site_id, created_at) values ($1, $2, $3)")
            .bind(visitor)
            .bind($site)
            .bind($now)
            .execute(&mut *$tx)
            .await?;
        visitor
    }};
}
pub(crate) use insert_visitor;
