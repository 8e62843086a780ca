//! A guest's calls to the server, with the link's token.

use gloo_net::http::RequestBuilder;
use guichet_shared::{
    file::File,
    guest::{GuestMay, GuestThread, GuestWritten},
    ticket::Message,
};
use js_sys::{Array, Uint8Array};
use web_sys::{AbortSignal, Blob};

use crate::desk::call::{PATIENCE, PATIENCE_FOR_FILES, Refusal, accepted, parsed};

/// What shows who is asking.
pub fn authorization(token: &str) -> String {
    ["Bearer ", token].concat()
}

/// Writes where the guest may.
pub async fn write(
    token: &str,
    may: GuestMay,
    text: &str,
    key: &str,
) -> Result<GuestThread, Refusal> {
    let path = match may {
        GuestMay::Internal => "/api/v1/guest/notes",
        GuestMay::Public => "/api/v1/guest/messages",
    };
    let body = Message::parse(text).map_err(|_| Refusal::Fields(Vec::new()))?;
    let body = serde_json::to_string(&GuestWritten { body }).map_err(|_| Refusal::Broken)?;
    let request = RequestBuilder::new(path)
        .method(gloo_net::http::Method::POST)
        .header("authorization", &authorization(token))
        .header("content-type", "application/json")
        .header("idempotency-key", key)
        .abort_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE)))
        .body(body)
        .map_err(|_| Refusal::Broken)?;
    let response = request.send().await.map_err(|_| Refusal::Broken)?;
    parsed(accepted(response).await?).await
}

/// A file's bytes.
pub async fn file(token: &str, file: &File) -> Result<Blob, Refusal> {
    let path = format!("/api/v1/guest/attachments/{}", file.id);
    let request = RequestBuilder::new(&path)
        .header("authorization", &authorization(token))
        .abort_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE_FOR_FILES)))
        .build()
        .map_err(|_| Refusal::Broken)?;
    let response = request.send().await.map_err(|_| Refusal::Broken)?;
    let response = accepted(response).await?;
    let bytes = response.binary().await.map_err(|_| Refusal::Broken)?;
    let parts = Array::of1(&Uint8Array::from(bytes.as_slice()));
    Blob::new_with_u8_array_sequence(&parts).map_err(|_| Refusal::Broken)
}
