//! Who the visitor is: a token that is made here with the first ticket and stored in this
//! browser, or kept in memory where the browser stores nothing.

use guichet_shared::ticket::VisitorToken;
use js_sys::{JSON, Reflect};
use leptos::prelude::*;
use web_sys::Storage;

use super::{keyboard::on_window, state::State};
use crate::api::{Read, object};
use crate::parts::value::Value;

/// The visitor as far as this page knows one.
#[derive(Clone, Copy)]
pub struct Visitor {
    /// The token, once the server knows it.
    pub token: Value<Option<String>>,
    /// Whether the browser lets us store it.
    pub stored: Value<bool>,
}

/// What is stored: the token, and whether a ticket has been filed with it.
struct Stored {
    token: String,
    known: bool,
}

impl Visitor {
    /// Nobody yet.
    pub fn new() -> Self {
        Self {
            token: Value::new(None),
            stored: Value::new(true),
        }
    }
}

/// Takes up the token of an earlier visit, and one that another tab makes.
pub fn listen(state: State) {
    take(state);
    on_window("storage", move |_| take(state));
}

fn take(state: State) {
    let stored = stored(state).filter(|stored| stored.known);
    if let Some(stored) = stored
        && state.visitor.token.get_untracked().as_ref() != Some(&stored.token)
    {
        state.visitor.token.set(Some(stored.token));
    }
}

/// The token to send a ticket with: the visitor's, else a new one.
pub fn for_sending(state: State) -> String {
    let token = state.visitor.token.get_untracked();
    let token = token.or_else(|| Some(stored(state)?.token));
    token.unwrap_or_else(|| {
        let token = random::<32>();
        store(state, &token, false);
        token
    })
}

/// The server knows the token now.
pub fn know(state: State, token: &str) {
    store(state, token, true);
    if state.visitor.token.get_untracked().as_deref() != Some(token) {
        state.visitor.token.set(Some(token.to_owned()));
    }
}

/// The server does not know the token any more.
pub fn forget(state: State) {
    if let Some(storage) = storage() {
        _ = storage.remove_item(&name(state));
    }
    state.visitor.token.set(None);
}

/// Whether this browser has sent a ticket before, or tried to.
pub fn has_stored(state: State) -> bool {
    stored(state).is_some()
}

fn stored(state: State) -> Option<Stored> {
    let stored = storage()?.get_item(&name(state)).ok()??;
    let stored = JSON::parse(&stored).ok()?;
    let field = |name: &str| Reflect::get(&stored, &name.into()).ok();
    let token = VisitorToken::read(&field("token")?)?;
    Some(Stored {
        token: token.as_str().to_owned(),
        known: field("known")?.is_truthy(),
    })
}

fn store(state: State, token: &str, known: bool) {
    let fields = object(&[("token", token.into()), ("known", known.into())]);
    let stored = || {
        let json = JSON::stringify(&fields).ok()?;
        let json = String::from(json);
        storage()?.set_item(&name(state), &json).ok()
    };
    state.visitor.stored.set(stored().is_some());
}

fn name(state: State) -> String {
    ["guichet:", state.site.key.as_str()].concat()
}

/// The browser's storage, where it is not denied.
fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// `BYTES` bytes from the operating system, in base64url.
pub fn random<const BYTES: usize>() -> String {
    let mut bytes = [0; BYTES];
    // Every browser that runs WebAssembly has it; without it nothing may be sent.
    let filled = window()
        .crypto()
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes));
    if filled.is_err() {
        wasm_bindgen::throw_str("no random numbers");
    }
    base64url(&bytes)
}

fn base64url(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let bits = three
            .iter()
            .fold(0_u32, |bits, &byte| bits << 8 | u32::from(byte));
        let bits = bits << (8 * (3 - three.len()));
        for digit in 0..=three.len() {
            let value = bits >> (18 - 6 * digit) & 63;
            text.push(char::from(DIGITS[value as usize]));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64url_has_no_padding() {
        assert_eq!(base64url(b""), "");
        assert_eq!(base64url(b"f"), "Zg");
        assert_eq!(base64url(b"fo"), "Zm8");
        assert_eq!(base64url(b"foo"), "Zm9v");
        assert_eq!(base64url(&[0xff, 0xfe, 0xfd]), "__79");
    }

    #[test]
    fn a_token_is_of_the_form_that_the_server_takes() {
        assert!(VisitorToken::parse(&base64url(&[7; 32])).is_ok());
    }
}
