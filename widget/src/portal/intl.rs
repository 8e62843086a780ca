//! Numbers, dates and names of languages, by the browser's own `Intl`.

use js_sys::{
    Array, Date, Function,
    Intl::{NumberFormat, PluralRules},
    Number, Object, Reflect,
};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};

use guichet_shared::ticket::Wait;

use crate::{
    api::object,
    text::{Forms, TicketText},
};

/// The reader's own region of the language `lang`: days and hours are written differently in it.
pub fn locale(lang: &str) -> String {
    let languages = window().navigator().languages();
    let own = languages.iter().find_map(|tag| {
        let tag = tag.as_string()?;
        (tag.split('-').next() == Some(lang)).then_some(tag)
    });
    own.unwrap_or_else(|| if lang == "en" { "en-GB" } else { lang }.to_owned())
}

/// The same as `Intl` takes it.
pub fn locales(lang: &str) -> Array {
    Array::of1(&locale(lang).into())
}

/// The form that `number` takes in `lang`, the number written in.
pub fn count(lang: &str, forms: Forms, number: usize) -> String {
    let number = JsValue::from(number).as_f64().unwrap_or_default();
    let rules = PluralRules::new(&locales(lang), &Object::new());
    let category = String::from(rules.select(number));
    let form = forms
        .iter()
        .find(|(name, _)| *name == category)
        .or(forms.last());
    form.map_or("", |(_, words)| words)
        .replace("{n}", &self::number(lang, number))
}

/// A number with the separators of `lang`.
pub fn number(lang: &str, number: f64) -> String {
    Number::from(number).to_locale_string(&locale(lang)).into()
}

/// A number with its unit, as `Intl` names it: "2.3 MB", "4 hours".
pub fn unit(lang: &str, number: f64, unit: &str, long: bool) -> String {
    let options = object(&[
        ("style", "unit".into()),
        ("unit", unit.into()),
        ("unitDisplay", if long { "long" } else { "short" }.into()),
        ("maximumFractionDigits", 1.into()),
    ]);
    let format = NumberFormat::new(&locales(lang), &options);
    let formatted = format.format().call1(&JsValue::UNDEFINED, &number.into());
    formatted
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

/// How long a first answer usually takes, in the largest unit that says enough.
pub fn wait(lang: &str, text: &TicketText, wait: &Wait) -> String {
    let (from, to, name) = rounded(wait);
    let longest = unit(lang, to.into(), name, true);
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
        unit(lang, (bytes / 1_000.0).ceil(), "kilobyte", false)
    } else {
        unit(lang, bytes / 1_000_000.0, "megabyte", false)
    }
}

/// The day of an RFC 3339 time, in full: "12 March 2026".
pub fn day(lang: &str, time: &str) -> String {
    let options = object(&[("dateStyle", "long".into())]);
    Date::new(&time.into())
        .to_locale_date_string(&locale(lang), &options)
        .into()
}

/// The name of the language `tag`, in the language `lang`.
pub fn language(lang: &str, tag: &str) -> String {
    let name = || {
        let intl = Reflect::get(&js_sys::global(), &"Intl".into())?;
        let class: Function = Reflect::get(&intl, &"DisplayNames".into())?.dyn_into()?;
        let options = object(&[("type", "language".into())]);
        let names = Reflect::construct(&class, &Array::of2(&locales(lang), &options))?;
        let of: Function = Reflect::get(&names, &"of".into())?.dyn_into()?;
        of.call1(&names, &tag.into())
    };
    let name: Result<JsValue, JsValue> = name();
    name.ok()
        .and_then(|name| name.as_string())
        .unwrap_or_else(|| tag.to_owned())
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
