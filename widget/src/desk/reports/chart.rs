//! When customers wrote: bars by the hour, and the table behind them.

use guichet_shared::desk::{OfHour, Report};
use leptos::prelude::*;

use super::parts::part;
use crate::{
    desk::{state::State, time},
    parts::element::{Element, element, words},
};

/// The height of the chart, and the width of an hour in it.
const HEIGHT: u32 = 60;
const HOUR: u32 = 10;

/// The part with the chart.
pub fn hours(state: State, report: &Report) -> Element {
    let w = state.words().reports;
    let most = report.hours.iter().map(all).max().unwrap_or_default();
    let busiest = report.hours.iter().position(|hour| all(hour) == most);
    let body = part(w.hours, "report-part wide");
    let (Some(busiest), true) = (busiest, most > 0) else {
        return body.child(words("p", "report-quiet", w.hours_none));
    };
    let sentence = time::count(state.lang(), w.busiest, most)
        .replace("{from}", &clock(busiest))
        .replace("{until}", &clock(busiest + 1));
    let table = state.reports.table;
    let toggle = element("button", "report-toggle")
        .set("type", "button")
        .set("aria-controls", "report-hours")
        .follow("aria-expanded", move || Some(table.get().to_string()))
        .on("click", move |_| table.update(|shown| *shown = !*shown))
        .live(move || {
            let name = if table.get() {
                w.hide_table
            } else {
                w.show_table
            };
            vec![words("span", "", name)]
        });
    let legend = element("p", "report-legend")
        .set("aria-hidden", "true")
        .child(words("span", "legend-filed", w.new_tickets))
        .child(words("span", "legend-replies", w.replies));
    body.child(words("p", "report-said", sentence.clone()))
        .child(
            element("div", "hours-chart")
                .set("role", "img")
                .set("aria-label", sentence)
                .child(bars(&report.hours, most))
                .child(axis()),
        )
        .child(element("div", "report-below").child(legend).child(toggle))
        .child(
            rows(state, &report.hours)
                .set("id", "report-hours")
                .follow("hidden", move || (!table.get()).then(String::new)),
        )
}

fn all(hour: &OfHour) -> u32 {
    hour.filed + hour.replies
}

fn clock(hour: usize) -> String {
    format!("{hour:02}:00")
}

fn bars(hours: &[OfHour], most: u32) -> Element {
    let (filed, replies) = paths(hours, most);
    let width = HOUR * u32::try_from(hours.len()).unwrap_or(24);
    element("svg", "hours-bars")
        .set("viewBox", format!("0 0 {width} {HEIGHT}"))
        .set("preserveAspectRatio", "none")
        .set("aria-hidden", "true")
        .child(element("path", "bar-replies").set("d", replies))
        .child(element("path", "bar-filed").set("d", filed))
}

/// New tickets stand on the ground, replies on top of them.
fn paths(hours: &[OfHour], most: u32) -> (String, String) {
    let (mut filed, mut replies) = (String::new(), String::new());
    for (place, hour) in (0_u32..).zip(hours) {
        let left = place * HOUR + 1;
        let high = |count: u32| count * HEIGHT / most.max(1);
        let bar = |top: u32, bottom: u32| {
            let (wide, tall) = (HOUR - 2, bottom.saturating_sub(top));
            format!("M{left} {top}h{wide}v{tall}h-{wide}z")
        };
        let ground = HEIGHT - high(hour.filed);
        if hour.filed > 0 {
            filed += &bar(ground, HEIGHT);
        }
        if hour.replies > 0 {
            replies += &bar(HEIGHT - high(all(hour)), ground);
        }
    }
    (filed, replies)
}

fn axis() -> Element {
    let hours = (0..24).step_by(3);
    element("div", "hours-axis")
        .set("aria-hidden", "true")
        .children(hours.map(|hour| words("span", "", format!("{hour:02}"))))
}

fn rows(state: State, hours: &[OfHour]) -> Element {
    let w = state.words().reports;
    let written = (0..).zip(hours).filter(|(_, hour)| all(hour) > 0);
    let rows = written.map(|(place, hour)| {
        let name = [clock(place), clock(place + 1)].join("–");
        element("tr", "")
            .child(words("th", "", name).set("scope", "row"))
            .child(words(
                "td",
                "",
                time::plain(state.lang(), hour.filed.into()),
            ))
            .child(words(
                "td",
                "",
                time::plain(state.lang(), hour.replies.into()),
            ))
    });
    let head = [w.hour, w.new_tickets, w.replies];
    let head = head.map(|name| words("th", "", name).set("scope", "col"));
    element("table", "report-table")
        .child(element("thead", "").child(element("tr", "").children(head)))
        .child(element("tbody", "").children(rows))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_busiest_hour_is_as_high_as_the_chart_and_a_silent_one_has_no_bar() {
        let hour = |filed, replies| OfHour { filed, replies };
        let (filed, replies) = paths(&[hour(0, 0), hour(1, 2), hour(0, 1)], 3);
        assert_eq!(filed, "M11 40h8v20h-8z");
        assert_eq!(replies, "M11 0h8v40h-8zM21 40h8v20h-8z");
    }
}
