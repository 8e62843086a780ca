//! How tickets are sorted: priority, tags, putting off, and what other tickets are to them.

use guichet_shared::{desk::Deed, status::Act, triage::Priority};
use leptos::prelude::*;

use super::{Command, arrange, keyed, menu, one_possible, ready, show, some};
use crate::{
    desk::{
        keyboard::focus,
        sorting::later,
        state::{Dialog, State},
    },
    text::desk::Words,
};

/// In the order of the list of keys.
pub(super) const ALL: &[Command] = &[
    keyed(
        "p",
        |w| w.sorting.set_priority.to_owned(),
        ready,
        |_| menu("#menu-priority"),
    ),
    keyed(
        "",
        |w| prioritised(w, Priority::Urgent),
        some,
        |state| priority(state, Priority::Urgent),
    ),
    keyed(
        "",
        |w| prioritised(w, Priority::High),
        some,
        |state| priority(state, Priority::High),
    ),
    keyed(
        "",
        |w| prioritised(w, Priority::Normal),
        some,
        |state| priority(state, Priority::Normal),
    ),
    keyed(
        "",
        |w| prioritised(w, Priority::Low),
        some,
        |state| priority(state, Priority::Low),
    ),
    keyed(
        "l",
        |w| w.sorting.edit_tags.to_owned(),
        some,
        |state| {
            if state.hands.selected.with_untracked(Vec::is_empty) {
                state.open.details.set(true);
                request_animation_frame(|| _ = focus("#tag-input"));
                return true;
            }
            show(state, Dialog::Tags)
        },
    ),
    keyed(
        "z",
        |w| w.sorting.snooze.to_owned(),
        ready,
        |_| menu("#menu-snooze"),
    ),
    keyed(
        "",
        |w| w.sorting.snooze_today.to_owned(),
        some,
        |state| arrange(state, later(0)),
    ),
    keyed(
        "",
        |w| w.sorting.snooze_tomorrow.to_owned(),
        some,
        |state| arrange(state, later(1)),
    ),
    keyed(
        "",
        |w| w.sorting.snooze_monday.to_owned(),
        some,
        |state| arrange(state, later(2)),
    ),
    keyed(
        "",
        |w| w.sorting.wake.to_owned(),
        some,
        |state| arrange(state, Deed::Snooze { until: None }),
    ),
    keyed(
        "m",
        |w| w.relate.merge.to_owned(),
        |state| one_possible(state, Act::Merge),
        |state| show(state, Dialog::Merge),
    ),
    keyed(
        "i",
        |w| w.relate.link.to_owned(),
        ready,
        |state| show(state, Dialog::Link),
    ),
];

fn prioritised(w: &Words, priority: Priority) -> String {
    w.sorting
        .priority_to
        .replace("{priority}", w.priority(priority))
}

fn priority(state: State, priority: Priority) -> bool {
    arrange(state, Deed::Priority { priority })
}
