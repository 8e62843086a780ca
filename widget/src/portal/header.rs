//! The slim bar at the top: back, the site's name, language and appearance, close; below it a
//! quiet line while the device is offline.

use super::{frame, history, route::View, settings, state::State};
use crate::{
    parts::{
        element::{Element, element, words},
        icons::{BACK, CROSS, icon},
    },
    text::Text,
};

/// The bar.
pub fn header(state: State) -> Element {
    let back = element("div", "slot").live(move || {
        let inside = !matches!(state.page.get(), View::Home | View::Tickets);
        let back = || tool(state, |t| t.back, BACK).on("click", move |_| history::back(state));
        inside.then(back).into_iter().collect()
    });
    let close = || tool(state, |t| t.close, CROSS).on("click", move |_| frame::close(state));
    let initial: String = state.site.name.chars().take(1).collect();
    let site = element("a", "site")
        .set("href", "#/")
        .child(words("span", "initial", initial).set("aria-hidden", "true"))
        .child(words("span", "site-name", state.site.name.as_str()));
    let bar = element("div", "bar")
        .child(back)
        .child(site)
        .children(settings::settings(state))
        .children(state.framed.then(close));
    let offline = element("div", "").live(move || {
        let line = || words("p", "offline", state.text().offline);
        (!state.online.get()).then(line).into_iter().collect()
    });
    let adrift = element("div", "").live(move || {
        let line = || words("p", "offline", state.text().ticket.reconnecting);
        let shown = state.requests.adrift.get() && state.online.get();
        shown.then(line).into_iter().collect()
    });
    element("header", "header")
        .child(bar)
        .child(offline)
        .child(adrift)
}

/// A button with an icon, named in the interface's language.
pub fn tool(state: State, name: fn(&Text) -> &'static str, path: &'static str) -> Element {
    let named = move || Some(name(state.text()).to_owned());
    element("button", "tool")
        .set("type", "button")
        .follow("aria-label", named)
        .follow("title", named)
        .child(icon(path))
}
