//! The bar at the bottom: help, the visitor's tickets, a new one. Not inside an article, a form or
//! a ticket.

use super::{intl, new, route::View, state::State};
use crate::parts::{
    element::{Element, element, words},
    icons::{BUBBLE, HELP, PLUS, icon},
};

/// The bar.
pub fn tabs(state: State) -> Element {
    element("div", "").live(move || {
        let page = state.page.get();
        let stands = matches!(
            page,
            View::Home | View::Category(_) | View::New | View::Sent | View::Tickets
        );
        stands.then(|| bar(state, &page)).into_iter().collect()
    })
}

fn bar(state: State, page: &View) -> Element {
    let text = state.text().ticket;
    let requests = tab(
        "#/tickets",
        text.tab_requests,
        BUBBLE,
        *page == View::Tickets,
    );
    let badge = element("span", "").live(move || {
        state.requests.tickets.changed.track();
        let unread = state.requests.tickets.unread();
        let code = state.language.get().code;
        let badge = || {
            let said = intl::count(code, state.text().ticket.unread, unread as usize);
            let number = intl::number(code, unread.into());
            element("span", "badge")
                .child(words("span", "", number).set("aria-hidden", "true"))
                .child(words("span", "hidden", said))
        };
        (unread > 0).then(badge).into_iter().collect()
    });
    let help = matches!(page, View::Home | View::Category(_));
    let new = tab(
        &new::first(state).href(),
        text.tab_new,
        PLUS,
        *page == View::New,
    );
    element("nav", "tabs")
        .set("aria-label", text.tabs)
        .child(tab("#/", text.tab_help, HELP, help))
        .child(requests.child(badge))
        .child(new.set("class", "tab accent"))
}

fn tab(href: &str, name: &str, path: &'static str, current: bool) -> Element {
    element("a", "tab")
        .set("href", href)
        .set_some("aria-current", current.then_some("page"))
        .child(icon(path))
        .child(words("span", "", name))
}
