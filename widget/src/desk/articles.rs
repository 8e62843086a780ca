//! The list of articles.

pub mod link;
mod view;

use std::sync::Arc;

use guichet_shared::desk::ArticleList;
use leptos::{prelude::*, task::spawn_local};

pub use self::view::articles;
use super::{call, state::State};
use crate::api::Load;

/// How many articles a page of the list has.
const PAGE: u32 = 50;
/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    query: String,
    site: String,
    lang: String,
    published: Option<bool>,
    offset: u32,
}

impl Question {
    fn resource(&self) -> String {
        let mut path = format!("/articles?limit={PAGE}&offset={}", self.offset);
        let published = self
            .published
            .map_or(String::new(), |published| published.to_string());
        for (name, value) in [
            ("q", self.query.trim()),
            ("site", &self.site),
            ("lang", &self.lang),
            ("published", &published),
        ] {
            if !value.is_empty() {
                path += &[
                    "&",
                    name,
                    "=",
                    &String::from(js_sys::encode_uri_component(value)),
                ]
                .concat();
            }
        }
        path
    }
}

/// The list.
#[derive(Clone, Copy)]
pub struct List {
    question: RwSignal<Question>,
    load: RwSignal<Load<Arc<ArticleList>>>,
    asked: RwSignal<u32>,
}

impl List {
    /// Nothing yet.
    pub fn new() -> Self {
        Self {
            question: RwSignal::new(Question::default()),
            load: RwSignal::new(Load::Waiting),
            asked: RwSignal::new(0),
        }
    }

    /// The categories in use, for a new article to join.
    pub fn categories(self) -> Vec<String> {
        let mut categories: Vec<_> = self.load.with(|load| match load {
            Load::Ready(list) => list
                .articles
                .iter()
                .map(|one| one.category.clone())
                .collect(),
            _ => Vec::new(),
        });
        categories.sort();
        categories.dedup();
        categories
    }
}

impl State {
    /// Reads the list; `quietly` goes on showing what is here.
    pub fn read_list(self, quietly: bool) {
        let list = self.list;
        let number = list.asked.get_untracked() + 1;
        list.asked.set(number);
        if !quietly || matches!(list.load.get_untracked(), Load::Failed(_)) {
            list.load.set(Load::Waiting);
        }
        let resource = list.question.with_untracked(Question::resource);
        spawn_local(async move {
            let answer = call::get::<ArticleList>(&resource).await;
            if list.asked.get_untracked() != number {
                return;
            }
            match answer {
                Ok(answer) => list.load.set(Load::Ready(Arc::new(answer))),
                Err(refusal) => {
                    self.sentence(&refusal);
                    if !matches!(list.load.get_untracked(), Load::Ready(_)) {
                        list.load.set(Load::Failed((&refusal).into()));
                    }
                }
            }
        });
    }

    fn ask_list(self, change: impl FnOnce(&mut Question)) {
        let before = self.list.question.get_untracked();
        self.list.question.update(|question| {
            question.offset = 0;
            change(question);
        });
        if before != self.list.question.get_untracked() {
            self.read_list(false);
        }
    }
}
