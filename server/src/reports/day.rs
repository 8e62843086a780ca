//! What the events of a day come to: each ticket is told again from its first event on.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use guichet_shared::{
    agent::AgentId,
    desk::{Entry, FirstAnswer, OfHour, OfKnowledge, OfLevel, OfTopic, Promises, Tried},
    event::{By, Internal, Reason, What},
    policy::Policies,
    status::{Party, Status},
    ticket::TicketId,
    topic::{Key, Localised},
    triage::Knowledge,
};
use time::{Duration, OffsetDateTime};

use super::Period;
use crate::{
    hours::{self, Days},
    tickets::events::{EventRow, Step, TicketRow},
};

/// What a day comes to.
#[derive(Debug)]
pub struct Day {
    policies: Policies,
    days: Days,
    period: Period,
    /// Tickets that were filed.
    pub filed: u32,
    /// Tickets that were closed and stayed so.
    pub solved: u32,
    /// Tickets that went on after they had been proposed or closed.
    pub reopened: u32,
    /// Updates that were promised.
    pub promises: Promises,
    /// What moved between levels.
    pub levels: [OfLevel; 2],
    /// What became of solutions.
    pub knowledge: OfKnowledge,
    /// How many gave each number of stars.
    pub ratings: [u32; 5],
    /// What customers tried before.
    pub tried: Tried,
    /// What customers wrote in each hour.
    pub hours: [OfHour; 24],
    /// Which tickets each agent answered, and with how many messages.
    pub answered: HashMap<AgentId, (BTreeSet<TicketId>, u32)>,
    waits: Vec<Duration>,
    topics: BTreeMap<Option<String>, OfTopic>,
}

impl Day {
    /// What happened to these tickets within `period`.
    pub fn of(
        policies: Policies,
        days: Days,
        period: Period,
        tickets: Vec<(TicketRow, Vec<EventRow>)>,
    ) -> Self {
        let level = |level| OfLevel {
            level,
            ..OfLevel::default()
        };
        let mut day = Self {
            policies,
            days,
            period,
            filed: 0,
            solved: 0,
            reopened: 0,
            promises: Promises::default(),
            levels: [level(2), level(3)],
            knowledge: OfKnowledge::default(),
            ratings: [0; 5],
            tried: Tried::default(),
            hours: [OfHour::default(); 24],
            answered: HashMap::new(),
            waits: Vec::new(),
            topics: BTreeMap::new(),
        };
        for (ticket, events) in tickets {
            day.tell(ticket.unwound(), &events);
        }
        day.waits.sort_unstable();
        day
    }

    /// How long customers waited for the first answer.
    pub fn first_answer(&self) -> Option<FirstAnswer> {
        let waits = &self.waits;
        let half = waits.len() / 2;
        let minutes = |wait: Duration| u32::try_from(wait.whole_minutes()).unwrap_or(u32::MAX);
        // Of an even number, the middle of the two in the middle.
        let lower = waits.get(half.saturating_sub(1 - waits.len() % 2))?;
        let median = (*lower + *waits.get(half)?) / 2;
        Some(FirstAnswer {
            tickets: u32::try_from(waits.len()).unwrap_or(u32::MAX),
            median: minutes(median),
            slowest: minutes(*waits.get(waits.len() * 9 / 10)?),
            before: None,
        })
    }

    /// What it was about, the most frequent first.
    pub fn topics(&self) -> Vec<OfTopic> {
        let mut topics: Vec<_> = self.topics.values().cloned().collect();
        topics.sort_by_key(|topic| std::cmp::Reverse((topic.filed, topic.solved)));
        topics
    }

    fn tell(&mut self, mut ticket: TicketRow, events: &[EventRow]) {
        let within = |at: OffsetDateTime| at >= self.period.from && at < self.period.until;
        let (mut closed, mut went_on, mut told) = (false, false, Vec::new());
        for event in events {
            let before = ticket.clone();
            let applied = ticket.apply(&event.data, event.created_at, &self.policies);
            if let Err(error) = applied {
                // What was legal once may not be any more; what came before still counts.
                tracing::warn!(ticket = %ticket.id, seq = event.seq, ?error, "cannot be told again");
                break;
            }
            if within(event.created_at) {
                let left = before.status != ticket.status
                    && matches!(before.status, Status::Closed | Status::Proposed);
                went_on |= left && matches!(ticket.status, Status::Open);
                closed |= before.status != Status::Closed && ticket.status == Status::Closed;
                told.push((before, event));
            }
        }
        let solved = closed && ticket.status == Status::Closed && ticket.merged_into.is_none();
        self.solved += u32::from(solved);
        self.reopened += u32::from(went_on);
        if solved {
            self.topic(&ticket).solved += 1;
        }
        let after = told.iter().skip(1).map(|(before, _)| before.clone());
        let after: Vec<_> = after.chain([ticket]).collect();
        for ((before, event), after) in told.iter().zip(&after) {
            self.count(before, &event.data, after, event.created_at);
        }
    }

    /// One event, with the ticket before and after it.
    fn count(&mut self, before: &TicketRow, step: &Step, after: &TicketRow, at: OffsetDateTime) {
        if after.missed > before.missed {
            self.promises.late += 1;
        } else if keeps(before, step, at) {
            self.promises.kept += 1;
        }
        match &step.what {
            Entry::Visible(what) => self.count_visible(before, step, what, after, at),
            Entry::Internal(Internal::Knowledge { knowledge }) => {
                let count = knowledge.as_ref().map(|knowledge| match knowledge {
                    Knowledge::Linked { .. } => &mut self.knowledge.linked,
                    Knowledge::Drafted { .. } => &mut self.knowledge.drafted,
                    Knowledge::None { .. } => &mut self.knowledge.unfit,
                });
                if let Some(count) = count {
                    *count += 1;
                }
            }
            Entry::Internal(_) => {}
        }
    }

    fn count_visible(
        &mut self,
        before: &TicketRow,
        step: &Step,
        what: &What<AgentId, String>,
        after: &TicketRow,
        at: OffsetDateTime,
    ) {
        let hour = self.days.hour(at);
        match what {
            What::Created { .. } => {
                self.filed += 1;
                self.topic(after).filed += 1;
                if step.by == By::Customer {
                    self.hours[hour].filed += 1;
                    let context = &after.context.0;
                    self.tried.searched += u32::from(!context.searches.is_empty());
                    self.tried.read += u32::from(!context.articles.is_empty());
                }
            }
            What::Message { .. } if step.by == By::Customer => self.hours[hour].replies += 1,
            What::Message { .. } | What::Proposal { .. } => {
                if let By::Agent(agent) = step.by {
                    let answered = self.answered.entry(agent).or_default();
                    answered.0.insert(after.id);
                    answered.1 += 1;
                }
            }
            What::Handover { reason, level, .. } => {
                if let Some(level) = self.levels.iter_mut().find(|of| match reason {
                    Reason::Escalation => Some(of.level) == *level,
                    Reason::Solution => i64::from(of.level) == before.level,
                    _ => false,
                }) {
                    match reason {
                        Reason::Escalation => level.escalated += 1,
                        _ => level.returned += 1,
                    }
                }
            }
            What::Rating { stars, .. } => {
                let place = usize::from(stars.saturating_sub(1)).min(4);
                self.ratings[place] += 1;
            }
            _ => {}
        }
        if before.first_reply_at.is_none() && after.first_reply_at.is_some() {
            let wait = hours::spent(&self.policies, after.created_at, at);
            self.waits.push(wait);
        }
    }

    fn topic(&mut self, ticket: &TicketRow) -> &mut OfTopic {
        let topic = self.topics.entry(ticket.topic_key.clone());
        topic.or_insert_with(|| OfTopic {
            topic: ticket
                .topic_key
                .as_deref()
                .and_then(|key| Key::parse(key).ok()),
            name: ticket
                .topic
                .clone()
                .map_or_else(Localised::default, |name| name.0),
            filed: 0,
            solved: 0,
        })
    }
}

/// Whether an event is the update that was promised, in time.
fn keeps(before: &TicketRow, step: &Step, at: OffsetDateTime) -> bool {
    let update = matches!(
        step.what,
        Entry::Visible(
            What::Message { .. } | What::Proposal { .. } | What::Status { .. } | What::News { .. }
        )
    );
    update && step.party() == Party::Agent && before.due_at.is_some_and(|due| at <= due)
}
