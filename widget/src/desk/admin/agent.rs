//! An agent's account: making it, changing it, a new password, its end.

use gloo_net::http::Method;
use guichet_shared::agent::AgentId;
use leptos::{prelude::*, task::spawn_local};
use serde_json::{Value, json};

use super::{
    Page, draft,
    fields::{field, group, id, number, pick, said, text, tick},
    form::Sending,
    list::read,
    page::form,
};
use crate::{
    desk::{
        call::{self, Refusal},
        route::Route,
        state::State,
    },
    parts::{
        element::{Element, element, words},
        states::button,
    },
};

/// The page of an account, of a new one without `agent`.
pub fn agent(state: State, agent: Option<AgentId>) -> Element {
    let w = state.words().admin;
    let send = move || {
        let body = draft::agent_of(&state.admin.form.draft());
        let resource = agent.map(|agent| format!("/accounts/{agent}"));
        let sending = Sending {
            method: if agent.is_some() {
                Method::PUT
            } else {
                Method::POST
            },
            resource: resource.clone().unwrap_or_else(|| "/accounts".to_owned()),
            body,
            reread: resource,
            draft: draft::of_agent,
            refused: w.account_refused,
        };
        state.admin.form.send(state, sending, move |account| {
            state.read_colleagues();
            if agent.is_some() {
                state.admin.form.go_on(draft::of_agent(&account));
            } else {
                state.go(Route::Settings(Page::Agents));
            }
        });
    };
    let account = read(state);
    let elsewhere = account["elsewhere"] == true;
    let note = elsewhere.then(|| words("p", "settings-note", w.elsewhere));
    let save = if agent.is_some() {
        w.save
    } else {
        w.make_agent
    };
    element("div", "")
        .children(note)
        .child(form(state, save, move || fields(state, agent), send))
        .children(agent.map(|agent| more(state, agent, &account)))
}

fn fields(state: State, agent: Option<AgentId>) -> Vec<Element> {
    let w = state.words();
    let a = w.admin;
    let roles = ["agent", "lead", "admin"].map(str::to_owned);
    let roles = roles.into_iter().zip(a.roles.map(str::to_owned));
    let levels = ["1", "2", "3"].map(|level| {
        let name = w.level.replace("{level}", level);
        (level.to_owned(), name)
    });
    let mut fields = vec![
        text(state, "name", a.full_name, None),
        text(state, "email", w.email, None),
        text(state, "alias", a.alias, Some(a.alias_hint)),
        pick(state, "role", a.role, Some(a.role_hint), roles),
        pick(state, "level", a.level, None, levels),
        text(
            state,
            "languages",
            a.agent_languages,
            Some(a.languages_hint),
        ),
        number(state, "capacity", a.capacity, Some(a.capacity_hint)),
    ];
    if agent.is_none() {
        fields.push(password(state, a.first_password));
    }
    fields.push(places(state));
    if agent.is_some() && read(state)["open"] != 0 {
        fields.push(tick(state, "release", a.release_when_leaving));
    }
    fields
}

fn password(state: State, label: &str) -> Element {
    let w = state.words().admin;
    let form = state.admin.form;
    let input = element("input", "input")
        .set("type", "password")
        .set("autocomplete", "new-password")
        .set("value", form.text("password"))
        .on("input", move |event| {
            form.set("password", Value::String(event_target_value(&event)));
        });
    field(state, "password", label, Some(w.password_hint), input)
}

/// The sites they answer for, and the topics they know there.
fn places(state: State) -> Element {
    let w = state.words().admin;
    let mut fields: Vec<Element> = Vec::new();
    for site in state.sites() {
        let place = ["places.", site.key.as_str()].concat();
        fields.push(tick(state, &[&place, ".is"].concat(), &site.name));
        let languages: Vec<String> = site.languages.iter().map(ToString::to_string).collect();
        let topics = site.topics.iter().map(|topic| {
            let wanted = std::iter::once(state.lang()).chain(languages.iter().map(String::as_str));
            let name = topic.name.pick(wanted);
            tick(state, &format!("{place}.knows.{}", topic.key), name)
        });
        let topics: Vec<_> = topics.collect();
        if !topics.is_empty() {
            let title = w.knows.replace("{site}", &site.name);
            fields.push(group(&title, "group inner", topics));
        }
    }
    fields.push(said(state, "sites"));
    group(w.answers_for, "group", fields)
}

/// What is not part of the form: a new password, and the account's end.
fn more(state: State, agent: AgentId, account: &Value) -> Element {
    let w = state.words().admin;
    let trouble = RwSignal::new(None::<String>);
    let done = RwSignal::new(None::<&'static str>);
    let said = element("div", "settings-outcome")
        .set("role", "status")
        .live(move || {
            let trouble = trouble
                .get()
                .map(|text| element("div", "trouble-box").child(words("p", "", text)));
            let done = done.get().map(|text| words("p", "settings-state", text));
            trouble.into_iter().chain(done).collect()
        });
    let tell = move |method: Method,
                     what: &str,
                     body: Value,
                     meaning: &'static str,
                     says: &'static str| {
        let resource = format!("/accounts/{agent}/{what}");
        trouble.set(None);
        done.set(None);
        spawn_local(async move {
            match call::send::<Value>(method, &resource, &body, None).await {
                Ok(_) if says.is_empty() => {
                    state.read_colleagues();
                    state.arrive_at_settings(Page::Agent(agent));
                }
                Ok(_) => _ = done.try_set(Some(says)),
                Err(Refusal::Conflict) => _ = trouble.try_set(Some(meaning.to_owned())),
                Err(Refusal::Fields(_)) => _ = trouble.try_set(Some(w.wrong_password.to_owned())),
                Err(refusal) => _ = trouble.try_set(Some(state.sentence(&refusal))),
            }
        });
    };
    let mine = state.my_id() == Some(agent);
    let ended = account["disabled_at"].is_string();
    let typed = RwSignal::new(String::new());
    let input = element("input", "input")
        .set("type", "password")
        .set("autocomplete", "new-password")
        .set("id", id("new-password"))
        .on("input", move |event| typed.set(event_target_value(&event)));
    let set = button(w.set_password, move || {
        let body = json!({"password": typed.get_untracked()});
        tell(Method::PUT, "password", body, w.elsewhere, w.password_set);
    });
    let password = element("section", "settings-part")
        .child(words("h2", "", w.new_password))
        .child(
            element("div", "field")
                .child(words("label", "field-label", w.new_password).set("for", id("new-password")))
                .child(input)
                .child(words("span", "field-hint", w.new_password_hint)),
        )
        .child(element("div", "settings-choices").child(set));
    let open = account["open"].as_u64().unwrap_or_default();
    let release = RwSignal::new(false);
    let end = element("section", "settings-part").child(words("h2", "", w.end_account));
    let end = if mine {
        end.child(words("p", "field-hint", w.own_account))
    } else if ended {
        end.child(words("p", "field-hint", w.ended_hint)).child(
            element("div", "settings-choices").child(button(w.enable, move || {
                tell(Method::POST, "enable", json!({}), w.elsewhere, "");
            })),
        )
    } else {
        let give_back = (open > 0).then(|| {
            let input = element("input", "")
                .set("type", "checkbox")
                .on("change", move |event| {
                    release.set(event_target_checked(&event));
                });
            let text = w.release.replace("{n}", &open.to_string());
            element("label", "tick")
                .child(input)
                .child(words("span", "", text))
        });
        end.child(words("p", "field-hint", w.end_hint))
            .children(give_back)
            .child(
                element("div", "settings-choices").child(button(w.end_account, move || {
                    let body = json!({"release": release.get_untracked()});
                    tell(Method::POST, "disable", body, w.end_refused, "");
                })),
            )
    };
    element("div", "").child(password).child(end).child(said)
}
