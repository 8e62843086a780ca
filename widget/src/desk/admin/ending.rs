//! The end of an account: asked about in a dialog, which says itself why it is refused.

use gloo_net::http::Method;
use guichet_shared::agent::AgentId;
use leptos::{prelude::*, task::spawn_local};
use serde_json::{Value, json};

use super::{Page, list::read};
use crate::{
    desk::{
        call::{self, Refusal},
        dialog,
        state::{Dialog, State},
        time,
    },
    parts::{
        element::{Element, element, words},
        states::button,
    },
};

/// The part of the account's page that ends it, or lets its agent in again.
pub fn section(state: State, agent: AgentId, account: &Value) -> Element {
    let w = state.words().admin.account;
    let part = element("section", "settings-part").child(words("h2", "", w.end_account));
    if state.my_id() == Some(agent) {
        return part.child(words("p", "field-hint", w.own_account));
    }
    if account["disabled_at"].is_string() {
        let trouble = RwSignal::new(None::<String>);
        let said = element("div", "settings-outcome")
            .set("role", "alert")
            .live(move || {
                let box_of = |text| element("div", "trouble-box").child(words("p", "", text));
                trouble.get().map(box_of).into_iter().collect()
            });
        let enable = button(w.enable, move || {
            tell(state, agent, "enable", json!({}), w.elsewhere, trouble);
        });
        return part
            .child(words("p", "field-hint", w.ended_hint))
            .child(element("div", "settings-choices").child(enable))
            .child(said);
    }
    let ask = button(w.end_account, move || {
        state.dialog.set(Some(Dialog::EndAccount(agent)));
    });
    part.child(words("p", "field-hint", w.end_hint))
        .child(element("div", "settings-choices").child(ask))
}

/// Asks whether to end it, and what becomes of its open tickets.
pub fn question(state: State, agent: AgentId) -> Vec<Element> {
    let w = state.words().admin.account;
    let account = read(state);
    let name = account["name"].as_str().unwrap_or_default();
    let open = account["open"].as_u64().unwrap_or_default();
    let (release, trouble) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let give_back = (open > 0).then(|| {
        let input = element("input", "")
            .set("type", "checkbox")
            .on("change", move |event| {
                release.set(event_target_checked(&event));
            });
        let open = u32::try_from(open).unwrap_or(u32::MAX);
        let text = time::count(state.lang(), w.release, open);
        element("label", "tick")
            .child(input)
            .child(words("span", "", text))
    });
    let said = element("div", "wrong").set("role", "alert").live(move || {
        let line = trouble.get().map(|text| words("p", "", text));
        line.into_iter().collect()
    });
    let end = words("button", "button accent", w.end_account)
        .set("type", "button")
        .on("click", move |_| {
            let body = json!({"release": release.get_untracked()});
            tell(state, agent, "disable", body, w.end_refused, trouble);
        });
    let title = w.end_title.replace("{name}", name);
    vec![
        dialog::title(state, title),
        words("p", "dialog-text", w.end_hint),
        element("div", "dialog-form")
            .children(give_back)
            .child(said),
        element("div", "dialog-actions")
            .child(dialog::cancel(state).set("autofocus", ""))
            .child(end),
    ]
}

/// Tells the server, and shows the account as it is then; `meaning` is what a conflict means.
fn tell(
    state: State,
    agent: AgentId,
    what: &'static str,
    body: Value,
    meaning: &'static str,
    trouble: RwSignal<Option<String>>,
) {
    let resource = format!("/accounts/{agent}/{what}");
    trouble.set(None);
    spawn_local(async move {
        match call::send::<Value>(Method::POST, &resource, &body, None).await {
            Ok(account) => {
                if state.dialog.get_untracked() == Some(Dialog::EndAccount(agent)) {
                    dialog::close(state);
                }
                state.read_colleagues();
                state.arrive_at_settings(Page::Agent(agent));
                state.tell_uncovered(&account);
            }
            Err(Refusal::Conflict) => _ = trouble.try_set(Some(meaning.to_owned())),
            Err(refusal) => _ = trouble.try_set(Some(state.sentence(&refusal))),
        }
    });
}
