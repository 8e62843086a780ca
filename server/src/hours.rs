//! Opening hours: when a promise of so many of them falls due, and whether they make sense.

use guichet_shared::{
    error::FieldProblem,
    policy::{Hours, Opening, Policies},
    triage::Priority,
};
use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};
use time::{Duration, OffsetDateTime};

mod day;
mod spent;

pub use self::{day::Days, spent::spent};

/// How far ahead opening hours are looked for.
const DAYS: usize = 3 * 366;

/// When an update is due that is promised at `at`. Where the site never opens, or not for long
/// enough in years, an hour is an hour.
#[must_use]
pub fn due(policies: &Policies, priority: Priority, at: OffsetDateTime) -> OffsetDateTime {
    let promised = Duration::hours(i64::from(policies.promise(priority)));
    let hours = policies.hours.as_ref();
    let due = hours.and_then(|hours| open_for(hours, promised, at));
    due.unwrap_or(at + promised)
}

/// When the site will have been open for `wanted` from `at` on.
fn open_for(hours: &Hours, wanted: Duration, at: OffsetDateTime) -> Option<OffsetDateTime> {
    let zone = TimeZone::get(&hours.zone).ok()?;
    let holidays: Vec<Date> = hours.holidays.iter().filter_map(|day| date(day)).collect();
    let mut openings: Vec<(u8, u16, u16)> = hours.open.iter().filter_map(minutes).collect();
    openings.sort_unstable();
    let (mut now, mut left) = (at, wanted);
    let second = Timestamp::from_second(at.unix_timestamp()).ok()?;
    let mut day = second.to_zoned(zone.clone()).date();
    for _ in 0..DAYS {
        let weekday = u8::try_from(day.weekday().to_monday_one_offset()).ok()?;
        for (_, from, until) in openings.iter().filter(|opening| opening.0 == weekday) {
            if holidays.contains(&day) {
                break;
            }
            // Where openings overlap, the hours count once.
            let from = instant(&zone, day, *from)?.max(now);
            let open = instant(&zone, day, *until)? - from;
            if open <= Duration::ZERO {
                continue;
            }
            if left <= open {
                return Some(from + left);
            }
            left -= open;
            now = from + open;
        }
        day = day.tomorrow().ok()?;
    }
    None
}

/// The instant of a day's so many minutes by the clock on the wall; in an hour that a change of
/// the clocks leaves out or repeats, what people there would take it for.
fn instant(zone: &TimeZone, day: Date, minutes: u16) -> Option<OffsetDateTime> {
    let (day, minutes) = match minutes {
        MIDNIGHT => (day.tomorrow().ok()?, 0),
        minutes => (day, minutes),
    };
    let (hour, minute) = (minutes / 60, minutes % 60);
    let wall: DateTime = day.at(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, 0, 0);
    let zoned = zone.to_zoned(wall).ok()?;
    OffsetDateTime::from_unix_timestamp(zoned.timestamp().as_second()).ok()
}

/// The end of a day.
const MIDNIGHT: u16 = 24 * 60;

/// An opening's weekday and its ends in minutes; `None` where it makes no sense.
fn minutes(opening: &Opening) -> Option<(u8, u16, u16)> {
    let (from, until) = (clock(&opening.from)?, clock(&opening.until)?);
    (from < until).then_some((opening.day, from, until))
}

/// The minutes of a time such as `09:30`.
fn clock(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    let number = |digits: &str| match digits.as_bytes() {
        [b'0'..=b'9', b'0'..=b'9'] => digits.parse::<u16>().ok(),
        _ => None,
    };
    let (hour, minute) = (number(hour)?, number(minute)?);
    let minutes = hour * 60 + minute;
    (minute < 60 && minutes <= MIDNIGHT).then_some(minutes)
}

/// A day such as `2026-12-25`.
fn date(text: &str) -> Option<Date> {
    text.parse().ok().filter(|_| text.len() == 10)
}

/// What makes no sense in a site's opening hours, by the fields' names.
#[must_use]
pub fn problems(hours: &Hours) -> Vec<FieldProblem> {
    let mut problems = Vec::new();
    let mut refuse = |field: String, message: &str| {
        let message = message.to_owned();
        problems.push(FieldProblem { field, message });
    };
    if TimeZone::get(&hours.zone).is_err() {
        refuse(
            "hours.zone".to_owned(),
            "must be a time zone such as \"Europe/Paris\"",
        );
    }
    for (place, opening) in hours.open.iter().enumerate() {
        let field = |name: &str| format!("hours.open.{place}.{name}");
        if !(1..=7).contains(&opening.day) {
            refuse(field("day"), "must be 1 for Monday to 7 for Sunday");
        }
        let time = "must be a time such as \"09:00\"";
        match (clock(&opening.from), clock(&opening.until)) {
            (Some(from), Some(until)) if from >= until => {
                refuse(field("until"), "must be later than `from`");
            }
            (from, until) => {
                if from.is_none() {
                    refuse(field("from"), time);
                }
                if until.is_none() {
                    refuse(field("until"), time);
                }
            }
        }
    }
    for (place, day) in hours.holidays.iter().enumerate() {
        if date(day).is_none() {
            let field = format!("hours.holidays.{place}");
            refuse(field, "must be a day such as \"2026-12-25\"");
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use time::format_description::well_known::Rfc3339;

    use super::*;

    fn weekdays(zone: &str, from: &str, until: &str) -> Hours {
        let opening = |day| Opening {
            day,
            from: from.to_owned(),
            until: until.to_owned(),
        };
        Hours {
            zone: zone.to_owned(),
            open: (1..=5).map(opening).collect(),
            holidays: Vec::new(),
        }
    }

    fn always(zone: &str) -> Hours {
        let mut hours = weekdays(zone, "00:00", "24:00");
        for day in [6, 7] {
            let open = hours.open[0].clone();
            hours.open.push(Opening { day, ..open });
        }
        hours
    }

    fn at(text: &str) -> OffsetDateTime {
        OffsetDateTime::parse(text, &Rfc3339).unwrap()
    }

    fn due_in(hours: &Hours, promised: u16, from: &str) -> OffsetDateTime {
        let policies = Policies {
            promise_hours: promised,
            hours: Some(hours.clone()),
            ..Policies::default()
        };
        due(&policies, Priority::Normal, at(from))
    }

    #[test]
    fn a_promise_on_friday_afternoon_is_kept_on_monday() {
        let hours = weekdays("Europe/Paris", "09:00", "17:00");
        // Friday 16:00 in Paris: an hour then, three on Monday.
        assert_eq!(
            due_in(&hours, 4, "2026-01-09T15:00:00Z"),
            at("2026-01-12T11:00:00Z")
        );
        // What is asked on Saturday waits for Monday; what ends with the day ends there.
        assert_eq!(
            due_in(&hours, 8, "2026-01-10T12:00:00Z"),
            at("2026-01-12T16:00:00Z")
        );
        assert_eq!(
            due_in(&hours, 9, "2026-01-10T12:00:00Z"),
            at("2026-01-13T09:00:00Z")
        );
        // Fractions of a second are not lost.
        assert_eq!(
            due_in(&hours, 1, "2026-01-09T10:00:00.5Z"),
            at("2026-01-09T11:00:00.5Z")
        );
    }

    #[test]
    fn a_holiday_is_closed_and_a_lunch_break_does_not_count() {
        let mut hours = weekdays("Europe/Paris", "09:00", "12:00");
        let afternoons = weekdays("Europe/Paris", "13:00", "17:00");
        hours.open.extend(afternoons.open);
        hours.holidays = vec!["2026-12-25".to_owned()];
        // Thursday the 24th, 11:30: half an hour, an hour of lunch, half an hour.
        assert_eq!(
            due_in(&hours, 1, "2026-12-24T10:30:00Z"),
            at("2026-12-24T12:30:00Z")
        );
        // 16:00: an hour on the 24th, nothing on Friday the 25th, an hour on Monday.
        assert_eq!(
            due_in(&hours, 2, "2026-12-24T15:00:00Z"),
            at("2026-12-28T09:00:00Z")
        );
    }

    #[test]
    fn the_hour_that_spring_leaves_out_and_autumn_repeats_is_counted_as_it_passes() {
        let hours = always("Europe/Paris");
        // Whatever the clocks say, a site that never closes takes as many hours as there are.
        for night in ["2026-03-28T22:00:00Z", "2026-10-24T22:00:00Z"] {
            assert_eq!(due_in(&hours, 24, night), at(night) + Duration::hours(24));
        }
        // By the clock on the wall: opened at 09:00 before and after the change alike.
        let mut hours = weekdays("Europe/Paris", "09:00", "17:00");
        assert_eq!(
            due_in(&hours, 9, "2026-03-27T08:00:00Z"),
            at("2026-03-30T08:00:00Z")
        );
        assert_eq!(
            due_in(&hours, 9, "2026-10-23T07:00:00Z"),
            at("2026-10-26T09:00:00Z")
        );
        // A site that opens on the night itself: 01:00 to 05:00 is three hours in spring, five in autumn.
        hours.open = vec![Opening {
            day: 7,
            from: "01:00".to_owned(),
            until: "05:00".to_owned(),
        }];
        assert_eq!(
            due_in(&hours, 3, "2026-03-28T12:00:00Z"),
            at("2026-03-29T03:00:00Z")
        );
        assert_eq!(
            due_in(&hours, 5, "2026-10-24T12:00:00Z"),
            at("2026-10-25T04:00:00Z")
        );
        // An opening in the very hour that is left out is none, and the next Sunday is meant.
        hours.open[0].from = "02:00".to_owned();
        hours.open[0].until = "03:00".to_owned();
        assert_eq!(
            due_in(&hours, 1, "2026-03-28T12:00:00Z"),
            at("2026-04-05T01:00:00Z")
        );
    }

    #[test]
    fn the_day_is_the_sites_own_also_far_from_greenwich() {
        // Sunday noon in London is Monday 02:00 on Kiritimati, where 09:00 is 19:00 of Sunday.
        let kiritimati = weekdays("Pacific/Kiritimati", "09:00", "17:00");
        assert_eq!(
            due_in(&kiritimati, 1, "2026-01-11T12:00:00Z"),
            at("2026-01-11T20:00:00Z")
        );
        // Saturday 01:00 in London is still Friday 14:00 on Pago Pago.
        let pago = weekdays("Pacific/Pago_Pago", "09:00", "17:00");
        assert_eq!(
            due_in(&pago, 1, "2026-01-10T01:00:00Z"),
            at("2026-01-10T02:00:00Z")
        );
        // A quarter of an hour is part of Nepal's time.
        let nepal = weekdays("Asia/Kathmandu", "09:00", "17:00");
        assert_eq!(
            due_in(&nepal, 1, "2026-01-12T00:00:00Z"),
            at("2026-01-12T04:15:00Z")
        );
    }

    #[test]
    fn openings_that_overlap_count_once_and_may_stand_in_any_order() {
        let mut hours = weekdays("UTC", "12:00", "17:00");
        hours.open.extend(weekdays("UTC", "09:00", "13:00").open);
        hours.open.extend(weekdays("UTC", "10:00", "11:00").open);
        assert_eq!(
            due_in(&hours, 8, "2026-01-12T00:00:00Z"),
            at("2026-01-12T17:00:00Z")
        );
    }

    #[test]
    fn a_site_that_never_opens_promises_plain_hours() {
        let mut hours = weekdays("UTC", "09:00", "17:00");
        hours.open.clear();
        assert_eq!(
            due_in(&hours, 5, "2026-01-10T01:00:00Z"),
            at("2026-01-10T06:00:00Z")
        );
        hours.zone = "Nowhere/Town".to_owned();
        assert_eq!(
            due_in(&hours, 5, "2026-01-10T01:00:00Z"),
            at("2026-01-10T06:00:00Z")
        );
    }

    #[test]
    fn hours_that_make_no_sense_are_refused_by_name() {
        let mut hours = weekdays("Europe/Paris", "09:00", "24:00");
        hours.holidays = vec!["2024-02-29".to_owned()];
        assert!(problems(&hours).is_empty());
        hours.zone = "Europe/Pariss".to_owned();
        hours.open[0].day = 0;
        hours.open[1].until = "09:00".to_owned();
        hours.open[2].from = "9:00".to_owned();
        hours.open[3].until = "24:01".to_owned();
        hours.open[4].from = "09:60".to_owned();
        hours.holidays = vec!["2026-02-29".to_owned(), "25.12.2026".to_owned()];
        let named: Vec<_> = problems(&hours)
            .into_iter()
            .map(|problem| problem.field)
            .collect();
        assert_eq!(
            named,
            [
                "hours.zone",
                "hours.open.0.day",
                "hours.open.1.until",
                "hours.open.2.from",
                "hours.open.3.until",
                "hours.open.4.from",
                "hours.holidays.0",
                "hours.holidays.1",
            ]
        );
    }
}
