//! A language as sites, articles and the portal name it.

use crate::{Invalid, parsed::parsed_string};

parsed_string!(
    /// A lower-case BCP 47 tag of a language, with a region where it matters: `fr`, `pt-br`.
    Lang,
    |text| {
        let (language, region) = text.split_once('-').unwrap_or((text, "xx"));
        let letters = |part: &str, length: std::ops::RangeInclusive<usize>| {
            length.contains(&part.len()) && part.chars().all(|c| c.is_ascii_lowercase())
        };
        if letters(language, 2..=3) && letters(region, 2..=4) {
            Ok(())
        } else {
            Err(Invalid::Malformed {
                expected: "a language tag in lower case such as \"fr\" or \"pt-br\"",
            })
        }
    }
);

impl Lang {
    /// `und`: BCP 47's tag for a text in no language in particular.
    #[must_use]
    pub fn undetermined() -> Self {
        Self("und".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_may_name_its_region() {
        assert!(Lang::parse("fr").is_ok());
        assert!(Lang::parse("pt-br").is_ok());
    }

    #[test]
    fn anything_else_is_not_a_language() {
        for text in ["", "f", "FR", "fr_FR", "french", "fr-", "fr-b", "../etc"] {
            assert!(Lang::parse(text).is_err(), "{text:?}");
        }
    }
}
