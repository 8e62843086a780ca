//! A new ticket for somebody who called, with what they asked before beside it. What is filled in
//! stays until it is sent, whatever happens meanwhile.

mod form;
mod history;

use std::collections::BTreeMap;

use guichet_shared::{
    agent::DeskSite,
    site::SiteKey,
    topic::{Field, FieldKind, Key},
};
use leptos::prelude::*;

pub use self::form::Form;
use super::{
    dialog,
    field::{area, check, labelled, line, select},
    state::State,
};
use crate::parts::element::{Element, element, words};

/// The dialog's content.
pub fn caller(state: State) -> Vec<Element> {
    let form = state.hands.caller;
    let w = state.words();
    let sites = untrack(|| state.sites());
    if form.site.get_untracked().is_none() {
        form.site.set(sites.first().map(|site| site.key.clone()));
    }
    let several = (sites.len() > 1).then(|| {
        let options = sites
            .iter()
            .map(|site| (site.key.to_string(), site.name.clone()));
        let chosen = form
            .site
            .get_untracked()
            .map(|key| key.to_string())
            .unwrap_or_default();
        let list = select(w.queue.site, options, &chosen, move |key| {
            form.site.set(SiteKey::parse(&key).ok());
            form.topic.set(None);
            form.answers.set(BTreeMap::new());
            form.of.set(None);
            form.wrong.clear();
            history::look(state);
            history::look_for_address(state);
        });
        labelled(w.queue.site, None, list)
    });
    let said = element("div", "wrong").set("role", "alert").live(move || {
        let line = form.trouble.get().map(|text| words("p", "", text));
        line.into_iter().collect()
    });
    let wrong = form.wrong;
    let send = words("button", "button accent", w.caller.open)
        .set("type", "submit")
        .follow("disabled", move || form.busy.get().then(String::new));
    let fields = element("form", "dialog-form")
        .set("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            form::send(state);
        })
        .children(several)
        .child(who(state))
        .child(topics(state, sites))
        .child(wrong.field("subject", w.caller.subject, None, line(form.subject, "200")))
        .child(wrong.field(
            "body",
            w.caller.body,
            Some(w.caller.body_hint),
            area(form.body, "5", "20000"),
        ))
        .child(labelled(
            w.handover.internal_note,
            Some(w.handover.internal_note_hint),
            area(form.note, "2", "20000"),
        ))
        .child(check(w.macros.to_me, form.mine))
        .child(
            element("div", "dialog-actions")
                .child(said)
                .child(dialog::cancel(state))
                .child(send),
        );
    let both = element("div", "caller")
        .child(fields)
        .child(history::history(state));
    vec![dialog::title(state, w.caller.new), both]
}

/// Who called: somebody known, or a name and an address.
fn who(state: State) -> Element {
    let w = state.words();
    let form = state.hands.caller;
    element("div", "dialog-form").live(move || {
        if let Some(of) = form.of.get() {
            let name = of
                .name
                .or(of.email)
                .unwrap_or_else(|| w.around.no_name.to_owned());
            let other = words("button", "button small", w.caller.somebody_else)
                .set("type", "button")
                .on("click", move |_| form.of.set(None));
            let known = element("div", "caller-known")
                .child(words("strong", "", name))
                .child(other);
            return vec![known];
        }
        vec![
            labelled(
                w.around.name,
                None,
                line(form.name, "80")
                    .set("id", "caller-name")
                    .set("autofocus", ""),
            ),
            form.wrong.field(
                "email",
                w.session.email,
                None,
                line(form.email, "254").on("input", move |_| history::look_for_address(state)),
            ),
            history::known(state),
        ]
    })
}

fn topics(state: State, sites: Vec<DeskSite>) -> Element {
    let w = state.words();
    let form = state.hands.caller;
    element("div", "dialog-form").live(move || {
        let site = form.site.get();
        let site = sites.iter().find(|it| Some(&it.key) == site.as_ref());
        let Some(site) = site.filter(|site| !site.topics.is_empty()) else {
            return Vec::new();
        };
        let chosen = form.topic.get();
        let name =
            |topic: &guichet_shared::topic::Topic| topic.name.pick([state.lang(), "en"]).to_owned();
        let none = std::iter::once((String::new(), w.caller.no_topic.to_owned()));
        let all = site
            .topics
            .iter()
            .map(|topic| (topic.key.to_string(), name(topic)));
        let list = select(
            w.around.topic,
            none.chain(all),
            chosen.as_ref().map_or("", Key::as_str),
            move |key| {
                form.answers.set(BTreeMap::new());
                form.wrong.clear();
                form.topic.set(Key::parse(&key).ok());
            },
        );
        let topic = site
            .topics
            .iter()
            .find(|topic| Some(&topic.key) == chosen.as_ref());
        let fields = topic.into_iter().flat_map(|topic| &topic.fields);
        let fields = fields.map(|field| answer(state, field));
        [labelled(w.around.topic, None, list)]
            .into_iter()
            .chain(fields)
            .collect()
    })
}

fn answer(state: State, field: &Field) -> Element {
    let w = state.words();
    let (answers, wrong) = (state.hands.caller.answers, state.hands.caller.wrong);
    let key = field.key.to_string();
    let place = ["fields.", &key].concat();
    let now = answers
        .with_untracked(|all| all.get(&key).cloned())
        .unwrap_or_default();
    let label = field.label.pick([state.lang(), "en"]);
    let name = if field.required {
        label.to_owned()
    } else {
        w.caller.optional.replace("{question}", label)
    };
    let put = move |value: String| {
        answers.update(|all| _ = all.insert(key.clone(), value));
    };
    let kind = match field.kind {
        FieldKind::Choice => {
            let none = std::iter::once((String::new(), w.caller.choose.to_owned()));
            let all = field.options.iter().map(|option| {
                (
                    option.key.to_string(),
                    option.label.pick([state.lang(), "en"]).to_owned(),
                )
            });
            let list = element("select", "input")
                .on("change", move |event| put(event_target_value(&event)));
            let list = none.chain(all).fold(list, |list, (value, text)| {
                let chosen = (value == now).then_some("");
                list.child(
                    words("option", "", text)
                        .set("value", value)
                        .set_some("selected", chosen),
                )
            });
            return wrong.field(&place, &name, None, list);
        }
        FieldKind::Checkbox => {
            let input = element("input", "")
                .set("type", "checkbox")
                .set_some("checked", (now == "true").then_some(""))
                .on("change", move |event| {
                    put(event_target_checked(&event).to_string());
                });
            return wrong.tick(&place, &name, input);
        }
        FieldKind::Date => "date",
        FieldKind::Number | FieldKind::Text => "text",
    };
    let input = element("input", "input")
        .set("type", kind)
        .set("value", now)
        .on("input", move |event| put(event_target_value(&event)));
    wrong.field(&place, &name, None, input)
}
