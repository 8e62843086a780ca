//! One at a time among all tabs of a browser, by its own locks, which a script of its own asks for.

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

#[wasm_bindgen(module = "/portal/lock.js")]
extern "C" {
    #[wasm_bindgen(js_name = lock)]
    fn wait(name: &str, signal: Option<&AbortSignal>) -> Promise;
}

/// A lock that is held until it is dropped.
pub struct Lock(Function);

impl Drop for Lock {
    fn drop(&mut self) {
        _ = self.0.call0(&JsValue::UNDEFINED);
    }
}

/// Waits for the lock `name`; `None` where `signal` ends the wait.
pub async fn lock(name: &str, signal: Option<&AbortSignal>) -> Option<Lock> {
    Some(Lock(wait(name, signal).await.ok()?.unchecked_into()))
}
