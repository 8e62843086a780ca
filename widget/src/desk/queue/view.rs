//! The column with the queue: its views, its filters, its tickets, its pages.

use guichet_shared::desk::View;
use leptos::prelude::*;
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

use super::{Filter, PAGE, filters, row};
use crate::{
    api::Load,
    desk::{
        icons,
        keyed::keyed,
        menu,
        route::Route,
        sorting,
        state::{Dialog, State},
        time,
    },
    parts::{
        element::{Element, element, words},
        icons::{BACK, NEXT, icon},
        states::{button, notice},
    },
};

/// The views that are always in sight.
const TABS: [View; 3] = [View::Mine, View::Unassigned, View::All];

/// What stands in the column besides the filters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    Waiting,
    Failed,
    Empty,
    Rows,
}

/// The column.
pub fn queue(state: State) -> Element {
    let w = state.words();
    let phase = Memo::new(move |_| {
        state.queue.load.with(|load| match load {
            Load::Waiting => Phase::Waiting,
            Load::Failed(_) => Phase::Failed,
            Load::Ready(page) if page.tickets.is_empty() => Phase::Empty,
            Load::Ready(_) => Phase::Rows,
        })
    });
    let body = element("div", "queue-body")
        .follow("aria-busy", move || {
            state.queue.waiting.get().then(|| "true".to_owned())
        })
        .live(move || match phase.get() {
            Phase::Waiting => vec![bones(w.loading)],
            Phase::Failed => {
                let again = button(w.retry, move || state.read_queue(true));
                vec![notice("h2", w.failed, w.failed_hint, Some(again))]
            }
            Phase::Empty => vec![empty(state)],
            Phase::Rows => vec![rows(state), pager(state)],
        });
    element("section", "queue")
        .set("aria-label", w.queue.column)
        .child(
            element("nav", "views")
                .set("aria-label", w.queue.views)
                .children(TABS.map(|view| tab(state, view)))
                .child(more(state)),
        )
        .child(filters::filters(state))
        .child(next(state))
        .child(body)
        .child(sorting::bar(state))
}

/// Takes the most urgent ticket, wherever in the queue it stands.
fn next(state: State) -> Element {
    let w = state.words().team;
    let said = RwSignal::new(String::new());
    let take = element("button", "button small next")
        .set("type", "button")
        .set("id", "take-next")
        .set("aria-keyshortcuts", "n")
        .on("click", move |_| {
            said.set(String::new());
            state.take_next(move |sentence| _ = said.try_set(sentence));
        })
        .text(w.next);
    let said = element("span", "next-said")
        .set("role", "status")
        .live(move || {
            // Whoever has come back is told so no longer.
            let back = !state.am_away();
            let stays = move |sentence: &String| !(back && sentence == w.not_while_away);
            let sentence = Some(said.get()).filter(stays);
            vec![words("span", "", sentence.unwrap_or_default())]
        });
    let caller = element("button", "button small")
        .set("type", "button")
        .set("aria-keyshortcuts", "c")
        .on("click", move |_| state.dialog.set(Some(Dialog::Caller)))
        .child(icon(icons::PLUS))
        .text(state.words().caller.new);
    element("div", "next-line")
        .child(take)
        .child(caller)
        .child(said)
}

fn tab(state: State, view: View) -> Element {
    let w = state.words();
    let shown = Memo::new(move |_| state.queue.question.with(|question| question.view));
    let news = (view == View::Mine).then(|| {
        element("span", "view-news")
            .follow("hidden", move || {
                (state.queue.unread_of_mine() == 0).then(String::new)
            })
            .child(words("span", "hidden", w.together.unread))
    });
    element("a", "view")
        .set("href", Route::Queue(view).href())
        .follow("aria-current", move || {
            (shown.get() == view).then(|| "true".to_owned())
        })
        .child(words("span", "", w.view(view)))
        .child(count(state, view))
        .children(news)
}

/// How many tickets a view holds.
fn count(state: State, view: View) -> Element {
    element("span", "view-count").live(move || {
        let counts = state.queue.counts.get();
        let count = counts.map(|counts| time::plain(state.lang(), counts.of(view).into()));
        let count = count.map(|count| words("span", "", count));
        count.into_iter().collect()
    })
}

/// The views that are not tabs, in a menu, whose button is the tab of the one that is shown.
fn more(state: State) -> Element {
    let w = state.words();
    let others = || View::ALL.into_iter().filter(|view| !TABS.contains(view));
    let shown = Memo::new(move |_| state.queue.question.with(|question| question.view));
    let other = move || Some(shown.get()).filter(|view| !TABS.contains(view));
    let items = others().map(|view| {
        let count = count(state, view).set("class", "menu-detail");
        menu::link(Route::Queue(view).href(), w.view(view))
            .follow("aria-current", move || {
                (shown.get() == view).then(|| "true".to_owned())
            })
            .child(count)
    });
    let name = element("span", "more-name").live(move || match other() {
        Some(view) => vec![words("span", "", w.view(view)), count(state, view)],
        None => vec![words("span", "", w.views_of.more)],
    });
    let button = menu::shown("view more-views")
        .set("title", w.views_of.more)
        .follow("aria-current", move || other().map(|_| "true".to_owned()))
        .child(icon(icons::DOWN))
        .child(name);
    menu::menu("menu more-views-box", button, items.collect())
}

fn rows(state: State) -> Element {
    let list = element("ul", "ticket-rows");
    keyed(
        list,
        move || {
            state.queue.load.with(|load| match load {
                Load::Ready(page) => {
                    let tickets = page.tickets.iter();
                    tickets
                        .map(|ticket| (ticket.id.to_string(), ticket.clone()))
                        .collect()
                }
                _ => Vec::new(),
            })
        },
        move |ticket| row::row(state, ticket),
    )
}

/// The answer to another question is here: it is read from its top, or from the row that has the
/// focus where that is still there.
pub fn settle() {
    let Ok(Some(body)) = document().query_selector(".queue-body") else {
        return;
    };
    let focused = document().active_element();
    match focused.filter(|focused| body.contains(Some(focused))) {
        Some(row) => {
            let nearest = ScrollIntoViewOptions::new();
            nearest.set_block(ScrollLogicalPosition::Nearest);
            row.scroll_into_view_with_scroll_into_view_options(&nearest);
        }
        None => body.set_scroll_top(0),
    }
}

/// Turns the pages. The buttons stay as they are, so that one can be pressed again and again.
fn pager(state: State) -> Element {
    let w = state.words();
    let queue = state.queue;
    let total = Memo::new(move |_| {
        queue.load.with(|load| match load {
            Load::Ready(page) => page.total,
            _ => 0,
        })
    });
    let offset = Memo::new(move |_| queue.answered.with(|question| question.offset));
    let before = move || {
        let offset = offset.get();
        (offset > 0).then(|| offset.saturating_sub(PAGE))
    };
    let after = move || {
        let next = offset.get() + PAGE;
        (next < total.get()).then_some(next)
    };
    let place = element("span", "").live(move || {
        let offset = offset.get();
        let place = w
            .queue
            .page
            .replace("{from}", &(offset + 1).to_string())
            .replace("{to}", &(offset + PAGE).min(total.get()).to_string())
            .replace("{total}", &total.get().to_string());
        vec![words("span", "", place)]
    });
    element("div", "pager")
        .follow("hidden", move || {
            (total.get() <= PAGE && offset.get() == 0).then(String::new)
        })
        .child(arrow(state, w.queue.page_before, BACK, before))
        .child(place)
        .child(arrow(state, w.queue.page_after, NEXT, after))
}

/// A button to another page. At the last one it keeps the focus, and does nothing.
fn arrow(
    state: State,
    name: &'static str,
    path: &'static str,
    to: impl Fn() -> Option<u32> + Copy + 'static,
) -> Element {
    element("button", "tool")
        .set("type", "button")
        .set("aria-label", name)
        .follow("aria-disabled", move || {
            to().is_none().then(|| "true".to_owned())
        })
        .on("click", move |_| {
            if let Some(to) = untrack(to) {
                state.ask_queue(|question| question.offset = to);
            }
        })
        .child(icon(path))
}

fn empty(state: State) -> Element {
    let w = state.words();
    let question = state.queue.answered.get();
    if !question.query.is_empty() {
        let title = w.queue.none_found.replace("{query}", &question.query);
        let all =
            question.view == View::All && question.filter == Filter::All && question.site.is_none();
        let everywhere = (!all).then(|| {
            button(w.queue.search_all, move || {
                state.search_all(&question.query);
            })
        });
        return notice("h2", title, w.queue.none_found_hint, everywhere);
    }
    let all_that_is_open = question.filter == Filter::Open && question.site.is_none();
    match question.view {
        _ if !all_that_is_open => notice("h2", w.queue.none, w.queue.none_hint, None),
        View::Mine => {
            let link = words("a", "button", w.queue.see_unassigned)
                .set("href", Route::Queue(View::Unassigned).href());
            notice("h2", w.queue.none_mine, w.queue.none_mine_hint, Some(link))
        }
        View::Unassigned => notice(
            "h2",
            w.queue.none_unassigned,
            w.queue.none_unassigned_hint,
            None,
        ),
        _ => notice("h2", w.queue.none, w.queue.none_hint, None),
    }
}

fn bones(loading: &'static str) -> Element {
    let bone = || element("span", "bone");
    let rows = (0..8).map(|_| element("li", "").child(bone()).child(bone()));
    element("div", "skeleton")
        .child(words("p", "hidden", loading))
        .child(
            element("ul", "ticket-bones")
                .set("aria-hidden", "true")
                .children(rows),
        )
}
