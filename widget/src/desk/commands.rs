//! Every command of the desk, in one table: what its key is, where it fits, what it does. Keys, the
//! palette and the list of keys are made of it.

use guichet_shared::{
    desk::{Deed, View},
    status::{Act, Party, Status},
    triage::Priority,
};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDetailsElement, HtmlElement};

use super::{
    composer::Mode,
    keyboard::{click, focus, step},
    route::{Area, Route},
    sorting::{self, later},
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

fn go(state: State, route: Route) -> bool {
    state.go(route);
    true
}

fn write(state: State, mode: Mode) -> bool {
    state.write(mode);
    true
}

fn arrange(state: State, deed: Deed) -> bool {
    state.arrange(deed);
    true
}

fn set(state: State, status: Status) -> bool {
    arrange(state, Deed::Status { status, note: None })
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

/// All of them, in the order of the list of keys.
pub const COMMANDS: &[Command] = &[
    hidden("j", |w| w.key_next.to_owned(), tickets, |_| step(1)),
    hidden("k", |w| w.key_before.to_owned(), tickets, |_| step(-1)),
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
        |w| w.key_search.to_owned(),
        |state| {
            matches!(
                state.route.get_untracked().area(),
                Area::Tickets | Area::Articles
            )
        },
        |state| {
            focus(if tickets(state) {
                "#queue-search"
            } else {
                "#article-search"
            })
        },
    ),
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
        "r",
        |w| w.key_reply.to_owned(),
        |state| one_possible(state, Act::Reply),
        |state| write(state, Mode::Reply),
    ),
    keyed(
        "n",
        |w| w.key_note.to_owned(),
        ready,
        |state| write(state, Mode::Note),
    ),
    // While no ticket is open there is nothing to note on.
    keyed(
        "n",
        |w| w.team.key_next.to_owned(),
        |state| tickets(state) && !ready(state),
        |_| click("#take-next"),
    ),
    keyed(
        "o",
        |w| w.propose.to_owned(),
        |state| one_possible(state, Act::Propose),
        |state| write(state, Mode::Proposal),
    ),
    keyed(
        "#",
        |w| w.macros.insert.to_owned(),
        ready,
        |state| show(state, Dialog::Macros),
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
        |w| goes(w, w.mine),
        always,
        |state| go(state, Route::Queue(View::Mine)),
    ),
    keyed(
        "",
        |w| goes(w, w.unassigned),
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
        |w| goes(w, w.all),
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
        |w| w.key_help.to_owned(),
        always,
        |state| show(state, Dialog::Keys),
    ),
];

fn goes(w: &Words, page: &str) -> String {
    w.palette.go.replace("{page}", page)
}

fn prioritised(w: &Words, priority: Priority) -> String {
    w.sorting
        .priority_to
        .replace("{priority}", w.priority(priority))
}

fn priority(state: State, priority: Priority) -> bool {
    arrange(state, Deed::Priority { priority })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{LANGUAGES, desk::words};

    #[test]
    fn no_key_does_two_things_at_one_place() {
        // What takes the next ticket fits only where none is open to note on.
        let next = words("en").team.key_next;
        let mut keys: Vec<_> = COMMANDS
            .iter()
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
            let mut names: Vec<_> = COMMANDS.iter().map(|it| (it.name)(w)).collect();
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
