//! Saves the article that is worked on, and says what to do where somebody else was first.

use std::sync::Arc;

use gloo_net::http::Method;
use guichet_shared::{
    article::ArticleId,
    desk::{Article, NewVersion},
};
use leptos::{prelude::*, task::spawn_local};

use super::Form;
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
        let said = if article.summary.published {
            w.article.saved_published
        } else {
            w.article.saved_draft
        };
        editor.saved.set(Some(said));
        self.say(said);
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
                    self.editor
                        .trouble
                        .set(Some(self.words().article.slug_taken.to_owned()));
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
        let places = [
            ("title", w.article.title),
            ("category", w.article.category),
            ("keywords", w.article.keywords),
            ("slug", w.article.slug),
            ("lang", w.language),
            ("site", w.queue.site),
            ("body", w.article.body),
        ];
        let wrong = |place: &str| {
            let mut fields = fields.iter();
            fields.any(|field| field.strip_prefix("text.").unwrap_or(field) == place)
        };
        let names = places.into_iter().filter(|(place, _)| wrong(place));
        let names: Vec<_> = names.map(|(_, name)| name).collect();
        let names = names.join(", ");
        let sentence = w.article.fields_wrong.replace("{fields}", &names);
        self.editor.trouble.set(Some(sentence));
        request_animation_frame(|| _ = keyboard::focus(".editor [aria-invalid=true]"));
    }
}
