//! Numbers, dates and names of languages, by the browser's own `Intl`.

use js_sys::{Array, Date, Function, Intl::PluralRules, Number, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::{api::object, text::Forms};

/// The form that `number` takes in `lang`, the number written in.
pub fn count(lang: &str, forms: Forms, number: usize) -> String {
    let number = JsValue::from(number).as_f64().unwrap_or_default();
    let rules = PluralRules::new(&Array::of1(&lang.into()), &Object::new());
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
    Number::from(number).to_locale_string(lang).into()
}

/// The day of an RFC 3339 time, in full: "12 March 2026".
pub fn day(lang: &str, time: &str) -> String {
    let options = object(&[("dateStyle", "long".into())]);
    Date::new(&time.into())
        .to_locale_date_string(lang, &options)
        .into()
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
    name.ok()
        .and_then(|name| name.as_string())
        .unwrap_or_else(|| tag.to_owned())
}
