//! Times as people say them: relative under a day, then dates; the exact one in a tooltip.

use std::time::Duration;

use leptos::prelude::*;

use super::{intl, state::State};
use crate::parts::element::{Element, element, words};

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
    let lang = state.language.get_untracked().code;
    let then = at.to_owned();
    let relative = move || {
        state.requests.tick.track();
        vec![words("span", "", ago(state, &then))]
    };
    element("time", "")
        .set("datetime", at)
        .set("title", intl::exact(lang, at, "long"))
        .live(relative)
}

/// How long ago an RFC 3339 time was, or its day.
fn ago(state: State, at: &str) -> String {
    let language = state.language.get_untracked();
    let passed = intl::passed(at);
    if passed < MINUTE {
        language.text.just_now.to_owned()
    } else if passed < DAY {
        relative(language.code, -passed)
    } else {
        intl::short_day(language.code, at)
    }
}

/// A stretch of so many seconds from now; backwards where it is negative.
pub fn relative(lang: &str, seconds: f64) -> String {
    let (number, unit) = in_words(seconds);
    intl::stretch(lang, number, unit)
}

/// A number and its unit, rounded towards the present.
fn in_words(seconds: f64) -> (f64, &'static str) {
    let length = seconds.abs();
    if length < MINUTE {
        (seconds.round(), "second")
    } else if length < HOUR {
        ((seconds / MINUTE).trunc(), "minute")
    } else if length < DAY {
        ((seconds / HOUR).trunc(), "hour")
    } else {
        ((seconds / DAY).trunc(), "day")
    }
}

/// Whether an RFC 3339 time is over.
pub fn is_over(at: &str) -> bool {
    intl::passed(at) > 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_is_said_in_its_largest_whole_unit() {
        assert_eq!(in_words(12.0), (12.0, "second"));
        assert_eq!(in_words(-119.0), (-1.0, "minute"));
        assert_eq!(in_words(-7_300.0), (-2.0, "hour"));
        assert_eq!(in_words(200_000.0), (2.0, "day"));
    }
}
