//! The days of a site: where they begin in its time zone.

use guichet_shared::policy::Policies;
use jiff::{Timestamp, ToSpan, Zoned, civil::Date, tz::TimeZone};
use time::OffsetDateTime;

/// The days of a site, in the time zone of its opening hours; in UTC, without.
#[derive(Clone, Debug)]
pub struct Days {
    zone: TimeZone,
}

impl Days {
    /// A site's.
    #[must_use]
    pub fn of(policies: &Policies) -> Self {
        let name = policies.hours.as_ref().map(|hours| hours.zone.as_str());
        let zone = name.and_then(|name| TimeZone::get(name).ok());
        Self {
            zone: zone.unwrap_or(TimeZone::UTC),
        }
    }

    /// The zone's name.
    #[must_use]
    pub fn zone(&self) -> &str {
        self.zone.iana_name().unwrap_or("UTC")
    }

    fn zoned(&self, at: OffsetDateTime) -> Zoned {
        let second = Timestamp::from_second(at.unix_timestamp()).unwrap_or_default();
        second.to_zoned(self.zone.clone())
    }

    /// The day that an instant is in.
    #[must_use]
    pub fn day(&self, at: OffsetDateTime) -> Date {
        self.zoned(at).date()
    }

    /// The hour of the day that an instant is in, by the clock on the wall.
    #[must_use]
    pub fn hour(&self, at: OffsetDateTime) -> usize {
        usize::try_from(self.zoned(at).hour()).unwrap_or_default()
    }

    /// When a day begins; `None` beyond the calendar's ends.
    #[must_use]
    pub fn begin(&self, day: Date) -> Option<OffsetDateTime> {
        let zoned = self.zone.to_zoned(day.at(0, 0, 0, 0)).ok()?;
        OffsetDateTime::from_unix_timestamp(zoned.timestamp().as_second()).ok()
    }

    /// The same time by the clock on the wall, a week before.
    #[must_use]
    pub fn week_before(&self, at: OffsetDateTime) -> Option<OffsetDateTime> {
        let zoned = self.zoned(at).checked_sub(7.days()).ok()?;
        OffsetDateTime::from_unix_timestamp(zoned.timestamp().as_second()).ok()
    }
}

#[cfg(test)]
mod tests {
    use guichet_shared::policy::Hours;
    use time::{Duration, format_description::well_known::Rfc3339};

    use super::*;

    fn days(zone: &str) -> Days {
        Days::of(&Policies {
            hours: Some(Hours {
                zone: zone.to_owned(),
                open: Vec::new(),
                holidays: Vec::new(),
            }),
            ..Policies::default()
        })
    }

    fn at(text: &str) -> OffsetDateTime {
        OffsetDateTime::parse(text, &Rfc3339).unwrap()
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_begins_at_the_sites_own_midnight() {
        let auckland = days("Pacific/Auckland");
        assert_eq!(auckland.zone(), "Pacific/Auckland");
        assert_eq!(auckland.day(at("2026-01-11T11:00:00Z")), day("2026-01-12"));
        let begin = auckland.begin(day("2026-01-12"));
        assert_eq!(begin, Some(at("2026-01-11T11:00:00Z")));
        assert_eq!(Days::of(&Policies::default()).zone(), "UTC");
    }

    #[test]
    fn a_day_on_which_the_clocks_change_is_shorter_or_longer() {
        let paris = days("Europe/Paris");
        for (from, until, hours) in [
            ("2026-03-29", "2026-03-30", 23),
            ("2026-10-25", "2026-10-26", 25),
        ] {
            let [from, until] = [from, until].map(|text| paris.begin(day(text)).unwrap());
            assert_eq!(until - from, Duration::hours(hours));
        }
        // A week before noon is noon, whatever the clocks did meanwhile.
        let noon = at("2026-03-30T10:00:00Z");
        assert_eq!(paris.week_before(noon), Some(at("2026-03-23T11:00:00Z")));
        assert_eq!(paris.hour(noon), 12);
    }

    #[test]
    fn a_day_without_a_midnight_begins_when_the_clocks_go_on() {
        let santiago = days("America/Santiago");
        let begin = santiago.begin(day("2026-09-06")).unwrap();
        assert_eq!(santiago.day(begin), day("2026-09-06"));
        assert_eq!(santiago.day(begin - Duration::SECOND), day("2026-09-05"));
    }
}
