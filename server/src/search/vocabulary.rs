//! The words that the articles of a language use, and which of them are like a given one.

use std::{cmp::Reverse, collections::BTreeMap};

use tantivy::{Result, Term, query::FuzzyTermQuery, schema::Field};

use super::shelf::Shelf;

impl Shelf {
    pub fn knows_word(&self, word: &str) -> Result<bool> {
        Ok(self.frequency(self.fields.whole.words, word)? > 0)
    }

    pub fn knows_stem(&self, stem: &str) -> Result<bool> {
        Ok(self.frequency(self.fields.whole.stems, stem)? > 0)
    }

    /// In how many articles `text` stands.
    pub fn frequency(&self, field: Field, text: &str) -> Result<u64> {
        self.searcher.doc_freq(&Term::from_field_text(field, text))
    }

    /// The words that begin with `start`, the most frequent first.
    pub fn beginning_with(&self, start: &str) -> Result<Vec<String>> {
        let start = Term::from_field_text(self.fields.whole.words, start);
        self.like(&FuzzyTermQuery::new_prefix(start, 0, true))
    }

    /// The words at most `edits` letters from `word`, two letters swapped being one edit.
    pub fn near(&self, word: &str, edits: u8) -> Result<Vec<String>> {
        let word = Term::from_field_text(self.fields.whole.words, word);
        self.like(&FuzzyTermQuery::new(word, edits, true))
    }

    /// The words whose beginning is at most one edit from `start`.
    pub fn beginning_near(&self, start: &str) -> Result<Vec<String>> {
        let start = Term::from_field_text(self.fields.whole.words, start);
        self.like(&FuzzyTermQuery::new_prefix(start, 1, true))
    }

    fn like(&self, query: &FuzzyTermQuery) -> Result<Vec<String>> {
        let mut found = BTreeMap::new();
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(self.fields.whole.words)?;
            let mut terms = index.terms().search(query.automaton()?).into_stream()?;
            while let Some((term, info)) = terms.next() {
                if let Ok(term) = std::str::from_utf8(term) {
                    *found.entry(term.to_owned()).or_insert(0) += info.doc_freq;
                }
            }
        }
        let mut found: Vec<(String, u32)> = found.into_iter().collect();
        found.sort_by_key(|(_, frequency)| Reverse(*frequency));
        Ok(found.into_iter().map(|(word, _)| word).collect())
    }

    /// The two words that `word` is when their space is missing: the pair whose rarer word is the
    /// most frequent. A part is a stop word or has three letters: any two letters are known.
    pub fn run_together<'a>(&self, word: &'a str) -> Result<Option<(&'a str, &'a str)>> {
        let is_part = |part: &str| part.chars().count() >= 3 || self.grammar.is_stop_word(part);
        let mut best = None;
        for (at, _) in word.char_indices().skip(1) {
            let (left, right) = word.split_at(at);
            if !is_part(left) || !is_part(right) {
                continue;
            }
            let words = self.fields.whole.words;
            let frequency = self
                .frequency(words, left)?
                .min(self.frequency(words, right)?);
            if frequency > 0 && best.is_none_or(|(most, _)| frequency > most) {
                best = Some((frequency, (left, right)));
            }
        }
        Ok(best.map(|(_, parts)| parts))
    }
}
