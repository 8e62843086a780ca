//! Server-sent events over `fetch`, which unlike the browser's own `EventSource` sends headers:
//! who is asking, and what is known already. It connects again by itself until it is closed.

mod parser;

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};

use js_sys::{Function, Math, Promise, Reflect, Uint8Array};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AbortController, ReadableStreamDefaultReader, Response};

pub use self::parser::{Message, Parser};
use crate::api::object;

/// After this long without a byte the connection counts as lost; the server sends one every 15 s.
const SILENCE: Duration = Duration::from_secs(40);
/// The shortest and the longest wait before the next attempt, in milliseconds.
const PAUSE: (f64, f64) = (500.0, 30_000.0);
/// The longest wait that browsers know, in milliseconds: some weeks.
const LONG: f64 = 2_147_483_647.0;

/// What is heard of a stream.
pub enum Heard {
    /// The server answers: the connection stands.
    Connected,
    /// The connection is lost; the next attempt follows by itself.
    Lost,
    /// The server refuses, with this status; there is no further attempt.
    Refused(u16),
    /// The server said something.
    Said(Message),
}

/// A stream that runs until it is closed or dropped.
pub struct Stream(Rc<Inner>);

struct Inner {
    path: &'static str,
    headers: Box<dyn Fn() -> Vec<(&'static str, String)>>,
    hear: Box<dyn Fn(Heard)>,
    closed: Cell<bool>,
    abort: RefCell<Option<AbortController>>,
    wake: RefCell<Option<Function>>,
}

/// How a connection came to its end.
enum End {
    /// The server will not take another one like it.
    Refused(u16),
    /// The server asks to wait, in milliseconds.
    Later(f64),
    /// It made room for another one of the same person's.
    Replaced,
    /// It was cut, after something had been said or before.
    Cut { said: bool },
}

impl Stream {
    /// Opens a stream. `headers` is asked at each connection, so that it can tell the positions
    /// that have been reached (`last-event-id`).
    #[must_use]
    pub fn open(
        path: &'static str,
        headers: impl Fn() -> Vec<(&'static str, String)> + 'static,
        hear: impl Fn(Heard) + 'static,
    ) -> Self {
        let inner = Rc::new(Inner {
            path,
            headers: Box::new(headers),
            hear: Box::new(hear),
            closed: Cell::new(false),
            abort: RefCell::new(None),
            wake: RefCell::new(None),
        });
        spawn_local(run(inner.clone()));
        Self(inner)
    }

    /// Ends the wait for the next attempt, because the network is back or somebody looks.
    pub fn wake(&self) {
        self.0.wake();
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.0.closed.set(true);
        if let Some(abort) = self.0.abort.take() {
            abort.abort();
        }
        self.0.wake();
    }
}

impl Inner {
    fn wake(&self) {
        if let Some(wake) = self.wake.take() {
            _ = wake.call0(&JsValue::UNDEFINED);
        }
    }

    fn hear(&self, heard: Heard) {
        if !self.closed.get() {
            (self.hear)(heard);
        }
    }

    /// Waits, unless it is woken earlier.
    async fn pause(&self, milliseconds: f64) {
        let mut woken = None;
        let waited = Promise::new(&mut |resolve, _| {
            // The longest wait just fits, so the cast keeps its value.
            #[allow(clippy::cast_possible_truncation)]
            let milliseconds = milliseconds as i32;
            let window = window();
            _ = window
                .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
            // Whoever turns to the page wants to see what is new.
            _ = window.add_event_listener_with_callback("focus", &resolve);
            woken = Some(resolve.clone());
            self.wake.replace(Some(resolve));
        });
        _ = waited.await;
        if let Some(woken) = woken {
            _ = window().remove_event_listener_with_callback("focus", &woken);
        }
    }
}

/// Connects, listens, waits, and again.
async fn run(inner: Rc<Inner>) {
    let mut failures = 0_u32;
    while !inner.closed.get() {
        let pause = match listen(&inner).await {
            End::Refused(status) => return inner.hear(Heard::Refused(status)),
            End::Later(pause) => pause,
            // To come back at once would end another one, which would come back at once.
            End::Replaced => LONG,
            End::Cut { said } => {
                failures = if said { 0 } else { failures + 1 };
                backoff(failures, Math::random())
            }
        };
        inner.hear(Heard::Lost);
        if !inner.closed.get() {
            inner.pause(pause).await;
        }
    }
}

/// How long to wait after so many attempts in vain: twice as long each time, and a random part of
/// it less, so that not all browsers come back at once after a server has restarted.
fn backoff(failures: u32, random: f64) -> f64 {
    let (shortest, longest) = PAUSE;
    let whole = (shortest * f64::from(1_u32 << failures.min(10))).min(longest);
    (whole * (1.0 - random / 2.0)).max(shortest)
}

/// One connection from its request to its end.
async fn listen(inner: &Inner) -> End {
    let said = Cell::new(false);
    let end = connection(inner, &said).await;
    end.unwrap_or(End::Cut { said: said.get() })
}

async fn connection(inner: &Inner, said: &Cell<bool>) -> Result<End, JsValue> {
    let abort = AbortController::new()?;
    let signal = abort.signal();
    inner.abort.replace(Some(abort.clone()));
    let headers = (inner.headers)();
    let headers: Vec<(&str, JsValue)> = headers
        .into_iter()
        .map(|(name, value)| (name, value.into()))
        .chain([("accept", "text/event-stream".into())])
        .collect();
    let request = object(&[
        ("headers", object(&headers).into()),
        ("cache", "no-store".into()),
        ("signal", signal.into()),
    ]);
    let mut watch = Watch::new(&abort);
    let answer = window().fetch_with_str_and_init(inner.path, request.unchecked_ref());
    let answer: Response = answer.await?.unchecked_into();
    match (answer.status(), answer.body()) {
        (200, Some(body)) => {
            inner.hear(Heard::Connected);
            let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
            let mut parser = Parser::default();
            loop {
                watch.again(&abort);
                let read = reader.read().await?;
                if Reflect::get(&read, &"done".into())?.is_truthy() {
                    break;
                }
                let bytes: Uint8Array = Reflect::get(&read, &"value".into())?.unchecked_into();
                for message in parser.feed(&bytes.to_vec()) {
                    if message.event == "replaced" {
                        return Ok(End::Replaced);
                    }
                    said.set(true);
                    inner.hear(Heard::Said(message));
                }
            }
            Ok(End::Cut { said: said.get() })
        }
        (429, _) => {
            let seconds = answer.headers().get("retry-after")?;
            let seconds = seconds.and_then(|seconds| seconds.parse::<u32>().ok());
            Ok(End::Later(1000.0 * f64::from(seconds.unwrap_or(30))))
        }
        (status @ (400..=407 | 410..=428), _) => Ok(End::Refused(status)),
        _ => Ok(End::Cut { said: false }),
    }
}

/// Gives a connection up that has been silent for too long.
struct Watch(Option<TimeoutHandle>);

impl Watch {
    fn new(abort: &AbortController) -> Self {
        let mut watch = Self(None);
        watch.again(abort);
        watch
    }

    fn again(&mut self, abort: &AbortController) {
        self.stop();
        let abort = abort.clone();
        self.0 = set_timeout_with_handle(move || abort.abort(), SILENCE).ok();
    }

    fn stop(&mut self) {
        if let Some(timer) = self.0.take() {
            timer.clear();
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.stop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attempts_come_later_and_later_up_to_half_a_minute() {
        let waits: Vec<f64> = (0..8).map(|failures| backoff(failures, 0.0)).collect();
        assert_eq!(
            waits,
            [
                500.0, 1_000.0, 2_000.0, 4_000.0, 8_000.0, 16_000.0, 30_000.0, 30_000.0
            ]
        );
        assert!(backoff(40, 0.999) >= 15_000.0);
        assert!(backoff(0, 0.999) >= 500.0);
    }
}
