//! Text into words: where they stand, and how they are spelt without case or accents.

use std::{borrow::Cow, ops::Range};

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A word of a text.
pub(super) struct Word<'a> {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// The word as the index knows it.
    pub folded: Cow<'a, str>,
}

/// Splits `text` at whatever is neither a letter nor a digit, so that an elision ("l’", "d'") is a
/// word of its own. Scripts written without spaces give one word per character.
pub(super) fn split(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::with_capacity(text.len() / 5);
    // Where the word at hand begins, and whether it is a character that stands alone.
    let mut at_hand: Option<(usize, bool)> = None;
    for (at, c) in text.char_indices() {
        if !c.is_ascii() && at_hand.is_some() && is_combining_mark(c) {
            continue;
        }
        let inside = c.is_alphanumeric();
        let alone = stands_alone(c);
        if let Some((from, was_alone)) = at_hand
            && (!inside || alone || was_alone)
        {
            words.push(word(text, from..at));
            at_hand = None;
        }
        if inside && at_hand.is_none() {
            at_hand = Some((at, alone));
        }
    }
    if let Some((from, _)) = at_hand {
        words.push(word(text, from..text.len()));
    }
    words
}

fn word(text: &str, range: Range<usize>) -> Word<'_> {
    let folded = fold(&text[range.clone()]);
    Word { range, folded }
}

/// Thai, Lao, Burmese, Khmer, kana and Han: nothing but a dictionary finds their words.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Lower case, without the accents of Latin, Greek and Cyrillic, ligatures spelt out.
pub fn fold(word: &str) -> Cow<'_, str> {
    if word
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    {
        return Cow::Borrowed(word);
    }
    let mut folded = String::with_capacity(word.len());
    for c in word.nfkd().flat_map(char::to_lowercase) {
        match c {
            '\u{300}'..='\u{36f}' => {}
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' => folded.push('d'),
            'ı' => folded.push('i'),
            _ => folded.push(c),
        }
    }
    Cow::Owned(folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        split(text)
            .into_iter()
            .map(|word| word.folded.into_owned())
            .collect()
    }

    #[test]
    fn case_and_accents_do_not_count() {
        assert_eq!(folded("À L’ÉTÉ"), ["a", "l", "ete"]);
        assert_eq!(
            folded("Cœur Straße Æsir Łódź"),
            ["coeur", "strasse", "aesir", "lodz"]
        );
    }

    #[test]
    fn a_decomposed_accent_does_not_split_its_word() {
        assert_eq!(folded("e\u{301}te\u{301}"), ["ete"]);
    }

    #[test]
    fn straight_and_curly_apostrophes_split_alike() {
        assert_eq!(folded("l'ordinateur"), folded("l’ordinateur"));
    }

    #[test]
    fn scripts_without_spaces_give_one_word_per_character() {
        assert_eq!(
            folded("返金 refund退款"),
            ["返", "金", "refund", "退", "款"]
        );
        assert_eq!(folded("カー"), ["カ", "ー"]);
    }

    #[test]
    fn words_stand_where_the_text_has_them() {
        let text = "«Où?» 🎉 déjà";
        let pieces: Vec<_> = split(text)
            .into_iter()
            .map(|word| &text[word.range])
            .collect();
        assert_eq!(pieces, ["Où", "déjà"]);
    }
}
