//! Times as people say them: relative under a day, then dates; the exact one in a tooltip.

use std::time::Duration;

use js_sys::{Date, Intl::RelativeTimeFormat};
use leptos::prelude::*;

use super::{intl, state::State};
use crate::{
    api::object,
    parts::element::{Element, element, words},
};

const MINUTE: f64 = 60.0;
const HOUR: f64 = 60.0 * MINUTE;
const DAY: f64 = 24.0 * HOUR;

/// Lets the times on the screen grow older.
pub fn listen(state: State) {
    let tick = move || {
        state
            .requests
            .tick
            .update(|tick| *tick = tick.wrapping_add(1));
    };
    _ = set_interval_with_handle(tick, Duration::from_secs(30));
}

/// A time, kept up to date.
pub fn time(state: State, at: &str) -> Element {
    told(state, at, None)
}

/// The same inside a sentence, which may say `now` in words of its own.
pub fn told(state: State, at: &str, now: Option<&'static str>) -> Element {
    let lang = state.language.get_untracked().code;
    let then = at.to_owned();
    let relative = move || {
        state.requests.tick.track();
        let passed = (Date::now() - milliseconds(&then)) / 1000.0;
        let now = now.filter(|_| in_words(-passed.max(0.0)).0 == 0.0);
        vec![words(
            "span",
            "",
            now.map_or_else(|| ago(lang, &then), str::to_owned),
        )]
    };
    element("time", "")
        .set("datetime", at)
        .set("title", exact(lang, at))
        .live(relative)
}

/// How long ago an RFC 3339 time was, or its day.
pub fn ago(lang: &str, at: &str) -> String {
    let passed = (Date::now() - milliseconds(at)) / 1000.0;
    if passed < DAY {
        relative(lang, -passed.max(0.0))
    } else {
        let date = Date::new(&at.into());
        let options = object(&[("dateStyle", "medium".into())]);
        date.to_locale_date_string(&intl::locale(lang), &options)
            .into()
    }
}

/// A stretch of so many seconds from now; backwards where it is negative.
pub fn relative(lang: &str, seconds: f64) -> String {
    let (number, unit) = in_words(seconds);
    let options = object(&[("numeric", "auto".into())]);
    let format = RelativeTimeFormat::new(&intl::locales(lang), &options);
    format.format(number, unit).into()
}

/// A number and its unit, rounded towards the present.
fn in_words(seconds: f64) -> (f64, &'static str) {
    let length = seconds.abs();
    if length < 45.0 && seconds <= 0.0 {
        (0.0, "second")
    } else if length < MINUTE {
        (seconds.round(), "second")
    } else if length < HOUR {
        ((seconds / MINUTE).trunc(), "minute")
    } else if length < DAY {
        ((seconds / HOUR).trunc(), "hour")
    } else {
        ((seconds / DAY).trunc(), "day")
    }
}

/// A time to come: the hour today, the day of the week within six days, else the date.
pub fn until(lang: &str, at: &str) -> String {
    let date = Date::new(&at.into());
    let now = Date::new_0();
    let ahead = (date.get_time() - now.get_time()) / 1000.0;
    let day = if ahead.abs() < DAY && date.get_date() == now.get_date() {
        None
    } else if ahead.abs() < 6.0 * DAY {
        Some(("weekday", "long"))
    } else {
        Some(("dateStyle", "medium"))
    };
    styled(lang, &date, day)
}

/// The day and the hour.
pub fn exact(lang: &str, at: &str) -> String {
    styled(lang, &Date::new(&at.into()), Some(("dateStyle", "long")))
}

/// A day in the style that is asked for, and the hour.
fn styled(lang: &str, date: &Date, day: Option<(&str, &str)>) -> String {
    let options = match day {
        // `Intl` takes either styles or single parts.
        Some((part @ "dateStyle", style)) => {
            object(&[(part, style.into()), ("timeStyle", "short".into())])
        }
        day => {
            let clock = [("hour", "2-digit".into()), ("minute", "2-digit".into())];
            let day = day.map(|(part, style)| (part, style.into()));
            object(&day.into_iter().chain(clock).collect::<Vec<_>>())
        }
    };
    date.to_locale_string(&intl::locale(lang), &options).into()
}

/// Whether an RFC 3339 time is over.
pub fn is_over(at: &str) -> bool {
    milliseconds(at) < Date::now()
}

fn milliseconds(at: &str) -> f64 {
    Date::new(&at.into()).get_time()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_is_said_in_its_largest_whole_unit() {
        assert_eq!(in_words(-3.0), (0.0, "second"));
        assert_eq!(in_words(12.0), (12.0, "second"));
        assert_eq!(in_words(-119.0), (-1.0, "minute"));
        assert_eq!(in_words(-7_300.0), (-2.0, "hour"));
        assert_eq!(in_words(200_000.0), (2.0, "day"));
    }
}
