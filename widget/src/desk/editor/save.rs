//! Saves the article that is worked on, and says what to do where somebody else was first.

use std::sync::Arc;

use gloo_net::http::Method;
use guichet_shared::{
    article::ArticleId,
    desk::{Article, NewVersion},
};
use leptos::{prelude::*, task::spawn_local};

use super::{Editor, Form};
use crate::{
    api::Load,
    desk::{
        call::{self, Refusal},
        keyboard, memory,
        route::Route,
        state::State,
    },
};

impl State {
    /// Saves the form; customers see it where `published`.
    pub fn save(self, published: bool) {
        let editor = self.editor;
        if editor.saving.get_untracked() {
            return;
        }
        let form = editor.form.get_untracked();
        match editor.id.get_untracked() {
            Some(id) => match form.text(published) {
                Ok(text) => {
                    let version = NewVersion {
                        version: form.version,
                        text,
                    };
                    self.send_version(id, form, version);
                }
                Err(wrong) => self.wrong_fields(&wrong),
            },
            None => match form.new_article(published) {
                Ok(article) => {
                    editor.saving.set(true);
                    editor.trouble.set(None);
                    spawn_local(async move {
                        let answer =
                            call::send::<Article>(Method::POST, "/articles", &article, None).await;
                        editor.saving.set(false);
                        match answer {
                            Ok(article) => self.created(&form, article),
                            Err(refusal) => self.not_saved(&refusal),
                        }
                    });
                }
                Err(wrong) => self.wrong_fields(&wrong),
            },
        }
    }

    fn send_version(self, id: ArticleId, sent: Form, version: NewVersion) {
        let editor = self.editor;
        editor.saving.set(true);
        editor.trouble.set(None);
        spawn_local(async move {
            let resource = format!("/articles/{id}");
            let answer = call::send::<Article>(Method::PUT, &resource, &version, None).await;
            editor.saving.set(false);
            if editor.id.get_untracked() != Some(id) {
                return;
            }
            match answer {
                Ok(article) => self.stored(&sent, article),
                Err(Refusal::Conflict) => self.somebody_was_first(id).await,
                Err(refusal) => self.not_saved(&refusal),
            }
        });
    }

    /// The new article has its place: that is its address from now on.
    fn created(self, sent: &Form, article: Article) {
        if let Some(agent) = self.my_id() {
            memory::keep_draft(&memory::article(agent, None), "");
        }
        let id = article.summary.id;
        self.editor.id.set(Some(id));
        self.stored(sent, article);
        if self.route.get_untracked() == Route::NewArticle {
            self.go(Route::Article(id));
        }
    }

    fn stored(self, sent: &Form, article: Article) {
        let (editor, w) = (self.editor, self.words());
        let stored = Form::of(&article);
        let untouched = editor.form.with_untracked(|form| form == sent);
        if untouched {
            editor.form.set(stored.clone());
        } else {
            // What was typed since goes on from the version that was just made.
            editor.form.update(|form| {
                form.version = stored.version;
                form.published = stored.published;
            });
        }
        editor.base.set(stored);
        self.keep_form();
        editor.wrong.set(Vec::new());
        if article.summary.published {
            // Those who see it have the mark that it is published beside it.
            editor.saved.set(Some(w.article.saved_published));
            self.say([w.article.published, ". ", w.article.saved_published].concat());
        } else {
            editor.saved.set(Some(w.article.saved_draft));
            self.say(w.article.saved_draft);
        }
        editor.load.set(Load::Ready(Some(Arc::new(article))));
    }

    /// Shows what is there now, keeps what was written, and lets it go on from there.
    async fn somebody_was_first(self, id: ArticleId) {
        let (editor, w) = (self.editor, self.words());
        let sentence = match call::get::<Article>(&format!("/articles/{id}")).await {
            Ok(article) => {
                let version = article.version;
                editor.base.set(Form::of(&article));
                editor.form.update(|form| form.version = version);
                editor.load.set(Load::Ready(Some(Arc::new(article))));
                self.keep_form();
                w.article
                    .article_conflict
                    .replace("{version}", &version.to_string())
            }
            Err(refusal) => self.sentence(&refusal),
        };
        editor.trouble.set(Some(sentence));
    }

    fn not_saved(self, refusal: &Refusal) {
        match refusal {
            Refusal::Fields(fields) => {
                let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
                if fields == ["slug"] {
                    let taken = self.words().article.slug_taken;
                    self.mark(vec![("slug".to_owned(), taken)]);
                    self.editor.trouble.set(Some(taken.to_owned()));
                } else {
                    self.wrong_fields(&fields);
                }
            }
            refusal => self.editor.trouble.set(Some(self.sentence(refusal))),
        }
    }

    /// Names the fields in the order in which they stand, marks them and leads to the first.
    fn wrong_fields(self, fields: &[&str]) {
        let w = self.words();
        let a = w.article;
        let place = |field: &&str| match field.split_once('.') {
            Some(("text", place)) => place.to_owned(),
            _ => (*field).to_owned(),
        };
        let mut fields: Vec<String> = fields.iter().map(place).collect();
        let order = ["title", "category", "keywords", "slug", "lang", "site"];
        fields.sort_by_key(|field| {
            let known = order.iter().position(|name| field.starts_with(name));
            known.unwrap_or(order.len())
        });
        let named = |field: &String| match field.as_str() {
            "title" => (a.title, Some(a.title_wrong)),
            "category" => (a.category, Some(a.category_wrong)),
            "slug" => (a.slug, Some(a.slug_wrong)),
            "lang" => (w.language, None),
            "site" => (w.queue.site, None),
            field if field.starts_with("keywords") => (a.keywords, Some(a.keywords_wrong)),
            _ => (a.body, Some(a.body_wrong)),
        };
        let names: Vec<&str> = fields.iter().map(|field| named(field).0).collect();
        let wrong = fields.iter();
        let wrong = wrong.filter_map(|field| Some((field.clone(), named(field).1?)));
        self.mark(wrong.collect());
        let sentence = w
            .article
            .fields_wrong
            .replace("{fields}", &names.join(", "));
        self.editor.trouble.set(Some(sentence));
    }

    /// Says at each field what is wrong with it, and leads to the first.
    fn mark(self, wrong: Vec<(String, &'static str)>) {
        self.editor.wrong.set(wrong);
        request_animation_frame(|| _ = keyboard::focus(".editor [aria-invalid=true]"));
    }
}

impl Editor {
    /// What was changed is no longer said to be wrong.
    pub fn mended(self, before: &Form, now: &Form) {
        if self.wrong.with_untracked(Vec::is_empty) {
            return;
        }
        self.wrong.update(|wrong| {
            wrong.retain(|(field, _)| match field.as_str() {
                "title" => before.title == now.title,
                "category" => before.category == now.category,
                "slug" => before.slug == now.slug,
                "body" => before.body == now.body,
                _ => before.keywords == now.keywords,
            });
        });
    }
}
