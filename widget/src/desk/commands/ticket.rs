//! What can be done with the open ticket, or with those selected: whose it is, where it stands.

use guichet_shared::{
    desk::Deed,
    status::{Act, Status},
};
use leptos::prelude::*;

use super::{Command, arrange, keyed, menu, one_possible, possible, ready, show};
use crate::desk::state::{Dialog, State};

/// In the order of the list of keys.
pub(super) const ALL: &[Command] = &[
    keyed(
        "t",
        |w| w.take.to_owned(),
        |state| possible(state, Act::Assign),
        |state| arrange(state, Deed::Take {}),
    ),
    keyed(
        "h",
        |w| w.hand_over.to_owned(),
        |state| possible(state, Act::Assign),
        |state| {
            let many = !state.hands.selected.with_untracked(Vec::is_empty);
            show(
                state,
                if many {
                    Dialog::Assign
                } else {
                    Dialog::Handover
                },
            )
        },
    ),
    keyed(
        "s",
        |w| w.set_status.to_owned(),
        ready,
        |_| menu("#menu-status"),
    ),
    keyed(
        "",
        |w| w.set_open.to_owned(),
        |state| possible(state, Act::Resume),
        |state| set(state, Status::Open),
    ),
    keyed(
        "w",
        |w| w.set_waiting.to_owned(),
        |state| possible(state, Act::Ask),
        |state| set(state, Status::Waiting),
    ),
    keyed(
        "",
        |w| w.set_on_hold.to_owned(),
        |state| one_possible(state, Act::Hold),
        |state| show(state, Dialog::Hold),
    ),
    keyed(
        "e",
        |w| w.set_closed.to_owned(),
        |state| possible(state, Act::Close),
        |state| set(state, Status::Closed),
    ),
];

fn set(state: State, status: Status) -> bool {
    if state.hands.selected.with_untracked(Vec::is_empty) {
        state.set_status(status);
        return true;
    }
    arrange(state, Deed::Status { status, note: None })
}
