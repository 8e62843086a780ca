//! Events as they are stored, and the ticket's row as their projection.

use guichet_shared::{
    agent::AgentId,
    desk::{Entry, Hindrance},
    event::{By, Internal, Reason, What},
    incident::{IncidentId, Part},
    lang::Lang,
    policy::Policies,
    site::SiteId,
    status::{Act, Party, Status, Turn},
    team::TeamId,
    ticket::{Context, TicketId},
    topic::{Answered, Localised},
    triage::{Knowledge, Priority, Source, Tag, knowledge_is_owed},
};
use sqlx::{FromRow, types::Json};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use crate::{
    error::{Error, Result},
    hours,
    visitors::VisitorId,
};

mod step;

use self::step::ILLEGAL;
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

    /// Takes in one more event: the only way in which a ticket changes, what people have seen of it
    /// apart, so that its row can be made anew from its events.
    ///
    /// # Errors
    /// `Error::Hindered` when the table of moves does not have it.
    pub fn apply(&mut self, step: &Step, at: OffsetDateTime, policies: &Policies) -> Result<()> {
        let before = self.status;
        if let Some(act) = step.act()? {
            if step.party() == Party::Agent && self.owes_knowledge(act) && !self.is_solved_by(step)
            {
                return Err(Error::KnowledgeOwed);
            }
            self.status = before.after(step.party(), act).ok_or(ILLEGAL)?;
        }
        self.seq += 1;
        self.updated_at = at;
        if step.is_visible() {
            self.last_visible = self.seq;
            // Who acts has seen what was there.
            self.unread = match step.by {
                By::Customer => 0,
                By::Agent(_) | By::Guest(_) | By::System => self.unread + 1,
            };
        }
        let due = self.due_at;
        match &step.what {
            Entry::Visible(what) => self.take(what, step.party(), at, policies),
            Entry::Internal(what) => self.take_internal(what, at, policies),
        }
        match step.by {
            By::Customer => self.snoozed_until = None,
            // Who acts has seen what they did, if they had seen what was before it.
            By::Agent(agent)
                if Some(agent) == self.assignee && self.assignee_seen == self.seq - 1 =>
            {
                self.assignee_seen = self.seq;
            }
            By::Agent(_) | By::Guest(_) | By::System => {}
        }
        if self.status != before {
            self.proposed_at = None;
            self.closed_at = (self.status == Status::Closed).then_some(at);
            if self.status != Status::OnHold {
                self.hold = None;
            }
        }
        if matches!(step.what, Entry::Visible(What::Proposal { .. })) {
            self.proposed_at = Some(at);
        }
        if self.status.turn() != Turn::Support {
            self.due_at = None;
        }
        // A promise that was missed counts once, when it is kept late or given anew.
        if due != self.due_at && due.is_some_and(|due| due < at) {
            self.missed += 1;
        }
        Ok(())
    }

    /// Whether a step tells the solution of the known problem that the ticket is part of: that one
    /// stands with the problem.
    fn is_solved_by(&self, step: &Step) -> bool {
        step.solves.is_some() && step.solves == self.incident_id
    }

    /// Whether an agent has to say first what becomes of the solution.
    fn owes_knowledge(&self, act: Act) -> bool {
        matches!(act, Act::Propose | Act::Close | Act::Merge)
            && self.knowledge.is_none()
            && self.is_new_knowledge()
    }

    /// Whether its solution is one that level 1 did not have.
    pub fn is_new_knowledge(&self) -> bool {
        let level = |level: i64| u8::try_from(level).unwrap_or(1);
        knowledge_is_owed(level(self.level), self.solved_level.map(level), false)
    }

    fn take(
        &mut self,
        what: &What<AgentId, String>,
        party: Party,
        at: OffsetDateTime,
        policies: &Policies,
    ) {
        let promise = self.promise(at, policies);
        match what {
            What::Created { .. } | What::Verdict { .. } => self.due_at = promise,
            What::Message { .. } | What::Proposal { .. } => {
                // A customer who writes again does not put the answer off.
                self.due_at = match party {
                    Party::Customer => self.due_at.or(promise),
                    Party::Agent | Party::System => promise,
                    Party::Guest => self.due_at,
                };
                if party == Party::Agent {
                    self.first_reply_at.get_or_insert(at);
                }
            }
            What::Status { to, note, .. } => {
                self.due_at = promise;
                if *to == Status::OnHold {
                    self.hold.clone_from(note);
                }
                if *to == Status::Waiting {
                    self.first_reply_at.get_or_insert(at);
                }
            }
            What::Handover {
                from,
                to,
                reason,
                level,
                ..
            } => {
                self.assignee = *to;
                // Who gets it has not seen that, whatever they had seen of it before.
                self.assignee_seen = self.seq - 1;
                self.covers = from.filter(|_| *reason == Reason::Absence);
                self.level = level.map_or(self.level, i64::from);
                self.snoozed_until = None;
            }
            What::Merged { into, .. } => self.merged_into = Some(*into),
            What::Incident {
                incident,
                part,
                seq,
                ..
            } => {
                self.incident_id = (*part != Part::Left).then_some(*incident);
                self.incident_seq = i64::from(*seq);
            }
            What::News { update, .. } => {
                self.incident_seq = i64::from(*update);
                self.due_at = promise;
            }
            What::Rating { stars, comment } => {
                self.stars = Some(i64::from(*stars));
                self.rating_comment.clone_from(comment);
            }
            What::Promise { due } => self.due_at = OffsetDateTime::parse(due, &Rfc3339).ok(),
            What::File { .. } => {}
        }
    }

    fn take_internal(
        &mut self,
        what: &Internal<AgentId, String>,
        at: OffsetDateTime,
        policies: &Policies,
    ) {
        match what {
            Internal::Solution { .. } => {
                self.solved_level = self.solved_level.max(Some(self.level));
                // What was said of another solution says nothing of this one.
                self.knowledge = None;
            }
            Internal::Knowledge { knowledge } => self.knowledge = knowledge.clone().map(Json),
            Internal::Priority { to, .. } => {
                self.priority = *to;
                // It can only come sooner: what customers were promised stands.
                let sooner = self.promise(at, policies);
                self.due_at = self.due_at.zip(sooner).map(|(due, sooner)| due.min(sooner));
            }
            Internal::Tags { tags } => self.tags = Json(tags.clone()),
            Internal::Team { team } => self.team_id = team.as_ref().map(|team| team.id),
            Internal::Snooze { until } => {
                let until = until.as_deref();
                self.snoozed_until =
                    until.and_then(|until| OffsetDateTime::parse(until, &Rfc3339).ok());
            }
            Internal::Note { .. } | Internal::Related { .. } | Internal::Guest { .. } => {}
        }
    }

    /// When the next update is promised, `at` being now.
    fn promise(&self, at: OffsetDateTime, policies: &Policies) -> Option<OffsetDateTime> {
        Some(hours::due(policies, self.priority, at))
    }
}
