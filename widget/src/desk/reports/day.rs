//! A day as it stands in an address.

use std::{fmt, str::FromStr};

/// A day: `2026-03-12`. Whether the calendar has it is for the server to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    year: u16,
    month: u8,
    day: u8,
}

impl FromStr for Day {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let digits = |text: &str, length: usize| {
            let plain = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
            plain.then(|| text.parse::<u16>().ok()).flatten().ok_or(())
        };
        let mut parts = text.splitn(3, '-');
        let mut next = |length| digits(parts.next().unwrap_or_default(), length);
        let (year, month, day) = (next(4)?, next(2)?, next(2)?);
        Ok(Self {
            year,
            month: u8::try_from(month).map_err(|_| ())?,
            day: u8::try_from(day).map_err(|_| ())?,
        })
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_it_is_written_and_nothing_else_is_one() {
        let day: Day = "2026-03-02".parse().unwrap();
        assert_eq!(day.to_string(), "2026-03-02");
        for text in [
            "",
            "2026",
            "2026-3-2",
            "2026-03-02-01",
            "+026-03-02",
            "2026-03-0x",
        ] {
            assert!(text.parse::<Day>().is_err(), "{text}");
        }
    }
}
