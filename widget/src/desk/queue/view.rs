//! The column with the queue: its views, its filters, its tickets, its pages.

use guichet_shared::desk::View;
use leptos::prelude::*;

use super::{Filter, PAGE, filters, row};
use crate::{
    api::Load,
    desk::{keyed::keyed, route::Route, state::State, time},
    parts::{
        element::{Element, element, words},
        icons::{BACK, NEXT, icon},
        states::{button, notice},
    },
};

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
    let body = element("div", "queue-body").live(move || match phase.get() {
        Phase::Waiting => vec![bones(w.loading)],
        Phase::Failed => {
            let again = button(w.retry, move || state.read_queue(true));
            vec![notice("h2", w.failed, w.failed_hint, Some(again))]
        }
        Phase::Empty => vec![empty(state)],
        Phase::Rows => vec![rows(state), pager(state)],
    });
    element("section", "queue")
        .set("aria-label", w.queue)
        .child(
            element("nav", "views")
                .set("aria-label", w.views)
                .children([View::Mine, View::Unassigned, View::All].map(|view| tab(state, view))),
        )
        .child(filters::filters(state))
        .child(body)
}

fn tab(state: State, view: View) -> Element {
    let w = state.words();
    let (name, count): (_, fn(&guichet_shared::desk::OpenCounts) -> u32) = match view {
        View::Mine => (w.mine, |counts| counts.mine),
        View::Unassigned => (w.unassigned, |counts| counts.unassigned),
        View::All => (w.all, |counts| counts.all),
    };
    let counted = element("span", "view-count").live(move || {
        let counts = state.queue.counts.get();
        counts
            .map(|counts| words("span", "", time::plain(state.lang(), count(&counts).into())))
            .into_iter()
            .collect()
    });
    let shown = Memo::new(move |_| state.queue.question.with(|question| question.view));
    element("a", "view")
        .set("href", Route::Queue(view).href())
        .follow("aria-current", move || {
            (shown.get() == view).then(|| "true".to_owned())
        })
        .child(words("span", "", name))
        .child(counted)
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

fn pager(state: State) -> Element {
    let w = state.words();
    element("div", "pager").live(move || {
        let total = state.queue.load.with(|load| match load {
            Load::Ready(page) => page.total,
            _ => 0,
        });
        let offset = state.queue.question.with(|question| question.offset);
        if total <= PAGE && offset == 0 {
            return Vec::new();
        }
        let turn = move |to: u32| state.ask_queue(|question| question.offset = to);
        let place = w
            .page
            .replace("{from}", &(offset + 1).to_string())
            .replace("{to}", &(offset + PAGE).min(total).to_string())
            .replace("{total}", &total.to_string());
        let arrow = |name: &'static str, path, to: Option<u32>| {
            element("button", "tool")
                .set("type", "button")
                .set("aria-label", name)
                .set_some("disabled", to.is_none().then_some(""))
                .on("click", move |_| to.map_or((), turn))
                .child(icon(path))
        };
        let before = (offset > 0).then(|| offset.saturating_sub(PAGE));
        let after = (offset + PAGE < total).then_some(offset + PAGE);
        vec![
            arrow(w.page_before, BACK, before),
            words("span", "", place),
            arrow(w.page_after, NEXT, after),
        ]
    })
}

fn empty(state: State) -> Element {
    let w = state.words();
    let question = state.queue.question.get();
    if !question.query.is_empty() {
        let title = w.none_found.replace("{query}", &question.query);
        return notice("h2", title, w.none_found_hint, None);
    }
    let all_that_is_open = question.filter == Filter::Open && question.site.is_none();
    match question.view {
        _ if !all_that_is_open => notice("h2", w.none, w.none_hint, None),
        View::Mine => {
            let link = words("a", "button", w.see_unassigned)
                .set("href", Route::Queue(View::Unassigned).href());
            notice("h2", w.none_mine, w.none_mine_hint, Some(link))
        }
        View::Unassigned => notice("h2", w.none_unassigned, w.none_unassigned_hint, None),
        View::All => notice("h2", w.none, w.none_hint, None),
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
