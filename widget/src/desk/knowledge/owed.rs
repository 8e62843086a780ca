//! What becomes of the solution: an article is linked, drafted, or none fits.

use gloo_net::http::Method;
use guichet_shared::{
    article::ArticleId,
    desk::{Drafted, Learned, Ticket},
    ticket::Remark,
    triage::{Knowledge, knowledge_is_owed},
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    desk::{call, field::labelled, route::Route, state::State},
    parts::element::{Element, element, words},
};

/// The article has the solution.
pub fn link(state: State, article: ArticleId) {
    let learned = Learned {
        article: Some(article),
        why: None,
    };
    say(state, &learned);
}

fn say(state: State, learned: &Learned) {
    let done = state.words().knowledge.kept;
    state.act(Method::PUT, "/knowledge", learned, move |answer| {
        if answer.is_ok() {
            state.say(done);
        }
    });
}

/// What is known of the solution, or what is to be said of it.
pub fn owed(state: State, ticket: &Ticket) -> Vec<Element> {
    let w = state.words().knowledge;
    if let Some(known) = &ticket.knowledge {
        return vec![known_line(state, known)];
    }
    if !knowledge_is_owed(ticket.level, ticket.solved_level, false) {
        return Vec::new();
    }
    let why = RwSignal::new(String::new());
    let wrong = RwSignal::new(false);
    let draft = words("button", "button", w.draft)
        .set("type", "button")
        .on("click", move |_| write_up(state));
    let field = element("textarea", "input")
        .set("rows", "2")
        .set("maxlength", "2000")
        .follow("aria-invalid", move || {
            wrong.get().then(|| "true".to_owned())
        })
        .on("input", move |event| {
            why.set(event_target_value(&event));
            wrong.set(false);
        });
    let trouble = element("div", "wrong").set("role", "alert").live(move || {
        let missing = wrong.get().then(|| words("p", "", w.why_missing));
        missing.into_iter().collect()
    });
    let send = words("button", "button", w.none_fits).set("type", "submit");
    let form = element("form", "none-fits")
        .set("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            match Remark::parse(&why.get_untracked()) {
                Ok(why) => say(
                    state,
                    &Learned {
                        article: None,
                        why: Some(why),
                    },
                ),
                Err(_) => wrong.set(true),
            }
        })
        .child(labelled(w.why, None, field))
        .child(trouble)
        .child(send);
    let other = element("details", "none-fits-box")
        .child(words("summary", "", w.none_fits))
        .child(form);
    vec![
        element("div", "owed")
            .child(words("p", "owed-title", w.owed))
            .child(words("p", "", w.owed_hint))
            .child(draft)
            .child(other),
    ]
}

fn known_line(state: State, known: &Knowledge) -> Element {
    let w = state.words().knowledge;
    let line = |label: &'static str| element("p", "known").child(words("span", "label", label));
    let article =
        |id: &ArticleId, title: &str| words("a", "", title).set("href", Route::Article(*id).href());
    match known {
        Knowledge::Linked { article: id, title } => line(w.linked).child(article(id, title)),
        Knowledge::Drafted { article: id, title } => line(w.drafted).child(article(id, title)),
        Knowledge::None { why } => line(w.none).text(why.as_str()),
    }
}

/// Drafts an article from the ticket and goes on writing it.
fn write_up(state: State) {
    let Some(id) = state.open.id.get_untracked() else {
        return;
    };
    spawn_local(async move {
        let resource = format!("/tickets/{id}/draft");
        let empty = serde_json::json!({});
        match call::send::<Drafted>(Method::POST, &resource, &empty, None).await {
            Ok(drafted) => {
                state.took(drafted.thread);
                state.go(Route::Article(drafted.article));
            }
            Err(refusal) => _ = state.settle(Err(refusal)),
        }
    });
}
