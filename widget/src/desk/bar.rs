//! The bar on top: where one can go, whether changes arrive, and who is signed in.

use guichet_shared::agent::Role;
use leptos::prelude::*;
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

use super::{
    admin::Page,
    icons, live, memory, menu, palette,
    route::{Area, Route},
    session,
    state::{Dialog, Link, State, THEMES},
    team::Occasion,
    together::mentions,
};
use crate::{
    parts::{
        element::{Element, element, words},
        icons::{CHECK, SEARCH, icon},
        initials::initials,
    },
    text::LANGUAGES,
};

/// The bar.
pub fn bar(state: State) -> Element {
    let w = state.words();
    let skip = words("a", "skip", w.skip)
        .set("href", "#content")
        .on("click", |event| {
            event.prevent_default();
            super::keyboard::focus("#content");
        });
    let home = element("a", "brand")
        .set("href", Route::default().href())
        .child(words("span", "brand-mark", "G").set("aria-hidden", "true"))
        .child(words("span", "brand-name", w.desk));
    let pages = element("nav", "pages")
        .set("aria-label", w.pages)
        .child(tickets(state))
        .child(page(state, Route::Articles, w.articles))
        .child(page(state, Route::Incidents, w.incidents.problems))
        .child(page(state, Route::Team, w.team.team))
        .child(page(state, Route::Report(None), w.reports.reports))
        .children(settings(state));
    element("header", "bar")
        .child(skip)
        .child(home)
        .child(pages)
        .child(commands(state))
        .child(link(state))
        .child(mentions::badge(state))
        .child(user(state))
}

/// Opens the palette.
fn commands(state: State) -> Element {
    element("button", "commands")
        .set("type", "button")
        .set("aria-keyshortcuts", "Control+K Meta+K")
        .on("click", move |_| palette::open(state))
        .child(icon(SEARCH))
        .child(words("span", "commands-name", state.words().palette.open))
        .child(words("kbd", "", "Ctrl K").set("aria-hidden", "true"))
}

/// Brings the name of the page into view where not all of them fit.
pub fn show_page() {
    let page = document().query_selector(".bar-page[aria-current]");
    if let Ok(Some(page)) = page {
        let nearest = ScrollIntoViewOptions::new();
        nearest.set_block(ScrollLogicalPosition::Nearest);
        page.scroll_into_view_with_scroll_into_view_options(&nearest);
    }
}

/// Leads to the queue that was shown last.
fn tickets(state: State) -> Element {
    let view = Memo::new(move |_| state.queue.question.with(|question| question.view));
    element("a", "bar-page")
        .follow("href", move || Some(Route::Queue(view.get()).href()))
        .follow("aria-current", move || current(state, Area::Tickets))
        .text(state.words().tickets)
}

fn page(state: State, route: Route, name: &'static str) -> Element {
    words("a", "bar-page", name)
        .set("href", route.href())
        .follow("aria-current", move || current(state, route.area()))
}

/// For those who may set the desk up.
fn settings(state: State) -> Option<Element> {
    let role = state.me.with_untracked(|me| me.as_ref().map(|me| me.role));
    let settings = Route::Settings(Page::Sites);
    (role == Some(Role::Admin)).then(|| page(state, settings, state.words().admin.settings))
}

fn current(state: State, area: Area) -> Option<String> {
    let here = state.route.get().area();
    let same = match here {
        Area::Editor => area == Area::Articles,
        Area::NewIncident | Area::Incident => area == Area::Incidents,
        here => here == area,
    };
    same.then(|| "page".to_owned())
}

fn link(state: State) -> Element {
    let w = state.words();
    element("div", "link")
        .set("role", "status")
        .follow("data-link", move || {
            let name = match state.link.get() {
                Link::Connecting => "connecting",
                Link::Live => "live",
                Link::Cut => "cut",
            };
            Some(name.to_owned())
        })
        .live(move || {
            let text = match state.link.get() {
                Link::Connecting => w.connecting,
                Link::Live => w.live,
                Link::Cut => w.cut,
            };
            let retry = (state.link.get() == Link::Cut).then(|| {
                words("button", "link-retry", w.connect)
                    .set("type", "button")
                    .on("click", |_| live::wake())
            });
            let dot = element("span", "link-dot").set("aria-hidden", "true");
            [dot, words("span", "link-text", text)]
                .into_iter()
                .chain(retry)
                .collect()
        })
}

fn user(state: State) -> Element {
    let w = state.words();
    let Some(me) = state.me.get_untracked() else {
        return element("span", "");
    };
    let role = w.level.replace("{level}", &me.level.to_string());
    let button = menu::shown("user")
        .set("aria-label", [w.you_are, " ", &me.name].concat())
        .follow("data-away", move || Some(state.am_away().to_string()))
        .child(words("span", "avatar mine", initials(&me.name)))
        .child(icon(icons::DOWN));
    let who = element("div", "menu-head")
        .child(words("strong", "", me.name.as_str()))
        .child(words("span", "", format!("{} · {role}", me.email)));
    let themes = THEMES
        .into_iter()
        .zip([w.theme_auto, w.theme_light, w.theme_dark]);
    let themes = themes.map(|(theme, name)| {
        choice(
            name,
            None,
            move || state.theme.get() == theme,
            move || {
                state.theme.set(theme);
                memory::keep_setting("theme", theme);
            },
        )
    });
    let languages = LANGUAGES.iter().map(|language| {
        choice(
            language.name,
            Some(language.code),
            move || state.language.get() == language,
            move || {
                memory::keep_setting("language", language.code);
                state.language.set(language);
            },
        )
    });
    let content = vec![
        who,
        presence(state),
        group(w.theme).children(themes),
        group(w.language).children(languages),
        element("div", "menu-group")
            .child(menu::item(w.keyboard.keys, move || {
                state.dialog.set(Some(Dialog::Keys));
            }))
            .child(menu::item(w.links.change, move || {
                state.dialog.set(Some(Dialog::Password));
            }))
            .child(menu::item(w.session.sign_out, move || {
                session::leave(state);
            })),
    ];
    menu::menu("menu end user-menu", button, content)
}

/// Going away and coming back.
fn presence(state: State) -> Element {
    let w = state.words().team;
    element("div", "menu-group").live(move || {
        vec![if state.am_away() {
            menu::item(w.back, move || state.come_back())
        } else {
            menu::item(w.go, move || {
                state.dialog.set(Some(Dialog::Absence(Occasion::Now)));
            })
        }]
    })
}

fn group(name: &'static str) -> Element {
    element("div", "menu-group")
        .set("role", "group")
        .set("aria-label", name)
        .child(words("p", "menu-label", name).set("aria-hidden", "true"))
}

fn choice(
    name: &'static str,
    lang: Option<&str>,
    chosen: impl Fn() -> bool + 'static,
    choose: impl Fn() + 'static,
) -> Element {
    element("button", "menu-item")
        .set("type", "button")
        .set_some("lang", lang)
        .follow("aria-pressed", move || Some(chosen().to_string()))
        .on("click", move |_| choose())
        .child(words("span", "", name))
        .child(icon(CHECK))
}
