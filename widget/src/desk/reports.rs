//! The report of a day: which one is shown, and the calls.

mod chart;
mod day;
mod figures;
mod parts;
mod view;

use std::sync::Arc;

use guichet_shared::{desk::Report, site::SiteKey};
use leptos::{prelude::*, task::spawn_local};

pub use self::{day::Day, view::reports};
use super::{call, route::Route, state::State};
use crate::api::Load;

/// What the page shows.
#[derive(Clone, Copy)]
pub struct Reports {
    load: RwSignal<Load<Arc<Report>>>,
    /// Until when it is told, where the day is not over.
    until: RwSignal<Option<String>>,
    /// Of which site; the first, without.
    site: RwSignal<Option<SiteKey>>,
    /// Whether the hours stand in a table as well.
    table: RwSignal<bool>,
    /// Which question is on its way, by number: answers to others are dropped.
    asked: RwSignal<u32>,
}

impl Reports {
    /// Nothing yet.
    pub fn new() -> Self {
        Self {
            load: RwSignal::new(Load::Waiting),
            until: RwSignal::new(None),
            site: RwSignal::new(None),
            table: RwSignal::new(false),
            asked: RwSignal::new(0),
        }
    }

    /// The report that is here.
    fn shown(self) -> Option<Arc<Report>> {
        self.load.with(|load| match load {
            Load::Ready(report) => Some(Arc::clone(report)),
            _ => None,
        })
    }
}

impl State {
    /// Reads the day of the address, and goes on showing what is here until it comes.
    pub fn read_report(self) {
        let Route::Report(day) = self.route.get_untracked() else {
            return;
        };
        let reports = self.reports;
        let number = reports.asked.get_untracked() + 1;
        reports.asked.set(number);
        let site = reports.site.get_untracked();
        let parts = [
            day.map(|day| ["day=", &day.to_string()].concat()),
            site.map(|site| ["site=", site.as_str()].concat()),
        ];
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        let resource = ["/reports?", &parts.join("&")].concat();
        spawn_local(async move {
            let answer = call::get::<Report>(&resource).await;
            if reports.asked.get_untracked() != number {
                return;
            }
            match answer {
                Ok(mut report) => {
                    reports.until.set(report.so_far.take());
                    let before = untrack(|| reports.shown());
                    if before.is_some_and(|before| before.day != report.day) {
                        self.say(view::title(self, &report));
                    }
                    // What has not changed keeps its place, and the focus in it.
                    if reports.load.with_untracked(
                        |load| !matches!(load, Load::Ready(known) if **known == report),
                    ) {
                        reports.load.set(Load::Ready(Arc::new(report)));
                    }
                }
                Err(refusal) => {
                    self.sentence(&refusal);
                    if !matches!(reports.load.get_untracked(), Load::Ready(_)) {
                        reports.load.set(Load::Failed((&refusal).into()));
                    }
                }
            }
        });
    }

    /// Reads again what is not over yet, as time goes by.
    fn report_again(self) {
        if self.route.get_untracked() == Route::Report(None) && !document().hidden() {
            self.read_report();
        }
    }
}
