//! A ticket's row, written whole inside a transaction of either database.

/// The number of a site's last ticket. One ticket at a time is filed on each site: numbers follow
/// each other, and of two requests with one key the second finds what the first has done.
macro_rules! last_number {
    ($tx:ident, $site:expr) => {{
        let (last,): (i64,) =
            sqlx::query_as("update sites set tickets = tickets where id = $1 returning tickets")
                .bind($site)
                .fetch_one(&mut *$tx)
                .await?;
        last
    }};
}
pub(super) use last_number;

/// Adds a ticket with all that has happened to it so far; its number is then its site's last.
macro_rules! insert_ticket {
    ($tx:ident, $ticket:expr, $steps:expr, $now:expr) => {{
        sqlx::query(sqlx::AssertSqlSafe(format!(
            "insert into tickets ({}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,
             $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29,
             $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42)",
            $crate::tickets::store::COLUMNS
        )))
        .bind($ticket.id)
        .bind($ticket.site_id)
        .bind($ticket.number)
        .bind($ticket.visitor_id)
        .bind(&$ticket.subject)
        .bind(&$ticket.topic)
        .bind(&$ticket.answers)
        .bind(&$ticket.context)
        .bind(&$ticket.name)
        .bind(&$ticket.email)
        .bind(&$ticket.lang)
        .bind(&$ticket.words)
        .bind($ticket.follows)
        .bind($ticket.status)
        .bind(&$ticket.hold)
        .bind($ticket.assignee)
        .bind($ticket.due_at)
        .bind($ticket.stars)
        .bind(&$ticket.rating_comment)
        .bind($ticket.seq)
        .bind($ticket.last_visible)
        .bind($ticket.unread)
        .bind($ticket.first_reply_at)
        .bind($ticket.proposed_at)
        .bind($ticket.closed_at)
        .bind($ticket.created_at)
        .bind($ticket.updated_at)
        .bind($ticket.covers)
        .bind($ticket.level)
        .bind($ticket.team_id)
        .bind(&$ticket.topic_key)
        .bind($ticket.priority)
        .bind(&$ticket.tags)
        .bind($ticket.source)
        .bind($ticket.snoozed_until)
        .bind($ticket.solved_level)
        .bind(&$ticket.knowledge)
        .bind($ticket.merged_into)
        .bind($ticket.incident_id)
        .bind($ticket.incident_seq)
        .bind($ticket.missed)
        .bind($ticket.assignee_seen)
        .execute(&mut *$tx)
        .await?;
        let mut then = $ticket.clone();
        then.seq = 0;
        for step in $steps {
            then.seq += 1;
            $crate::tickets::store::insert_event!($tx, then, step, $now);
        }
        sqlx::query("update sites set tickets = $2 where id = $1")
            .bind($ticket.site_id)
            .bind($ticket.number)
            .execute(&mut *$tx)
            .await?;
    }};
}
pub(super) use insert_ticket;

/// Writes what events can change of a ticket.
macro_rules! update_ticket {
    ($tx:ident, $ticket:expr) => {
        sqlx::query(
            "update tickets set status = $2, hold = $3, assignee = $4, due_at = $5,
             stars = $6, rating_comment = $7, seq = $8, last_visible = $9, unread = $10,
             first_reply_at = $11, proposed_at = $12, closed_at = $13, updated_at = $14,
             covers = $15, level = $16, team_id = $17, priority = $18, tags = $19,
             snoozed_until = $20, solved_level = $21, knowledge = $22, merged_into = $23,
             incident_id = $24, incident_seq = $25, missed = $26, assignee_seen = $27 where id = $1",
        )
        .bind($ticket.id)
        .bind($ticket.status)
        .bind(&$ticket.hold)
        .bind($ticket.assignee)
        .bind($ticket.due_at)
        .bind($ticket.stars)
        .bind(&$ticket.rating_comment)
        .bind($ticket.seq)
        .bind($ticket.last_visible)
        .bind($ticket.unread)
        .bind($ticket.first_reply_at)
        .bind($ticket.proposed_at)
        .bind($ticket.closed_at)
        .bind($ticket.updated_at)
        .bind($ticket.covers)
        .bind($ticket.level)
        .bind($ticket.team_id)
        .bind($ticket.priority)
        .bind(&$ticket.tags)
        .bind($ticket.snoozed_until)
        .bind($ticket.solved_level)
        .bind(&$ticket.knowledge)
        .bind($ticket.merged_into)
        .bind($ticket.incident_id)
        .bind($ticket.incident_seq)
        .bind($ticket.missed)
        .bind($ticket.assignee_seen)
        .execute(&mut *$tx)
        .await?
    };
}
pub(super) use update_ticket;

/// The ticket with this id, its row locked on either database: it is set to what it has.
macro_rules! locked {
    ($tx:ident, $id:expr) => {{
        let ticket: Option<$crate::tickets::events::TicketRow> =
            sqlx::query_as(sqlx::AssertSqlSafe(format!(
                "update tickets set seq = seq where id = $1 returning {}",
                $crate::tickets::store::COLUMNS
            )))
            .bind($id)
            .fetch_optional(&mut *$tx)
            .await?;
        ticket.ok_or($crate::error::Error::NotFound)?
    }};
}
pub(super) use locked;
