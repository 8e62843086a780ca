//! Times and numbers in words, by the browser's own `Intl`.

use js_sys::{
    Array, Date, Function,
    Intl::{DateTimeFormat, PluralRules, RelativeTimeFormat},
    Number, Object, Reflect,
};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use crate::{
    api::object,
    desk::state::State,
    parts::element::{Element, element, words},
    text::Forms,
};

const MINUTE: f64 = 60_000.0;
const HOUR: f64 = 60.0 * MINUTE;
const DAY: f64 = 24.0 * HOUR;

/// The time of an RFC 3339 text in milliseconds.
pub fn parse(time: &str) -> f64 {
    Date::new(&time.into()).get_time()
}

/// A time as the API takes it.
pub fn written(time: f64) -> String {
    Date::new(&time.into()).to_iso_string().into()
}

/// The locale that numbers and times are written in: English without a region would be American.
fn locale(lang: &str) -> Array {
    let locale = if lang == "en" { "en-GB" } else { lang };
    Array::of1(&locale.into())
}

/// Which unit says how far away a time is, and how many of them; none from a day on.
fn distance(from_now: f64) -> Option<(f64, &'static str)> {
    let size = from_now.abs();
    if size >= DAY {
        None
    } else if size >= HOUR {
        Some(((from_now / HOUR).round(), "hour"))
    } else {
        Some(((from_now / MINUTE).round(), "minute"))
    }
}

/// How long ago in words: "20 minutes ago", and from a day on the date.
pub fn ago(lang: &str, time: &str, now: f64, style: &'static str) -> String {
    let then = parse(time);
    match distance((then - now).min(0.0)) {
        Some((count, unit)) => {
            // What has just happened happens "now", and nothing happens "in 0 minutes".
            let count = if count == 0.0 { 0.0 } else { count };
            let unit = if count == 0.0 { "second" } else { unit };
            let options = object(&[("style", style.into()), ("numeric", "auto".into())]);
            let format = RelativeTimeFormat::new(&locale(lang), &options);
            format.format(count, unit).into()
        }
        None => format(lang, then, &day(then, now)),
    }
}

/// When a time to come is: the hour today, else the day and the hour.
pub fn clock(lang: &str, time: &str, now: f64) -> String {
    let then = parse(time);
    let hour = [("hour", "2-digit".into()), ("minute", "2-digit".into())];
    let same_day =
        Date::new(&then.into()).to_date_string() == Date::new(&now.into()).to_date_string();
    if same_day {
        format(lang, then, &hour)
    } else {
        let day = day(then, now);
        format(lang, then, &[day.as_slice(), &hour].concat())
    }
}

/// The hour in a time zone.
pub fn clock_in(lang: &str, time: &str, zone: &str) -> String {
    let options = [
        ("hour", "2-digit".into()),
        ("minute", "2-digit".into()),
        ("timeZone", zone.into()),
    ];
    format(lang, parse(time), &options)
}

/// The exact time, for a tooltip.
pub fn exact(lang: &str, time: &str) -> String {
    let options = [("dateStyle", "full".into()), ("timeStyle", "short".into())];
    format(lang, parse(time), &options)
}

fn day(then: f64, now: f64) -> Vec<(&'static str, JsValue)> {
    let mut day = vec![("day", "numeric".into()), ("month", "short".into())];
    let year = |time: f64| Date::new(&time.into()).get_full_year();
    if year(then) != year(now) {
        day.push(("year", "numeric".into()));
    }
    day
}

fn format(lang: &str, time: f64, options: &[(&str, JsValue)]) -> String {
    let format = DateTimeFormat::new(&locale(lang), &object(options));
    let format = format.format();
    let text = format.call1(&JsValue::UNDEFINED, &time.into());
    text.ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

/// How long from now: "in 3 minutes".
pub fn until(lang: &str, seconds: u32) -> String {
    let (count, unit) = if seconds < 90 {
        (f64::from(seconds), "second")
    } else {
        ((f64::from(seconds) / 60.0).ceil(), "minute")
    };
    let format = RelativeTimeFormat::new(&locale(lang), &Object::new());
    format.format(count, unit).into()
}

/// A day such as `2026-03-12`, in words.
pub fn date(lang: &str, day: &str) -> String {
    // A day without an hour is midnight in UTC, and the day before west of there.
    let options = [("dateStyle", "long".into()), ("timeZone", "UTC".into())];
    format(lang, parse(day), &options)
}

/// The weekday of a day such as `2026-03-12`.
pub fn weekday(lang: &str, day: &str) -> String {
    let options = [("weekday", "long".into()), ("timeZone", "UTC".into())];
    format(lang, parse(day), &options)
}

/// The name of the language `tag`, in the language `lang`.
pub fn language(lang: &str, tag: &str) -> String {
    let name = || {
        let intl = Reflect::get(&js_sys::global(), &"Intl".into())?;
        let class: Function = Reflect::get(&intl, &"DisplayNames".into())?.dyn_into()?;
        let options = object(&[("type", "language".into())]);
        let names = Reflect::construct(&class, &Array::of2(&lang.into(), &options))?;
        let of: Function = Reflect::get(&names, &"of".into())?.dyn_into()?;
        of.call1(&names, &tag.into())
    };
    let name: Result<JsValue, JsValue> = name();
    let name = name.ok().and_then(|name| name.as_string());
    name.unwrap_or_else(|| tag.to_owned())
}

/// How long ago, kept up to date, with the exact time in a tooltip.
pub fn since(state: State, class: &'static str, time: String, style: &'static str) -> Element {
    let lang = state.language.get_untracked().code;
    element("time", class)
        .set("datetime", time.clone())
        .set("title", exact(lang, &time))
        .live(move || vec![words("span", "", ago(lang, &time, state.now.get(), style))])
}

/// The form that `number` takes in `lang`, the number written in.
pub fn count(lang: &str, forms: Forms, number: u32) -> String {
    let rules = PluralRules::new(&locale(lang), &Object::new());
    let category = String::from(rules.select(number.into()));
    let form = forms.iter().find(|(name, _)| *name == category);
    let form = form.or(forms.last());
    form.map_or("", |(_, words)| words)
        .replace("{n}", &plain(lang, number.into()))
}

/// A number with the separators of `lang`.
pub fn plain(lang: &str, number: f64) -> String {
    Number::from(number).to_locale_string(lang).into()
}

/// A size in kilobytes or megabytes.
pub fn size(lang: &str, bytes: u32) -> String {
    let (number, unit) = rounded(bytes);
    let unit = if lang == "fr" {
        unit.replace('B', "o")
    } else {
        unit.to_owned()
    };
    [&plain(lang, number), "\u{a0}", &unit].concat()
}

fn rounded(bytes: u32) -> (f64, &'static str) {
    let kilobytes = f64::from(bytes) / 1024.0;
    if kilobytes >= 1024.0 {
        ((kilobytes / 102.4).round() / 10.0, "MB")
    } else {
        (kilobytes.ceil(), "kB")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_within_a_day_is_told_in_minutes_or_hours() {
        assert_eq!(distance(-20.0 * MINUTE), Some((-20.0, "minute")));
        assert_eq!(distance(-3.2 * HOUR), Some((-3.0, "hour")));
        assert_eq!(distance(-DAY), None);
    }

    #[test]
    fn a_file_is_never_of_no_size() {
        assert_eq!(rounded(1), (1.0, "kB"));
        assert_eq!(rounded(3 * 1024 * 1024 / 2), (1.5, "MB"));
    }
}
