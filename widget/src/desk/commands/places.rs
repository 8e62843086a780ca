//! Where one can go, and what is done anywhere.

use guichet_shared::{agent::Role, desk::View};
use leptos::prelude::*;

use super::{Command, always, keyed, show};
use crate::{
    desk::{
        admin::Page,
        route::Route,
        state::{Dialog, State},
    },
    text::desk::Words,
};

/// In the order of the list of keys.
pub(super) const ALL: &[Command] = &[
    keyed(
        "c",
        |w| w.caller.new.to_owned(),
        always,
        |state| show(state, Dialog::Caller),
    ),
    keyed(
        "",
        |w| w.macros.manage.to_owned(),
        always,
        |state| go(state, Route::Macros),
    ),
    keyed(
        "",
        |w| goes(w, w.queue.mine),
        always,
        |state| go(state, Route::Queue(View::Mine)),
    ),
    keyed(
        "",
        |w| goes(w, w.queue.unassigned),
        always,
        |state| go(state, Route::Queue(View::Unassigned)),
    ),
    keyed(
        "",
        |w| goes(w, w.views_of.overdue),
        always,
        |state| go(state, Route::Queue(View::Overdue)),
    ),
    keyed(
        "",
        |w| goes(w, w.views_of.following),
        always,
        |state| go(state, Route::Queue(View::Following)),
    ),
    keyed(
        "",
        |w| goes(w, w.views_of.snoozed),
        always,
        |state| go(state, Route::Queue(View::Snoozed)),
    ),
    keyed(
        "",
        |w| goes(w, w.queue.all),
        always,
        |state| go(state, Route::Queue(View::All)),
    ),
    keyed(
        "",
        |w| goes(w, w.articles),
        always,
        |state| go(state, Route::Articles),
    ),
    keyed(
        "",
        |w| goes(w, w.incidents.problems),
        always,
        |state| go(state, Route::Incidents),
    ),
    keyed(
        "",
        |w| goes(w, w.team.team),
        always,
        |state| go(state, Route::Team),
    ),
    keyed(
        "",
        |w| goes(w, w.admin.settings),
        |state| {
            let me = state.me.get_untracked();
            me.is_some_and(|me| me.role == Role::Admin)
        },
        |state| go(state, Route::Settings(Page::Sites)),
    ),
    keyed(
        "d",
        |w| goes(w, w.reports.of_day),
        always,
        |state| go(state, Route::Report(None)),
    ),
    keyed(
        "?",
        |w| w.keyboard.key_help.to_owned(),
        always,
        |state| show(state, Dialog::Keys),
    ),
];

fn go(state: State, route: Route) -> bool {
    state.go(route);
    true
}

fn goes(w: &Words, page: &str) -> String {
    w.palette.go.replace("{page}", page)
}
