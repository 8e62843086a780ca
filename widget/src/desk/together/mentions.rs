//! The notes that name the agent: a quiet mark in the bar, and the list behind it.

use guichet_shared::desk::{Mention, Mentions};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::Load,
    desk::{
        call, dialog, people,
        route::Route,
        state::{Dialog, State},
        time,
    },
    parts::{
        element::{Element, element, words},
        icons::icon,
        states::{button, notice},
    },
};

/// The mark in the bar.
pub fn badge(state: State) -> Element {
    let w = state.words().together;
    let name = move || match state.together.unread.get() {
        0 => w.mentions.to_owned(),
        unread => w.mentions_unread.replace("{n}", &unread.to_string()),
    };
    element("button", "tool mentions")
        .set("type", "button")
        .set("title", w.mentions)
        .follow("aria-label", move || Some(name()))
        .on("click", move |_| {
            read(state);
            state.dialog.set(Some(Dialog::Mentions));
        })
        .child(icon(crate::desk::icons::AT))
        .child(element("span", "mentions-count").live(move || {
            let unread = state.together.unread.get();
            let shown = (unread > 0).then(|| words("span", "badge", unread.to_string()));
            shown.into_iter().collect()
        }))
}

impl State {
    /// So many are unread now: something was read, here or in another tab, or came in.
    pub fn mentions_changed(self, unread: u32) {
        self.together.unread.set(unread);
        if !self.queue.unread.with_untracked(Vec::is_empty) {
            self.read_queue_soon();
        }
        if self.dialog.get_untracked() == Some(Dialog::Mentions) {
            ask(self);
        }
    }
}

fn read(state: State) {
    state.together.mentions.set(Load::Waiting);
    ask(state);
}

/// Reads the list, and goes on showing what is here until it comes.
fn ask(state: State) {
    spawn_local(async move {
        let answer = call::get::<Mentions>("/mentions").await;
        state.together.mentions.set(match answer {
            Ok(mentions) => Load::Ready(mentions),
            Err(refusal) => {
                state.sentence(&refusal);
                Load::Failed((&refusal).into())
            }
        });
    });
}

/// The list.
pub fn mentions(state: State) -> Vec<Element> {
    let w = state.words();
    let list = element("div", "mentions-list").live(move || {
        vec![match state.together.mentions.get() {
            Load::Waiting => words("p", "dialog-text", w.loading).set("role", "status"),
            Load::Failed(_) => notice(
                "h3",
                w.failed,
                w.failed_hint,
                Some(button(w.retry, move || read(state))),
            ),
            Load::Ready(answer) if answer.mentions.is_empty() => notice(
                "h3",
                w.together.no_mentions,
                w.together.no_mentions_hint,
                None,
            ),
            Load::Ready(answer) => {
                let rows = answer.mentions.iter();
                element("ul", "mentions-rows").children(rows.map(|mention| row(state, mention)))
            }
        }]
    });
    vec![dialog::title(state, w.together.mentions), list]
}

fn row(state: State, mention: &Mention) -> Element {
    let w = state.words().together;
    let ticket = &mention.ticket;
    let who = people::name(state, &mention.event.by);
    let said = w
        .mentioned_you
        .replace("{who}", &who)
        .replace("{ticket}", &format!("#{}", ticket.number));
    let unread = mention.unread.then(|| words("span", "badge", w.unread));
    let link = element("a", "other")
        .set("href", Route::Ticket(ticket.id).href())
        .on("click", move |_| dialog::close(state))
        .child(words("span", "other-subject", ticket.subject.as_str()))
        .child(
            element("span", "other-detail")
                .child(words("span", "", said))
                .child(time::since(state, "when", mention.event.at.clone(), "long"))
                .children(unread),
        );
    element("li", "").child(link)
}
