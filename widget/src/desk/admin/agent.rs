//! An agent's account: making it, changing it, its end.

use gloo_net::http::Method;
use guichet_shared::agent::AgentId;
use leptos::prelude::*;
use serde_json::Value;

use super::{
    Page, draft, ending,
    fields::{group, number, pick, said, text, tick},
    form::Sending,
    list::read,
    page::form,
    password,
};
use crate::{
    desk::{keyboard, route::Route, state::State},
    parts::element::{Element, element, words},
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
                state.admin.made.set(made);
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
    let name = account["name"].as_str().unwrap_or_default();
    let living = agent.filter(|_| account["disabled_at"].is_null());
    let password = living.map(|agent| password::section(state, agent, name.to_owned()));
    let new = agent.is_some() && state.admin.made.get_untracked() == agent;
    let (above, below) = if new {
        (password.map(|part| made(state, name, part)), None)
    } else {
        (None, password)
    };
    element("div", "")
        .children(above)
        .children(note)
        .child(form(state, save, move || fields(state, agent), send))
        .children(agent.map(|agent| more(state, agent, &account, below)))
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

/// What is not part of the form: what the last change has brought, the link to set a password unless
/// it stands above the form, and the account's end.
fn more(state: State, agent: AgentId, account: &Value, password: Option<Element>) -> Element {
    let told = element("div", "settings-outcome")
        .set("role", "status")
        .live(move || {
            let told = state.admin.told.get();
            told.map(|text| element("div", "trouble-box").child(words("p", "", text)))
                .into_iter()
                .collect()
        });
    element("div", "")
        .child(told)
        .children(password)
        .child(ending::section(state, agent, account))
}

/// That the account was made just now, and that nobody can sign in with it before a link is made:
/// that is what comes next.
fn made(state: State, name: &str, password: Element) -> Element {
    let w = state.words().admin.account;
    request_animation_frame(|| _ = keyboard::focus("#make-link"));
    let said = element("div", "settings-made")
        .set("role", "status")
        .child(words("strong", "", w.made.replace("{name}", name)))
        .child(words("p", "", w.made_next));
    element("div", "settings-next").child(said).child(password)
}
