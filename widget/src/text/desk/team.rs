//! What the desk calls those who share the work, and their absences.

#[path = "team/de.rs"]
mod de;
#[path = "team/en.rs"]
mod en;
#[path = "team/fr.rs"]
mod fr;

pub use self::{de::TEAM as DE, en::TEAM as EN, fr::TEAM as FR};

/// Each name and sentence. What stands in braces is replaced.
#[derive(Debug)]
pub struct TeamWords {
    /// The page.
    pub team: &'static str,
    /// Those who share the work.
    pub members: &'static str,
    /// How many tickets somebody has, of how many at most; `{n}`, `{most}`.
    pub load: &'static str,
    /// What that means.
    pub load_hint: &'static str,
    /// Somebody has no absence, and the desk is not open before them.
    pub not_here: &'static str,
    /// Somebody is away; `{time}`.
    pub away_until: &'static str,
    /// Nobody knows until when.
    pub away_open: &'static str,
    /// `{cover}`.
    pub covered: &'static str,
    /// Their tickets are in the queue.
    pub not_covered: &'static str,
    /// The list of absences.
    pub absences: &'static str,
    /// There is none.
    pub none: &'static str,
    /// What absences are for.
    pub none_hint: &'static str,
    /// Opens the form.
    pub plan: &'static str,
    /// Above the form.
    pub plan_title: &'static str,
    /// Opens the form for an absence that begins now.
    pub go: &'static str,
    /// Above that form.
    pub go_title: &'static str,
    /// What going away does.
    pub go_hint: &'static str,
    /// Ends one's own absence.
    pub back: &'static str,
    /// Said then.
    pub is_back: &'static str,
    /// Who is away.
    pub who: &'static str,
    /// From when.
    pub from: &'static str,
    /// Until when.
    pub until: &'static str,
    /// Nobody knows until when.
    pub open_end: &'static str,
    /// Who covers.
    pub cover: &'static str,
    /// Below it.
    pub cover_hint: &'static str,
    /// Nobody in particular covers.
    pub queue: &'static str,
    /// Whether tickets come back.
    pub give_back: &'static str,
    /// Below it.
    pub give_back_hint: &'static str,
    /// Sends a planned absence.
    pub save: &'static str,
    /// Said then.
    pub saved: &'static str,
    /// Above the form that changes one.
    pub change_title: &'static str,
    /// Opens that form.
    pub change: &'static str,
    /// Ends an absence that has begun.
    pub end: &'static str,
    /// Calls one off that has not.
    pub call_off: &'static str,
    /// Said then.
    pub ended: &'static str,
    /// From a time until another; `{from}`, `{until}`.
    pub between: &'static str,
    /// From a time on; `{from}`.
    pub from_on: &'static str,
    /// What is still open comes back at the end.
    pub comes_back: &'static str,
    /// No beginning was chosen.
    pub from_missing: &'static str,
    /// No end was chosen.
    pub until_missing: &'static str,
    /// The end is not after the beginning.
    pub wrong_until: &'static str,
    /// The cover answers for none of the same sites.
    pub wrong_cover: &'static str,
    /// The agent cannot be sent away by the caller.
    pub wrong_who: &'static str,
    /// Heads what the absence will bring.
    pub brings: &'static str,
    /// In place of a time: at once.
    pub now: &'static str,
    /// In place of a time: nobody knows until when.
    pub further_notice: &'static str,
    /// When it is; `{from}`, `{until}`.
    pub will: &'static str,
    /// `{cover}` has the tickets.
    pub will_cover: &'static str,
    /// The queue has them.
    pub will_queue: &'static str,
    /// What is still open comes back.
    pub will_back: &'static str,
    /// `{who}`, the cover, is away too at that time, `{when}`, and `{has}` has the tickets.
    pub cover_away: &'static str,
    /// The same, and the queue has them.
    pub cover_away_queue: &'static str,
    /// `{who}` was to be covered by who goes, `{when}`, and `{has}` has the tickets.
    pub covers_for: &'static str,
    /// The same, and the queue has them.
    pub covers_for_queue: &'static str,
    /// There is an absence at that time already.
    pub twice: &'static str,
    /// Takes the most urgent ticket.
    pub next: &'static str,
    /// What its key does.
    pub key_next: &'static str,
    /// Nothing waits.
    pub no_next: &'static str,
    /// Nothing can be taken while away.
    pub not_while_away: &'static str,
    /// Offers the cover of somebody away; `{who}`, `{cover}`.
    pub choose_cover: &'static str,
    /// Somebody away was chosen; `{who}`.
    pub cannot: &'static str,
}
