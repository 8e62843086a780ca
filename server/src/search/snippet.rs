//! What is shown of an article found: its title and its best passage, the matching words marked.

use std::{collections::HashMap, ops::Range};

use guichet_shared::search::Segment;

use super::{
    grammar::Grammar,
    reading::Reading,
    words::{self, Word},
};

/// How many characters a passage has at most.
const LENGTH: usize = 160;
/// How many of them may come before the first match.
const LEAD: usize = 40;
/// How much of a text is searched for a passage, in bytes: more would slow every search down.
const SEARCHED: usize = 32_768;

/// Knows which words match: for each, the index of the query's word that it matches.
pub(super) struct Marker<'a> {
    grammar: &'a Grammar,
    words: HashMap<&'a str, usize>,
    stems: HashMap<&'a str, usize>,
    initials: Vec<char>,
}

impl<'a> Marker<'a> {
    /// Stop words are not marked, unless the query has nothing else.
    pub fn new(grammar: &'a Grammar, readings: &'a [Reading]) -> Self {
        let only_stop_words = readings.iter().all(|reading| reading.is_stop_word);
        let mut marker = Self {
            grammar,
            words: HashMap::new(),
            stems: HashMap::new(),
            initials: Vec::new(),
        };
        for (index, reading) in readings.iter().enumerate() {
            if reading.is_stop_word && !only_stop_words {
                continue;
            }
            for form in &reading.forms {
                let forms = if form.is_stem {
                    &mut marker.stems
                } else {
                    &mut marker.words
                };
                forms.entry(&form.text).or_insert(index);
                marker.initials.extend(form.text.chars().next());
            }
        }
        marker
    }

    fn matched(&self, word: &Word) -> Option<usize> {
        // A stem begins as its word does: most words need neither be looked up nor stemmed.
        let initial = word.folded.chars().next()?;
        if !self.initials.contains(&initial) {
            return None;
        }
        let exact = self.words.get(word.folded.as_ref());
        exact
            .or_else(|| self.stems.get(self.grammar.stem(&word.folded).as_ref()))
            .copied()
    }

    /// The whole of `text`, in segments.
    pub fn mark(&self, text: &str) -> Vec<Segment> {
        let matches = words::split(text)
            .into_iter()
            .filter(|word| self.matched(word).is_some())
            .map(|word| word.range);
        segments(text, 0..text.len(), matches)
    }

    /// The passage of `text` that matches the most words of the query; its beginning where it
    /// matches none. An ellipsis says where it is cut.
    pub fn passage(&self, text: &str) -> Vec<Segment> {
        let text = text.trim();
        let text = &text[..text.floor_char_boundary(SEARCHED)];
        let places = self.places(text);
        let Some(range) = best(text, &places) else {
            return Vec::new();
        };
        let (first, last) = (&places[range.start], &places[range.end - 1]);
        let is_start = range.start == 0;
        let is_end = range.end == places.len();
        let from = if is_start { 0 } else { first.bytes.start };
        let to = if is_end { text.len() } else { last.bytes.end };
        let matches = places[range].iter().filter(|place| place.matched.is_some());
        let mut passage = segments(text, from..to, matches.map(|place| place.bytes.clone()));
        let ellipsis = || Segment {
            text: "…".to_owned(),
            hit: false,
        };
        if !is_start {
            passage.insert(0, ellipsis());
        }
        if !is_end {
            passage.push(ellipsis());
        }
        passage
    }

    fn places(&self, text: &str) -> Vec<Place> {
        let (mut bytes, mut chars) = (0, 0);
        let mut places = Vec::new();
        for word in words::split(text) {
            let start = chars + text[bytes..word.range.start].chars().count();
            chars = start + text[word.range.clone()].chars().count();
            bytes = word.range.end;
            let matched = self.matched(&word);
            places.push(Place {
                bytes: word.range,
                chars: start..chars,
                matched,
            });
        }
        places
    }
}

/// A word of a text: where it stands, and which word of the query it matches.
struct Place {
    bytes: Range<usize>,
    chars: Range<usize>,
    matched: Option<usize>,
}

/// The words of the best passage: the one with the most different matches, then the most matches,
/// then the first. It starts somewhat before its first match, at a sentence where one starts there.
fn best(text: &str, places: &[Place]) -> Option<Range<usize>> {
    let fits = |from: usize, to: usize| places[to].chars.end - places[from].chars.start <= LENGTH;
    let mut most = (0, 0);
    let (mut first, mut last) = (0, 0);
    for from in (0..places.len()).filter(|from| places[*from].matched.is_some()) {
        let mut different = Vec::new();
        let mut all = 0;
        let mut end = from;
        for to in (from..places.len()).take_while(|to| *to == from || fits(from, *to)) {
            if let Some(matched) = places[to].matched {
                all += 1;
                end = to;
                if !different.contains(&matched) {
                    different.push(matched);
                }
            }
        }
        if (different.len(), all) > most {
            most = (different.len(), all);
            (first, last) = (from, end);
        }
    }
    let lead = places.get(first)?.chars.start.saturating_sub(LEAD);
    while first > 0
        && places[first - 1].chars.start >= lead
        && fits(first - 1, last)
        && !text[places[first - 1].bytes.end..places[first].bytes.start]
            .contains(['.', '!', '?', '\n'])
    {
        first -= 1;
    }
    while last + 1 < places.len() && fits(first, last + 1) {
        last += 1;
    }
    Some(first..last + 1)
}

/// `text[range]` in segments, of which `matches` are hits.
fn segments(
    text: &str,
    range: Range<usize>,
    matches: impl Iterator<Item = Range<usize>>,
) -> Vec<Segment> {
    let mut segments = Vec::new();
    let mut add = |piece: &str, hit| {
        if !piece.is_empty() {
            segments.push(Segment {
                text: piece.to_owned(),
                hit,
            });
        }
    };
    let mut shown = range.start;
    for matched in matches {
        add(&text[shown..matched.start], false);
        add(&text[matched.clone()], true);
        shown = matched.end;
    }
    add(&text[shown..range.end], false);
    segments
}

#[cfg(test)]
mod tests {
    use guichet_shared::lang::Lang;

    use super::*;
    use crate::search::reading::Form;

    fn readings(words: &[(&str, bool)]) -> Vec<Reading> {
        words
            .iter()
            .map(|(text, is_stop_word)| {
                let form = |is_stem| Form {
                    text: (*text).to_owned(),
                    is_stem,
                    weight: 1.0,
                };
                Reading {
                    forms: vec![form(false), form(true)],
                    is_stop_word: *is_stop_word,
                }
            })
            .collect()
    }

    fn shown(segments: &[Segment]) -> String {
        segments
            .iter()
            .map(|s| {
                if s.hit {
                    format!("[{}]", s.text)
                } else {
                    s.text.clone()
                }
            })
            .collect()
    }

    fn mark(words: &[(&str, bool)], text: &str) -> String {
        let grammar = Grammar::of(&Lang::parse("en").unwrap());
        shown(&Marker::new(&grammar, &readings(words)).mark(text))
    }

    fn passage(words: &[(&str, bool)], text: &str) -> String {
        let grammar = Grammar::of(&Lang::parse("en").unwrap());
        shown(&Marker::new(&grammar, &readings(words)).passage(text))
    }

    #[test]
    fn a_title_is_shown_whole_with_its_inflected_matches_marked() {
        assert_eq!(
            mark(&[("refund", false)], "«Refunds», or refunded?"),
            "«[Refunds]», or [refunded]?"
        );
    }

    #[test]
    fn stop_words_are_marked_only_where_there_is_nothing_else() {
        assert_eq!(
            mark(&[("my", true), ("order", false)], "My order"),
            "My [order]"
        );
        assert_eq!(mark(&[("my", true)], "My order"), "[My] order");
    }

    #[test]
    fn the_passage_has_the_most_different_matches() {
        let text = format!(
            "A refund. {} A refund of your order. {}",
            "x ".repeat(200),
            "y ".repeat(200)
        );
        let passage = passage(&[("refund", false), ("order", false)], &text);
        assert!(passage.starts_with("…"), "{passage}");
        assert!(
            passage.contains("A [refund] of your [order]. y y"),
            "{passage}"
        );
        assert!(passage.ends_with("y…"), "{passage}");
        assert!(passage.chars().count() <= LENGTH + "……[][]".chars().count());
    }

    #[test]
    fn a_text_without_matches_shows_its_beginning() {
        assert_eq!(
            passage(&[("refund", false)], " (Nothing) here. "),
            "(Nothing) here."
        );
        assert_eq!(passage(&[("refund", false)], ""), "");
        assert_eq!(passage(&[("refund", false)], "🎉!"), "");
    }
}
