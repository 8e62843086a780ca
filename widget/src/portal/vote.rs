//! "Did this help?": a yes, or a no with what was missing.

use guichet_shared::{
    article::{Article, Comment, Vote},
    lang::Lang,
};
use leptos::{prelude::*, task::spawn_local};

use super::{focus, frame, keyboard::on_window, length, new, route::View, state::State};
use crate::{
    api,
    parts::{
        element::{Element, element, words},
        icons::{CHECK, icon},
        label::label,
        states::button,
        value::Value,
    },
    text::Text,
};

/// The longest comment that the server takes.
const LONGEST: usize = 2_000;

/// How far the customer has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Asked,
    Commenting,
    Sending,
    Failed,
    Thanked,
}

/// The vote in the making on the article that is shown, whatever language it is shown in.
#[derive(Clone, Copy)]
pub struct Ballot {
    step: Value<Step>,
    helpful: Value<bool>,
    comment: Value<String>,
    lang: Value<String>,
}

/// The question below an article.
#[derive(Clone, Copy)]
struct Question {
    state: State,
    ballot: Ballot,
    text: &'static Text,
}

/// A no counts even where the customer closes the page instead of sending it.
pub fn listen(state: State) {
    on_window("pagehide", move |_| finish(state));
}

/// The customer goes on to another page.
pub fn leave(state: State) {
    finish(state);
    state.ballot.reset();
}

fn finish(state: State) {
    if state.ballot.step.get_untracked() == Step::Commenting {
        send(state);
    }
}

/// The question, and what follows from the answer.
pub fn vote(state: State, text: &'static Text, article: &Article) -> Element {
    let ballot = state.ballot;
    ballot.lang.set(article.lang.to_string());
    let question = Question {
        state,
        ballot,
        text,
    };
    element("section", "vote").live(move || question.show())
}

impl Ballot {
    /// Nothing said yet.
    pub fn new() -> Self {
        Self {
            step: Value::new(Step::Asked),
            helpful: Value::new(true),
            comment: Value::new(String::new()),
            lang: Value::new(String::new()),
        }
    }

    fn reset(self) {
        self.step.set(Step::Asked);
        self.helpful.set(true);
        self.comment.set(String::new());
    }

    /// The answer as it stands.
    fn vote(self) -> Option<Vote> {
        Some(Vote {
            lang: Lang::parse(&self.lang.get_untracked()).ok()?,
            helpful: self.helpful.get_untracked(),
            comment: Comment::parse(&readable(&self.comment.get_untracked())).ok(),
        })
    }
}

/// A comment without the characters that the server refuses: they come along with pasted text.
pub fn readable(comment: &str) -> String {
    let kept = |c: &char| !c.is_control() || matches!(c, '\n' | '\r' | '\t');
    comment.chars().filter(kept).collect()
}

/// Sends the answer, once. The request leaves before this returns, so that it also does when the
/// page is being closed.
fn send(state: State) {
    let ballot = state.ballot;
    let View::Article(slug) = state.page.get_untracked() else {
        return;
    };
    let Some(vote) = ballot.vote() else {
        return;
    };
    if ballot.step.get_untracked() == Step::Sending || length::is_passed::<LONGEST>(ballot.comment)
    {
        return;
    }
    ballot.step.set(Step::Sending);
    let helpful = vote.helpful;
    let path = state.path(&["/articles/", slug.as_str(), "/votes"].concat(), &[]);
    let answer = api::post_vote(&path, vote);
    spawn_local(async move {
        let sent = answer.await.is_ok();
        if sent {
            let detail = [("slug", slug.as_str().into()), ("helpful", helpful.into())];
            frame::event(state, "article:voted", &detail);
        }
        // Where the article has been left meanwhile, nobody is there to be thanked.
        if ballot.step.get_untracked() == Step::Sending {
            ballot
                .step
                .set(if sent { Step::Thanked } else { Step::Failed });
            focus::soon(if sent { ".thanks" } else { ".vote .button" });
        }
    });
}

impl Question {
    fn show(self) -> Vec<Element> {
        let helpful = self.ballot.helpful.get_untracked();
        match self.ballot.step.get() {
            Step::Thanked if helpful => vec![self.thanks(helpful)],
            Step::Thanked => vec![self.thanks(helpful), self.ask()],
            Step::Asked => self.question(),
            Step::Sending if helpful => self.question(),
            step => self.form(step, helpful),
        }
    }

    fn question(self) -> Vec<Element> {
        let yes = button(self.text.yes, move || send(self.state));
        let no = button(self.text.no, move || {
            self.ballot.helpful.set(false);
            self.ballot.step.set(Step::Commenting);
            focus::soon(".vote textarea");
        });
        let answers = element("div", "answers").child(yes).child(no);
        vec![words("h2", "vote-title", self.text.vote), answers]
    }

    fn form(self, step: Step, helpful: bool) -> Vec<Element> {
        let failed = step == Step::Failed;
        let comment = self.ballot.comment;
        let field = (!helpful).then(|| {
            let label = label("span", self.text.comment, self.text, true);
            let area = words("textarea", "", comment.get_untracked())
                .set("rows", "3")
                .on("input", move |event| {
                    comment.set(event_target_value(&event));
                });
            let field = element("label", "field").child(label).child(area);
            let long = length::line::<LONGEST>(self.state, self.text, comment);
            element("div", "").child(field).child(long)
        });
        let wrong = failed.then(|| words("p", "wrong", self.text.vote_failed).set("role", "alert"));
        let label = if failed {
            self.text.retry
        } else {
            self.text.send
        };
        let mut views: Vec<Element> = field.into_iter().chain(wrong).collect();
        let submit = button(label, move || send(self.state));
        views.push(submit.set("class", "button accent"));
        views
    }

    /// The way on for whom the article has not helped.
    fn ask(self) -> Element {
        let href = new::first(self.state).href();
        let ask = words("a", "button accent", self.text.ticket.ask_us).set("href", href);
        element("div", "answers").child(ask)
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_control_character_does_not_cost_the_comment() {
        let pasted = readable("\u{1}Two\u{0} lines,\n\ta tab\u{7f}\u{9b}");
        assert_eq!(pasted, "Two lines,\n\ta tab");
        assert!(Comment::parse(&pasted).is_ok());
    }
}
