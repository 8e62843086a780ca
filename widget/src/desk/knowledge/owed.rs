//! What becomes of the solution: an article is linked, drafted, or none fits.

use gloo_net::http::Method;
use guichet_shared::{
    article::ArticleId,
    desk::{Article, Drafted, Learned, Ticket},
    status::Status,
    ticket::Remark,
    triage::{Knowledge, knowledge_is_owed},
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    desk::{call, composer::Mode, field::labelled, route::Route, state::State},
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
pub fn owed(state: State, ticket: &Ticket) -> Element {
    let place = element("div", "");
    if let Some(known) = &ticket.knowledge {
        return place.children(known_lines(state, ticket, known));
    }
    if !knowledge_is_owed(ticket.level, ticket.solved_level, false) {
        return place;
    }
    let solved = ticket.solved_level.is_some();
    // Before there is a solution there is nothing to say of it.
    let shown = Memo::new(move |_| {
        solved || state.open.owed.get() || state.open.mode.get() == Mode::Proposal
    });
    let why = RwSignal::new(String::new());
    place.live(move || shown.get().then(|| ask(state, why)).into_iter().collect())
}

/// Asks what becomes of the solution.
fn ask(state: State, why: RwSignal<String>) -> Element {
    let w = state.words().knowledge;
    let wrong = RwSignal::new(false);
    let draft = words("button", "button", w.draft)
        .set("type", "button")
        .on("click", move |_| write_up(state));
    let field = words("textarea", "input", why.get_untracked())
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
    element("div", "owed")
        .child(words("p", "owed-title", w.owed))
        .child(words("p", "", w.owed_hint))
        .child(draft)
        .child(other)
}

/// An article as it is now, which may have another title than when it was linked; what it is called
/// while customers do not see it, and once they do.
fn article(
    state: State,
    ticket: &Ticket,
    [unseen, seen]: [&'static str; 2],
    id: ArticleId,
    title: &str,
) -> Element {
    let now = RwSignal::new(None::<(String, bool)>);
    spawn_local(async move {
        if let Ok(article) = call::get::<Article>(&format!("/articles/{id}")).await {
            let article = article.summary;
            _ = now.try_set(Some((article.title, article.published)));
        }
    });
    let then = title.to_owned();
    let (from, number) = (ticket.id, ticket.number);
    element("p", "known").live(move || {
        let (title, published) = now.get().unwrap_or_else(|| (then.clone(), false));
        let label = if published { seen } else { unseen };
        let link = words("a", "", title)
            .set("href", Route::Article(id).href())
            .on("click", move |_| state.editor.comes_from(id, from, number));
        vec![words("span", "label", label), link]
    })
}

fn known_lines(state: State, ticket: &Ticket, known: &Knowledge) -> Vec<Element> {
    let w = state.words().knowledge;
    let mut lines = match known {
        Knowledge::Linked { article: id, title } => vec![
            article(state, ticket, [w.linked; 2], *id, title),
            words("p", "field-hint", w.other_article),
        ],
        Knowledge::Drafted { article: id, title } => {
            let labels = [w.drafted, state.words().article.published];
            vec![article(state, ticket, labels, *id, title)]
        }
        Knowledge::None { why } => vec![
            element("p", "known")
                .child(words("span", "label", w.none))
                .text(why.as_str()),
        ],
    };
    // What the customer was told rests on it where level 1 did not have it.
    let told = matches!(ticket.status, Status::Proposed | Status::Closed);
    if !(told && knowledge_is_owed(ticket.level, ticket.solved_level, false)) {
        lines.push(
            words("button", "link-button", w.unlink)
                .set("type", "button")
                .on("click", move |_| unlink(state)),
        );
    }
    lines
}

fn unlink(state: State) {
    let done = state.words().knowledge.unlinked;
    let empty = serde_json::json!({});
    state.act(Method::DELETE, "/knowledge", &empty, move |answer| {
        if answer.is_ok() {
            state.say(done);
        }
    });
}

/// Drafts an article from the ticket and goes on writing it.
fn write_up(state: State) {
    let Some(id) = state.open.id.get_untracked() else {
        return;
    };
    state.open.trouble.set(None);
    spawn_local(async move {
        let resource = format!("/tickets/{id}/draft");
        let empty = serde_json::json!({});
        match call::send::<Drafted>(Method::POST, &resource, &empty, None).await {
            Ok(drafted) => {
                let number = drafted.thread.ticket.number;
                state.editor.comes_from(drafted.article, id, number);
                state.took(drafted.thread);
                state.go(Route::Article(drafted.article));
            }
            Err(refusal) => _ = state.settle(Err(refusal)),
        }
    });
}
