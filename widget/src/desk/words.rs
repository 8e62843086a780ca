//! The desk's words for statuses and reasons, by what they stand for.

use guichet_shared::{
    desk::{Hindrance, View},
    event::Reason,
    status::Status,
};

use crate::text::desk::Words;

impl Words {
    /// A view of the queue.
    pub fn view(&self, view: View) -> String {
        let level = |level: &str| self.views_of.level.replace("{level}", level);
        match view {
            View::Mine => self.queue.mine.to_owned(),
            View::Unassigned => self.queue.unassigned.to_owned(),
            View::All => self.queue.all.to_owned(),
            View::Overdue => self.views_of.overdue.to_owned(),
            View::Following => self.views_of.following.to_owned(),
            View::Snoozed => self.views_of.snoozed.to_owned(),
            View::Level1 => level("1"),
            View::Level2 => level("2"),
            View::Level3 => level("3"),
        }
    }

    /// A status, where the site has no word of its own for it.
    pub fn status(&self, status: Status) -> &'static str {
        let place = Status::ALL.iter().position(|known| *known == status);
        place
            .and_then(|place| self.statuses.get(place))
            .copied()
            .unwrap_or_default()
    }

    /// Why something could not be done to a ticket.
    pub fn hindrance(&self, why: Hindrance) -> &'static str {
        let w = self.sorting;
        match why {
            Hindrance::Missing => w.missing,
            Hindrance::Taken => w.taken,
            Hindrance::Standing => w.standing,
            Hindrance::Merged => w.merged,
            Hindrance::Tags => w.many_tags,
            Hindrance::KnowledgeOwed => w.knowledge_owed,
            Hindrance::ForeignPerson => w.foreign_person,
            Hindrance::Away => w.away,
            Hindrance::ForeignTeam => w.foreign_team,
            Hindrance::ForeignIncident => w.foreign_incident,
            Hindrance::Changed => w.changed,
            Hindrance::Unavailable => w.unavailable,
        }
    }

    /// A reason in a list to choose from.
    pub fn reason_choice(&self, reason: Reason) -> &'static str {
        at(&self.reason_choices, reason).unwrap_or_default()
    }

    /// A reason inside a sentence; taking a ticket up needs none.
    pub fn reason(&self, reason: Reason) -> Option<&'static str> {
        match reason {
            Reason::Solution => Some(self.history.solution),
            Reason::Back => Some(self.history.back),
            _ => at(&self.reasons, reason),
        }
    }
}

fn at(words: &[&'static str], reason: Reason) -> Option<&'static str> {
    let place = Reason::FOR_A_HANDOVER
        .iter()
        .position(|known| *known == reason)?;
    words.get(place).copied()
}
