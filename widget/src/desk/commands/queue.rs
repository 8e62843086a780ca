//! The keys of the queue.

use leptos::prelude::*;

use super::{Command, hidden, keyed, ready, tickets};
use crate::desk::{
    keyboard::{click, go, search},
    route::Area,
    sorting,
};

/// Most are for their keys alone.
pub(super) const ALL: &[Command] = &[
    hidden(
        "j",
        |w| w.keyboard.key_next.to_owned(),
        tickets,
        |state| go(state, 1),
    ),
    hidden(
        "k",
        |w| w.keyboard.key_before.to_owned(),
        tickets,
        |state| go(state, -1),
    ),
    hidden(
        "x",
        |w| w.sorting.key_select.to_owned(),
        tickets,
        sorting::toggle,
    ),
    hidden(
        "J",
        |w| w.sorting.key_extend.to_owned(),
        tickets,
        |state| sorting::extend(state, 1),
    ),
    hidden(
        "K",
        |w| w.sorting.key_extend_up.to_owned(),
        tickets,
        |state| sorting::extend(state, -1),
    ),
    hidden(
        "/",
        |w| w.keyboard.key_search.to_owned(),
        |state| {
            matches!(
                state.route.get_untracked().area(),
                Area::Tickets | Area::Articles
            )
        },
        |state| {
            search(if tickets(state) {
                "#queue-search"
            } else {
                "#article-search"
            })
        },
    ),
    // While no ticket is open there is nothing to note on.
    keyed(
        "n",
        |w| w.team.key_next.to_owned(),
        |state| tickets(state) && !ready(state),
        |_| click("#take-next"),
    ),
];
