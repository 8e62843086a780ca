//! The palette: everything that can be done here, found by a few letters of its name.

use std::{cell::RefCell, rc::Rc};

use guichet_shared::desk::Queue;
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::{
    call,
    commands::commands,
    dialog, macros,
    route::Route,
    state::{Dialog, State},
};
use crate::parts::element::{Element, element, words};

/// The most lines that are shown.
const MOST: usize = 12;

thread_local! {
    /// What had the focus when the palette opened.
    static BEFORE: RefCell<Option<HtmlElement>> = const { RefCell::new(None) };
}

/// One line.
#[derive(Clone)]
struct Line {
    name: String,
    key: &'static str,
    run: Rc<dyn Fn(State)>,
}

/// Opens the palette.
pub fn open(state: State) {
    let focused = document().active_element();
    let focused = focused.and_then(|focused| focused.dyn_into().ok());
    BEFORE.with(|before| before.replace(focused));
    state.read_macros();
    state.dialog.set(Some(Dialog::Palette));
}

/// How well `name` fits what was typed, the lower the better: the letters typed have to be there in
/// their order; those that begin a word, and those that stand together, fit better.
fn distance(name: &str, typed: &str) -> Option<usize> {
    let name: Vec<char> = name.to_lowercase().chars().collect();
    let typed = typed.to_lowercase();
    let (mut at, mut cost, mut last) = (0, 0, None);
    for letter in typed.chars().filter(|letter| !letter.is_whitespace()) {
        let begins = |i: usize| i == 0 || !name[i - 1].is_alphanumeric();
        let next = (at..name.len()).filter(|i| name[*i] == letter);
        let near = next
            .clone()
            .find(|i| last.is_some_and(|last| *i == last + 1));
        let found = near.or_else(|| next.clone().find(|i| begins(*i)));
        let found = found.or_else(|| next.clone().next())?;
        cost += match last {
            Some(last) if found == last + 1 => 0,
            _ if begins(found) => 1,
            _ => 4,
        };
        (at, last) = (found + 1, Some(found));
    }
    Some(cost * 100 + name.len())
}

fn lines(state: State, typed: &str) -> Vec<Line> {
    let w = state.words();
    let number = typed.trim().trim_start_matches('#').parse::<u32>().ok();
    let number = number.map(|number| Line {
        name: w.palette.open_number.replace("{n}", &number.to_string()),
        key: "",
        run: Rc::new(move |state| open_number(state, number)),
    });
    let fitting = commands().filter(|it| it.listed && (it.fits)(state));
    let fitting = fitting.map(|command| Line {
        name: (command.name)(w),
        key: command.key,
        run: Rc::new(|state| _ = (command.run)(state)),
    });
    let kept = macros::fitting(state).into_iter().map(|kept| Line {
        name: w.palette.r#macro.replace("{name}", &kept.name),
        key: "",
        run: Rc::new(move |state| macros::insert(state, &kept)),
    });
    let mut found: Vec<(usize, Line)> = fitting
        .chain(kept)
        .filter_map(|line| Some((distance(&line.name, typed)?, line)))
        .collect();
    if !typed.trim().is_empty() {
        found.sort_by_key(|(distance, _)| *distance);
    }
    let found = found.into_iter().map(|(_, line)| line);
    let found = number.into_iter().chain(found).take(MOST - 1);
    found.chain(search(state, typed)).collect()
}

/// What was typed, as words of a ticket.
fn search(state: State, typed: &str) -> Option<Line> {
    let query = typed.trim().to_owned();
    (!query.is_empty()).then(|| Line {
        name: state.words().palette.search.replace("{query}", &query),
        key: "",
        run: Rc::new(move |state| state.search_all(&query)),
    })
}

/// Opens the ticket with this number, on whichever of the agent's sites.
fn open_number(state: State, number: u32) {
    spawn_local(async move {
        let resource = format!("/tickets?view=all&limit=100&q=%23{number}");
        let answer = call::get::<Queue>(&resource).await;
        let found = answer.ok().and_then(|queue| {
            let mut all = queue.tickets.into_iter();
            all.find(|ticket| ticket.number == number)
        });
        match found {
            Some(ticket) => state.go(Route::Ticket(ticket.id)),
            None => state.tell(
                state
                    .words()
                    .palette
                    .no_number
                    .replace("{n}", &number.to_string()),
            ),
        }
    });
}

fn run(state: State, line: &Line) {
    let run = Rc::clone(&line.run);
    dialog::leave(state, move || {
        let before = BEFORE.with(RefCell::take);
        if let Some(before) = before.filter(|before| before.is_connected()) {
            _ = before.focus();
        }
        run(state);
    });
}

/// The palette's content.
pub fn palette(state: State) -> Vec<Element> {
    let w = state.words();
    let typed = RwSignal::new(String::new());
    let chosen = RwSignal::new(0_usize);
    let shown = move || {
        state.hands.macros.track();
        typed.with(|typed| untrack(|| lines(state, typed)))
    };
    let list = element("ul", "palette-list")
        .set("id", "palette-list")
        .set("role", "listbox")
        .set("aria-label", w.palette.commands)
        .live(move || {
            let lines = shown();
            let at = chosen.get();
            let options = lines.into_iter().enumerate().map(|(i, line)| {
                let keys = (!line.key.is_empty()).then(|| words("kbd", "", line.key));
                element("li", "palette-line")
                    .set("id", format!("palette-{i}"))
                    .set("role", "option")
                    .set("aria-selected", (i == at).to_string())
                    .child(words("span", "", line.name.as_str()))
                    .children(keys)
                    .on("mousedown", |event| event.prevent_default())
                    .on("click", move |_| run(state, &line))
            });
            options.collect()
        });
    let input = element("input", "input palette-input")
        .set("id", "palette-input")
        .set("type", "text")
        .set("role", "combobox")
        .set("autofocus", "")
        .set("autocomplete", "off")
        .set("spellcheck", "false")
        .set("aria-expanded", "true")
        .set("aria-autocomplete", "list")
        .set("aria-controls", "palette-list")
        .set("aria-label", w.palette.what)
        .set("placeholder", w.palette.what)
        .follow("aria-activedescendant", move || {
            Some(format!("palette-{}", chosen.get()))
        })
        .on("input", move |event| {
            chosen.set(0);
            typed.set(event_target_value(&event));
        })
        .on("keydown", move |event| {
            let event: &KeyboardEvent = event.unchecked_ref();
            let lines = typed.with_untracked(|typed| lines(state, typed));
            let (at, last) = (chosen.get_untracked(), lines.len().saturating_sub(1));
            let to = match event.key().as_str() {
                "ArrowDown" if at == last => 0,
                "ArrowDown" => at + 1,
                "ArrowUp" if at == 0 => last,
                "ArrowUp" => at - 1,
                "Home" => 0,
                "End" => last,
                "Enter" if !event.is_composing() => {
                    event.prevent_default();
                    if let Some(line) = lines.get(at) {
                        run(state, line);
                    }
                    return;
                }
                _ => return,
            };
            event.prevent_default();
            chosen.set(to);
            request_animation_frame(move || {
                let line = document().get_element_by_id(&format!("palette-{to}"));
                if let Some(line) = line {
                    line.scroll_into_view_with_bool(false);
                }
            });
        });
    let title = words("h2", "hidden", w.palette.commands).set("id", "dialog-title");
    vec![title, input, list]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_letters_find_a_command_and_the_beginnings_of_words_come_first() {
        let best = |typed: &str| {
            let names = [
                "Take",
                "Set priority to high",
                "Waiting for the customer",
                "Close",
            ];
            names
                .into_iter()
                .filter_map(|name| Some((distance(name, typed)?, name)))
                .min()
                .map(|it| it.1)
        };
        assert_eq!(best("tak"), Some("Take"));
        assert_eq!(best("sph"), Some("Set priority to high"));
        assert_eq!(best("wait cust"), Some("Waiting for the customer"));
        assert_eq!(best("zz"), None);
    }
}
