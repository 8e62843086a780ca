//! The keys of the queue.

use leptos::prelude::*;

use super::{Command, hidden, tickets};
use crate::desk::{
    keyboard::{go, search},
    route::Area,
    sorting,
};

/// They are for their keys alone.
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
];
