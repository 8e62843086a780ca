//! What the portal and the desk say: one struct, filled once per language, so that a missing
//! text does not compile. The desk carries all languages; the portal is given one of them as a
//! file. Free of dependencies, so that the build can write those files.

#[path = "text/incident.rs"]
pub mod incident;
#[path = "text/lines.rs"]
mod lines;
#[path = "text/ticket.rs"]
pub mod ticket;

// The desk's words have a struct of their own, so that the portal does not carry them.
#[path = "text/desk.rs"]
pub(crate) mod desk;

pub use self::{lines::Lines, ticket::TicketText};

/// Words that depend on a number: pairs of a plural category of the language, as
/// `Intl.PluralRules` names it, and the text with `{n}` in it. The last pair serves every
/// category that is not named.
pub type Forms = &'static [(&'static str, &'static str)];

/// A language that the interface speaks.
#[derive(Clone, Copy, Debug)]
pub struct Language {
    /// Its BCP 47 code.
    pub code: &'static str,
    /// Its name, in itself.
    pub name: &'static str,
    /// Its words.
    pub text: &'static Text,
}

impl PartialEq for Language {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

/// Declares the languages, each with its file and its own name.
macro_rules! languages {
    ($($code:ident $file:tt $name:literal,)*) => {
        $(#[path = $file] mod $code;)*

        /// The code and the name of every language of the interface, the first for where nothing
        /// else fits.
        pub const NAMES: &[(&str, &str)] = &[$((stringify!($code), $name),)*];

        /// The same with their words. The portal must not name it: it would carry them all.
        pub const LANGUAGES: &[Language] = &[
            $(Language { code: stringify!($code), name: $name, text: &$code::TEXT },)*
        ];
    };
}

languages! {
    en "text/en.rs" "English",
    fr "text/fr.rs" "Français",
    de "text/de.rs" "Deutsch",
}

/// The interface's language for a BCP 47 tag, whatever its region: `fr` for `fr-CA`.
#[must_use]
pub fn language(tag: &str) -> Option<&'static Language> {
    let code = tag.split(['-', '_']).next().unwrap_or_default();
    LANGUAGES
        .iter()
        .find(|language| language.code.eq_ignore_ascii_case(code))
}

lines::lines! {
/// Each text of the interface. What stands in braces is replaced.
#[derive(Debug)]
pub struct Text {
    /// The launcher's name on the host page, and the portal's in its window title.
    pub launcher: &'static str,
    /// The question above the search box.
    pub greeting: &'static str,
    /// The search box's name for screen readers.
    pub search: &'static str,
    /// The hint inside the empty search box.
    pub search_hint: &'static str,
    /// Empties the search box.
    pub clear: &'static str,
    /// Heading of the most useful articles.
    pub popular: &'static str,
    /// Heading of the categories.
    pub categories: &'static str,
    /// How many articles a category has.
    pub articles: Forms,
    /// How many articles a search found; `{n}`.
    pub results: Forms,
    /// Nothing found; `{query}`.
    pub no_result: &'static str,
    /// What to do when nothing is found.
    pub no_result_hint: &'static str,
    /// Goes back to the page before.
    pub back: &'static str,
    /// Closes the panel.
    pub close: &'static str,
    /// Opens the choice of language and appearance.
    pub settings: &'static str,
    /// Heading of the choice of language.
    pub language: &'static str,
    /// A language that was chosen is not to be had; `{language}`.
    pub language_failed: &'static str,
    /// Heading of the choice of light or dark.
    pub theme: &'static str,
    /// Light or dark as the device says.
    pub theme_auto: &'static str,
    /// Always light.
    pub theme_light: &'static str,
    /// Always dark.
    pub theme_dark: &'static str,
    /// Said to screen readers while something loads.
    pub loading: &'static str,
    /// Something could not be loaded.
    pub failed: &'static str,
    /// Why nothing came where too much was asked in a short time, and what to do.
    pub often_hint: &'static str,
    /// What is kept and what to do when something could not be loaded.
    pub failed_hint: &'static str,
    /// Asks again for what could not be loaded.
    pub retry: &'static str,
    /// The quiet line while the device is offline.
    pub offline: &'static str,
    /// Said to screen readers when the connection is back.
    pub online: &'static str,
    /// Stands where something would be, while the device is offline.
    pub offline_hint: &'static str,
    /// Heading of an article that does not exist.
    pub missing: &'static str,
    /// What to do when an article does not exist.
    pub missing_hint: &'static str,
    /// Leads to the first page.
    pub home: &'static str,
    /// Heading where a site has no article yet.
    pub empty: &'static str,
    /// What will be there, where a site has no article yet.
    pub empty_hint: &'static str,
    /// When the article last changed; `{date}`.
    pub updated: &'static str,
    /// Less than a minute ago, in a sentence.
    pub just_now: &'static str,
    /// The article is in another language than the interface; `{language}`.
    pub untranslated: &'static str,
    /// Said to screen readers on links that open a new tab.
    pub new_tab: &'static str,
    /// Name of a table's box for those who scroll it with the keyboard.
    pub table: &'static str,
    /// Name of a code sample's box for those who scroll it with the keyboard.
    pub code: &'static str,
    /// Shows further articles of a long category.
    pub more: &'static str,
    /// The question below an article.
    pub vote: &'static str,
    /// It helped.
    pub yes: &'static str,
    /// It did not help.
    pub no: &'static str,
    /// Asks what was missing.
    pub comment: &'static str,
    /// Says that the comment may be left out.
    pub optional: &'static str,
    /// Sends the vote with its comment.
    pub send: &'static str,
    /// After a yes.
    pub thanks_yes: &'static str,
    /// After a no.
    pub thanks_no: &'static str,
    /// The vote did not reach the server.
    pub vote_failed: &'static str,
    /// What it says of tickets.
    pub ticket: &'static TicketText,
    /// What it says of known problems.
    pub incident: &'static incident::IncidentText,
}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_finds_its_language_whatever_its_region_and_case() {
        for tag in ["fr", "FR", "fr-CA", "fr_BE"] {
            assert_eq!(language(tag).unwrap().code, "fr", "{tag}");
        }
        for tag in ["", "eo", "french", "-fr"] {
            assert!(language(tag).is_none(), "{tag:?}");
        }
    }

    #[test]
    fn a_language_is_read_from_its_file_as_it_was_written() {
        for Language { code, text, .. } in LANGUAGES {
            let mut file = String::new();
            text.write(&mut file);
            let read = Text::read(file);
            assert_eq!(format!("{read:?}"), format!("{text:?}"), "{code}");
        }
    }

    #[test]
    fn every_language_fills_the_same_gaps() {
        for Language { code, text, .. } in LANGUAGES {
            assert!(text.no_result.contains("{query}"), "{code}");
            assert!(text.updated.contains("{date}"), "{code}");
            assert!(text.untranslated.contains("{language}"), "{code}");
            assert!(text.language_failed.contains("{language}"), "{code}");
            for said in [text.incident.since, text.incident.ended] {
                assert!(said.contains("{time}"), "{code}");
            }
            for forms in [text.articles, text.results] {
                assert_eq!(forms.last().unwrap().0, "other", "{code}");
                assert!(
                    forms.iter().all(|(_, words)| words.contains("{n}")),
                    "{code}"
                );
            }
        }
    }
}
