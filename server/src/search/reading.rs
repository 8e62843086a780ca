//! What the words of a query may stand for: themselves, their stems, what they begin, what they
//! misspell.

use std::collections::HashSet;

use tantivy::Result;

use super::{shelf::Shelf, weights::WEIGHTS, words};

const MOST_LETTERS: usize = 30;
const MOST_COMPLETIONS: usize = 30;
const MOST_SPELLINGS: usize = 5;

/// A word or a stem of the index, and how much a match of it counts.
pub(super) struct Form {
    pub text: String,
    pub is_stem: bool,
    pub weight: f32,
}

/// A word of the query in all its forms; an article is judged by the best of them.
pub(super) struct Reading {
    pub forms: Vec<Form>,
    pub is_stop_word: bool,
}

/// Reads `query`, whose last word is unfinished unless something follows it. Words that nothing in
/// the shelf resembles are left out, where others say enough.
pub(super) fn read(shelf: &Shelf, query: &str) -> Result<Vec<Reading>> {
    let words = words::split(query);
    let count = words.len();
    let mut seen = HashSet::new();
    let mut readings: Vec<Reading> = Vec::new();
    let mut unread = Vec::new();
    for (index, word) in words.iter().enumerate() {
        let is_unfinished = index + 1 == count && word.range.end == query.len();
        let is_alone = count == 1;
        let word = word.folded.as_ref();
        if seen.insert(word) {
            // One letter begins too many words to say anything, unless it is all there is.
            let completed = is_unfinished && (is_alone || word.chars().nth(1).is_some());
            let before = readings.len();
            shelf.read_word(word, completed, &mut readings)?;
            if readings.len() == before {
                unread.push(word);
            }
        }
    }
    if readings.iter().all(|reading| reading.is_stop_word) {
        for word in unread {
            shelf.read_beginning(word, &mut readings)?;
        }
    }
    Ok(readings)
}

impl Shelf {
    /// Each step is taken only where those before it found nothing: a word that the articles use
    /// is not taken for a misspelt other.
    fn read_word(&self, word: &str, is_unfinished: bool, into: &mut Vec<Reading>) -> Result<()> {
        let mut forms = self.as_spelt(word)?;
        let is_stop_word = !forms.is_empty() && self.grammar.is_stop_word(word);
        if is_unfinished {
            forms.extend(self.completed(word)?);
        }
        // No word that is searched for is longer, and the guesses would take long.
        if forms.is_empty() && word.chars().count() > MOST_LETTERS {
            return Ok(());
        }
        if forms.is_empty() {
            forms = self.respelt(word, is_unfinished)?;
        }
        if forms.is_empty()
            && let Some((left, right)) = self.run_together(word)?
        {
            self.read_word(left, false, into)?;
            return self.read_word(right, is_unfinished, into);
        }
        if !forms.is_empty() {
            into.push(Reading {
                forms,
                is_stop_word,
            });
        }
        Ok(())
    }

    fn as_spelt(&self, word: &str) -> Result<Vec<Form>> {
        let mut forms = Vec::new();
        if self.knows_word(word)? {
            forms.push(Form {
                text: word.to_owned(),
                is_stem: false,
                weight: 1.0,
            });
        }
        let stem = self.grammar.stem(word);
        if self.knows_stem(&stem)? {
            forms.push(Form {
                text: stem.into_owned(),
                is_stem: true,
                weight: WEIGHTS.stem,
            });
        }
        Ok(forms)
    }

    /// The words that `start` begins; the more letters are missing, the less they count.
    fn completed(&self, start: &str) -> Result<Vec<Form>> {
        let typed = start.chars().count() as f32;
        let mut forms = Vec::new();
        for word in self
            .beginning_with(start)?
            .into_iter()
            .take(MOST_COMPLETIONS)
        {
            let missing = word.chars().count() as f32 - typed;
            if missing > 0.0 {
                let nearness = typed / (typed + WEIGHTS.missing_letter * missing);
                self.add_guess(word, WEIGHTS.completed * nearness, &mut forms);
            }
        }
        Ok(forms)
    }

    /// The words that `word` misspells: one edit away from four letters on, two from eight on.
    fn respelt(&self, word: &str, is_unfinished: bool) -> Result<Vec<Form>> {
        let letters = word.chars().count();
        // A number that is nearly right is another number.
        if letters < 4 || word.contains(char::is_numeric) {
            return Ok(Vec::new());
        }
        let mut found = self.near(word, 1)?;
        let mut weight = WEIGHTS.one_edit;
        if found.is_empty() && is_unfinished {
            found = self.beginning_near(word)?;
            weight = WEIGHTS.one_edit_unfinished;
        }
        if found.is_empty() && letters >= 8 {
            found = self.near(word, 2)?;
            weight = WEIGHTS.two_edits;
        }
        let mut forms = Vec::new();
        for word in found.into_iter().take(MOST_SPELLINGS) {
            self.add_guess(word, weight, &mut forms);
        }
        Ok(forms)
    }

    /// Reads `word` as those that share its longest beginning, of four letters and half of it at
    /// least: better than nothing.
    fn read_beginning(&self, word: &str, into: &mut Vec<Reading>) -> Result<()> {
        let least = word.chars().count().div_ceil(2).max(4);
        let ends = word.char_indices().map(|(at, _)| at).take(MOST_LETTERS);
        for end in ends.skip(least).collect::<Vec<_>>().into_iter().rev() {
            let mut forms = Vec::new();
            let alike = self.beginning_with(&word[..end])?;
            for word in alike.into_iter().take(MOST_SPELLINGS) {
                self.add_guess(word, WEIGHTS.two_edits, &mut forms);
            }
            if !forms.is_empty() {
                into.push(Reading {
                    forms,
                    is_stop_word: false,
                });
                break;
            }
        }
        Ok(())
    }

    /// Adds `word` and its stem, so that a guess finds the inflections of what it guesses.
    fn add_guess(&self, word: String, weight: f32, forms: &mut Vec<Form>) {
        let weight = if self.grammar.is_stop_word(&word) {
            weight * WEIGHTS.stop_word
        } else {
            weight
        };
        let stem = self.grammar.stem(&word).into_owned();
        forms.push(Form {
            text: stem,
            is_stem: true,
            weight: weight * WEIGHTS.stem,
        });
        forms.push(Form {
            text: word,
            is_stem: false,
            weight,
        });
    }
}
