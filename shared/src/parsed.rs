//! Text that has passed its own parser: what cannot be built need not be checked.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Why a text was refused. `Display` gives the sentence shown beside the field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Invalid {
    /// Nothing but white space.
    Blank,
    /// More than `max` characters.
    TooLong {
        /// The most characters the field takes.
        max: usize,
    },
    /// Not of the field's form; `expected` completes "must be …".
    Malformed {
        /// What the field takes.
        expected: &'static str,
    },
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blank => f.write_str("must not be empty"),
            Self::TooLong { max } => write!(f, "must be at most {max} characters"),
            Self::Malformed { expected } => write!(f, "must be {expected}"),
        }
    }
}

impl std::error::Error for Invalid {}

/// Trimmed text of 1 to `MAX` characters, without control characters other than line breaks and
/// tabs. Where it is `ONE_LINE` these become spaces, and marks that turn how what follows is read go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String))]
pub struct Text<const MAX: usize, const ONE_LINE: bool = false>(String);

/// A name, a title, a subject: text of one line.
pub type Line<const MAX: usize> = Text<MAX, true>;

impl<const MAX: usize, const ONE_LINE: bool> Text<MAX, ONE_LINE> {
    /// Trims and checks `text`.
    ///
    /// # Errors
    /// When nothing is left after trimming, or more than `MAX` characters, or a control character.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        if ONE_LINE && text.contains(breaks_a_line) {
            return Self::checked(&in_one_line(text));
        }
        Self::checked(text)
    }

    fn checked(text: &str) -> Result<Self, Invalid> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Invalid::Blank);
        }
        if text.chars().count() > MAX {
            return Err(Invalid::TooLong { max: MAX });
        }
        if text
            .chars()
            .any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
        {
            return Err(Invalid::Malformed {
                expected: "text without control characters",
            });
        }
        Ok(Self(text.to_owned()))
    }

    /// The text itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What cannot stand in a line: breaks, and marks after which text is read the other way.
fn breaks_a_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}') || turns(c)
}

fn turns(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn in_one_line(text: &str) -> String {
    let straight = text.chars().filter(|c| !turns(*c));
    straight
        .map(|c| if breaks_a_line(c) { ' ' } else { c })
        .collect()
}

impl<const MAX: usize, const ONE_LINE: bool> TryFrom<String> for Text<MAX, ONE_LINE> {
    type Error = Invalid;
    fn try_from(text: String) -> Result<Self, Invalid> {
        Self::parse(&text)
    }
}

/// Declares a newtype over `String` that can only be made by its parser.
macro_rules! parsed_string {
    ($(#[$doc:meta])* $name:ident, $check:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "String")]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        #[cfg_attr(feature = "database", derive(sqlx::Type))]
        #[cfg_attr(feature = "database", sqlx(transparent))]
        pub struct $name(String);

        impl $name {
            /// Checks `text` and keeps it as it is.
            ///
            /// # Errors
            /// When `text` is not of the form that the type's own documentation gives.
            pub fn parse(text: &str) -> Result<Self, $crate::Invalid> {
                let check: fn(&str) -> Result<(), $crate::Invalid> = $check;
                check(text).map(|()| Self(text.to_owned()))
            }

            /// The text itself.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::Invalid;
            fn try_from(text: String) -> Result<Self, $crate::Invalid> {
                Self::parse(&text)
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::Invalid;
            fn from_str(text: &str) -> Result<Self, $crate::Invalid> {
                Self::parse(text)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}
pub(crate) use parsed_string;

/// Declares an id: a `UUIDv7` that cannot be taken for another kind of id.
macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "database", derive(sqlx::Type))]
        #[cfg_attr(feature = "database", sqlx(transparent))]
        pub struct $name(pub uuid::Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::Invalid;
            fn from_str(text: &str) -> Result<Self, $crate::Invalid> {
                let id = uuid::Uuid::try_parse(text).map_err(|_| $crate::Invalid::Malformed {
                    expected: "an id",
                })?;
                Ok(Self(id))
            }
        }
    };
}
pub(crate) use id;

/// Between 1 and `max` characters, each of them `a` to `z`, `0` to `9` or `-`, no `-` at an end.
pub(crate) fn name_in_urls(text: &str, max: usize, expected: &'static str) -> Result<(), Invalid> {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if text.is_empty() {
        Err(Invalid::Blank)
    } else if text.chars().count() > max {
        Err(Invalid::TooLong { max })
    } else if !text.chars().all(allowed) || text.starts_with('-') || text.ends_with('-') {
        Err(Invalid::Malformed { expected })
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_trimmed_and_counted_in_characters_not_bytes() {
        let line = Line::<20>::parse("Ana\r\nBcc:\u{202e}x\t").unwrap();
        assert_eq!(line.as_str(), "Ana  Bcc:x");
        assert_eq!(Line::<20>::parse("\u{202e}"), Err(Invalid::Blank));
        assert_eq!(Text::<3>::parse("  été\n").unwrap().as_str(), "été");
        assert_eq!(Text::<3>::parse("étés"), Err(Invalid::TooLong { max: 3 }));
        assert_eq!(Text::<3>::parse(" \n"), Err(Invalid::Blank));
    }

    #[test]
    fn text_with_a_nul_is_refused() {
        assert!(matches!(
            Text::<9>::parse("a\0b"),
            Err(Invalid::Malformed { .. })
        ));
    }

    #[test]
    fn json_cannot_get_around_the_parser() {
        assert!(serde_json::from_str::<Text<3>>("\"abcd\"").is_err());
    }
}
