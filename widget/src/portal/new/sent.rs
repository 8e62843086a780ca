//! What has become of a ticket after it was sent: it waits, it is on its way, it is there.

use super::super::{
    focus,
    outbox::{Item, Parcel, Progress, Stage, hurry},
    route::View,
    state::State,
    ticket::standing,
    tickets, time,
};
use crate::{
    parts::{
        element::{Element, element, words},
        icons::{CHECK, icon},
        states::button,
    },
    text::Text,
};

/// The page.
pub fn sent(state: State, text: &'static Text) -> Element {
    let key = state.requests.outbox.last.get_untracked();
    if state
        .requests
        .outbox
        .items
        .with_untracked(|items| items.iter().all(|item| item.key != key))
    {
        return tickets::page(state, text);
    }
    state.title.set(text.ticket.tab_new.to_owned());
    focus::arrive(state, true);
    let mut there = false;
    let head = element("div", "").live({
        let key = key.clone();
        move || {
            let item = state.requests.outbox.find(&key);
            let Some(item) = item else {
                return Vec::new();
            };
            let is_there = item.filed.is_some() || item.stage == Stage::Done;
            if is_there && !there {
                there = true;
                focus::soon("main h1");
            }
            if is_there {
                filed(state, text, &item)
            } else {
                on_its_way(state, text, &item)
            }
        }
    });
    let (waiting, hurried) = (key.clone(), key.clone());
    // They stand for as long as they are wanted: the one that has the focus keeps it.
    let away = element("div", "answers")
        .follow("hidden", move || {
            let item = state.requests.outbox.find(&waiting);
            let waits = |item: Item| matches!(item.stage, Stage::Away | Stage::Server);
            (!item.is_some_and(waits)).then(String::new)
        })
        .child(button(text.retry, move || hurry(state, &hurried)))
        .child(words("a", "button", text.search).set("href", "#/"));
    let files = element("div", "").live(move || {
        let item = state.requests.outbox.find(&key);
        let files = item.map(|item| item.files).unwrap_or_default();
        let list = || element("ul", "files").children(files.iter().map(|file| line(text, file)));
        (!files.is_empty()).then(list).into_iter().collect()
    });
    element("div", "page sent")
        .child(head)
        .child(away)
        .child(files)
}

fn heading(title: impl Into<String>) -> Element {
    words("h1", "", title).set("tabindex", "-1")
}

fn on_its_way(state: State, text: &Text, item: &Item) -> Vec<Element> {
    let hint = waits(state, text, item.stage);
    let title = hint
        .as_ref()
        .map_or(text.ticket.sending, |_| text.ticket.waiting);
    let kept = hint.as_ref().map(|_| words("p", "", kept(text, item)));
    let hint = hint.unwrap_or_else(|| text.ticket.sending_hint.to_owned());
    let progress = element("progress", "");
    vec![
        heading(title),
        words("p", "waits", hint).set("role", "status"),
        element("div", "")
            .children(kept)
            .children(matches!(item.stage, Stage::Sending | Stage::Proof).then_some(progress)),
    ]
}

/// Where what waits is kept, in a sentence.
pub fn kept(text: &Text, item: &Item) -> &'static str {
    if item.kept {
        text.ticket.kept
    } else {
        text.ticket.kept_here
    }
}

/// What something waits for, in a sentence.
pub fn waits(state: State, text: &Text, stage: Stage) -> Option<String> {
    let ticket = text.ticket;
    match stage {
        Stage::Sending | Stage::Refused | Stage::Done => None,
        Stage::Network => Some(ticket.waits_network.to_owned()),
        Stage::Server => Some(ticket.waits_server.to_owned()),
        Stage::Away => Some([ticket.unstored, " ", ticket.again].concat()),
        Stage::Proof => Some(ticket.waits_proof.to_owned()),
        Stage::Limit(seconds) => {
            let code = state.language.get_untracked().code;
            let time = time::relative(code, seconds.into());
            Some(ticket.waits_limit.replace("{time}", &time))
        }
    }
}

fn filed(state: State, text: &Text, item: &Item) -> Vec<Element> {
    let ticket = text.ticket;
    let number = item
        .filed
        .map_or(String::new(), |(_, number)| number.to_string());
    let title = ticket.sent.replace("{number}", &number);
    // The promise that stands on its page, in the same words.
    let promise = item
        .filed
        .and_then(|(id, _)| state.requests.tickets.find(id));
    let promise = promise.map(|filed| words("p", "", standing::line(state, text, &filed)));
    let view = item.filed.map_or(View::Tickets, |(id, _)| View::Ticket(id));
    let follow = words("a", "button accent", ticket.sent_follow).set("href", view.href());
    let memory = !state.visitor.stored.get();
    let memory = memory.then(|| words("p", "untranslated", ticket.sent_memory));
    let uploading = item.stage != Stage::Done && !item.files.is_empty();
    let uploading = uploading.then(|| words("p", "", ticket.sent_files).set("role", "status"));
    let mark = element("span", "sent-mark").child(icon(CHECK));
    let mut views = vec![mark, heading(title), words("p", "", ticket.sent_next)];
    views.extend(promise);
    views.extend(memory);
    views.push(follow);
    views.extend(uploading);
    views
}

/// A file on its way, and how far it has come.
pub fn line(text: &Text, file: &Parcel) -> Element {
    let ticket = text.ticket;
    let (class, said) = match file.progress {
        Progress::Waiting => ("file-size", ticket.file_waits),
        Progress::Sending => ("file-size", ticket.file_sending),
        Progress::Sent => ("file-size sent", ticket.file_sent),
        Progress::TooLarge => ("file-size wrong", ticket.file_too_large),
        Progress::Refused => ("file-size wrong", ticket.file_refused),
    };
    let name = words("span", "file-name", file.name.as_str());
    let text = element("span", "file-text")
        .child(name)
        .child(words("span", class, said));
    let sending = file.progress == Progress::Sending;
    element("li", "file")
        .child(text)
        .children(sending.then(|| element("progress", "")))
}
