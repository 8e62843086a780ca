//! Where tickets, replies and drafts wait across pages: a database of the browser, made with the first
//! ticket.

use guichet_shared::ticket::TicketId;
use js_sys::{Array, Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{
    Blob, IdbDatabase, IdbFactory, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransactionMode,
};

use super::{Item, Parcel, Progress, Stage};
use crate::api::object;

/// The one table.
const TABLE: &str = "outbox";

/// The browser's database.
pub struct Store(IdbDatabase);

impl Store {
    /// Opens it, and makes it where there is none.
    pub async fn open(site: &str) -> Option<Self> {
        // Reached by name: that way it costs the fewest bytes.
        let factory = Reflect::get(&window(), &"indexedDB".into()).ok()?;
        let factory: IdbFactory = factory.dyn_into().ok()?;
        let request = factory
            .open_with_u32(&["guichet:", site].concat(), 1)
            .ok()?;
        let opened: IdbOpenDbRequest = request.clone();
        let make = Closure::once_into_js(move || {
            if let Ok(database) = opened.result() {
                let database: IdbDatabase = database.unchecked_into();
                _ = database.create_object_store(TABLE);
            }
        });
        request.set_onupgradeneeded(Some(make.unchecked_ref()));
        let database = done(&request).await?;
        Some(Self(database.unchecked_into()))
    }

    fn table(&self) -> Option<IdbObjectStore> {
        let mode = IdbTransactionMode::Readwrite;
        let transaction = self.0.transaction_with_str_and_mode(TABLE, mode).ok()?;
        transaction.object_store(TABLE).ok()
    }

    /// Keeps an item, as it is now.
    pub async fn put(&self, item: &Item) -> bool {
        let put = self.table().and_then(|table| {
            table
                .put_with_key(&written(item), &item.key.as_str().into())
                .ok()
        });
        match put {
            Some(request) => done(&request).await.is_some(),
            None => false,
        }
    }

    /// Forgets an item.
    pub async fn delete(&self, key: &str) {
        let request = self
            .table()
            .and_then(|table| table.delete(&key.into()).ok());
        if let Some(request) = request {
            done(&request).await;
        }
    }

    /// All items, those that other tabs have put here among them.
    pub async fn all(&self) -> Vec<Item> {
        let request = self.table().and_then(|table| table.get_all().ok());
        let found = match request {
            Some(request) => done(&request).await.unwrap_or_default(),
            None => return Vec::new(),
        };
        found
            .dyn_ref::<Array>()
            .map(|all| all.iter().filter_map(|item| read(&item)).collect())
            .unwrap_or_default()
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.0.close();
    }
}

async fn done(request: &IdbRequest) -> Option<JsValue> {
    let settled = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    settled.await.ok()?;
    request.result().ok()
}

fn written(item: &Item) -> JsValue {
    let Item {
        key,
        token,
        shown,
        body,
        files,
        to,
        filed,
        stage: _,
        kept: _,
    } = item;
    let files = files.iter().map(|file| {
        let fields = [
            ("name", file.name.as_str().into()),
            ("blob", file.blob.clone().into()),
            ("sent", (file.progress == Progress::Sent).into()),
        ];
        JsValue::from(object(&fields))
    });
    let id = |id: Option<TicketId>| id.map_or(JsValue::UNDEFINED, |id| id.to_string().into());
    let fields = [
        ("key", key.as_str().into()),
        ("token", token.as_str().into()),
        ("subject", shown.as_str().into()),
        ("body", body.as_str().into()),
        ("files", files.collect::<Array>().into()),
        ("to", id(*to)),
        ("ticket", id(filed.map(|(id, _)| id))),
        ("number", filed.map_or(0, |(_, number)| number).into()),
    ];
    object(&fields).into()
}

fn read(item: &JsValue) -> Option<Item> {
    let field = |name: &str| Reflect::get(item, &name.into()).ok();
    let text = |name: &str| field(name)?.as_string();
    let files = field("files")?;
    let files = files.dyn_ref::<Array>()?.iter().filter_map(|file| {
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
    });
    // A number that was written as one.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let number = field("number")?.as_f64()? as u32;
    let id = |name: &str| text(name)?.parse().ok();
    Some(Item {
        key: text("key")?,
        token: text("token")?,
        shown: text("subject")?,
        body: text("body")?,
        files: files.collect(),
        to: id("to"),
        filed: id("ticket").map(|id| (id, number)),
        stage: Stage::Sending,
        kept: true,
    })
}
