//! A file of a ticket: a picture is shown, another kind is fetched when it is asked for. Both
//! need the visitor's token, so neither can be a plain link.

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
        value::Value,
    },
    text::Text,
};

/// Where the files that have been fetched are, for this page alone; nothing where that failed.
#[derive(Clone, Copy)]
pub struct Pictures(Value<Vec<(FileId, Option<String>)>>);

impl Pictures {
    /// None yet.
    pub fn new() -> Self {
        Self(Value::new(Vec::new()))
    }

    fn find(self, id: FileId) -> Option<Option<String>> {
        self.0.with_untracked(|known| {
            let mut known = known.iter();
            known
                .find(|(known, _)| *known == id)
                .map(|(_, url)| url.clone())
        })
    }

    fn put(self, id: FileId, url: Option<String>) {
        self.0.update(|known| {
            known.retain(|(known, _)| *known != id);
            known.push((id, url));
        });
    }
}

/// A file as it stands in the timeline.
pub fn file(state: State, text: &'static Text, ticket: TicketId, file: &File) -> Element {
    let (pictures, id) = (state.requests.pictures, file.id);
    let lang = state.language.get_untracked().code;
    let label = if file.is_image() {
        text.ticket.file_show
    } else {
        text.ticket.file_download
    };
    let label = label.replace("{name}", &file.name);
    let name = file.name.clone();
    let open = move |_| {
        let name = name.clone();
        fetch(state, ticket, id, move |url| save(url, &name));
    };
    let size = words("span", "file-size", intl::size(lang, file.size.into()));
    let name = words("span", "file-name", file.name.as_str());
    let row = [
        element("span", "thumb").child(icon(FILE)),
        element("span", "file-text").child(name).child(size),
    ];
    let (class, picture) = if file.is_image() {
        if pictures.find(id).is_none() {
            fetch(state, ticket, id, |_| {});
        }
        let source = move || {
            pictures.0.track();
            pictures.find(id).flatten()
        };
        let picture = element("img", "picture")
            .set("alt", file.name.as_str())
            .follow("src", source)
            // What cannot be shown is a file like any other.
            .on("error", |event| {
                let picture = event.target().map(JsCast::unchecked_into::<HtmlElement>);
                if let Some(button) = picture.and_then(|picture| picture.parent_element()) {
                    button.set_class_name("file");
                }
            });
        ("picture-button", Some(picture))
    } else {
        ("file", None)
    };
    let button = element("button", class)
        .set("type", "button")
        .set("aria-label", label.as_str())
        .set("title", label)
        .on("click", open)
        .children(picture)
        .children(row);
    let wrong = element("div", "").live(move || {
        pictures.0.track();
        let line = || words("p", "wrong", text.ticket.file_failed).set("role", "alert");
        let failed = pictures.find(id) == Some(None);
        failed.then(line).into_iter().collect()
    });
    element("div", "attachment").child(button).child(wrong)
}

/// Fetches a file, unless it is here, and gives the address of its bytes in this page.
fn fetch(state: State, ticket: TicketId, id: FileId, then: impl FnOnce(&str) + 'static) {
    let pictures = state.requests.pictures;
    if let Some(url) = pictures.find(id).flatten() {
        return then(&url);
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
        pictures.put(id, url.clone());
        if let Some(url) = url {
            then(&url);
        }
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
