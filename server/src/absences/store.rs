//! The SQL of absences.

use time::OffsetDateTime;

use super::AbsenceRow;
use crate::db::{Db, read};

/// Who is away at `now`; of an agent's absences that overlap, the one that lasts longest comes last.
pub async fn current(db: &Db, now: OffsetDateTime) -> sqlx::Result<Vec<AbsenceRow>> {
    read!(db, |pool| sqlx::query_as(
        "select agent_id, cover_id, until_at from absences
         where from_at <= $1 and (until_at is null or until_at > $1) and ended_at is null
         order by case when until_at is null then 1 else 0 end, until_at"
    )
    .bind(now)
    .fetch_all(pool)
    .await)
}
