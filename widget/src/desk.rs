//! The agents' app. There are no tickets yet, so it says what it will be.

use leptos::{mount::mount_to_renderer, prelude::*};

use crate::{
    parts::element::{Element, element, words},
    text::{LANGUAGES, Text, language},
};

/// Starts the app inside `#app`, in the first of the browser's languages that we speak.
pub fn start() {
    let document = document();
    let (Some(app), Some(root)) = (
        document.get_element_by_id("app"),
        document.document_element(),
    ) else {
        return;
    };
    let languages = window().navigator().languages();
    let spoken = languages.iter().find_map(|tag| language(&tag.as_string()?));
    let language = spoken.unwrap_or(&LANGUAGES[0]);
    _ = root.set_attribute("lang", language.code);
    document.set_title(&[language.text.desk, " · Guichet"].concat());
    _ = app.remove_attribute("aria-busy");
    mount_to_renderer(&app, || page(language.text)).forget();
}

fn page(text: &Text) -> Element {
    let command = words("code", "", "guichet articles import --site KEY DIR");
    element("main", "soon")
        .child(words("p", "mark", "Guichet"))
        .child(words("h1", "", text.desk_soon))
        .child(words("p", "", text.desk_soon_hint))
        .child(words("p", "until", text.desk_until_then))
        .child(element("pre", "").set("tabindex", "0").child(command))
}
