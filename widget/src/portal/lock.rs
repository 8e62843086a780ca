//! One at a time among all tabs of a browser, by its own locks. Where a browser has none, each
//! tab is on its own: what is sent carries a key, and what is heard twice is applied once.

use js_sys::{Array, Function, Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::AbortSignal;

use crate::api::object;

/// A lock that is held until it is dropped.
pub struct Lock(Option<Function>);

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(release) = self.0.take() {
            _ = release.call0(&JsValue::UNDEFINED);
        }
    }
}

/// Waits for the lock `name`; `None` where `signal` ends the wait.
pub async fn lock(name: &str, signal: Option<&AbortSignal>) -> Option<Lock> {
    let locks = Reflect::get(&window().navigator(), &"locks".into()).unwrap_or_default();
    let Some(request) = function(&locks, "request") else {
        return Some(Lock(None));
    };
    let signal = signal.map_or(JsValue::UNDEFINED, Into::into);
    let options = if signal.is_undefined() {
        object(&[])
    } else {
        object(&[("signal", signal)])
    };
    let granted = Promise::new(&mut |grant, refuse| {
        // The browser holds the lock until the promise that this gives is kept.
        let hold = Closure::once_into_js(move |_: JsValue| -> JsValue {
            let held = Promise::new(&mut |release, _| {
                _ = grant.call1(&JsValue::UNDEFINED, &release);
            });
            held.into()
        });
        let given = Array::of3(&name.into(), &options, &hold);
        match Reflect::apply(&request, &locks, &given) {
            Ok(asked) => {
                if let Some(catch) = function(&asked, "catch") {
                    _ = catch.call1(&asked, &refuse);
                }
            }
            Err(error) => _ = refuse.call1(&JsValue::UNDEFINED, &error),
        }
    });
    let release = granted.await.ok()?;
    Some(Lock(release.dyn_into().ok()))
}

fn function(object: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(object, &name.into()).ok()?.dyn_into().ok()
}
