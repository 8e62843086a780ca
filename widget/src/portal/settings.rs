//! The choice of language and of light or dark, kept until the page is closed.

use super::{
    header::tool,
    language,
    state::{State, THEMES},
};
use crate::{
    parts::{
        element::{Element, element, words},
        icons::GLOBE,
    },
    text::{NAMES, Text},
};

/// The button and its menu, which the browser opens, closes and keeps on top.
pub fn settings(state: State) -> [Element; 2] {
    let button = tool(state, |t| t.settings, GLOBE).set("popovertarget", "settings");
    let languages = NAMES.iter().map(|&(code, name)| {
        let chosen = state.language.get_untracked().code == code;
        let label = words("span", "", name).set("lang", code);
        choice(("language", code), chosen, label, move || {
            language::choose(state, code, name);
        })
    });
    let silent = element("div", "").live(move || {
        let name = state.silent.get();
        let line = || {
            let line = state.text().language_failed.replace("{language}", name);
            state.said.set(line.clone());
            words("p", "silent", line)
        };
        (!name.is_empty()).then(line).into_iter().collect()
    });
    let names: [fn(&Text) -> &'static str; 3] =
        [|t| t.theme_auto, |t| t.theme_light, |t| t.theme_dark];
    let themes = THEMES.into_iter().zip(names).map(|(theme, name)| {
        let chosen = state.theme.get_untracked() == theme;
        choice(
            ("theme", theme),
            chosen,
            spoken(state, "span", name),
            move || {
                state.theme.set(theme);
            },
        )
    });
    let menu = element("div", "settings")
        .set("id", "settings")
        .set("popover", "auto")
        .child(
            group(state, |t| t.language)
                .children(languages)
                .child(silent),
        )
        .child(group(state, |t| t.theme).children(themes));
    [button, menu]
}

/// A word that follows the language while the menu stays open.
fn spoken(state: State, tag: &'static str, name: fn(&Text) -> &'static str) -> Element {
    element(tag, "").live(move || vec![words("span", "", name(state.text()))])
}

fn group(state: State, name: fn(&Text) -> &'static str) -> Element {
    element("fieldset", "").child(spoken(state, "legend", name))
}

fn choice(
    (group, value): (&'static str, &'static str),
    chosen: bool,
    name: Element,
    choose: impl Fn() + 'static,
) -> Element {
    let input = element("input", "")
        .set("type", "radio")
        .set("name", group)
        .set("value", value)
        .set_some("checked", chosen.then_some(""))
        .on("change", move |_| choose());
    element("label", "choice").child(input).child(name)
}
