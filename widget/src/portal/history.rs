//! The way from page to page: real history on a page of its own, a stack in memory inside a
//! frame, where the host page's back button is not ours.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, History, MouseEvent, PopStateEvent, ScrollRestoration};

use super::{
    focus::{self, Arrival},
    keyboard::on_window,
    route::{Route, View},
    state::State,
    vote,
};

/// A page on the way, and how it was left.
#[derive(Clone, Default)]
pub struct Past {
    view: View,
    title: Option<String>,
    scroll: f64,
    focus: Option<String>,
}

/// Takes the opening page into the history and follows links and the browser's own buttons.
pub fn listen(state: State) {
    let history = history(state);
    let depth = history
        .as_ref()
        .and_then(|history| depth(&history.state().ok()?));
    state.memory(|memory| {
        memory.at = depth.unwrap_or(0);
        memory.past.resize(memory.at + 1, Past::default());
        memory.past[memory.at].view = shown(state);
    });
    on_window("click", move |event| follow(state, event.unchecked_ref()));
    if let Some(history) = history {
        _ = history.set_scroll_restoration(ScrollRestoration::Manual);
        write(state, false);
        on_window("popstate", move |event| popped(state, &event));
    }
}

/// The browser's own history, where it is ours.
fn history(state: State) -> Option<History> {
    if state.framed {
        None
    } else {
        window().history().ok()
    }
}

/// Goes to a page. A `title` known beforehand is shown while the page loads.
pub fn go(state: State, view: View, title: Option<String>) {
    if view == shown(state) {
        return focus::enter(state);
    }
    leave(state);
    state.memory(|memory| {
        memory.at += 1;
        memory.past.truncate(memory.at);
        memory.past.push(Past {
            view: view.clone(),
            title,
            ..Past::default()
        });
    });
    write(state, true);
    show(state, view, Arrival::Heading);
}

/// Goes to a page that takes the place of the one that is shown.
pub fn replace(state: State, view: View) {
    state.memory(|memory| {
        memory.past[memory.at] = Past {
            view: view.clone(),
            ..Past::default()
        };
    });
    write(state, false);
    show(state, view, Arrival::Heading);
}

/// Whether there is a page before.
pub fn can_go_back(state: State) -> bool {
    state.memory(|memory| memory.at) > 0
}

/// Goes back to the page before, or to the first page where there is none.
pub fn back(state: State) {
    if !can_go_back(state) {
        state.memory(|memory| memory.past[0] = Past::default());
        write(state, false);
        show(state, View::Home, Arrival::Heading);
    } else if let Some(history) = history(state) {
        _ = history.back();
    } else {
        leave(state);
        state.memory(|memory| memory.at -= 1);
        return_to(state);
    }
}

/// The search box has changed: that is still the same page, at another address.
pub fn typed(state: State) {
    let view = shown(state);
    state.memory(|memory| memory.past[memory.at].view = view);
    write(state, false);
}

/// The title of the shown page, where the link to it told.
pub fn title(state: State) -> Option<String> {
    state.memory(|memory| memory.past[memory.at].title.clone())
}

fn shown(state: State) -> View {
    match state.page.get_untracked() {
        View::Home => match state.query.get_untracked().trim() {
            "" => View::Home,
            query => View::Search(query.to_owned()),
        },
        page => page,
    }
}

fn show(state: State, view: View, arrival: Arrival) {
    if let Arrival::Heading = arrival {
        window().scroll_to_with_x_and_y(0.0, 0.0);
    }
    state.said.set(String::new());
    state.memory(|memory| memory.arrival = arrival);
    let page = match view {
        View::Home | View::Search(_) => {
            let query = if let View::Search(query) = view {
                query
            } else {
                String::new()
            };
            if state.query.get_untracked().trim() != query {
                state.search(query);
            }
            View::Home
        }
        page => page,
    };
    if matches!(page, View::Home | View::Tickets) {
        state.requests.draft.withdraw();
    }
    if state.page.get_untracked() == page {
        focus::arrive(state, true);
    } else {
        vote::leave(state);
        state.page.set(page);
    }
}

/// Remembers how the shown page is left.
fn leave(state: State) {
    let view = shown(state);
    let focus = focus::current().and_then(|element| element.get_attribute("href"));
    let scroll = window().scroll_y().unwrap_or_default();
    state.memory(|memory| {
        let past = &mut memory.past[memory.at];
        past.view = view;
        past.focus = focus;
        past.scroll = scroll;
    });
}

fn return_to(state: State) {
    let past = state.memory(|memory| memory.past[memory.at].clone());
    show(
        state,
        past.view,
        Arrival::Back {
            scroll: past.scroll,
            focus: past.focus,
        },
    );
}

fn popped(state: State, event: &Event) {
    let view = Route::parse(&location().hash().unwrap_or_default()).view;
    leave(state);
    // An address typed by hand has no depth yet: it is one further.
    let known = depth(&event.unchecked_ref::<PopStateEvent>().state());
    state.memory(|memory| {
        memory.at = known.unwrap_or(memory.at + 1);
        if known.is_none() {
            memory.past.truncate(memory.at);
        }
        if memory.past.len() <= memory.at {
            memory.past.resize(memory.at + 1, Past::default());
        }
        let past = &mut memory.past[memory.at];
        if past.view != view {
            *past = Past {
                view,
                ..Past::default()
            };
        }
    });
    if known.is_none() {
        write(state, false);
    }
    return_to(state);
}

fn depth(state: &JsValue) -> Option<usize> {
    // Written by `write` as a whole number, so the cast keeps its value.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    state.as_f64().map(|depth| depth as usize)
}

/// Writes the shown page into the address bar, where it is ours.
fn write(state: State, new: bool) {
    let Some(history) = history(state) else {
        return;
    };
    let (depth, href) = state.memory(|memory| {
        let mut href = memory.past[memory.at].view.href();
        if !memory.params.is_empty() {
            href.push('?');
            href.push_str(&memory.params);
        }
        (
            JsValue::from(u32::try_from(memory.at).unwrap_or_default()),
            href,
        )
    });
    _ = if new {
        history.push_state_with_url(&depth, "", Some(&href))
    } else {
        history.replace_state_with_url(&depth, "", Some(&href))
    };
}

/// Follows a click on a link to one of our own pages, unless it asks for a new tab.
fn follow(state: State, event: &MouseEvent) {
    let elsewhere = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
    let target = event
        .target()
        .map(JsCast::unchecked_into::<web_sys::Element>);
    let link = target.and_then(|element| element.closest("a[href^='#/']").ok().flatten());
    if let Some(link) = link
        && !elsewhere
    {
        event.prevent_default();
        let href = link.get_attribute("href").unwrap_or_default();
        let title = link.query_selector(".row-title").ok().flatten();
        let title = title.and_then(|title| title.text_content());
        go(state, Route::parse(&href).view, title);
    }
}
