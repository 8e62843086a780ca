//! The settings: their sections, and the page of one of them.

use leptos::prelude::*;

use super::{Page, agent, agents, list, log, site, tag, team, teams};
use crate::{
    api::Load,
    desk::{keyboard, route::Route, state::State},
    parts::{
        element::{Element, element, words},
        states::{button, notice},
    },
};

/// All of it.
pub fn settings(state: State) -> Element {
    let page = Memo::new(move |_| match state.route.get() {
        Route::Settings(page) => page,
        _ => Page::Sites,
    });
    element("div", "settings")
        .child(sections(state, page))
        .child(shown(state, page))
}

/// The page itself, which the arrow keys scroll, whatever is in it.
fn shown(state: State, page: Memo<Page>) -> Element {
    element("div", "settings-page")
        .set("role", "region")
        .set("tabindex", "0")
        .follow("aria-label", move || {
            Some(title(state, page.get()).to_owned())
        })
        .live(move || {
            let page = page.get();
            untrack(|| vec![one(state, page)])
        })
}

fn sections(state: State, page: Memo<Page>) -> Element {
    let w = state.words().admin;
    let links = [
        (Page::Sites, w.sites),
        (Page::Agents, w.agents),
        (Page::Teams, w.teams),
        (Page::Log, w.log),
    ];
    let links = links.map(|(to, name)| {
        words("a", "settings-section", name)
            .set("href", to.href())
            .follow("aria-current", move || {
                (section(page.get()) == to).then(|| "page".to_owned())
            })
    });
    element("nav", "settings-sections")
        .set("aria-label", w.settings)
        .children(links)
}

/// The section that a page belongs to.
fn section(page: Page) -> Page {
    match page {
        Page::Sites | Page::NewSite | Page::Site(_) | Page::Tag(_) => Page::Sites,
        Page::Agents | Page::NewAgent | Page::Agent(_) => Page::Agents,
        Page::Teams | Page::NewTeam(_) | Page::Team(..) => Page::Teams,
        Page::Log => Page::Log,
    }
}

/// A page's name.
pub fn title(state: State, page: Page) -> &'static str {
    let w = state.words().admin;
    match page {
        Page::Sites => w.sites,
        Page::NewSite => w.new_site,
        Page::Site(_) => w.site_settings,
        Page::Tag(_) => w.tag_title,
        Page::Agents => w.agents,
        Page::NewAgent => w.account.new_agent,
        Page::Agent(_) => w.account.agent_account,
        Page::Teams => w.teams,
        Page::NewTeam(_) => w.new_team,
        Page::Team(..) => w.team,
        Page::Log => w.log,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    Waiting,
    Failed,
    Ready,
}

fn one(state: State, page: Page) -> Element {
    let w = state.words();
    let phase = Memo::new(move |_| {
        state.admin.load.with(|load| match load {
            Load::Waiting => Phase::Waiting,
            Load::Failed(_) => Phase::Failed,
            Load::Ready(_) => Phase::Ready,
        })
    });
    let head = element("div", "settings-head")
        .child(
            words("h1", "page-title", title(state, page))
                .set("id", "settings-title")
                .set("tabindex", "-1"),
        )
        .children(action(state, page));
    request_animation_frame(|| _ = keyboard::focus("#settings-title"));
    let body = element("div", "settings-body").live(move || match phase.get() {
        Phase::Waiting => vec![
            element("div", "settings-bones skeleton")
                .child(words("p", "hidden", w.loading))
                .children((0..4).map(|_| element("span", "bone"))),
        ],
        Phase::Failed => {
            let again = button(w.retry, move || state.arrive_at_settings(page));
            vec![notice("h2", w.failed, w.failed_hint, Some(again))]
        }
        Phase::Ready => untrack(|| body(state, page)),
    });
    element("div", "").child(head).child(body)
}

/// What a list offers beside its name.
fn action(state: State, page: Page) -> Option<Element> {
    let w = state.words().admin;
    let (to, name) = match page {
        Page::Sites => (Page::NewSite, w.new_site),
        Page::Agents => (Page::NewAgent, w.account.new_agent),
        _ => return None,
    };
    let link = words("a", "button accent", name).set("href", to.href());
    Some(link)
}

fn body(state: State, page: Page) -> Vec<Element> {
    match page {
        Page::Sites => list::sites(state),
        Page::NewSite => vec![site::new(state)],
        Page::Site(key) => site::site(state, key),
        Page::Tag(key) => vec![tag::page(state, key)],
        Page::Agents => agents::agents(state),
        Page::NewAgent => vec![agent::agent(state, None)],
        Page::Agent(id) => vec![agent::agent(state, Some(id))],
        Page::Teams => teams::teams(state),
        Page::NewTeam(key) => vec![team::team(state, key, None)],
        Page::Team(key, id) => vec![team::team(state, key, Some(id))],
        Page::Log => vec![log::log(state)],
    }
}

/// A form with its fields, what became of it, and the button that saves it.
pub fn form(
    state: State,
    save: &'static str,
    fields: impl Fn() -> Vec<Element> + 'static,
    send: impl Fn() + 'static,
) -> Element {
    let form = state.admin.form;
    let w = state.words();
    let inside = element("div", "settings-fields").live(move || {
        form.shape.track();
        untrack(&fields)
    });
    let button = words("button", "button accent", save)
        .set("type", "submit")
        .follow("disabled", move || form.saving.get().then(String::new));
    let stands = element("p", "settings-state")
        .set("role", "status")
        .live(move || {
            let text = if form.changed() {
                w.admin.unsaved
            } else if form.saved.get() {
                w.admin.saved
            } else {
                ""
            };
            vec![words("span", "", text)]
        });
    element("form", "settings-form")
        .set("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            send();
        })
        .child(inside)
        .child(outcome(state))
        .child(element("div", "settings-save").child(button).child(stands))
}

/// Why it was not saved, and what to do where somebody else was first.
fn outcome(state: State) -> Element {
    let (form, w) = (state.admin.form, state.words().admin);
    element("div", "settings-outcome")
        .set("role", "alert")
        .live(move || {
            if form.theirs.with(Option::is_some) {
                let actions = element("div", "settings-choices")
                    .child(button(w.keep_mine, move || form.keep_mine()))
                    .child(button(w.take_theirs, move || form.take_theirs()));
                return vec![
                    element("div", "trouble-box")
                        .child(words("p", "", w.somebody_was_first))
                        .child(actions),
                ];
            }
            let trouble = form.trouble.get();
            trouble
                .map(|text| element("div", "trouble-box").child(words("p", "", text)))
                .into_iter()
                .collect()
        })
}
