//! What the desk says where it is set up: sites, agents, teams, the log and the first start.

#[path = "admin/account.rs"]
mod account;
#[path = "admin/de.rs"]
mod de;
#[path = "admin/en.rs"]
mod en;
#[path = "admin/fr.rs"]
mod fr;
#[path = "admin/logged.rs"]
mod logged;
#[path = "admin/wrong.rs"]
mod wrong;

pub use self::{de::ADMIN as DE, en::ADMIN as EN, fr::ADMIN as FR};
use crate::text::Forms;

/// Each text. What stands in braces is replaced.
#[derive(Debug)]
pub struct AdminWords {
    /// How many changes an entry of the log tells of.
    pub changes: Forms,
    /// How agents may appear: full, first, alias, team.
    pub name_policies: [&'static str; 4],
    /// Kinds of answers: text, choice, number, date, checkbox.
    pub kinds: [&'static str; 5],
    /// The roles: agent, lead, admin.
    pub roles: [&'static str; 3],
    /// What the log of the settings says.
    pub logged: &'static logged::LoggedWords,
    /// What is wrong with a field of the settings.
    pub wrong: &'static wrong::WrongWords,
    /// What the settings say of agents and their accounts.
    pub account: &'static account::AccountWords,
    /// The page.
    pub settings: &'static str,
    /// A section.
    pub sites: &'static str,
    /// A section.
    pub agents: &'static str,
    /// A section.
    pub teams: &'static str,
    /// A section.
    pub log: &'static str,
    /// Saves a form.
    pub save: &'static str,
    /// It is saved.
    pub saved: &'static str,
    /// It is not saved yet.
    pub unsaved: &'static str,
    /// It was refused; nothing has changed.
    pub not_saved: &'static str,
    /// Some fields are at fault.
    pub look_at_fields: &'static str,
    /// Somebody else has saved meanwhile.
    pub somebody_was_first: &'static str,
    /// Goes on with what is typed.
    pub keep_mine: &'static str,
    /// Takes what was saved.
    pub take_theirs: &'static str,
    /// Heading of a question.
    pub leave_title: &'static str,
    /// What would be lost.
    pub leave_hint: &'static str,
    /// Leaves.
    pub leave: &'static str,
    /// Stays.
    pub stay: &'static str,
    /// Makes a site.
    pub new_site: &'static str,
    /// Makes a site.
    pub make_site: &'static str,
    /// A site's page.
    pub site_settings: &'static str,
    /// A part of a form.
    pub basics: &'static str,
    /// A field.
    pub site_name: &'static str,
    /// What it takes.
    pub site_name_hint: &'static str,
    /// A field.
    pub site_key: &'static str,
    /// What it takes.
    pub site_key_hint: &'static str,
    /// A field.
    pub origins: &'static str,
    /// What it takes.
    pub origins_hint: &'static str,
    /// A field.
    pub languages: &'static str,
    /// What it takes.
    pub languages_hint: &'static str,
    /// A field.
    pub accent: &'static str,
    /// What it takes.
    pub accent_hint: &'static str,
    /// A part of a form.
    pub topics: &'static str,
    /// What they are.
    pub topics_hint: &'static str,
    /// Adds a topic.
    pub add_topic: &'static str,
    /// A topic without a name.
    pub topic_n: &'static str,
    /// A field.
    pub topic_name: &'static str,
    /// Heading.
    pub without_topic: &'static str,
    /// A field.
    pub key: &'static str,
    /// What it takes.
    pub key_hint: &'static str,
    /// A field.
    pub goes_to: &'static str,
    /// No team in particular.
    pub everybody: &'static str,
    /// A box to tick.
    pub automatic: &'static str,
    /// Adds a field to a topic.
    pub add_field: &'static str,
    /// A field without a name.
    pub field_n: &'static str,
    /// A field.
    pub field_label: &'static str,
    /// A field.
    pub field_kind: &'static str,
    /// A box to tick.
    pub field_required: &'static str,
    /// Heading.
    pub options: &'static str,
    /// A field.
    pub option: &'static str,
    /// An option without a name.
    pub option_n: &'static str,
    /// Adds an option.
    pub add_option: &'static str,
    /// Moves a thing up.
    pub move_up: &'static str,
    /// Moves a thing down.
    pub move_down: &'static str,
    /// Takes a thing away.
    pub remove: &'static str,
    /// A part of a form.
    pub promises: &'static str,
    /// A field.
    pub promise_hours: &'static str,
    /// What it takes.
    pub promise_hours_hint: &'static str,
    /// Heading.
    pub promises_differ: &'static str,
    /// Heading.
    pub hours: &'static str,
    /// A box to tick.
    pub always_open: &'static str,
    /// A field.
    pub zone: &'static str,
    /// What it takes.
    pub zone_hint: &'static str,
    /// What the days take.
    pub days_hint: &'static str,
    /// A field.
    pub holidays: &'static str,
    /// What it takes.
    pub holidays_hint: &'static str,
    /// A part of a form.
    pub dealing: &'static str,
    /// A field.
    pub names: &'static str,
    /// What it means.
    pub names_hint: &'static str,
    /// A field.
    pub silence_days: &'static str,
    /// What it means.
    pub silence_days_hint: &'static str,
    /// A field.
    pub reopen_days: &'static str,
    /// What it means.
    pub reopen_days_hint: &'static str,
    /// A part of a form.
    pub status_words: &'static str,
    /// What it means.
    pub status_words_hint: &'static str,
    /// Heading.
    pub for_customers: &'static str,
    /// Heading.
    pub for_agents: &'static str,
    /// Heading.
    pub tag_title: &'static str,
    /// Names the tag for screen readers.
    pub tag_label: &'static str,
    /// What to do with it.
    pub tag_hint: &'static str,
    /// Copies the tag.
    pub copy: &'static str,
    /// It is copied.
    pub copied: &'static str,
    /// It could not be copied.
    pub copy_by_hand: &'static str,
    /// Where it was seen: `{origin}`, `{when}`.
    pub seen: &'static str,
    /// It was not seen yet.
    pub never_seen: &'static str,
    /// How to be seen.
    pub seen_hint: &'static str,
    /// Heading.
    pub next_steps: &'static str,
    /// Leads there.
    pub go_on_to_settings: &'static str,
    /// Leads there.
    pub go_on_to_agents: &'static str,
    /// Leads there.
    pub go_on_to_tickets: &'static str,
    /// Makes a team.
    pub new_team: &'static str,
    /// Makes a team.
    pub make_team: &'static str,
    /// A team's page.
    pub team: &'static str,
    /// A field.
    pub team_name: &'static str,
    /// Heading.
    pub members: &'static str,
    /// There are none.
    pub no_teams: &'static str,
    /// About a team: `{people}`, `{open}`.
    pub team_of: &'static str,
    /// It was refused.
    pub team_changed: &'static str,
    /// Heading and a button.
    pub remove_team: &'static str,
    /// What it does.
    pub remove_team_hint: &'static str,
    /// A box to tick, for so many tickets.
    pub release_team: Forms,
    /// It was refused.
    pub team_refused: &'static str,
    /// Heading.
    pub link_dead: &'static str,
    /// What to do.
    pub link_dead_hint: &'static str,
    /// Heading.
    pub first_run: &'static str,
    /// What comes.
    pub first_run_hint: &'static str,
    /// Sends it.
    pub set_up: &'static str,
    /// Heading.
    pub you: &'static str,
    /// Heading.
    pub first_site: &'static str,
}
