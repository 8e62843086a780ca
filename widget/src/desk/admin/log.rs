//! The log: who changed what, from what to what, and who signed in.

use guichet_shared::admin::{Changed, Deed, Log, LogEntry};
use leptos::{prelude::*, task::spawn_local};
use serde_json::Value;

use super::list::read;
use crate::{
    desk::{call, state::State, time},
    parts::{
        element::{Element, element, words},
        states::button,
    },
};

/// The entries, the latest first.
pub fn log(state: State) -> Element {
    let w = state.words().admin;
    let first: Option<Log> = serde_json::from_value(read(state)).ok();
    let (first, next) = first.map_or((Vec::new(), None), |log| (log.entries, log.next));
    state.admin.log.set(first);
    let next = RwSignal::new(next);
    let shown = StoredValue::new(0_usize);
    let list = element("ol", "log").grow(move || {
        let all = state.admin.log.get();
        let known = shown.get_value();
        shown.set_value(all.len());
        all.iter()
            .skip(known)
            .map(|entry| line(state, entry))
            .collect()
    });
    let more = element("div", "settings-choices").live(move || {
        let Some(before) = next.get() else {
            return Vec::new();
        };
        vec![button(w.logged.older, move || {
            spawn_local(async move {
                let answer = call::get::<Value>(&format!("/log?before={before}")).await;
                let page = answer.and_then(|page| {
                    serde_json::from_value::<Log>(page).map_err(|_| call::Refusal::Broken)
                });
                match page {
                    Ok(page) => {
                        state.admin.log.update(|all| all.extend(page.entries));
                        _ = next.try_set(page.next);
                    }
                    Err(refusal) => state.say(state.sentence(&refusal)),
                }
            });
        })]
    });
    element("div", "")
        .child(words("p", "field-hint", w.logged.log_hint))
        .child(list)
        .child(more)
}

fn line(state: State, entry: &LogEntry) -> Element {
    let now = js_sys::Date::now();
    let when = words(
        "span",
        "log-time",
        time::ago(state.lang(), &entry.at, now, "long"),
    )
    .set("title", time::exact(state.lang(), &entry.at));
    let site = entry.site.as_ref();
    let site = site.map(|site| state.site_name(site.as_str()));
    let changes = entry.changes.iter().map(|changed| change(state, changed));
    let changes: Vec<_> = changes.collect();
    let changes = (!changes.is_empty()).then(|| {
        let count = time::count(
            state.lang(),
            state.words().admin.changes,
            u32::try_from(changes.len()).unwrap_or(u32::MAX),
        );
        element("details", "log-changes")
            .child(words("summary", "", count))
            .child(element("ul", "").children(changes))
    });
    element("li", "log-entry")
        .child(
            element("div", "log-head")
                .child(words("span", "log-what", sentence(state, entry)))
                .children(site.map(|site| words("span", "settings-mark", site)))
                .child(when),
        )
        .children(changes)
}

fn change(state: State, changed: &Changed) -> Element {
    let w = state.words().admin;
    let part = |text: &Option<String>| text.clone().unwrap_or_else(|| w.logged.nothing.to_owned());
    element("li", "")
        .child(words("code", "", changed.field.as_str()))
        .text(
            [
                " ",
                &w.logged
                    .from_to
                    .replace("{from}", &part(&changed.from))
                    .replace("{to}", &part(&changed.to)),
            ]
            .concat(),
        )
}

/// What was done, in a sentence.
fn sentence(state: State, entry: &LogEntry) -> String {
    let w = state.words().admin;
    let text = match entry.deed {
        Deed::FirstRun => w.logged.did_first_run,
        Deed::SignedIn => w.logged.did_sign_in,
        Deed::SignInFailed if entry.about.is_none() => w.logged.did_fail_unknown,
        Deed::SignInFailed => w.logged.did_fail,
        Deed::SignedOut => w.logged.did_sign_out,
        Deed::SiteCreated => w.logged.did_create_site,
        Deed::SiteChanged => w.logged.did_change_site,
        Deed::AccountCreated => w.logged.did_create_account,
        Deed::AccountChanged => w.logged.did_change_account,
        Deed::LinkMade => state.words().links.did_make,
        Deed::PasswordSet => w.logged.did_set_password,
        Deed::AccountDisabled => w.logged.did_end_account,
        Deed::AccountEnabled => w.logged.did_enable_account,
        Deed::TeamCreated => w.logged.did_create_team,
        Deed::TeamChanged => w.logged.did_change_team,
        Deed::TeamRemoved => w.logged.did_remove_team,
    };
    text.replace(
        "{who}",
        entry.by.as_deref().unwrap_or(w.logged.command_line),
    )
    .replace("{what}", entry.about.as_deref().unwrap_or_default())
}
