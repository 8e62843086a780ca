//! A tag: a word that agents sort tickets by, in whichever script they write.

use std::ops::RangeInclusive;

use crate::{Invalid, parsed::parsed_string};

parsed_string!(
    /// A word that agents sort tickets by: 1 to 40 characters, lower-case letters of any script,
    /// digits, `-`.
    Tag,
    word
);

/// The most characters of a tag.
const MOST: usize = 40;

fn word(text: &str) -> Result<(), Invalid> {
    if text.is_empty() {
        Err(Invalid::Blank)
    } else if text.chars().count() > MOST {
        Err(Invalid::TooLong { max: MOST })
    } else if !text.chars().all(allowed) || text.starts_with('-') || text.ends_with('-') {
        Err(Invalid::Malformed {
            expected: "lower-case letters, digits and hyphens, such as \"refund-late\"",
        })
    } else {
        Ok(())
    }
}

fn allowed(c: char) -> bool {
    let letter = c.is_alphanumeric() || MARKS.iter().any(|marks| marks.contains(&c));
    c == '-' || (letter && c.to_lowercase().eq([c]))
}

/// What words of living scripts are written with besides letters: accents that stand by themselves,
/// and what joins, silences or raises a letter of India's scripts, of Thai, Lao, Burmese and Khmer.
const MARKS: [RangeInclusive<char>; 26] = [
    '\u{300}'..='\u{36f}',
    '\u{93c}'..='\u{93c}',
    '\u{94d}'..='\u{94d}',
    '\u{9bc}'..='\u{9bc}',
    '\u{9cd}'..='\u{9cd}',
    '\u{a3c}'..='\u{a3c}',
    '\u{a4d}'..='\u{a4d}',
    '\u{abc}'..='\u{abc}',
    '\u{acd}'..='\u{acd}',
    '\u{b3c}'..='\u{b3c}',
    '\u{b4d}'..='\u{b4d}',
    '\u{bcd}'..='\u{bcd}',
    '\u{c3c}'..='\u{c3c}',
    '\u{c4d}'..='\u{c4d}',
    '\u{cbc}'..='\u{cbc}',
    '\u{ccd}'..='\u{ccd}',
    '\u{d3b}'..='\u{d3c}',
    '\u{d4d}'..='\u{d4d}',
    '\u{dca}'..='\u{dca}',
    '\u{e47}'..='\u{e4e}',
    '\u{ec8}'..='\u{ecd}',
    '\u{1037}'..='\u{1037}',
    '\u{1039}'..='\u{103a}',
    '\u{17c9}'..='\u{17d3}',
    '\u{3099}'..='\u{309a}',
    '\u{f84}'..='\u{f84}',
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_a_word_of_any_script_in_lower_case() {
        let words = [
            "refund-late",
            "réclamation",
            "rückgabe-2",
            "e\u{301}te\u{301}",
            "возврат",
            "返品",
            "वापसी-स्थिति",
            "สินค้าชำรุด",
            "إرجاع",
        ];
        for text in words {
            assert!(Tag::parse(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn what_could_be_taken_for_something_else_is_no_tag() {
        let others = [
            "",
            "Été",
            "a b",
            "a'b",
            "a\"b",
            "a%b",
            "a_b",
            "a\\b",
            "-a",
            "a-",
            "a\u{202e}b",
            "a\u{200b}b",
            "🙂",
            "c++",
        ];
        for text in others {
            assert!(Tag::parse(text).is_err(), "{text:?}");
        }
        assert!(Tag::parse(&"é".repeat(40)).is_ok());
        assert!(Tag::parse(&"é".repeat(41)).is_err());
    }
}
