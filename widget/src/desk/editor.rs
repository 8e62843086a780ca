//! An article to work on: its form, its text beside how customers will see it, its versions.

mod fields;
mod form;
mod save;
mod versions;
mod view;

use std::{sync::Arc, time::Duration};

use gloo_net::http::Method;
use guichet_shared::{
    article::ArticleId,
    desk::{Article, ArticleList, Markdown, Preview, Version},
    ticket::TicketId,
};
use leptos::{prelude::*, task::spawn_local};

pub use self::{
    form::{Form, slug},
    versions::versions,
    view::editor,
};
use super::{call, memory, state::State};
use crate::api::Load;

/// Between the last key and the preview.
const PAUSE: Duration = Duration::from_millis(300);

/// The article that is worked on.
#[derive(Clone, Copy)]
pub struct Editor {
    /// Its id; a new one has none.
    pub id: RwSignal<Option<ArticleId>>,
    /// The article as the server has it.
    pub load: RwSignal<Load<Option<Arc<Article>>>>,
    pub form: RwSignal<Form>,
    /// The form as it was saved last.
    base: RwSignal<Form>,
    /// Grows when the fields must be filled anew.
    pub filled: RwSignal<u32>,
    pub preview: RwSignal<Option<Arc<Preview>>>,
    typed: RwSignal<u32>,
    pub saving: RwSignal<bool>,
    pub trouble: RwSignal<Option<String>>,
    /// The fields that are not right, each with a sentence.
    pub wrong: RwSignal<Vec<(String, &'static str)>>,
    /// The article that was opened from a ticket, the ticket and its number.
    from: RwSignal<Option<(ArticleId, TicketId, u32)>>,
    pub saved: RwSignal<Option<&'static str>>,
    pub versions: RwSignal<Load<Arc<Vec<Version>>>>,
    /// Whether anything is open at all.
    started: RwSignal<bool>,
}

impl Editor {
    /// Nothing yet.
    pub fn new() -> Self {
        Self {
            id: RwSignal::new(None),
            load: RwSignal::new(Load::Waiting),
            form: RwSignal::new(Form::default()),
            base: RwSignal::new(Form::default()),
            filled: RwSignal::new(0),
            preview: RwSignal::new(None),
            typed: RwSignal::new(0),
            saving: RwSignal::new(false),
            trouble: RwSignal::new(None),
            wrong: RwSignal::new(Vec::new()),
            from: RwSignal::new(None),
            saved: RwSignal::new(None),
            versions: RwSignal::new(Load::Waiting),
            started: RwSignal::new(false),
        }
    }

    /// Whether the form holds what is not saved.
    pub fn changed(self) -> bool {
        self.form
            .with(|form| self.base.with(|base| !form.says_the_same(base)))
    }

    /// [`changed`](Self::changed), for what only looks once.
    pub fn changed_now(self) -> bool {
        untrack(|| self.changed())
    }

    /// The article as the server has it, once it has it.
    pub fn article(self) -> Option<Arc<Article>> {
        self.load.with(|load| match load {
            Load::Ready(article) => article.clone(),
            _ => None,
        })
    }

    /// Remembers from which ticket an article is opened.
    pub fn comes_from(self, article: ArticleId, ticket: TicketId, number: u32) {
        self.from.set(Some((article, ticket, number)));
    }

    /// The ticket that the article was opened from, and its number.
    fn ticket(self) -> Option<(TicketId, u32)> {
        let id = self.id.get()?;
        let (article, ticket, number) = self.from.get()?;
        (article == id).then_some((ticket, number))
    }

    /// Fills the fields, and keeps what was there as what is saved where `saved`.
    fn fill(self, form: Form, saved: bool) {
        if saved {
            self.base.set(form.clone());
        }
        self.form.set(form);
        self.filled.update(|filled| *filled += 1);
    }
}

impl State {
    /// Opens an article, or a new one, with what was written on it before.
    pub fn edit(self, id: Option<ArticleId>) {
        let editor = self.editor;
        if editor.started.get_untracked()
            && editor.id.get_untracked() == id
            && !matches!(editor.load.get_untracked(), Load::Failed(_))
        {
            return;
        }
        editor.started.set(true);
        editor.id.set(id);
        editor.load.set(Load::Waiting);
        editor.trouble.set(None);
        editor.wrong.set(Vec::new());
        editor.saved.set(None);
        editor.preview.set(None);
        let Some(id) = id else {
            let sites = untrack(|| self.sites());
            editor.fill(Form::new(sites.first()), true);
            editor.load.set(Load::Ready(None));
            self.restore_draft();
            self.read_list_for_categories();
            return;
        };
        spawn_local(async move {
            let answer = call::get::<Article>(&format!("/articles/{id}")).await;
            if editor.id.get_untracked() != Some(id) {
                return;
            }
            match answer {
                Ok(article) => {
                    let strange = self.strange_category(&article).await;
                    if editor.id.get_untracked() != Some(id) {
                        return;
                    }
                    editor.fill(Form::of(&article), true);
                    if strange {
                        editor.form.update(|form| form.category.clear());
                    }
                    editor.load.set(Load::Ready(Some(Arc::new(article))));
                    self.restore_draft();
                    self.read_list_for_categories();
                }
                Err(refusal) => {
                    self.sentence(&refusal);
                    editor.load.set(Load::Failed((&refusal).into()));
                }
            }
        });
    }

    /// Whether a draft made of a ticket has a category that no other article has: its topic's name.
    async fn strange_category(self, article: &Article) -> bool {
        let of = &article.summary;
        let from = untrack(|| self.editor.ticket());
        if from.is_none() || of.published || article.version > 1 {
            return false;
        }
        let path = format!("/articles?site={}&lang={}&limit=50", of.site, of.lang);
        let list = call::get::<ArticleList>(&path).await;
        list.is_ok_and(|list| {
            let mut others = list.articles.iter().filter(|other| other.id != of.id);
            others.all(|other| other.category != of.category)
        })
    }

    fn read_list_for_categories(self) {
        self.read_list(true);
    }

    fn article_draft(self) -> Option<String> {
        let id = self.editor.id.get_untracked();
        Some(memory::article(self.my_id()?, id))
    }

    /// Fills in what was written and not saved.
    fn restore_draft(self) {
        let kept = self.article_draft().and_then(|name| memory::draft(&name));
        let kept: Option<Form> = kept.and_then(|text| serde_json::from_str(&text).ok());
        let base = self.editor.base.get_untracked();
        if let Some(form) = kept.filter(|form| !form.says_the_same(&base)) {
            self.editor.fill(form, false);
        }
        self.preview_now();
    }

    /// Changes the form, keeps it as a draft and shows how it will look.
    pub fn change_form(self, change: impl FnOnce(&mut Form)) {
        let editor = self.editor;
        let before = editor.form.get_untracked();
        editor.form.update(change);
        editor
            .form
            .with_untracked(|form| editor.mended(&before, form));
        editor.saved.set(None);
        self.keep_form();
        if editor.form.with_untracked(|form| form.body != before.body) {
            let number = editor.typed.get_untracked() + 1;
            editor.typed.set(number);
            set_timeout(
                move || {
                    if editor.typed.get_untracked() == number {
                        self.preview_now();
                    }
                },
                PAUSE,
            );
        }
    }

    /// Keeps the form as a draft while it differs from what is saved.
    fn keep_form(self) {
        let Some(name) = self.article_draft() else {
            return;
        };
        let text = self.editor.form.with_untracked(serde_json::to_string);
        let text = text.unwrap_or_default();
        memory::keep_draft(&name, if self.editor.changed_now() { &text } else { "" });
    }

    /// Asks how the text will look.
    fn preview_now(self) {
        let editor = self.editor;
        let number = editor.typed.get_untracked();
        let body = editor.form.with_untracked(|form| form.body.clone());
        spawn_local(async move {
            let answer =
                call::send::<Preview>(Method::POST, "/preview", &Markdown { body }, None).await;
            match answer {
                Ok(preview) if editor.typed.get_untracked() == number => {
                    editor.preview.set(Some(Arc::new(preview)));
                }
                Ok(_) => {}
                // The text stays as it looked last.
                Err(refusal) => _ = self.sentence(&refusal),
            }
        });
    }
}
