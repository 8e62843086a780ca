//! How many opening hours have passed between two instants.

use guichet_shared::policy::{Hours, Policies};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use time::{Duration, OffsetDateTime};

use super::{DAYS, date, instant, minutes};

/// How long the site was open between `from` and `until`. Where it never opens, an hour is an hour.
#[must_use]
pub fn spent(policies: &Policies, from: OffsetDateTime, until: OffsetDateTime) -> Duration {
    let hours = policies.hours.as_ref();
    let open = hours.and_then(|hours| open_between(hours, from, until));
    open.unwrap_or(until - from).max(Duration::ZERO)
}

fn open_between(hours: &Hours, from: OffsetDateTime, until: OffsetDateTime) -> Option<Duration> {
    let zone = TimeZone::get(&hours.zone).ok()?;
    let holidays: Vec<Date> = hours.holidays.iter().filter_map(|day| date(day)).collect();
    let mut openings: Vec<(u8, u16, u16)> = hours.open.iter().filter_map(minutes).collect();
    if openings.is_empty() {
        return None;
    }
    openings.sort_unstable();
    let second = Timestamp::from_second(from.unix_timestamp()).ok()?;
    let mut day = second.to_zoned(zone.clone()).date();
    let (mut now, mut open) = (from, Duration::ZERO);
    for _ in 0..DAYS {
        if instant(&zone, day, 0)? >= until {
            break;
        }
        let weekday = u8::try_from(day.weekday().to_monday_one_offset()).ok()?;
        let today = openings.iter().filter(|opening| opening.0 == weekday);
        for (_, begin, end) in today.filter(|_| !holidays.contains(&day)) {
            // Where openings overlap, the hours count once.
            let begin = instant(&zone, day, *begin)?.max(now);
            let end = instant(&zone, day, *end)?.min(until);
            if begin < end {
                open += end - begin;
                now = end;
            }
        }
        day = day.tomorrow().ok()?;
    }
    Some(open)
}

#[cfg(test)]
mod tests {
    use guichet_shared::{policy::Opening, triage::Priority};
    use time::format_description::well_known::Rfc3339;

    use super::{super::due, *};

    fn policies(openings: &[(u8, &str, &str)]) -> Policies {
        let opening = |(day, from, until): &(u8, &str, &str)| Opening {
            day: *day,
            from: (*from).to_owned(),
            until: (*until).to_owned(),
        };
        Policies {
            hours: Some(Hours {
                zone: "Europe/Paris".to_owned(),
                open: openings.iter().map(opening).collect(),
                holidays: vec!["2026-12-25".to_owned()],
            }),
            ..Policies::default()
        }
    }

    fn minutes_between(policies: &Policies, from: &str, until: &str) -> i64 {
        let [from, until] =
            [from, until].map(|text| OffsetDateTime::parse(text, &Rfc3339).unwrap());
        spent(policies, from, until).whole_minutes()
    }

    #[test]
    fn a_night_a_weekend_and_a_holiday_are_no_wait() {
        let week: Vec<_> = (1..=5).map(|day| (day, "09:00", "17:00")).collect();
        let week = policies(&week);
        // Friday 16:00 to Monday 10:00 in Paris: an hour, and another.
        let weekend = ("2026-01-09T15:00:00Z", "2026-01-12T09:00:00Z");
        assert_eq!(minutes_between(&week, weekend.0, weekend.1), 120);
        // Within one day; on a Sunday; over Christmas.
        assert_eq!(
            minutes_between(&week, "2026-01-09T09:00:00Z", "2026-01-09T09:25:00Z"),
            25
        );
        assert_eq!(
            minutes_between(&week, "2026-01-11T09:00:00Z", "2026-01-11T15:00:00Z"),
            0
        );
        assert_eq!(
            minutes_between(&week, "2026-12-24T15:30:00Z", "2026-12-28T08:30:00Z"),
            60
        );
    }

    #[test]
    fn openings_that_overlap_count_once_and_a_site_that_never_opens_counts_plain_hours() {
        let twice = policies(&[(1, "09:00", "12:00"), (1, "11:00", "13:00")]);
        assert_eq!(
            minutes_between(&twice, "2026-01-12T00:00:00Z", "2026-01-13T00:00:00Z"),
            240
        );
        assert_eq!(
            minutes_between(
                &policies(&[]),
                "2026-01-12T00:00:00Z",
                "2026-01-12T05:00:00Z"
            ),
            300
        );
        let always = Policies::default();
        assert_eq!(
            minutes_between(&always, "2026-01-12T00:00:00Z", "2026-01-12T05:00:00Z"),
            300
        );
    }

    #[test]
    fn what_is_spent_until_a_promise_is_due_is_what_was_promised() {
        let openings = [
            (1, "09:00", "12:00"),
            (1, "13:00", "17:00"),
            (4, "08:00", "24:00"),
        ];
        let policies = policies(&openings);
        let from = OffsetDateTime::parse("2026-01-07T03:04:05Z", &Rfc3339).unwrap();
        let due = due(&policies, Priority::Normal, from);
        assert_eq!(spent(&policies, from, due), Duration::hours(24));
    }
}
