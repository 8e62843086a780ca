//! Absences: who is away, until when, and who covers.

use std::collections::{HashMap, HashSet};

use guichet_shared::{
    absence::AbsenceId,
    agent::{AgentId, Away},
    event::{By, Reason, What},
    site::SiteId,
};
use sqlx::FromRow;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use crate::{
    db::Db,
    error::{Error, Result},
    tickets::events::{Step, TicketRow},
};

mod inputs;
pub mod moving;
mod routes;
pub mod store;

pub use self::routes::routes;

/// An agent's absence.
#[derive(Clone, Debug, FromRow)]
pub struct AbsenceRow {
    /// Its id.
    pub id: AbsenceId,
    /// Who is away.
    pub agent_id: AgentId,
    /// Who has the agent's tickets meanwhile.
    pub cover_id: Option<AgentId>,
    /// From when.
    pub from_at: OffsetDateTime,
    /// Until when, where that is known.
    pub until_at: Option<OffsetDateTime>,
    /// Whether what is still open goes back at the end.
    pub give_back: bool,
    /// Ended or called off before its time.
    pub ended_at: Option<OffsetDateTime>,
}

/// Who is away at a time, and who answers for what meanwhile.
#[derive(Clone, Debug, Default)]
pub struct Absent {
    away: HashMap<AgentId, AbsenceRow>,
    /// Who can take tickets of which site, where somebody is away at all.
    answering: HashSet<(AgentId, SiteId)>,
}

impl Absent {
    /// Who is away at `now`; of an agent's absences that overlap, the one that lasts longest
    /// counts.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn load(db: &Db, now: OffsetDateTime) -> sqlx::Result<Self> {
        let current = store::current(db, now).await?;
        if current.is_empty() {
            return Ok(Self::default());
        }
        let away = current.into_iter().map(|row| (row.agent_id, row));
        Ok(Self {
            away: away.collect(),
            answering: store::answering(db).await?.into_iter().collect(),
        })
    }

    /// Who is away.
    pub fn agents(&self) -> impl Iterator<Item = AgentId> {
        self.away.keys().copied()
    }

    /// Whether an agent is away.
    #[must_use]
    pub fn has(&self, agent: AgentId) -> bool {
        self.away.contains_key(&agent)
    }

    /// Refuses an agent who is away.
    ///
    /// # Errors
    /// `Error::Conflict`.
    pub fn must_not_have(&self, agent: AgentId) -> Result<()> {
        if self.has(agent) {
            return Err(Error::Conflict(
                "You are away just now. End your absence before you take tickets.",
            ));
        }
        Ok(())
    }

    /// An agent's absence, with who really covers: a cover who is away too has a cover.
    #[must_use]
    pub fn of(&self, agent: AgentId) -> Option<Away> {
        let row = self.away.get(&agent)?;
        Some(Away {
            until: row.until_at.and_then(|until| until.format(&Rfc3339).ok()),
            cover: self.cover(agent),
        })
    }

    /// Who covers for an agent in the end; nobody where the covers run in a circle.
    fn cover(&self, agent: AgentId) -> Option<AgentId> {
        let mut cover = agent;
        // Each one away is asked once: after that it is a circle.
        for _ in 0..=self.away.len() {
            match self.away.get(&cover) {
                Some(row) => cover = row.cover_id?,
                None => return Some(cover),
            }
        }
        None
    }

    /// Who covers for an agent on a site; nobody where the cover does not answer for it.
    #[must_use]
    pub fn cover_on(&self, agent: AgentId, site: SiteId) -> Option<AgentId> {
        let cover = self.cover(agent)?;
        self.answering.contains(&(cover, site)).then_some(cover)
    }

    /// The handover of a ticket from who is away to who covers, where its holder is away.
    #[must_use]
    pub fn handover(&self, ticket: &TicketRow) -> Option<Step> {
        let from = ticket.assignee?;
        let away = self.of(from)?;
        Some(Step::visible(
            By::System,
            What::Handover {
                from: Some(from),
                to: self.cover_on(from, ticket.site_id),
                reason: Reason::Absence,
                note: None,
                level: None,
                until: away.until,
            },
        ))
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn agent(number: u128) -> AgentId {
        AgentId(Uuid::from_u128(number))
    }

    fn absent(covers: &[(u128, Option<u128>)]) -> Absent {
        let site = SiteId(Uuid::nil());
        let row = |(who, cover): &(u128, Option<u128>)| AbsenceRow {
            id: AbsenceId(Uuid::nil()),
            agent_id: agent(*who),
            cover_id: cover.map(agent),
            from_at: OffsetDateTime::UNIX_EPOCH,
            until_at: None,
            give_back: false,
            ended_at: None,
        };
        Absent {
            away: covers
                .iter()
                .map(|row_of| (agent(row_of.0), row(row_of)))
                .collect(),
            answering: (1..9).map(|number| (agent(number), site)).collect(),
        }
    }

    #[test]
    fn a_cover_who_is_away_too_is_covered_and_a_circle_ends_in_the_queue() {
        let on = |absent: &Absent, who| absent.cover_on(agent(who), SiteId(Uuid::nil()));
        let chain = absent(&[(1, Some(2)), (2, Some(3)), (4, None), (5, Some(4))]);
        assert_eq!(on(&chain, 1), Some(agent(3)));
        assert_eq!(on(&chain, 2), Some(agent(3)));
        assert_eq!((on(&chain, 4), on(&chain, 5)), (None, None));
        let circle = absent(&[(1, Some(2)), (2, Some(3)), (3, Some(2))]);
        assert_eq!(
            (on(&circle, 1), on(&circle, 2), on(&circle, 3)),
            (None, None, None)
        );
        assert_eq!(
            circle.of(agent(1)),
            Some(Away {
                until: None,
                cover: None
            })
        );
        // Somebody who does not answer for the site cannot cover on it.
        let elsewhere = absent(&[(1, Some(20))]);
        assert_eq!(on(&elsewhere, 1), None);
    }
}
