//! Numbers, dates and names of languages as people write them. The browser's own `Intl` knows how; a
//! script of its own asks it.

use guichet_shared::ticket::Wait;
use wasm_bindgen::prelude::*;

use crate::text::{Forms, TicketText};

#[wasm_bindgen(module = "/portal/intl.js")]
extern "C" {
    fn plural(lang: &str, number: f64) -> String;

    /// A number with the separators of `lang`.
    pub fn number(lang: &str, number: f64) -> String;

    fn unit(lang: &str, number: f64, unit: &str, display: &str) -> String;

    /// A stretch of so many units from now, backwards where it is negative.
    pub fn stretch(lang: &str, number: f64, unit: &str) -> String;

    /// The name of the language `tag`, in the language `lang`.
    pub fn language(lang: &str, tag: &str) -> String;

    #[wasm_bindgen(js_name = day)]
    fn styled(lang: &str, at: &str, style: &str) -> String;

    /// The day of an RFC 3339 time in a style of `Intl`, and the hour.
    pub fn exact(lang: &str, at: &str, style: &str) -> String;

    /// A time to come: the hour today, the day of the week within six days, else the date.
    pub fn until(lang: &str, at: &str) -> String;

    /// How many seconds ago a time was.
    pub fn passed(at: &str) -> f64;
}

/// The form that `number` takes in `lang`, the number written in.
pub fn count(lang: &str, forms: Forms, number: usize) -> String {
    let number = f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    let category = plural(lang, number);
    let form = forms
        .iter()
        .find(|(name, _)| *name == category)
        .or(forms.last());
    form.map_or("", |(_, words)| words)
        .replace("{n}", &self::number(lang, number))
}

/// How long a first answer usually takes, in the largest unit that says enough.
pub fn wait(lang: &str, text: &TicketText, wait: &Wait) -> String {
    let (from, to, name) = rounded(wait);
    let longest = unit(lang, to.into(), name, "long");
    let range = if from == to {
        text.range_one.replace("{to}", &longest)
    } else {
        let from = number(lang, from.into());
        text.range
            .replace("{from}", &from)
            .replace("{to}", &longest)
    };
    text.wait.replace("{range}", &range)
}

/// A range in whole units, and the unit. It is never made shorter than it is.
fn rounded(wait: &Wait) -> (u32, u32, &'static str) {
    let (length, name) = match wait.to {
        0..120 => (1, "minute"),
        120..2_880 => (60, "hour"),
        _ => (1_440, "day"),
    };
    let to = wait.to.div_ceil(length).max(1);
    ((wait.from / length).clamp(1, to), to, name)
}

/// The size of a file.
pub fn size(lang: &str, bytes: f64) -> String {
    if bytes < 1_000_000.0 {
        unit(lang, (bytes / 1_000.0).ceil(), "kilobyte", "short")
    } else {
        unit(lang, bytes / 1_000_000.0, "megabyte", "short")
    }
}

/// The day of an RFC 3339 time, in full: "12 March 2026".
pub fn day(lang: &str, at: &str) -> String {
    styled(lang, at, "long")
}

/// The same, shorter.
pub fn short_day(lang: &str, at: &str) -> String {
    styled(lang, at, "medium")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_rounded_to_a_unit_that_people_use() {
        let wait = |from, to| rounded(&Wait { from, to });
        assert_eq!(wait(0, 0), (1, 1, "minute"));
        assert_eq!(wait(10, 40), (10, 40, "minute"));
        assert_eq!(wait(50, 121), (1, 3, "hour"));
        assert_eq!(wait(1_500, 4_000), (1, 3, "day"));
    }
}
