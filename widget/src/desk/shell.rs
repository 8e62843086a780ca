//! The desk around its pages: the bar on top, the columns below.

use leptos::prelude::*;

use super::{
    admin, articles, bar, context, dialog, editor, hands, incidents, macros, queue, reports,
    route::{Area, Route},
    state::State,
    team, ticket,
};
use crate::parts::element::{Element, element, words};

/// All of it, for whoever is signed in.
pub fn shell(state: State) -> Element {
    let area = Memo::new(move |_| state.route.get().area());
    let page = element("main", "area")
        .set("id", "content")
        .set("tabindex", "-1")
        .live(move || vec![columns(state, area.get())]);
    element("div", "desk")
        .follow("data-page", move || {
            let page = match state.route.get() {
                Route::Queue(_) => "queue",
                Route::Ticket(_) => "ticket",
                Route::Articles => "articles",
                Route::NewArticle | Route::Article(_) => "editor",
                Route::Macros => "macros",
                Route::Settings(_) => "settings",
                Route::Incidents | Route::NewIncident | Route::Incident(_) => "incidents",
                Route::Team => "team",
                Route::Report(_) => "reports",
            };
            Some(page.to_owned())
        })
        .child(bar::bar(state))
        .child(page)
        .child(dialog::dialogs(state))
        .child(hands::told(state))
}

fn columns(state: State, area: Area) -> Element {
    untrack(|| match area {
        Area::Tickets => element("div", "columns")
            .child(words("h1", "hidden", state.words().tickets))
            .child(queue::queue(state))
            .child(ticket::ticket(state))
            .child(context::context(state)),
        Area::Articles => articles::articles(state),
        Area::Editor => editor::editor(state),
        Area::Macros => macros::page(state),
        Area::Settings => admin::settings(state),
        Area::Incidents => incidents::incidents(state),
        Area::NewIncident => incidents::form(state),
        Area::Incident => incidents::page(state),
        Area::Team => team::team(state),
        Area::Report => reports::reports(state),
    })
}
