//! Events and tickets as they are stored.

use guichet_shared::{
    agent::AgentId,
    desk::{Entry, Hindrance},
    event::Internal,
    incident::IncidentId,
    lang::Lang,
    site::SiteId,
    status::Status,
    team::TeamId,
    ticket::{Context, TicketId},
    topic::{Answered, Localised},
    triage::{Knowledge, Priority, Source, Tag, knowledge_is_owed},
};
use sqlx::{FromRow, types::Json};
use time::OffsetDateTime;

use crate::{
    error::{Error, Result},
    visitors::VisitorId,
};

mod projection;
mod step;

pub use self::step::Step;

/// An event.
#[derive(Clone, Debug, FromRow)]
pub struct EventRow {
    /// Of which ticket.
    pub ticket_id: TicketId,
    /// Its place among the ticket's events, from 1.
    pub seq: i64,
    /// Who and what.
    pub data: Json<Step>,
    /// When.
    pub created_at: OffsetDateTime,
}

/// A ticket.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct TicketRow {
    /// Its id.
    pub id: TicketId,
    /// Its site.
    pub site_id: SiteId,
    /// Its number on the site.
    pub number: i64,
    /// Whose it is.
    pub visitor_id: VisitorId,
    /// In a few words.
    pub subject: String,
    /// The topic's name as it was then.
    pub topic: Option<Json<Localised>>,
    /// Answers to the topic's fields.
    pub answers: Json<Vec<Answered>>,
    /// What was tried before.
    pub context: Json<Context>,
    /// What the customer wants to be called.
    pub name: Option<String>,
    /// The address that the customer typed.
    pub email: Option<String>,
    /// The language that the customer reads.
    pub lang: Option<Lang>,
    /// What a search at the desk looks through, in lower case.
    pub words: String,
    /// The closed ticket that this one goes on from.
    pub follows: Option<TicketId>,
    /// Where it stands.
    pub status: Status,
    /// For whom or what it waits while on hold.
    pub hold: Option<String>,
    /// Who has it.
    pub assignee: Option<AgentId>,
    /// Whose absence brought it to who has it.
    pub covers: Option<AgentId>,
    /// The level it is at, 1 to 3.
    pub level: i64,
    /// In whose queue it is.
    pub team_id: Option<TeamId>,
    /// The topic's key.
    pub topic_key: Option<String>,
    /// How urgent it is.
    pub priority: Priority,
    /// What it is sorted by.
    pub tags: Json<Vec<Tag>>,
    /// Who opened it.
    pub source: Source,
    /// Until when it stays out of the queue.
    pub snoozed_until: Option<OffsetDateTime>,
    /// The highest level that found a solution.
    pub solved_level: Option<i64>,
    /// What became of the solution.
    pub knowledge: Option<Json<Knowledge>>,
    /// The ticket that it goes on in.
    pub merged_into: Option<TicketId>,
    /// The known problem that it is part of.
    pub incident_id: Option<IncidentId>,
    /// How many of the problem's updates it has.
    pub incident_seq: i64,
    /// How many promises were missed and kept late.
    pub missed: i64,
    /// When the next update is promised.
    pub due_at: Option<OffsetDateTime>,
    /// The rating, 1 to 5.
    pub stars: Option<i64>,
    /// The rating in words.
    pub rating_comment: Option<String>,
    /// The place of its last event.
    pub seq: i64,
    /// The place of the last event that the customer sees.
    pub last_visible: i64,
    /// How many events the customer has not seen.
    pub unread: i64,
    /// The place of the last event that who has it has seen.
    pub assignee_seen: i64,
    /// When an agent first answered.
    pub first_reply_at: Option<OffsetDateTime>,
    /// When the solution that waits for a verdict was proposed.
    pub proposed_at: Option<OffsetDateTime>,
    /// When it was closed, while it is.
    pub closed_at: Option<OffsetDateTime>,
    /// When it was filed.
    pub created_at: OffsetDateTime,
    /// When something last happened.
    pub updated_at: OffsetDateTime,
}

impl TicketRow {
    /// The ticket as it was before its first event, from where its events lead to what it is.
    pub fn unwound(self) -> Self {
        Self {
            status: Status::New,
            hold: None,
            assignee: None,
            covers: None,
            level: 1,
            priority: Priority::default(),
            tags: Json(Vec::new()),
            snoozed_until: None,
            solved_level: None,
            knowledge: None,
            merged_into: None,
            incident_id: None,
            incident_seq: 0,
            missed: 0,
            due_at: None,
            stars: None,
            rating_comment: None,
            seq: 0,
            last_visible: 0,
            unread: 0,
            assignee_seen: 0,
            first_reply_at: None,
            proposed_at: None,
            closed_at: None,
            ..self
        }
    }

    /// Refuses what a ticket that goes on in another one does not take any more: all but notes, and that
    /// something around it ends.
    ///
    /// # Errors
    /// `Error::Hindered` for what belongs on the other ticket.
    pub fn may_take(&self, step: &Step) -> Result<()> {
        let outlives = matches!(
            step.what,
            Entry::Internal(
                Internal::Note { .. }
                    | Internal::Related { .. }
                    | Internal::Guest { on: false, .. }
            )
        );
        if self.merged_into.is_some() && !outlives {
            return Err(Error::Hindered(Hindrance::Merged));
        }
        Ok(())
    }

    /// Whether its solution is one that level 1 did not have.
    pub fn is_new_knowledge(&self) -> bool {
        let level = |level: i64| u8::try_from(level).unwrap_or(1);
        knowledge_is_owed(level(self.level), self.solved_level.map(level), false)
    }
}
