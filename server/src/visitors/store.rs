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
