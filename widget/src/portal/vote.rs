//! "Did this help?": a yes, or a no with what was missing.

use guichet_shared::{
    article::{Article, Comment, Vote},
    lang::Lang,
};
use leptos::{prelude::*, task::spawn_local};

use super::{focus, frame, keyboard::on_window, state::State};
use crate::{
    api,
    parts::{
        element::{Element, element, words},
        icons::{CHECK, icon},
        states::button,
    },
    text::Text,
};

/// The longest comment that the server takes.
const LONGEST: &str = "2000";

/// How far the customer has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Asked,
    Commenting,
    Sending,
    Failed,
    Thanked,
}

/// One vote in the making.
#[derive(Clone, Copy)]
struct Ballot {
    state: State,
    text: &'static Text,
    step: RwSignal<Step>,
    helpful: RwSignal<bool>,
    comment: RwSignal<String>,
    slug: RwSignal<String>,
    lang: RwSignal<String>,
}

/// A no counts even where the customer leaves without a word.
pub fn listen(state: State) {
    on_window("pagehide", move |_| flush(state));
}

fn flush(state: State) {
    if let Some((slug, vote)) = state.memory(|memory| memory.unsent.take()) {
        spawn_local(async move {
            // Nobody is there any more to be told of a failure.
            _ = post(state, slug, vote).await;
        });
    }
}

/// Sends a vote; whether it arrived.
async fn post(state: State, slug: String, vote: Vote) -> bool {
    let helpful = vote.helpful;
    let path = state.path(&["/articles/", &slug, "/votes"].concat(), &[]);
    let sent = api::post_vote(&path, vote).await.is_ok();
    if sent {
        let detail = [("slug", slug.as_str().into()), ("helpful", helpful.into())];
        frame::event(state, "article:voted", &detail);
    }
    sent
}

/// The question, and what follows from the answer.
pub fn vote(state: State, text: &'static Text, article: &Article) -> Element {
    let ballot = Ballot {
        state,
        text,
        step: RwSignal::new(Step::Asked),
        helpful: RwSignal::new(true),
        comment: RwSignal::new(String::new()),
        slug: RwSignal::new(article.slug.to_string()),
        lang: RwSignal::new(article.lang.to_string()),
    };
    on_cleanup(move || flush(state));
    element("section", "vote").live(move || ballot.show())
}

impl Ballot {
    fn show(self) -> Vec<Element> {
        let helpful = self.helpful.get_untracked();
        match self.step.get() {
            Step::Thanked => vec![self.thanks(helpful)],
            Step::Asked => self.question(),
            Step::Sending if helpful => self.question(),
            step => self.form(step, helpful),
        }
    }

    fn question(self) -> Vec<Element> {
        let yes = button(self.text.yes, move || self.send());
        let no = button(self.text.no, move || {
            self.helpful.set(false);
            self.state.memory(|memory| memory.unsent = self.vote());
            self.step.set(Step::Commenting);
            focus::soon(".vote textarea");
        });
        let answers = element("div", "answers").child(yes).child(no);
        vec![words("h2", "vote-title", self.text.vote), answers]
    }

    fn form(self, step: Step, helpful: bool) -> Vec<Element> {
        let failed = step == Step::Failed;
        let comment = self.comment;
        let field = (!helpful).then(|| {
            let label = words("span", "field-label", self.text.comment).child(words(
                "span",
                "optional",
                self.text.optional,
            ));
            let area = words("textarea", "", comment.get_untracked())
                .set("rows", "3")
                .set("maxlength", LONGEST)
                .on("input", move |event| {
                    comment.set(event_target_value(&event));
                });
            element("label", "field").child(label).child(area)
        });
        let wrong = failed.then(|| words("p", "wrong", self.text.vote_failed));
        let label = if failed {
            self.text.retry
        } else {
            self.text.send
        };
        let mut views: Vec<Element> = field.into_iter().chain(wrong).collect();
        let send = button(label, move || self.send());
        views.push(send.set("class", "button accent"));
        views
    }

    fn thanks(self, helpful: bool) -> Element {
        let thanks = if helpful {
            self.text.thanks_yes
        } else {
            self.text.thanks_no
        };
        element("p", "thanks")
            .set("tabindex", "-1")
            .child(icon(CHECK))
            .text(thanks)
    }

    /// The answer as it stands.
    fn vote(self) -> Option<(String, Vote)> {
        let vote = Vote {
            lang: Lang::parse(&self.lang.get_untracked()).ok()?,
            helpful: self.helpful.get_untracked(),
            comment: Comment::parse(&self.comment.get_untracked()).ok(),
        };
        Some((self.slug.get_untracked(), vote))
    }

    fn send(self) {
        let Some((slug, vote)) = self.vote() else {
            return;
        };
        if self.step.get_untracked() == Step::Sending {
            return;
        }
        self.step.set(Step::Sending);
        self.state.memory(|memory| memory.unsent = None);
        spawn_local(async move {
            let sent = post(self.state, slug, vote).await;
            // Where the page has been left meanwhile, nobody is there to be thanked.
            let left = self
                .step
                .try_set(if sent { Step::Thanked } else { Step::Failed });
            if left.is_none() {
                focus::soon(if sent { ".thanks" } else { ".vote .button" });
            }
        });
    }
}
