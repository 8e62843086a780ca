//! The page with the report of a day.

use guichet_shared::{desk::Report, site::SiteKey};
use leptos::prelude::*;

use super::{Day, chart, figures, parts};
use crate::{
    api::Load,
    desk::{field, route::Route, state::State, time},
    parts::{
        element::{Element, element, words},
        icons::{NEXT, icon},
        states::{button, notice, skeleton},
    },
};

/// The page.
pub fn reports(state: State) -> Element {
    let w = state.words();
    let body = element("div", "").live(move || {
        state.reports.load.with(|load| match load {
            Load::Waiting => vec![skeleton(w.loading, 5)],
            Load::Failed(_) => {
                let again = button(w.retry, move || state.read_report());
                vec![notice("h2", w.failed, w.failed_hint, Some(again))]
            }
            Load::Ready(report) => untrack(|| day(state, report)),
        })
    });
    element("div", "reports-page")
        .follow("data-tick", move || {
            state.now.track();
            untrack(|| state.report_again());
            None
        })
        .child(head(state))
        .child(body)
}

fn head(state: State) -> Element {
    let w = state.words().reports;
    let title = words("h1", "page-title", "")
        .set("tabindex", "-1")
        .live(move || {
            let report = state.reports.shown();
            let name = report.map_or_else(|| w.of_day.to_owned(), |report| title(state, &report));
            vec![words("span", "", name)]
        });
    let about = element("p", "report-about").live(move || {
        let Some(report) = state.reports.shown() else {
            return Vec::new();
        };
        let until = state.reports.until.get().filter(|_| report.now.is_some());
        vec![words("span", "", about(state, &report, until.as_deref()))]
    });
    element("div", "report-head")
        .child(
            element("div", "report-heading")
                .child(words("p", "report-eyebrow", w.of_day))
                .child(title)
                .child(about),
        )
        .child(
            element("div", "report-tools")
                .children(sites(state))
                .child(steps(state)),
        )
}

/// The day in words: "Thursday, 12 March 2026".
pub fn title(state: State, report: &Report) -> String {
    let lang = state.lang();
    let weekday = time::weekday(lang, &report.day);
    let mut letters = weekday.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    let weekday: String = first.chain(letters).collect();
    let date = time::date(lang, &report.day);
    let title = state.words().reports.title_of_day;
    title
        .replace("{weekday}", &weekday)
        .replace("{date}", &date)
}

/// Until when it is told, in whose time, and what it is compared with.
fn about(state: State, report: &Report, until: Option<&str>) -> String {
    let w = state.words().reports;
    let weekday = time::weekday(state.lang(), &report.compared);
    let text = match until {
        Some(until) => w
            .so_far
            .replace("{time}", &time::clock_in(state.lang(), until, &report.zone)),
        None => w.whole_day.to_owned(),
    };
    text.replace("{zone}", &report.zone.replace('_', " "))
        .replace("{weekday}", &weekday)
}

fn sites(state: State) -> Option<Element> {
    let sites = state.sites();
    let chosen = state.reports.site.get_untracked();
    let chosen = chosen.as_ref().map_or("", SiteKey::as_str);
    (sites.len() > 1).then(|| {
        let sites = sites
            .into_iter()
            .map(|site| (site.key.to_string(), site.name));
        field::select(state.words().queue.site, sites, chosen, move |key| {
            state.reports.site.set(SiteKey::parse(&key).ok());
            state.read_report();
        })
    })
}

/// To the day before, the day after, and today; they stay while the page changes below them.
fn steps(state: State) -> Element {
    let w = state.words().reports;
    let to = |report: Option<&String>| report.and_then(|day| day.parse::<Day>().ok());
    let before = element("a", "button icon-button")
        .set("aria-label", w.previous)
        .set("title", w.previous)
        .follow("href", move || {
            let report = state.reports.shown()?;
            to(Some(&report.previous)).map(|day| Route::Report(Some(day)).href())
        })
        .child(icon(BACK_STEP));
    let after = element("a", "button icon-button")
        .set("aria-label", w.next)
        .set("title", w.next)
        .follow("href", move || {
            let report = state.reports.shown()?;
            to(report.next.as_ref()).map(|day| Route::Report(Some(day)).href())
        })
        .follow("role", move || {
            let last = state
                .reports
                .shown()
                .is_none_or(|report| report.next.is_none());
            last.then(|| "link".to_owned())
        })
        .follow("aria-disabled", move || {
            let last = state
                .reports
                .shown()
                .is_none_or(|report| report.next.is_none());
            last.then(|| "true".to_owned())
        })
        .child(icon(NEXT));
    let today = words("a", "button", w.today)
        .set("href", Route::Report(None).href())
        .follow("aria-current", move || {
            let here = state.route.get() == Route::Report(None);
            here.then(|| "date".to_owned())
        });
    element("nav", "report-steps")
        .set("aria-label", w.days)
        .child(before)
        .child(today)
        .child(after)
}

/// A small arrow to the left.
const BACK_STEP: &str = "m15 18-6-6 6-6";

fn day(state: State, report: &Report) -> Vec<Element> {
    let w = state.words().reports;
    let silent = report
        .hours
        .iter()
        .all(|hour| hour.filed + hour.replies == 0);
    let still = report.agents.is_empty() && report.solved.count == 0 && report.filed.count == 0;
    let calm = (silent && still).then(|| {
        let (title, hint) = match report.now {
            Some(_) => (w.calm_so_far, w.calm_so_far_hint),
            None => (w.calm, w.calm_hint),
        };
        notice("h2", title, hint, None)
    });
    let figures = figures::figures(state, report);
    if let Some(calm) = calm {
        let turns = parts::turns(state, report);
        let turns = element("div", "report-parts").child(turns);
        return vec![calm, figures, turns];
    }
    let columns = element("div", "report-parts")
        .child(parts::turns(state, report))
        .child(parts::first_answer(state, report))
        .child(parts::promises(state, report))
        .child(chart::hours(state, report))
        .child(parts::topics(state, report))
        .child(parts::levels(state, report))
        .child(parts::knowledge(state, report))
        .child(parts::ratings(state, report))
        .child(parts::tried(state, report))
        .child(parts::agents(state, report));
    vec![figures, columns]
}
