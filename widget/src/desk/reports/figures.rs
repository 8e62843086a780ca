//! The four figures on top, each beside that of a week before.

use guichet_shared::desk::{Figure, Report, Sort, View};

use super::parts::leads;
use crate::{
    desk::{queue::Filter, state::State, time},
    parts::element::{Element, element, words},
};

/// What came in, what was solved, what went on, what is open.
pub fn figures(state: State, report: &Report) -> Element {
    let w = state.words().reports;
    let open = if report.now.is_some() {
        w.open_now
    } else {
        w.open_then
    };
    let newest = (Filter::All, Sort::Created);
    // What was solved on a day no queue shows.
    let urgent = (Filter::Open, Sort::Urgent);
    element("ul", "report-figures")
        .child(figure(state, report, w.filed, report.filed, Some(newest)))
        .child(figure(state, report, w.solved, report.solved, None))
        .child(figure(state, report, w.reopened, report.reopened, None))
        .child(figure(state, report, open, report.open, Some(urgent)))
}

fn figure(
    state: State,
    report: &Report,
    name: &'static str,
    figure: Figure,
    to: Option<(Filter, Sort)>,
) -> Element {
    let lang = state.lang();
    let content = [
        words("span", "figure-name", name),
        words(
            "span",
            "figure-count",
            time::plain(lang, figure.count.into()),
        ),
        words("span", "figure-before", beside(state, report, figure)),
    ];
    // The queue tells of now alone.
    let to = to.filter(|_| report.now.is_some());
    let inside = match to {
        Some((filter, sort)) => leads(state, report, View::All, filter, sort, "figure"),
        None => element("div", "figure"),
    };
    element("li", "").child(inside.children(content))
}

/// How it compares, in words.
fn beside(state: State, report: &Report, figure: Figure) -> String {
    let w = state.words().reports;
    let difference = figure.count.abs_diff(figure.before);
    let text = match figure.count.cmp(&figure.before) {
        std::cmp::Ordering::Greater => w.more,
        std::cmp::Ordering::Less => w.fewer,
        std::cmp::Ordering::Equal => w.same,
    };
    text.replace("{n}", &time::plain(state.lang(), difference.into()))
        .replace("{weekday}", &time::weekday(state.lang(), &report.compared))
}
