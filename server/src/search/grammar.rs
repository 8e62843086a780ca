//! What the search knows of a language: its stems and the words that carry little meaning.

use std::{borrow::Cow, collections::HashSet};

use frostem::{Algorithm, Stemmer};
use guichet_shared::lang::Lang;

use super::words;

/// A language, as far as the search knows it.
pub(super) struct Grammar {
    stemmer: Option<Stemmer>,
    stop_words: HashSet<String>,
}

impl Grammar {
    /// What is known of `lang`; of many languages only their stop words, of some nothing.
    pub fn of(lang: &Lang) -> Self {
        let language = lang.as_str().split('-').next().unwrap_or_default();
        let stemmer = match language {
            "en" => Some(Stemmer::new(Algorithm::English)),
            "fr" => Some(Stemmer::new(Algorithm::French)),
            _ => None,
        };
        let stop_words = stop_words::lookup(language)
            .unwrap_or_default()
            .iter()
            .flat_map(|entry| words::split(entry))
            .map(|word| word.folded.into_owned())
            .collect();
        Self {
            stemmer,
            stop_words,
        }
    }

    /// The stem of a folded word.
    pub fn stem<'a>(&self, folded: &'a str) -> Cow<'a, str> {
        match &self.stemmer {
            Some(stemmer) => stemmer.stem(folded),
            None => Cow::Borrowed(folded),
        }
    }

    pub fn is_stop_word(&self, folded: &str) -> bool {
        self.stop_words.contains(folded)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grammar(lang: &str) -> Grammar {
        Grammar::of(&Lang::parse(lang).unwrap())
    }

    #[test]
    fn english_and_french_are_stemmed_whatever_the_region() {
        assert_eq!(
            grammar("en-gb").stem("refunds"),
            grammar("en").stem("refunded")
        );
        assert_eq!(
            grammar("fr-ca").stem("annuler"),
            grammar("fr").stem("annules")
        );
    }

    #[test]
    fn other_languages_are_taken_as_they_are() {
        assert_eq!(grammar("de").stem("rechnungen"), "rechnungen");
    }

    #[test]
    fn stop_words_are_known_without_their_accents() {
        assert!(grammar("fr").is_stop_word("meme"));
        assert!(grammar("en").is_stop_word("how"));
        assert!(!grammar("en").is_stop_word("refund"));
    }
}
