//! When a site works.

use leptos::prelude::*;
use serde_json::Value;

use super::fields::{area, group, id, said, text};
use crate::{
    desk::{state::State, time},
    parts::element::{Element, element, words},
};

/// Always, or in a week of a time zone without its holidays.
pub fn hours(state: State) -> Element {
    let w = state.words().admin;
    let form = state.admin.form;
    let always = form.at("policies.hours.always") == true;
    let focus = ["#", &id("policies.hours.always")].concat();
    let input = element("input", "")
        .set("type", "checkbox")
        .set("id", id("policies.hours.always"))
        .set_some("checked", always.then_some(""))
        .on("change", move |event| {
            let is = event_target_checked(&event);
            form.set("policies.hours.always", Value::Bool(is));
            // There is more to fill in, or less.
            form.shape.update(|shape| *shape += 1);
            let focus = focus.clone();
            request_animation_frame(move || _ = crate::desk::keyboard::focus(&focus));
        });
    let tick = element("label", "tick")
        .child(input)
        .child(words("span", "", w.always_open));
    let mut content = vec![tick];
    if !always {
        content.push(text(
            state,
            "policies.hours.zone",
            w.zone,
            Some(w.zone_hint),
        ));
        content.push(words("p", "field-hint", w.days_hint));
        let days = (1..=7).map(|day| {
            text(
                state,
                &format!("policies.hours.days.{day}"),
                &weekday(state, day),
                None,
            )
        });
        content.push(element("div", "columns-2").children(days));
        content.push(said(state, "policies.hours.open"));
        content.push(area(
            state,
            "policies.hours.holidays",
            w.holidays,
            Some(w.holidays_hint),
            "3",
        ));
    }
    group(w.hours, "group", content)
}

/// A weekday's name: 1 is Monday.
fn weekday(state: State, day: u32) -> String {
    // The 1st of January 2024 was a Monday.
    time::weekday(state.lang(), &format!("2024-01-{day:02}"))
}
