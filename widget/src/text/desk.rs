//! What the desk says: one struct, filled once per language, so that a missing text does not
//! compile. It stands apart from the portal's, which would carry it otherwise.

#[path = "desk/admin.rs"]
mod admin;
#[path = "desk/caller.rs"]
mod caller;
#[path = "desk/de.rs"]
mod de;
#[path = "desk/en.rs"]
mod en;
#[path = "desk/fr.rs"]
mod fr;
#[path = "desk/history.rs"]
mod history;
#[path = "desk/incidents.rs"]
mod incidents;
#[path = "desk/knowledge.rs"]
mod knowledge;
#[path = "desk/links.rs"]
mod links;
#[path = "desk/macros.rs"]
mod macros;
#[path = "desk/palette.rs"]
mod palette;
#[path = "desk/relate.rs"]
mod relate;
#[path = "desk/reports.rs"]
mod reports;
#[path = "desk/sorting.rs"]
mod sorting;
#[path = "desk/team.rs"]
mod team;
#[path = "desk/together.rs"]
mod together;
#[path = "desk/views.rs"]
mod views;

pub use self::admin::AdminWords;
pub use self::links::LinkWords;
use super::Forms;

/// The desk's words in a language of the interface.
#[must_use]
pub fn words(code: &str) -> &'static Words {
    match code.split('-').next() {
        Some("fr") => &fr::WORDS,
        Some("de") => &de::WORDS,
        _ => &en::WORDS,
    }
}

/// Each text of the desk. What stands in braces is replaced.
#[derive(Debug)]
pub struct Words {
    /// The statuses, in the order of a ticket's life.
    pub statuses: [&'static str; 6],
    /// Why a ticket moves, in a list to choose from.
    pub reason_choices: [&'static str; 6],
    /// The same inside a sentence for agents.
    pub reasons: [&'static str; 6],
    /// How many articles there are.
    pub article_count: Forms,

    /// What the palette says.
    pub palette: &'static palette::PaletteWords,

    /// What the desk says where tickets are sorted, one or many.
    pub sorting: &'static sorting::SortingWords,

    /// What the desk says of tickets that have to do with each other.
    pub relate: &'static relate::RelateWords,

    /// What the desk says of macros.
    pub macros: &'static macros::MacroWords,

    /// What the desk says where a ticket is opened for somebody who called.
    pub caller: &'static caller::CallerWords,

    // The frame.
    /// The desk's name.
    pub desk: &'static str,
    /// The page with the queues.
    pub tickets: &'static str,
    /// The page with the articles.
    pub articles: &'static str,
    /// Names the links in the bar for screen readers.
    pub pages: &'static str,
    /// Leads past the bar.
    pub skip: &'static str,
    /// Said while something loads.
    pub loading: &'static str,
    /// Something could not be loaded.
    pub failed: &'static str,
    /// What is kept then.
    pub failed_hint: &'static str,
    /// Asks again.
    pub retry: &'static str,
    /// Back to the queue.
    pub back: &'static str,
    /// Closes what is open.
    pub close: &'static str,
    /// Closes without doing anything.
    pub cancel: &'static str,
    /// Hides a message that was read.
    pub dismiss: &'static str,
    /// Said on links that open a new tab.
    pub new_tab: &'static str,
    /// A ticked box.
    pub yes: &'static str,
    /// Changes do not arrive yet.
    pub connecting: &'static str,
    /// Changes arrive at once.
    pub live: &'static str,
    /// Changes do not arrive just now.
    pub cut: &'static str,
    /// Tries to connect at once.
    pub connect: &'static str,

    // Who is here.
    /// Signs in.
    pub sign_in: &'static str,
    /// Heading above the form.
    pub sign_in_title: &'static str,
    /// On the button while it works.
    pub signing_in: &'static str,
    /// Signs out.
    pub sign_out: &'static str,
    /// An address.
    pub email: &'static str,
    /// A password.
    pub password: &'static str,
    /// A field is empty.
    pub credentials_missing: &'static str,
    /// The password is not right.
    pub no_match: &'static str,
    /// The session has ended.
    pub expired_title: &'static str,
    /// What that means.
    pub expired: &'static str,
    /// Beside one's own name.
    pub you: &'static str,
    /// Before the name of who is signed in.
    pub you_are: &'static str,
    /// An agent's level; `{level}`.
    pub level: &'static str,
    /// At the desk just now.
    pub here: &'static str,
    /// Not at the desk just now.
    pub away: &'static str,
    /// Light or dark.
    pub theme: &'static str,
    /// As the device says.
    pub theme_auto: &'static str,
    /// Always light.
    pub theme_light: &'static str,
    /// Always dark.
    pub theme_dark: &'static str,
    /// A language.
    pub language: &'static str,

    // Refusals.
    /// There is nothing by this name.
    pub gone: &'static str,
    /// Somebody was faster.
    pub changed: &'static str,
    /// How a ticket stands now; `{who}`, `{status}`.
    pub now_with: &'static str,
    /// Too often; `{when}`.
    pub too_many: &'static str,
    /// A field is not right.
    pub refused: &'static str,
    /// A file is too large.
    pub too_large: &'static str,
    /// A file is of a kind that is not taken.
    pub wrong_kind: &'static str,
    /// No answer.
    pub broken: &'static str,
    /// Nothing can be stored just now.
    pub unavailable: &'static str,

    // The queue.
    /// Names the column.
    pub queue: &'static str,
    /// Names the links to the queues.
    pub views: &'static str,
    /// One's own tickets.
    pub mine: &'static str,
    /// Nobody's tickets.
    pub unassigned: &'static str,
    /// All tickets.
    pub all: &'static str,
    /// The search box.
    pub search_tickets: &'static str,
    /// The list of statuses.
    pub filter_status: &'static str,
    /// All but closed.
    pub not_closed: &'static str,
    /// All statuses.
    pub any_status: &'static str,
    /// The list of orders.
    pub sort: &'static str,
    /// What changed last first.
    pub sort_updated: &'static str,
    /// The newest first.
    pub sort_created: &'static str,
    /// What is due soonest first.
    pub sort_due: &'static str,
    /// A site.
    pub site: &'static str,
    /// All sites.
    pub all_sites: &'static str,
    /// Which part of a list is shown; `{from}`, `{to}`, `{total}`.
    pub page: &'static str,
    /// The page before.
    pub page_before: &'static str,
    /// The page after.
    pub page_after: &'static str,
    /// The own queue is empty.
    pub none_mine: &'static str,
    /// What to do then.
    pub none_mine_hint: &'static str,
    /// Leads to nobody's tickets.
    pub see_unassigned: &'static str,
    /// Nobody's queue is empty.
    pub none_unassigned: &'static str,
    /// What that means.
    pub none_unassigned_hint: &'static str,
    /// No ticket at all.
    pub none: &'static str,
    /// What that means.
    pub none_hint: &'static str,
    /// Nothing found; `{query}`.
    pub none_found: &'static str,
    /// What to do then.
    pub none_found_hint: &'static str,
    /// Who asked.
    pub customer: &'static str,
    /// Nobody has it.
    pub nobody: &'static str,
    /// Before the exact time of a promise.
    pub promised: &'static str,
    /// Until when an update is promised; `{time}`.
    pub by: &'static str,
    /// A promise that was not kept; `{ago}`.
    pub late: &'static str,
    /// The same where there is more room; `{time}`.
    pub update_by: &'static str,
    /// The same where there is more room; `{ago}`.
    pub update_late: &'static str,

    // A ticket.
    /// Names the column with the ticket.
    pub ticket: &'static str,
    /// No ticket is open.
    pub choose: &'static str,
    /// What happens then.
    pub choose_hint: &'static str,
    /// The ticket does not exist.
    pub ticket_missing: &'static str,
    /// Why.
    pub ticket_missing_hint: &'static str,
    /// Shows what is known around the ticket.
    pub details: &'static str,
    /// For whom a ticket waits; `{reason}`.
    pub held: &'static str,
    /// Takes a ticket.
    pub take: &'static str,
    /// After taking.
    pub taken: &'static str,
    /// Gives a ticket to somebody else.
    pub hand_over: &'static str,
    /// Gives a ticket that nobody has to somebody.
    pub assign: &'static str,
    /// The menu of statuses.
    pub set_status: &'static str,
    /// Goes on with it.
    pub set_open: &'static str,
    /// Waits for the customer.
    pub set_waiting: &'static str,
    /// Waits for somebody else.
    pub set_on_hold: &'static str,
    /// Ends it.
    pub set_closed: &'static str,
    /// No update is promised.
    pub no_promise: &'static str,
    /// The menu of promises.
    pub promise_hint: &'static str,
    /// Promises.
    pub promise: &'static str,
    /// A promise.
    pub in_an_hour: &'static str,
    /// A promise.
    pub in_four_hours: &'static str,
    /// A promise.
    pub tomorrow: &'static str,
    /// A promise.
    pub another_time: &'static str,
    /// A time that is over.
    pub promise_past: &'static str,
    /// Names the timeline.
    pub timeline: &'static str,
    /// Above a proposed solution.
    pub proposal: &'static str,
    /// Above a note.
    pub internal: &'static str,
    /// Who did what nobody did by hand.
    pub system: &'static str,
    /// Said when something came from the customer.
    pub customer_wrote: &'static str,
    /// The customer is writing.
    pub customer_types: &'static str,
    /// Downloads a file.
    pub download: &'static str,
    /// Shows a picture large; `{name}`.
    pub show_picture: &'static str,
    /// `{who}`, `{status}`.
    pub did_status: &'static str,
    /// `{who}`.
    pub did_take: &'static str,
    /// `{who}`, `{to}`.
    pub did_assign: &'static str,
    /// `{who}`, `{to}`.
    pub did_hand_over: &'static str,
    /// `{who}`, `{from}`, `{to}`.
    pub did_move: &'static str,
    /// `{who}`.
    pub did_put_back: &'static str,
    /// `{who}`.
    pub did_accept: &'static str,
    /// `{who}`.
    pub did_refuse: &'static str,
    /// `{who}`, `{stars}`.
    pub did_rate: &'static str,
    /// `{who}`, `{time}`.
    pub did_promise: &'static str,
    /// `{reason}`.
    pub because: &'static str,
    /// What happened behind the scenes.
    pub history: &'static history::HistoryWords,
    /// Of working together, and what guests read.
    pub together: &'static together::TogetherWords,
    /// Of setting the desk up.
    pub admin: &'static AdminWords,
    /// Links with which passwords are set, and covers who go.
    pub links: &'static LinkWords,
    /// What it says of known problems.
    pub incidents: &'static incidents::IncidentWords,
    /// What the desk says in the report of a day.
    pub reports: &'static reports::ReportWords,
    /// The views of the queue.
    pub views_of: &'static views::ViewWords,
    /// Those who share the work, and their absences.
    pub team: &'static team::TeamWords,
    /// Articles beside a ticket.
    pub knowledge: &'static knowledge::KnowledgeWords,

    // Writing.
    /// Names the composer.
    pub composer: &'static str,
    /// Names the choice.
    pub composer_modes: &'static str,
    /// A message to the customer.
    pub reply: &'static str,
    /// A note for colleagues.
    pub note: &'static str,
    /// A solution.
    pub propose: &'static str,
    /// In the empty field.
    pub reply_hint: &'static str,
    /// In the empty field.
    pub note_hint: &'static str,
    /// In the empty field.
    pub proposal_hint: &'static str,
    /// Adds files.
    pub attach: &'static str,
    /// Takes a file off; `{name}`.
    pub remove_file: &'static str,
    /// More files than go at once; `{n}`.
    pub too_many_files: &'static str,
    /// Sends.
    pub send_reply: &'static str,
    /// Sends.
    pub send_note: &'static str,
    /// Sends.
    pub send_proposal: &'static str,
    /// On the button while it works.
    pub sending: &'static str,
    /// The key that sends.
    pub send_key: &'static str,
    /// Said after sending.
    pub sent_reply: &'static str,
    /// Said after sending.
    pub sent_note: &'static str,
    /// Said after sending.
    pub sent_proposal: &'static str,

    // Handing over.
    /// Heading of the dialog.
    pub hand_over_title: &'static str,
    /// The choice of colleagues.
    pub to_whom: &'static str,
    /// Nobody in particular.
    pub to_queue: &'static str,
    /// What that means.
    pub to_queue_hint: &'static str,
    /// Nobody was chosen.
    pub choose_whom: &'static str,
    /// The colleague may not have it.
    pub not_of_site: &'static str,
    /// Why.
    pub reason_label: &'static str,
    /// Besides the reason.
    pub public_note: &'static str,
    /// What it is for.
    pub public_note_hint: &'static str,
    /// For the next agent.
    pub internal_note: &'static str,
    /// What it is for.
    pub internal_note_hint: &'static str,
    /// Above the sentence for the customer.
    pub customer_reads: &'static str,
    /// What may differ.
    pub customer_reads_hint: &'static str,
    /// Said after a handover.
    pub handed_over: &'static str,
    /// Heading of the dialog.
    pub hold_title: &'static str,
    /// For whom or what it waits.
    pub hold_reason: &'static str,
    /// Who reads it.
    pub hold_reason_hint: &'static str,
    /// It is empty.
    pub hold_missing: &'static str,
    /// Does it.
    pub put_on_hold: &'static str,

    // What is known around a ticket.
    /// The customer's name.
    pub name: &'static str,
    /// The customer gave none.
    pub no_name: &'static str,
    /// Beside an address.
    pub not_verified: &'static str,
    /// What that means.
    pub not_verified_hint: &'static str,
    /// When it was filed.
    pub filed: &'static str,
    /// The customer's rating.
    pub rating: &'static str,
    /// `{stars}`.
    pub of_five: &'static str,
    /// Heading of the answers.
    pub request: &'static str,
    /// The topic.
    pub topic: &'static str,
    /// The closed ticket before.
    pub follows: &'static str,
    /// Leads there.
    pub earlier_ticket: &'static str,
    /// Heading of searches and articles.
    pub tried: &'static str,
    /// What was searched.
    pub searched: &'static str,
    /// What was read.
    pub read: &'static str,
    /// Other tickets of the same customer.
    pub others: &'static str,

    // Articles.
    /// Starts one.
    pub new_article: &'static str,
    /// The search box.
    pub search_articles: &'static str,
    /// All languages.
    pub all_languages: &'static str,
    /// The list of kinds.
    pub visibility: &'static str,
    /// Published or not.
    pub any_article: &'static str,
    /// Customers see it.
    pub published: &'static str,
    /// Customers do not see it.
    pub draft: &'static str,
    /// Nothing in the list.
    pub no_articles: &'static str,
    /// What to do then.
    pub no_articles_hint: &'static str,
    /// How many it helped; `{yes}`, `{all}`.
    pub votes: &'static str,
    /// Back to the list.
    pub back_to_articles: &'static str,
    /// The article does not exist.
    pub article_missing: &'static str,
    /// Why.
    pub article_missing_hint: &'static str,
    /// A field.
    pub title: &'static str,
    /// A field.
    pub category: &'static str,
    /// A field.
    pub keywords: &'static str,
    /// What it is for.
    pub keywords_hint: &'static str,
    /// A field.
    pub slug: &'static str,
    /// What it is for.
    pub slug_hint: &'static str,
    /// Another article has it.
    pub slug_taken: &'static str,
    /// A field.
    pub body: &'static str,
    /// How it is written.
    pub body_hint: &'static str,
    /// How customers will see it.
    pub preview: &'static str,
    /// There is nothing to show.
    pub preview_empty: &'static str,
    /// Saves.
    pub save_draft: &'static str,
    /// Publishes.
    pub publish: &'static str,
    /// Publishes.
    pub publish_changes: &'static str,
    /// Makes a draft of it.
    pub unpublish: &'static str,
    /// While it works.
    pub saving: &'static str,
    /// There are changes.
    pub unsaved: &'static str,
    /// After saving.
    pub saved_draft: &'static str,
    /// After saving.
    pub saved_published: &'static str,
    /// Fields are not right; `{fields}`.
    pub fields_wrong: &'static str,
    /// Somebody saved another version; `{version}`.
    pub article_conflict: &'static str,
    /// The list of versions.
    pub versions: &'static str,
    /// One of them; `{n}`.
    pub version: &'static str,
    /// Nobody wrote it here.
    pub imported: &'static str,
    /// Takes a text up again.
    pub restore: &'static str,
    /// What that does.
    pub restore_hint: &'static str,

    // Keys.
    /// Heading of the list.
    pub keys: &'static str,
    /// What a key does.
    pub key_next: &'static str,
    /// What a key does.
    pub key_before: &'static str,
    /// What a key does.
    pub key_open: &'static str,
    /// What a key does.
    pub key_search: &'static str,
    /// What a key does.
    pub key_reply: &'static str,
    /// What a key does.
    pub key_note: &'static str,
    /// What a key does.
    pub key_send: &'static str,
    /// What a key does.
    pub key_help: &'static str,
    /// What a key does.
    pub key_escape: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::LANGUAGES;

    #[test]
    fn the_desk_speaks_every_language_of_the_interface() {
        let mut names: Vec<_> = LANGUAGES.iter().map(|it| words(it.code).sign_in).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), LANGUAGES.len());
    }

    #[test]
    fn every_language_fills_the_same_gaps() {
        for language in LANGUAGES {
            let w = words(language.code);
            for (text, gaps) in [
                (w.page, ["{from}", "{to}", "{total}"].as_slice()),
                (w.now_with, &["{who}", "{status}"]),
                (w.did_move, &["{who}", "{from}", "{to}"]),
                (w.votes, &["{yes}", "{all}"]),
                (w.too_many, &["{when}"]),
            ] {
                for gap in gaps {
                    assert!(text.contains(gap), "{}: {text}", language.code);
                }
            }
        }
    }
}
