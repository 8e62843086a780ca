//! What the desk says where tickets are sorted, one or many.

#[path = "sorting/de.rs"]
mod de;
#[path = "sorting/en.rs"]
mod en;
#[path = "sorting/fr.rs"]
mod fr;

pub use self::{de::SORTING as DE, en::SORTING as EN, fr::SORTING as FR};

use crate::text::Forms;

/// Each text. What stands in braces is replaced.
#[derive(Debug)]
pub struct SortingWords {
    /// What a key does.
    pub key_select: &'static str,
    /// What a key does.
    pub key_extend: &'static str,
    /// What a key does.
    pub key_extend_up: &'static str,
    /// Names the menu.
    pub priority: &'static str,
    /// Opens the menu.
    pub set_priority: &'static str,
    /// Sets the priority to `{priority}`.
    pub priority_to: &'static str,
    /// Names the tags.
    pub tags: &'static str,
    /// Goes to the tags.
    pub edit_tags: &'static str,
    /// Changes the tags of many.
    pub set_tags: &'static str,
    /// Adds one.
    pub add_tag: &'static str,
    /// Tags that come.
    pub add_tags: &'static str,
    /// Tags that go.
    pub remove_tags: &'static str,
    /// Removes `{tag}`.
    pub remove_tag: &'static str,
    /// What a tag may hold.
    pub tags_hint: &'static str,
    /// `{tags}`, each in quotes, are none.
    pub no_tags: &'static str,
    /// What stands around each of them; `{tag}` is replaced.
    pub tag_quoted: &'static str,
    /// Nothing was typed.
    pub tags_missing: &'static str,
    /// Puts a ticket off.
    pub snooze: &'static str,
    /// What putting off means, and that customers do not see it.
    pub snooze_explained: &'static str,
    /// Until some hours from now.
    pub snooze_today: &'static str,
    /// Until tomorrow.
    pub snooze_tomorrow: &'static str,
    /// Until Monday.
    pub snooze_monday: &'static str,
    /// Puts it off until the time chosen.
    pub snooze_then: &'static str,
    /// Brings it back now.
    pub wake: &'static str,
    /// It is put off until `{time}`.
    pub put_off: &'static str,
    /// Selects `{n}`.
    pub select: &'static str,
    /// How many are selected.
    pub selected: Forms,
    /// How many were changed.
    pub done: Forms,
    /// Selects none.
    pub clear: &'static str,
    /// Names the bar.
    pub bulk: &'static str,
    /// Opens what can be done.
    pub actions: &'static str,
    /// Heads who has them.
    pub whose: &'static str,
    /// Gives them to somebody.
    pub give: &'static str,
    /// Heads the dialog for so many.
    pub give_title: Forms,
    /// Gives so many.
    pub give_now: Forms,
    /// So many were given to `{to}`.
    pub given: Forms,
    /// So many went back.
    pub returned: Forms,
    /// Nobody was chosen.
    pub choose_whom: &'static str,
    /// No reason was chosen.
    pub choose_reason: &'static str,
    /// Who reads the reason.
    pub reason_hint: &'static str,
    /// Heads the colleagues to choose from.
    pub people: &'static str,
    /// Heads the teams to choose from.
    pub teams: &'static str,
    /// Whose queue.
    pub team: &'static str,
    /// No team in particular.
    pub no_team: &'static str,
    /// Why something could not be done to a ticket, as whole sentences.
    pub missing: &'static str,
    /// Somebody else has it.
    pub taken: &'static str,
    /// It is no move from where it stands.
    pub standing: &'static str,
    /// It goes on in another one.
    pub merged: &'static str,
    /// It has too many tags.
    pub many_tags: &'static str,
    /// Its solution is not in the articles.
    pub knowledge_owed: &'static str,
    /// Not the person's site.
    pub foreign_person: &'static str,
    /// The person is away.
    pub away: &'static str,
    /// Not the team's site.
    pub foreign_team: &'static str,
    /// Why not.
    pub foreign_incident: &'static str,
    /// It is not as it was.
    pub changed: &'static str,
    /// Not just now.
    pub unavailable: &'static str,
}
