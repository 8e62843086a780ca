//! A file on a ticket: to download, and to look at where it is a picture.

use guichet_shared::file::File;
use leptos::{prelude::*, task::spawn_local};
use web_sys::Url;

use crate::{
    desk::{
        call, icons,
        state::{Dialog, State},
        time,
    },
    parts::{
        element::{Element, element, words},
        icons::icon,
    },
};

/// The file.
pub fn attachment(state: State, file: &File) -> Element {
    let w = state.words();
    let resource = state
        .open
        .id
        .get_untracked()
        .map_or_else(String::new, |id| {
            format!("/tickets/{id}/attachments/{}", file.id)
        });
    let download = element("a", "file-chip")
        .set("href", call::path(&resource))
        .set("download", file.name.as_str())
        .child(icon(if file.is_image() {
            icons::SHEET
        } else {
            icons::CLIP
        }))
        .child(words("span", "file-name", file.name.as_str()))
        .child(words(
            "span",
            "file-size",
            time::size(state.lang(), file.size),
        ))
        .child(icon(icons::DOWNLOAD))
        .child(words("span", "hidden", w.download));
    let picture = file.is_image().then(|| {
        load(state, file, resource);
        let (id, name) = (file.id, file.name.clone());
        element("div", "picture-place").live(move || {
            let address = state
                .open
                .pictures
                .with(|pictures| pictures.get(&id).cloned());
            let name = name.clone();
            let picture = |address: String| {
                let image = element("img", "")
                    .set("src", address.as_str())
                    .set("alt", name.as_str())
                    .on("load", move |_| super::follow(state));
                element("button", "picture")
                    .set("type", "button")
                    .set("aria-label", w.show_picture.replace("{name}", &name))
                    .on("click", move |_| {
                        let picture = Dialog::Picture(address.clone(), name.clone());
                        state.dialog.set(Some(picture));
                    })
                    .child(image)
            };
            address.map(picture).into_iter().collect()
        })
    });
    element("div", "attachment")
        .children(picture)
        .child(download)
}

/// Fetches a picture once.
fn load(state: State, file: &File, resource: String) {
    let (id, kind) = (file.id, file.kind.clone());
    if state
        .open
        .pictures
        .with_untracked(|pictures| pictures.contains_key(&id))
    {
        return;
    }
    let ticket = state.open.id.get_untracked();
    spawn_local(async move {
        let Ok(bytes) = call::picture(&resource, &kind).await else {
            return;
        };
        if let Ok(address) = Url::create_object_url_with_blob(&bytes)
            && state.open.id.get_untracked() == ticket
        {
            state
                .open
                .pictures
                .update(|pictures| _ = pictures.insert(id, address));
        }
    });
}
