//! The proof of work that a busy site asks for, solved by a script of its own.

use js_sys::Promise;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/proof/ask.js")]
extern "C" {
    fn solve(problem: &JsValue) -> Promise;
}

/// What goes back with the ticket, solved beside the page; nothing where the script could not be loaded.
pub async fn of(problem: &JsValue) -> Option<String> {
    solve(problem).await.ok()?.as_string()
}
