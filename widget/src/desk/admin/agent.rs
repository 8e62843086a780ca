//! An agent's account: making it, changing it, its end.

use gloo_net::http::Method;
use guichet_shared::agent::AgentId;
use leptos::{prelude::*, task::spawn_local};
use serde_json::{Value, json};

use super::{
    Page, draft,
    fields::{group, number, pick, said, text, tick},
    form::Sending,
    list::read,
    page::form,
    password,
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
            place: draft::place_of_account,
            refused: w.account.account_refused,
        };
        state.admin.form.send(state, sending, move |account| {
            state.read_colleagues();
            if agent.is_some() {
                state.admin.form.go_on(draft::of_agent(&account));
                state.tell_uncovered(&account);
            } else {
                // Where the link is made with which they set their password.
                let made = account["id"].as_str().and_then(|id| id.parse().ok());
                state.go(Route::Settings(made.map_or(Page::Agents, Page::Agent)));
            }
        });
    };
    let account = read(state);
    let elsewhere = account["elsewhere"] == true;
    let note = elsewhere.then(|| words("p", "settings-note", w.account.elsewhere));
    let save = if agent.is_some() {
        w.save
    } else {
        w.account.make_agent
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
        text(state, "name", a.account.full_name, None),
        text(state, "email", w.session.email, None),
        text(state, "alias", a.account.alias, Some(a.account.alias_hint)),
        pick(
            state,
            "role",
            a.account.role,
            Some(a.account.role_hint),
            roles,
        ),
        pick(state, "level", a.account.level, None, levels),
        text(
            state,
            "languages",
            a.account.agent_languages,
            Some(a.languages_hint),
        ),
        number(
            state,
            "capacity",
            a.account.capacity,
            Some(a.account.capacity_hint),
        ),
    ];
    fields.push(places(state));
    if agent.is_none() {
        fields.push(words("p", "field-hint", w.links.after));
    }
    if agent.is_some() && read(state)["open"] != 0 {
        fields.push(tick(state, "release", a.account.release_when_leaving));
    }
    fields
}

/// The sites they answer for, and the topics they know there.
fn places(state: State) -> Element {
    let w = state.words().admin;
    let mut fields = vec![said(state, "places")];
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
            let title = w.account.knows.replace("{site}", &site.name);
            fields.push(group(&title, "group inner", topics));
        }
    }
    group(w.account.answers_for, "group", fields)
}

/// What is not part of the form: the link to set a password, and the account's end.
fn more(state: State, agent: AgentId, account: &Value) -> Element {
    let w = state.words().admin;
    let trouble = RwSignal::new(None::<String>);
    let said = element("div", "settings-outcome")
        .set("role", "status")
        .live(move || {
            let trouble = trouble
                .get()
                .map(|text| element("div", "trouble-box").child(words("p", "", text)));
            let told = state.admin.told.get();
            let told = told.map(|text| element("div", "trouble-box").child(words("p", "", text)));
            trouble.into_iter().chain(told).collect()
        });
    let tell = move |method: Method, what: &str, body: Value, meaning: &'static str| {
        let resource = format!("/accounts/{agent}/{what}");
        trouble.set(None);
        spawn_local(async move {
            match call::send::<Value>(method, &resource, &body, None).await {
                Ok(account) => {
                    state.read_colleagues();
                    state.arrive_at_settings(Page::Agent(agent));
                    state.tell_uncovered(&account);
                }
                Err(Refusal::Conflict) => _ = trouble.try_set(Some(meaning.to_owned())),
                Err(refusal) => _ = trouble.try_set(Some(state.sentence(&refusal))),
            }
        });
    };
    let mine = state.my_id() == Some(agent);
    let ended = account["disabled_at"].is_string();
    let name = account["name"].as_str().unwrap_or_default().to_owned();
    let password = (!ended).then(|| password::section(state, agent, name));
    let open = account["open"].as_u64().unwrap_or_default();
    let release = RwSignal::new(false);
    let end = element("section", "settings-part").child(words("h2", "", w.account.end_account));
    let end = if mine {
        end.child(words("p", "field-hint", w.account.own_account))
    } else if ended {
        end.child(words("p", "field-hint", w.account.ended_hint))
            .child(
                element("div", "settings-choices").child(button(w.account.enable, move || {
                    tell(Method::POST, "enable", json!({}), w.account.elsewhere);
                })),
            )
    } else {
        let give_back = (open > 0).then(|| {
            let input = element("input", "")
                .set("type", "checkbox")
                .on("change", move |event| {
                    release.set(event_target_checked(&event));
                });
            let text = w.account.release.replace("{n}", &open.to_string());
            element("label", "tick")
                .child(input)
                .child(words("span", "", text))
        });
        end.child(words("p", "field-hint", w.account.end_hint))
            .children(give_back)
            .child(element("div", "settings-choices").child(button(
                w.account.end_account,
                move || {
                    let body = json!({"release": release.get_untracked()});
                    tell(Method::POST, "disable", body, w.account.end_refused);
                },
            )))
    };
    element("div", "").child(said).children(password).child(end)
}
