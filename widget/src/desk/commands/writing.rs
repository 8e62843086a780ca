//! What is written on the open ticket.

use guichet_shared::status::Act;

use super::{Command, keyed, one_possible, ready, show};
use crate::desk::{
    composer::Mode,
    state::{Dialog, State},
};

/// In the order of the list of keys.
pub(super) const ALL: &[Command] = &[
    keyed(
        "r",
        |w| w.keyboard.key_reply.to_owned(),
        |state| one_possible(state, Act::Reply),
        |state| write(state, Mode::Reply),
    ),
    keyed(
        "n",
        |w| w.keyboard.key_note.to_owned(),
        ready,
        |state| write(state, Mode::Note),
    ),
    keyed(
        "o",
        |w| w.composer.propose.to_owned(),
        |state| one_possible(state, Act::Propose),
        |state| write(state, Mode::Proposal),
    ),
    keyed(
        "#",
        |w| w.macros.insert.to_owned(),
        ready,
        |state| show(state, Dialog::Macros),
    ),
];

fn write(state: State, mode: Mode) -> bool {
    state.write(mode);
    true
}
