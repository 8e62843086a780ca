//! The customers' app: a panel in a frame on the host page, or a page of its own.

mod accent;
mod article;
mod category;
mod files;
mod focus;
mod frame;
mod header;
mod history;
mod home;
mod incident;
mod intl;
mod keyboard;
mod known;
mod language;
mod length;
mod live;
mod lock;
mod new;
mod outbox;
mod requests;
mod results;
mod route;
mod search;
mod settings;
mod state;
mod tabs;
mod ticket;
mod tickets;
mod time;
mod token;
mod vote;

use std::mem;

use guichet_shared::{incident::Known, site::Site};
use js_sys::{JSON, futures::spawn_local};
use leptos::{mount::mount_to_renderer, prelude::*};

use self::{
    route::{Route, View},
    state::State,
};
use crate::{
    api::Read,
    parts::element::{Element, element, words},
    text::Language,
};

/// Starts the app inside `#app`, in the place of the skeleton that stood there while it loaded.
pub fn start() {
    let document = document();
    let element = |id| document.get_element_by_id(id);
    let (Some(app), Some((site, known))) = (element("app"), element("site").and_then(read)) else {
        return;
    };
    // Leptos has no executor before it mounts.
    spawn_local(async move {
        let Some(language) = language::first().await else {
            return;
        };
        app.set_text_content(None);
        app.set_class_name("");
        _ = app.remove_attribute("aria-busy");
        mount_to_renderer(&app, move || page(site, known, language)).forget();
    });
}

/// The site, as the server wrote it into the page, and what it announces, which may change. The site
/// lives as long as the page does.
fn read(element: web_sys::Element) -> Option<(&'static Site, Vec<Known>)> {
    let mut site = Site::read(&JSON::parse(&element.text_content()?).ok()?)?;
    let known = mem::take(&mut site.known);
    Some((Box::leak(Box::new(site)), known))
}

fn page(site: &'static Site, known: Vec<Known>, language: &'static Language) -> Element {
    let route = Route::parse(&location().hash().unwrap_or_default());
    let state = State::new(site, known, language, route);
    state.dress();
    keyboard::listen(state);
    history::listen(state);
    frame::listen(state);
    search::watch(state);
    vote::listen(state);
    time::listen(state);
    token::listen(state);
    live::listen(state);
    known::listen(state);
    outbox::listen(state);
    new::suggest::watch(state);

    let main = element("main", "").live(move || {
        let text = state.text();
        vec![match state.page.get() {
            View::Home | View::Search(_) => search::page(state, text),
            View::Category(name) => category::page(state, text, &name),
            View::Article(slug) => article::page(state, text, &slug),
            View::Incident(id) => incident::page(state, text, id),
            View::New => new::topics(state, text),
            View::Write(topic) => new::form(state, text, topic),
            View::Review => new::review(state, text),
            View::Sent => new::sent(state, text),
            View::Tickets => tickets::page(state, text),
            View::Ticket(id) => ticket::page(state, text, id),
        }]
    });
    let said = element("p", "hidden")
        .set("role", "status")
        .live(move || vec![words("span", "", state.said.get())]);
    element("div", "")
        .child(header::header(state))
        .child(main)
        .child(tabs::tabs(state))
        .child(said)
}
