//! What the portal knows while it is open. It lives in memory: nothing is stored before the first
//! ticket, and then only what `token` and `outbox` store.

use std::{cell::RefCell, ops::Deref};

use guichet_shared::{
    article::{Article, Categories, Slug, Summaries},
    incident::{Incident, IncidentId, Known},
    search::Hits,
    site::Site,
};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{
    accent,
    focus::Arrival,
    history::Past,
    keyboard, language,
    requests::Requests,
    route::{Route, View, encode},
    tickets,
    token::Visitor,
    vote::Ballot,
};
use crate::{
    api::Slot,
    parts::{element::always, value::Value},
    text::{Language, Text},
};

/// As the device says, light, dark: the values of `data-theme`.
pub const THEMES: [&str; 3] = ["auto", "light", "dark"];

/// All of it, cheap to copy into every view: there is one, and it lives as long as the page does.
#[derive(Clone, Copy)]
pub struct State(&'static Portal);

impl Deref for State {
    type Target = Portal;
    fn deref(&self) -> &Portal {
        self.0
    }
}

/// What a `State` leads to.
pub struct Portal {
    pub site: &'static Site,
    /// Whether the portal is a panel on a host page.
    pub framed: bool,
    pub language: Value<&'static Language>,
    /// The name of a language that was chosen and is not to be had, or nothing.
    pub silent: Value<&'static str>,
    /// One of `THEMES`.
    pub theme: Value<&'static str>,
    pub online: Value<bool>,
    /// The page that is shown. A search is part of the first page: see `query`.
    pub page: Value<View>,
    /// What the search box holds.
    pub query: Value<String>,
    /// Whether it holds anything.
    pub searching: Value<bool>,
    /// The page's own title.
    pub title: Value<String>,
    /// What screen readers are told.
    pub said: Value<String>,
    pub hits: Slot<Hits>,
    pub popular: Slot<Summaries>,
    pub categories: Slot<Categories>,
    pub category: Slot<Summaries>,
    pub article: Slot<Article>,
    pub incident: Slot<Incident>,
    /// The problems that the site announces just now.
    pub known: Value<Vec<Known>>,
    /// The known problems that the visitor has joined since this page was loaded, with the keys of
    /// the tickets on their way.
    pub joined: Value<Vec<(IncidentId, String)>>,
    pub ballot: Ballot,
    /// What the subject of a new ticket finds.
    pub suggested: Slot<Hits>,
    pub visitor: Visitor,
    pub requests: Requests,
    memory: RefCell<Memory>,
}

/// What no view follows.
#[derive(Default)]
pub struct Memory {
    /// The pages on the way here, and which of them is shown.
    pub past: Vec<Past>,
    pub at: usize,
    /// What to do with the focus once the page stands.
    pub arrival: Arrival,
    /// Whether to go to the first result when it comes.
    pub jump: bool,
    /// The searches made and the articles read with their titles, in order.
    pub searches: Vec<String>,
    pub articles: Vec<(Slug, String)>,
    /// The languages whose words are here, and the code of the one that was chosen last.
    pub languages: Vec<&'static Language>,
    pub wanted: &'static str,
    /// Language and theme as the address gave them.
    pub params: String,
    /// The host page's origin, once it has spoken.
    pub host: Option<&'static str>,
}

impl State {
    /// The state at the start, for the address that was opened.
    pub fn new(
        site: &'static Site,
        known: Vec<Known>,
        language: &'static Language,
        route: Route,
    ) -> Self {
        let window = window();
        let theme = THEMES
            .into_iter()
            .find(|theme| route.theme.as_deref() == Some(theme));
        let (page, query) = match route.view {
            View::Search(query) => (View::Home, query),
            page => (page, String::new()),
        };
        let memory = Memory {
            languages: vec![language],
            params: route.params,
            ..Memory::default()
        };
        let parent = window.parent().ok().flatten();
        let framed = parent.is_some_and(|parent| parent != window);
        Self(Box::leak(Box::new(Portal {
            site,
            framed,
            language: Value::new(language),
            silent: Value::new(""),
            theme: Value::new(theme.unwrap_or(THEMES[0])),
            online: Value::new(window.navigator().on_line()),
            page: Value::new(page),
            searching: Value::new(!query.is_empty()),
            query: Value::new(query),
            title: Value::new(String::new()),
            said: Value::new(String::new()),
            hits: Slot::new(),
            popular: Slot::new(),
            categories: Slot::new(),
            category: Slot::new(),
            article: Slot::new(),
            incident: Slot::new(),
            known: Value::new(known),
            joined: Value::new(Vec::new()),
            ballot: Ballot::new(),
            suggested: Slot::new(),
            visitor: Visitor::new(),
            requests: Requests::new(framed),
            memory: RefCell::new(memory),
        })))
    }

    /// Reads or changes what no view follows.
    pub fn memory<T>(self, act: impl FnOnce(&mut Memory) -> T) -> T {
        act(&mut self.0.memory.borrow_mut())
    }

    /// The words of the interface's language.
    pub fn text(self) -> &'static Text {
        self.language.get().text
    }

    /// The language to ask articles in.
    pub fn content(self) -> &'static str {
        language::content(self.language.get().code, &self.site.languages)
    }

    /// `lang`, where it is foreign to who reads the interface.
    pub fn foreign(self, lang: &str) -> Option<&str> {
        language::foreign(lang, self.language.get_untracked().code).then_some(lang)
    }

    /// The address of one of the site's resources.
    pub fn path(self, resource: &str, params: &[(&str, &str)]) -> String {
        let mut path = ["/api/v1/sites/", self.site.key.as_str(), resource].concat();
        for (i, (name, value)) in params.iter().enumerate() {
            path += &[if i == 0 { "?" } else { "&" }, name, "=", &encode(value)].concat();
        }
        path
    }

    /// Changes what the search box holds.
    pub fn search(self, query: String) {
        self.searching.set(!query.trim().is_empty());
        self.query.set(query);
    }

    /// Keeps language, theme, accent and title of the document as the state says, and `online`
    /// as the device says.
    pub fn dress(self) {
        let document = document();
        let Some(root) = document.document_element() else {
            return;
        };
        let style = root.unchecked_ref::<web_sys::HtmlElement>().style();
        let accent = self.site.theme.accent.as_ref();
        if let Some((light, dark)) = accent.and_then(|accent| accent::readable(accent.as_str())) {
            _ = style.set_property("--accent-light", &light);
            _ = style.set_property("--accent-dark", &dark);
        }
        always(move || {
            let title = self.title.get();
            let page = if title.is_empty() {
                self.text().launcher
            } else {
                &title
            };
            document.set_title(&[page, " · ", &self.site.name].concat());
            _ = root.set_attribute("lang", self.language.get().code);
            _ = root.set_attribute("data-theme", self.theme.get());
        });
        keyboard::on_window("online", move |_| {
            self.online.set(true);
            self.said
                .set(self.language.get_untracked().text.online.to_owned());
            self.hits.again();
            self.popular.again();
            self.categories.again();
            self.category.again();
            self.article.again();
            self.incident.again();
            tickets::refresh(self);
        });
        keyboard::on_window("offline", move |_| {
            self.online.set(false);
            self.said
                .set(self.language.get_untracked().text.offline.to_owned());
        });
    }
}
