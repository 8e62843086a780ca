//! The ticket's row as the projection of its events.

use guichet_shared::{
    agent::AgentId,
    desk::Entry,
    event::{By, Internal, Reason, What},
    incident::Part,
    policy::Policies,
    status::{Act, Party, Status, Turn},
};
use sqlx::types::Json;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use super::{
    TicketRow,
    step::{ILLEGAL, Step},
};
use crate::{
    error::{Error, Result},
    hours,
};

impl TicketRow {
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
