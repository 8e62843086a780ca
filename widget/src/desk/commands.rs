//! Every command of the desk, in tables by what it is about: what its key is, where it fits, what it
//! does. Keys, the palette and the list of keys are made of them.

mod places;
mod queue;
mod sorting;
mod ticket;
mod writing;

use guichet_shared::{
    desk::Deed,
    status::{Act, Party},
};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDetailsElement, HtmlElement};

use super::{
    route::Area,
    state::{Dialog, State},
};
use crate::text::desk::Words;

/// One command.
pub struct Command {
    /// The key as the browser names it; none where it is empty.
    pub key: &'static str,
    /// What it does, in words.
    pub name: fn(&Words) -> String,
    /// Whether it makes sense just now.
    pub fits: fn(State) -> bool,
    /// Does it; whether there was anything to do.
    pub run: fn(State) -> bool,
    /// Whether it is for the palette, and not for its key alone.
    pub listed: bool,
}

fn always(_: State) -> bool {
    true
}

fn tickets(state: State) -> bool {
    state.route.get_untracked().area() == Area::Tickets
}

fn ready(state: State) -> bool {
    tickets(state) && state.open.thread_now().is_some()
}

/// Several tickets, or the open one.
fn some(state: State) -> bool {
    tickets(state) && (!state.hands.selected.with_untracked(Vec::is_empty) || ready(state))
}

fn possible(state: State, act: Act) -> bool {
    let open = state.open.thread_now();
    let one = open.is_some_and(|it| it.ticket.status.after(Party::Agent, act).is_some());
    some(state) && (one || !state.hands.selected.with_untracked(Vec::is_empty))
}

fn one_possible(state: State, act: Act) -> bool {
    ready(state) && possible(state, act)
}

fn show(state: State, dialog: Dialog) -> bool {
    state.dialog.set(Some(dialog));
    true
}

fn arrange(state: State, deed: Deed) -> bool {
    state.arrange(deed);
    true
}

/// Opens a menu in the head of the ticket, and goes into it.
fn menu(selector: &str) -> bool {
    let Ok(Some(menu)) = document().query_selector(selector) else {
        return false;
    };
    menu.unchecked_ref::<HtmlDetailsElement>().set_open(true);
    let first = menu.query_selector(".menu-panel button").ok().flatten();
    first.is_some_and(|first| first.unchecked_into::<HtmlElement>().focus().is_ok())
}

const fn keyed(
    key: &'static str,
    name: fn(&Words) -> String,
    fits: fn(State) -> bool,
    run: fn(State) -> bool,
) -> Command {
    Command {
        key,
        name,
        fits,
        run,
        listed: true,
    }
}

const fn hidden(
    key: &'static str,
    name: fn(&Words) -> String,
    fits: fn(State) -> bool,
    run: fn(State) -> bool,
) -> Command {
    Command {
        key,
        name,
        fits,
        run,
        listed: false,
    }
}

/// A name in the interface's language.
type Name = fn(&Words) -> &'static str;

/// Commands that stand together in the list of keys.
pub struct Group {
    /// What they are about.
    pub name: Name,
    tables: &'static [&'static [Command]],
    /// Keys that no command has: what is pressed, and what that does.
    pub besides: &'static [(&'static str, Name)],
}

impl Group {
    /// Those that have a key.
    pub fn with_keys(&self) -> impl Iterator<Item = &'static Command> {
        let all = self.tables.iter().flat_map(|table| *table);
        all.filter(|it| !it.key.is_empty())
    }
}

/// All groups, in the order of the list of keys.
pub const GROUPS: &[Group] = &[
    Group {
        name: |w| w.keyboard.of_queue,
        tables: &[queue::ALL],
        besides: &[("Enter", |w| w.keyboard.key_open)],
    },
    Group {
        name: |w| w.ticket,
        tables: &[ticket::ALL, sorting::ALL],
        besides: &[],
    },
    Group {
        name: |w| w.keyboard.of_writing,
        tables: &[writing::ALL],
        besides: &[("Ctrl Enter", |w| w.keyboard.key_send)],
    },
    Group {
        name: |w| w.keyboard.of_everywhere,
        tables: &[places::ALL],
        besides: &[
            ("Ctrl K", |w| w.palette.open),
            ("Esc", |w| w.keyboard.key_escape),
        ],
    },
];

/// All commands, in that order.
pub fn commands() -> impl Iterator<Item = &'static Command> {
    GROUPS
        .iter()
        .flat_map(|group| group.tables)
        .flat_map(|table| *table)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{LANGUAGES, desk::words};

    #[test]
    fn no_key_does_two_things_at_one_place() {
        // What takes the next ticket fits only where none is open to note on.
        let next = words("en").team.key_next;
        let mut keys: Vec<_> = commands()
            .filter(|it| !it.key.is_empty() && (it.name)(words("en")) != next)
            .map(|it| it.key)
            .collect();
        let all = keys.len();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), all);
    }

    #[test]
    fn every_command_has_a_name_of_its_own_without_a_gap() {
        for language in LANGUAGES {
            let w = words(language.code);
            let mut names: Vec<_> = commands().map(|it| (it.name)(w)).collect();
            assert!(
                names
                    .iter()
                    .all(|name| !name.is_empty() && !name.contains('{'))
            );
            let all = names.len();
            names.sort();
            names.dedup();
            assert_eq!(names.len(), all, "{}", language.code);
        }
    }
}
