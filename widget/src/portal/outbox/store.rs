//! Where tickets, replies and drafts wait across pages: a database of the browser, made with the first
//! ticket, which a script of its own speaks to.

use guichet_shared::ticket::TicketId;
use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::Blob;

use super::{super::state::State, Item, Parcel, Progress, Stage};
use crate::api::object;

#[wasm_bindgen(module = "/portal/store.js")]
extern "C" {
    fn put(site: &str, key: &str, value: &JsValue) -> Promise;

    #[wasm_bindgen(js_name = all)]
    fn everything(site: &str) -> Promise;

    /// Keeps a draft, unless it is kept as it is.
    pub fn keep(site: &str, key: &str, draft: &JsValue);

    /// Whether a draft is kept as it is now; of files their names tell.
    #[wasm_bindgen(js_name = isKept)]
    pub fn is_kept(key: &str, draft: &JsValue) -> bool;

    /// A draft that has been taken up is kept already.
    #[wasm_bindgen(js_name = takenUp)]
    pub fn taken_up(key: &str, draft: &JsValue);
}

/// Keeps an item, as it is now.
pub async fn keep_item(state: State, item: &Item) -> bool {
    let item = put(state.site.key.as_str(), &item.key, &written(item));
    item.await.is_ok()
}

/// Forgets an item.
pub async fn forget(state: State, key: &str) {
    _ = put(state.site.key.as_str(), key, &JsValue::UNDEFINED).await;
}

/// All that is kept, by other tabs too.
pub async fn all(state: State) -> Vec<JsValue> {
    let found = everything(state.site.key.as_str())
        .await
        .unwrap_or_default();
    let found = found.dyn_ref::<Array>();
    found.map(|all| all.iter().collect()).unwrap_or_default()
}

/// An item as it is kept.
fn written(item: &Item) -> JsValue {
    let Item {
        key,
        token,
        shown,
        body,
        files: parcels,
        to,
        filed,
        stage: _,
        kept: _,
    } = item;
    let id = |id: Option<TicketId>| id.map_or(JsValue::UNDEFINED, |id| id.to_string().into());
    let fields = [
        ("key", key.as_str().into()),
        ("token", token.as_str().into()),
        ("subject", shown.as_str().into()),
        ("body", body.as_str().into()),
        ("files", files(parcels)),
        ("to", id(*to)),
        ("ticket", id(filed.map(|(id, _)| id))),
        ("number", filed.map_or(0, |(_, number)| number).into()),
    ];
    object(&fields).into()
}

/// Files as they are kept.
pub fn files(files: &[Parcel]) -> JsValue {
    let files = files.iter().map(|file| {
        let fields = [
            ("name", file.name.as_str().into()),
            ("blob", file.blob.clone().into()),
            ("sent", (file.progress == Progress::Sent).into()),
        ];
        JsValue::from(object(&fields))
    });
    files.collect::<Array>().into()
}

/// The files that `files` has written.
pub fn read_files(files: &JsValue) -> Vec<Parcel> {
    let read = |file: JsValue| {
        let field = |name: &str| Reflect::get(&file, &name.into()).ok();
        let blob: Blob = field("blob")?.dyn_into().ok()?;
        let sent = field("sent")?.is_truthy();
        Some(Parcel {
            name: field("name")?.as_string()?,
            blob,
            progress: if sent {
                Progress::Sent
            } else {
                Progress::Waiting
            },
        })
    };
    let files = files.dyn_ref::<Array>().map(Array::iter);
    files.into_iter().flatten().filter_map(read).collect()
}

/// The item that `written` has written; nothing where it is a draft.
pub fn read(item: &JsValue) -> Option<Item> {
    let field = |name: &str| Reflect::get(item, &name.into()).ok();
    let text = |name: &str| field(name)?.as_string();
    // A number that was written as one.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let number = field("number")?.as_f64()? as u32;
    let id = |name: &str| text(name)?.parse().ok();
    Some(Item {
        key: text("key")?,
        token: text("token")?,
        shown: text("subject")?,
        body: text("body")?,
        files: read_files(&field("files")?),
        to: id("to"),
        filed: id("ticket").map(|id| (id, number)),
        stage: Stage::Sending,
        kept: true,
    })
}
