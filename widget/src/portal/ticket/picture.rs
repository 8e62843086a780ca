//! A file of a ticket: a picture is shown, another kind is fetched when it is asked for. Both
//! need the visitor's token, so neither can be a plain link.

use std::cell::RefCell;

use guichet_shared::{
    file::{File, FileId},
    ticket::TicketId,
};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Url};

use super::super::{intl, state::State, tickets};
use crate::{
    api::call::{Body, Call},
    parts::{
        element::{Element, element, words},
        icons::{FILE, icon},
    },
    text::Text,
};

/// Where the files that have been fetched are, for this page alone.
#[derive(Default)]
pub struct Pictures(RefCell<Vec<(FileId, String)>>);

impl Pictures {
    fn find(&self, id: FileId) -> Option<String> {
        let known = self.0.borrow();
        known
            .iter()
            .find(|(known, _)| *known == id)
            .map(|(_, url)| url.clone())
    }
}

/// A file as it stands in the timeline.
pub fn file(state: State, text: &'static Text, ticket: TicketId, file: &File) -> Element {
    let failed = ArcRwSignal::new(false);
    let lang = state.language.get_untracked().code;
    let label = if file.is_image() {
        text.ticket.file_show
    } else {
        text.ticket.file_download
    };
    let label = label.replace("{name}", &file.name);
    let open = {
        let (file, failed) = (file.clone(), failed.clone());
        move |_| {
            let (name, failed) = (file.name.clone(), failed.clone());
            fetch(state, ticket, file.id, move |url| match url {
                Some(url) => save(&url, &name),
                None => failed.set(true),
            });
        }
    };
    let inside = if file.is_image() {
        let url = ArcRwSignal::new(state.requests.pictures.find(file.id));
        if url.get_untracked().is_none() {
            let (url, failed) = (url.clone(), failed.clone());
            fetch(state, ticket, file.id, move |found| match found {
                Some(found) => url.set(Some(found)),
                None => failed.set(true),
            });
        }
        vec![
            element("img", "picture")
                .set("alt", file.name.as_str())
                .follow("src", move || url.get()),
        ]
    } else {
        let size = words("span", "file-size", intl::size(lang, file.size.into()));
        let name = words("span", "file-name", file.name.as_str());
        vec![
            element("span", "thumb").child(icon(FILE)),
            element("span", "file-text").child(name).child(size),
        ]
    };
    let class = if file.is_image() {
        "picture-button"
    } else {
        "file"
    };
    let button = element("button", class)
        .set("type", "button")
        .set("aria-label", label.as_str())
        .set("title", label)
        .on("click", open)
        .children(inside);
    let wrong = element("div", "").live(move || {
        let line = || words("p", "wrong", text.ticket.file_failed).set("role", "alert");
        failed.get().then(line).into_iter().collect()
    });
    element("div", "attachment").child(button).child(wrong)
}

/// Fetches a file, once, and gives the address of its bytes in this page.
fn fetch(state: State, ticket: TicketId, id: FileId, then: impl Fn(Option<String>) + 'static) {
    if let Some(url) = state.requests.pictures.find(id) {
        return then(Some(url));
    }
    let token = state.visitor.token.get_untracked();
    spawn_local(async move {
        let path = tickets::path(ticket, &["/attachments/", &id.to_string()].concat());
        let call = Call {
            path: &path,
            token: token.as_deref(),
            key: None,
            body: Body::Ask,
        };
        let blob = call.bytes().await.ok();
        let url = blob.and_then(|blob| Url::create_object_url_with_blob(&blob).ok());
        if let Some(url) = &url {
            state
                .requests
                .pictures
                .0
                .borrow_mut()
                .push((id, url.clone()));
        }
        then(url);
    });
}

/// Hands the bytes over as a download under the file's name: what a stranger's file holds is
/// never opened on this origin.
fn save(url: &str, name: &str) {
    if let Ok(link) = document().create_element("a") {
        _ = link.set_attribute("href", url);
        _ = link.set_attribute("download", name);
        link.unchecked_ref::<HtmlElement>().click();
    }
}
