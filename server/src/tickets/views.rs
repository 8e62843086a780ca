//! Tickets and events as customers see them, and as agents do.

use guichet_shared::{
    agent::Holder,
    desk::{self, Entry},
    event::Event,
    status::Status,
    team::Team,
    ticket::{Rating, Stars, Thread, Ticket},
};
use time::{Duration, OffsetDateTime, format_description::well_known::Rfc3339};

use super::events::{EventRow, TicketRow};
use crate::{
    App, agents::Roster, articles::markdown, error::Result, live::Live, sites::SiteRow, teams,
};

/// What it takes to show the tickets of a site.
pub struct Views<'a> {
    /// The site.
    pub site: &'a SiteRow,
    /// Who answers.
    pub roster: Roster,
    /// Whose queues there are.
    pub teams: Vec<Team>,
    /// Who is here.
    pub live: &'a Live,
}

/// A time as it travels.
///
/// # Errors
/// When the year has more than four digits.
pub fn time(time: OffsetDateTime) -> Result<String> {
    Ok(time.format(&Rfc3339).map_err(anyhow::Error::from)?)
}

fn some_time(at: Option<OffsetDateTime>) -> Result<Option<String>> {
    at.map(time).transpose()
}

fn number(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn level(level: i64) -> u8 {
    u8::try_from(level).unwrap_or(1)
}

impl<'a> Views<'a> {
    /// What it takes to show the tickets of `site`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(app: &'a App, site: &'a SiteRow) -> Result<Self> {
        Ok(Self {
            site,
            roster: Roster::load(&app.db).await?,
            teams: teams::store::ever_of_site(&app.db, site.id).await?,
            live: &app.live,
        })
    }
}

impl Views<'_> {
    /// A ticket for its customer, with the last event that the customer sees.
    ///
    /// # Errors
    /// When a time cannot be written.
    pub fn ticket(&self, row: TicketRow, last: EventRow) -> Result<Ticket> {
        let reopens_until = row
            .closed_at
            .map(|closed| closed + Duration::days(i64::from(self.site.policies.reopen_days)));
        let silence = Duration::days(i64::from(self.site.policies.silence_days));
        let proposed_at = row.proposed_at.filter(|_| row.status == Status::Proposed);
        let closes_at = proposed_at.map(|proposed| proposed + silence);
        let last = self.event(last)?;
        let last = last.ok_or_else(|| anyhow::anyhow!("a ticket's last event is internal"))?;
        let stars = row.stars.and_then(|stars| Stars::try_from(stars).ok());
        let comment = row.rating_comment;
        Ok(Ticket {
            id: row.id,
            site: self.site.key.clone(),
            number: number(row.number),
            subject: row.subject,
            topic: row.topic.map(|topic| topic.0),
            answers: row.answers.0,
            status: row.status,
            hold: row.hold,
            turn: row.status.turn(),
            holder: row.assignee.map(|agent| Holder {
                agent: self.roster.for_customers(agent, self.site),
                here: self.live.is_here(agent),
            }),
            due: some_time(row.due_at)?,
            last,
            unread: number(row.unread),
            rating: stars.map(|stars| Rating {
                stars,
                comment: comment.and_then(|text| text.try_into().ok()),
            }),
            closes_at: some_time(closes_at)?,
            reopens_until: some_time(reopens_until)?,
            created_at: time(row.created_at)?,
        })
    }

    /// An event for the customer; `None` for an internal one.
    ///
    /// # Errors
    /// When a time cannot be written.
    pub fn event(&self, row: EventRow) -> Result<Option<Event>> {
        let step = row.data.0;
        let Entry::Visible(what) = step.what else {
            return Ok(None);
        };
        let agent = |id| self.roster.for_customers(id, self.site);
        Ok(Some(Event {
            seq: number(row.seq),
            at: time(row.created_at)?,
            by: step.by.map(agent),
            what: what.map(agent, |text| markdown::message(&text)),
        }))
    }

    /// A ticket with its timeline, for its customer.
    ///
    /// # Errors
    /// When a time cannot be written, or there is no event that the customer sees.
    pub fn thread(&self, row: TicketRow, events: Vec<EventRow>) -> Result<Thread> {
        let last = events.iter().rev().find(|row| row.data.is_visible());
        let last = last.cloned();
        let last = last.ok_or_else(|| anyhow::anyhow!("a ticket without an event"))?;
        let events = events
            .into_iter()
            .filter_map(|row| self.event(row).transpose());
        Ok(Thread {
            events: events.collect::<Result<_>>()?,
            ticket: self.ticket(row, last)?,
        })
    }

    /// A ticket for agents.
    ///
    /// # Errors
    /// When a time cannot be written.
    pub fn desk_ticket(&self, row: TicketRow) -> Result<desk::Ticket> {
        let silence = Duration::days(i64::from(self.site.policies.silence_days));
        Ok(desk::Ticket {
            id: row.id,
            site: self.site.key.clone(),
            number: number(row.number),
            subject: row.subject,
            topic: row.topic.map(|topic| topic.0),
            status: row.status,
            hold: row.hold,
            assignee: row.assignee.map(|id| self.roster.for_agents(id, self.live)),
            name: row.name,
            email: row.email,
            lang: row.lang,
            level: level(row.level),
            team: self
                .teams
                .iter()
                .find(|team| Some(team.id) == row.team_id)
                .cloned(),
            priority: row.priority,
            tags: row.tags.0,
            source: row.source,
            snoozed_until: some_time(row.snoozed_until)?,
            solved_level: row.solved_level.map(level),
            knowledge: row.knowledge.map(|knowledge| knowledge.0),
            merged_into: row.merged_into,
            incident: row.incident_id,
            missed: number(row.missed),
            due: some_time(row.due_at)?,
            answered: row.first_reply_at.is_some(),
            closes_at: some_time(row.proposed_at.map(|proposed| proposed + silence))?,
            stars: row.stars.and_then(|stars| u8::try_from(stars).ok()),
            seq: number(row.seq),
            created_at: time(row.created_at)?,
            updated_at: time(row.updated_at)?,
        })
    }

    /// An event for agents.
    ///
    /// # Errors
    /// When a time cannot be written.
    pub fn desk_event(&self, row: EventRow) -> Result<desk::Event> {
        let step = row.data.0;
        let agent = |id| self.roster.for_agents(id, self.live);
        let text = |text: String| markdown::message(&text);
        Ok(desk::Event {
            seq: number(row.seq),
            at: time(row.created_at)?,
            by: step.by.map(agent),
            what: match step.what {
                Entry::Visible(what) => Entry::Visible(what.map(agent, text)),
                Entry::Internal(what) => Entry::Internal(what.map(agent, text)),
            },
        })
    }
}
