//! Opening hours, as admins send them.

use guichet_shared::policy::{Hours, Opening};
use time::{Date, Month};

use crate::fields::{Fields, Input};

const OPENINGS: usize = 42;
const HOLIDAYS: usize = 200;

impl Input for Hours {
    fn read(fields: &mut Fields) -> Option<Self> {
        let zone = fields.required::<String>("zone");
        let zone = zone.filter(|zone| {
            let fits = is_zone(zone);
            if !fits {
                fields.refuse("zone", "must be a time zone such as \"Europe/Paris\"");
            }
            fits
        });
        let open = fields.each("open", OPENINGS);
        let holidays = holidays(fields);
        Some(Self {
            zone: zone?,
            open: open?,
            holidays: holidays?,
        })
    }
}

fn holidays(fields: &mut Fields) -> Option<Vec<String>> {
    let holidays: Vec<String> = fields.optional("holidays")?.unwrap_or_default();
    let mut fine = holidays.len() <= HOLIDAYS;
    if !fine {
        fields.refuse("holidays", &format!("must be at most {HOLIDAYS}"));
    }
    for (at, day) in holidays.iter().enumerate() {
        if !is_day(day) {
            fields.refuse(
                &format!("holidays.{at}"),
                "must be a day such as \"2026-12-25\"",
            );
            fine = false;
        }
    }
    fine.then_some(holidays)
}

impl Input for Opening {
    fn read(fields: &mut Fields) -> Option<Self> {
        let day = fields.required::<u8>("day");
        let from = fields.required::<String>("from");
        let until = fields.required::<String>("until");
        if day.is_some_and(|day| !(1..=7).contains(&day)) {
            fields.refuse("day", "must be 1 for Monday to 7 for Sunday");
        }
        let mut minute = |name: &str, text: &Option<String>| {
            let text = text.as_ref()?;
            let minute = minute_of(text);
            if minute.is_none() {
                fields.refuse(name, "must be a time such as \"09:00\"");
            }
            minute
        };
        let (begin, end) = (minute("from", &from), minute("until", &until));
        if let (Some(begin), Some(end)) = (begin, end)
            && begin >= end
        {
            fields.refuse("until", "must be later than its beginning");
        }
        Some(Self {
            day: day?,
            from: from?,
            until: until?,
        })
    }
}

/// Minutes since midnight; `24:00` is the end of the day.
fn minute_of(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    let number = |part: &str| {
        let digits = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| part.parse::<u16>().ok()).flatten()
    };
    let (hour, minute) = (number(hour)?, number(minute)?);
    let there = (hour < 24 && minute < 60) || (hour == 24 && minute == 0);
    there.then_some(hour * 60 + minute)
}

fn is_day(text: &str) -> bool {
    let read = || {
        let (year, rest) = text.split_once('-')?;
        let (month, day) = rest.split_once('-')?;
        if (year.len(), month.len(), day.len()) != (4, 2, 2) {
            return None;
        }
        let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
        Date::from_calendar_date(year.parse().ok()?, month, day.parse().ok()?).ok()
    };
    read().is_some()
}

/// Whether it has the form of an IANA name: `Europe/Paris`, `America/Argentina/Ushuaia`, `UTC`.
fn is_zone(text: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"_+-".contains(&byte))
    };
    text.len() <= 40
        && text.starts_with(|c: char| c.is_ascii_uppercase())
        && text.split('/').all(part)
        && (text.contains('/') || text == "UTC")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_day_has_two_digits_and_two() {
        assert_eq!(minute_of("09:30"), Some(570));
        assert_eq!(minute_of("24:00"), Some(1440));
        for text in ["9:30", "24:01", "12:60", "+9:00", "noon", ""] {
            assert_eq!(minute_of(text), None, "{text}");
        }
    }

    #[test]
    fn a_holiday_is_a_day_that_there_is() {
        assert!(is_day("2028-02-29"));
        for text in ["2026-02-29", "2026-2-1", "26-02-01", "2026-13-01", ""] {
            assert!(!is_day(text), "{text}");
        }
    }

    #[test]
    fn a_zone_is_a_name_and_not_an_offset() {
        assert!(is_zone("Europe/Paris") && is_zone("UTC") && is_zone("Etc/GMT+1"));
        for text in [
            "CET",
            "+02:00",
            "Europe/",
            "../etc",
            "europe/paris",
            "Europe/Pa ris",
        ] {
            assert!(!is_zone(text), "{text}");
        }
    }
}
