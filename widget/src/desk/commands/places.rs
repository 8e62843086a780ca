//! Where one can go, and what is done anywhere.

use guichet_shared::desk::View;

use super::{Command, always, keyed, show};
use crate::{
    desk::{
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
