//! The agents' app: sign-in, the queue, a ticket with what is known around it, the articles.

mod admin;
mod articles;
mod bar;
mod call;
mod caller;
mod closing;
mod commands;
mod composer;
mod context;
mod dialog;
mod editor;
mod field;
mod guest;
mod handover;
mod hands;
mod icons;
mod incidents;
mod keyboard;
mod keyed;
mod knowledge;
mod live;
mod macros;
mod memory;
mod menu;
mod open;
mod palette;
mod password;
mod people;
mod queue;
mod relate;
mod reports;
mod route;
mod session;
mod shell;
mod sorting;
mod state;
mod status;
mod team;
mod ticket;
mod time;
mod timeline;
mod together;
mod words;
mod wrong;

use std::time::Duration;

use leptos::{mount::mount_to_renderer, prelude::*};

use self::{
    admin::one_time::{self, Link},
    route::Route,
    state::{Stage, State},
};
use crate::parts::element::{Element, always, element, words};

/// How often "5 minutes ago" is reckoned anew.
const TICK: Duration = Duration::from_secs(30);

/// Starts the app inside `#app`.
pub fn start() {
    let Some(app) = document().get_element_by_id("app") else {
        return;
    };
    _ = app.remove_attribute("aria-busy");
    mount_to_renderer(&app, page).forget();
}

fn page() -> Element {
    let state = State::new();
    dress(state);
    _ = set_interval_with_handle(move || state.now.set(js_sys::Date::now()), TICK);
    if let Some(token) = guest::token() {
        return guest::page(state, token);
    }
    keyboard::listen(state);
    session::check(state);
    together::begin(state);
    always(move || {
        let route = state.route.get();
        if state.stage.get() == Stage::In {
            untrack(|| arrive(state, route));
            request_animation_frame(bar::show_page);
        }
    });
    let said = element("p", "hidden")
        .set("role", "status")
        .live(move || vec![words("span", "", state.said.get())]);
    let app = element("div", "app").live(move || {
        // The whole of it is made again in another language.
        state.language.track();
        let stage = state.stage.get();
        // Whose password a link sets does not hang on who is signed in here.
        if stage != Stage::Checking
            && let Some(link) = Link::followed()
            && (stage == Stage::Out || matches!(link, Link::Password(_)))
        {
            return vec![untrack(|| one_time::page(state, link))];
        }
        vec![match stage {
            Stage::Checking => session::booting(state),
            Stage::Failed => session::failed(state),
            Stage::Out => session::page(state),
            Stage::In => shell::shell(state),
        }]
    });
    element("div", "root").child(app).child(said)
}

/// Brings what a page shows.
fn arrive(state: State, route: Route) {
    match route {
        Route::Queue(view) => {
            state.open.leave();
            let shown = state.queue.question.with_untracked(|it| it.view);
            // Whoever comes back from a ticket finds the page that they left.
            if shown != view {
                state.ask_queue(|question| question.view = view);
            }
        }
        Route::Ticket(id) => {
            state.open_ticket(id);
            state.read_incidents();
        }
        Route::Articles => state.read_list(true),
        Route::NewArticle => state.edit(None),
        Route::Article(id) => state.edit(Some(id)),
        Route::Macros => {}
        Route::Settings(page) => state.arrive_at_settings(page),
        Route::Incidents => state.read_incidents(),
        Route::NewIncident => state.begin_incident(),
        Route::Incident(id) => state.open_incident(id),
        // It reads by itself as long as it is there.
        Route::Team => {}
        Route::Report(_) => state.read_report(),
    }
}

/// Keeps language, theme and title of the document as the state says.
fn dress(state: State) {
    let document = document();
    let Some(root) = document.document_element() else {
        return;
    };
    always(move || {
        _ = root.set_attribute("lang", state.language.get().code);
        _ = root.set_attribute("data-theme", state.theme.get());
        let w = state.words();
        let page = match state.route.get() {
            _ if state.stage.get() == Stage::Out => w.session.sign_in.to_owned(),
            Route::Ticket(_) => state.open.title().unwrap_or_else(|| w.tickets.to_owned()),
            Route::Queue(_) => w.tickets.to_owned(),
            Route::Articles => w.articles.to_owned(),
            Route::Macros => w.macros.title.to_owned(),
            Route::Settings(page) => admin::title(state, page).to_owned(),
            Route::NewIncident => w.incidents.new.to_owned(),
            Route::Incidents | Route::Incident(_) => w.incidents.problems.to_owned(),
            Route::Team => w.team.team.to_owned(),
            Route::Report(_) => w.reports.of_day.to_owned(),
            Route::NewArticle | Route::Article(_) => {
                let title = state.editor.form.with(|form| form.title.clone());
                if title.is_empty() {
                    w.article.new_article.to_owned()
                } else {
                    title
                }
            }
        };
        let new = match state.queue.unread_of_mine() {
            0 => String::new(),
            new => format!("({new}) "),
        };
        document.set_title(&[&new, &page, " · ", w.desk, " · Guichet"].concat());
    });
}
