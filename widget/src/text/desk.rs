//! What the desk says: one struct, filled once per language, so that a missing text does not
//! compile. It stands apart from the portal's, which would carry it otherwise.

#[path = "desk/admin.rs"]
mod admin;
#[path = "desk/around.rs"]
mod around;
#[path = "desk/article.rs"]
mod article;
#[path = "desk/caller.rs"]
mod caller;
#[path = "desk/closing.rs"]
mod closing;
#[path = "desk/composer.rs"]
mod composer;
#[path = "desk/de.rs"]
mod de;
#[path = "desk/en.rs"]
mod en;
#[path = "desk/event.rs"]
mod event;
#[path = "desk/fr.rs"]
mod fr;
#[path = "desk/handover.rs"]
mod handover;
#[path = "desk/history.rs"]
mod history;
#[path = "desk/incidents.rs"]
mod incidents;
#[path = "desk/keyboard.rs"]
mod keyboard;
#[path = "desk/knowledge.rs"]
mod knowledge;
#[path = "desk/links.rs"]
mod links;
#[path = "desk/macros.rs"]
mod macros;
#[path = "desk/palette.rs"]
mod palette;
#[path = "desk/put_off.rs"]
mod put_off;
#[path = "desk/queue.rs"]
mod queue;
#[path = "desk/refusal.rs"]
mod refusal;
#[path = "desk/relate.rs"]
mod relate;
#[path = "desk/reports.rs"]
mod reports;
#[path = "desk/session.rs"]
mod session;
#[path = "desk/sorting.rs"]
mod sorting;
#[path = "desk/team.rs"]
mod team;
#[path = "desk/together.rs"]
mod together;
#[path = "desk/views.rs"]
mod views;

pub use self::{admin::AdminWords, links::LinkWords};
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
    /// What being on hold means, and what the customer sees of it.
    pub hold_explained: &'static str,
    /// Ends it.
    pub set_closed: &'static str,
    /// No update is promised.
    pub no_promise: &'static str,
    /// The menu of promises.
    pub promise_hint: &'static str,
    /// Promises.
    pub promise: &'static str,
    /// What a promise is, and who sees it.
    pub promise_explained: &'static str,
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
    /// Of the queue, and in each of its rows.
    pub queue: &'static queue::QueueWords,
    /// Where a ticket is closed by hand.
    pub closing: &'static closing::ClosingWords,
    /// Where a ticket is put off beyond what was promised.
    pub put_off: &'static put_off::PutOffWords,
    /// Where an agent writes.
    pub composer: &'static composer::ComposerWords,
    /// Where a ticket is handed over or put on hold.
    pub handover: &'static handover::HandoverWords,
    /// Of all that is known around a ticket.
    pub around: &'static around::AroundWords,
    /// Of articles: their list and their editor.
    pub article: &'static article::ArticleWords,
    /// Of its keys.
    pub keyboard: &'static keyboard::KeyboardWords,
    /// Where agents sign in and out.
    pub session: &'static session::SessionWords,
    /// When the server refuses something.
    pub refusal: &'static refusal::RefusalWords,
    /// Of what customers see happen to a ticket.
    pub event: &'static event::EventWords,
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::LANGUAGES;

    #[test]
    fn the_desk_speaks_every_language_of_the_interface() {
        let mut names: Vec<_> = LANGUAGES
            .iter()
            .map(|it| words(it.code).session.sign_in)
            .collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), LANGUAGES.len());
    }

    #[test]
    fn every_language_fills_the_same_gaps() {
        for language in LANGUAGES {
            let w = words(language.code);
            for (text, gaps) in [
                (w.queue.page, ["{from}", "{to}", "{total}"].as_slice()),
                (w.refusal.now_with, &["{who}", "{status}"]),
                (w.event.did_move, &["{who}", "{from}", "{to}"]),
                (w.article.votes, &["{yes}", "{all}"]),
                (w.refusal.too_many, &["{when}"]),
            ] {
                for gap in gaps {
                    assert!(text.contains(gap), "{}: {text}", language.code);
                }
            }
        }
    }
}
