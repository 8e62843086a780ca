//! The one way to call the server, and where its answers wait to be shown.

pub mod call;
mod read;
pub mod write;

use std::{any::Any, marker::PhantomData, sync::Arc};

use guichet_shared::{Text, article::Vote};
use js_sys::{JSON, Object, Reflect};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::AbortSignal;

use crate::parts::value::Value;

use self::call::{Body, Call, Refusal};
pub use self::read::Read;

/// After this many milliseconds without an answer the customer hears that there is none.
const PATIENCE: u32 = 15_000;

/// Why there is nothing to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The server knows nothing by this name.
    Missing,
    /// Asked too often in a short time.
    Often,
    /// No answer, or none that can be read.
    Broken,
}

/// An answer on its way.
#[derive(Clone, Debug)]
pub enum Load<T> {
    /// Not here yet.
    Waiting,
    /// Here.
    Ready(T),
    /// It will not come by itself.
    Failed(Failure),
}

/// An answer of whatever type, so that waiting for one is written once for all of them.
type Answer = Arc<dyn Any + Send + Sync>;

/// A place for one answer: asks, waits, drops answers to what is no longer asked, asks again.
pub struct Slot<T: 'static> {
    wait: Wait,
    answer: PhantomData<fn() -> T>,
}

#[derive(Clone, Copy)]
struct Wait {
    path: Value<String>,
    load: Value<Load<Answer>>,
    busy: Value<bool>,
    read: fn(&JsValue) -> Option<Answer>,
}

impl<T> Clone for Slot<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Slot<T> {}

impl<T: Read + Send + Sync + 'static> Slot<T> {
    /// An empty place.
    #[must_use]
    pub fn new() -> Self {
        let wait = Wait {
            path: Value::new(String::new()),
            load: Value::new(Load::Waiting),
            busy: Value::new(false),
            read: |value| Some(Arc::new(T::read(value)?)),
        };
        Self {
            wait,
            answer: PhantomData,
        }
    }

    /// What is here now.
    #[must_use]
    pub fn get(self) -> Load<Arc<T>> {
        match self.wait.load.get() {
            Load::Ready(answer) => answer.downcast().map_or(Load::Waiting, Load::Ready),
            Load::Waiting => Load::Waiting,
            Load::Failed(failure) => Load::Failed(failure),
        }
    }

    /// Whether an answer is on its way.
    #[must_use]
    pub fn busy(self) -> bool {
        self.wait.busy.get()
    }

    /// Asks for `path`, unless it is what is here or on its way. Meanwhile shows nothing.
    pub fn ask(self, path: String) {
        self.wait.ask(path, false);
    }

    /// Asks for `path`, and goes on showing what is here until the answer comes.
    pub fn ask_quietly(self, path: String) {
        self.wait.ask(path, true);
    }

    /// Asks the same again, where it failed.
    pub fn again(self) {
        if self.wait.failed() {
            self.wait.ask(self.wait.path.get_untracked(), false);
        }
    }

    /// Asks the same again, and goes on showing what is here until the answer comes.
    pub fn anew(self) {
        let path = self.wait.path.get_untracked();
        self.wait.path.set(String::new());
        self.wait.ask(path, true);
    }

    /// Forgets what is here and what is on its way.
    pub fn clear(self) {
        self.wait.path.set(String::new());
        self.wait.load.set(Load::Waiting);
        self.wait.busy.set(false);
    }
}

impl<T: Read + Send + Sync + 'static> Default for Slot<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl Wait {
    fn failed(self) -> bool {
        matches!(self.load.get_untracked(), Load::Failed(_))
    }

    fn ask(self, path: String, quietly: bool) {
        let failed = self.failed();
        if !failed && self.path.get_untracked() == path {
            return;
        }
        if failed || !quietly {
            self.load.set(Load::Waiting);
        }
        self.busy.set(true);
        self.path.set(path.clone());
        spawn_local(async move {
            let answer = get(&path).await;
            if self.path.get_untracked() != path {
                return;
            }
            let answer = answer.and_then(|value| (self.read)(&value).ok_or(Failure::Broken));
            self.busy.set(false);
            self.load.set(answer.map_or_else(Load::Failed, Load::Ready));
        });
    }
}

/// Posts a vote, before this returns and even where the page is closed meanwhile; then waits until
/// the server has taken it.
///
/// # Errors
/// When it has not.
pub fn post_vote(path: &str, vote: Vote) -> impl Future<Output = Result<(), Failure>> + use<> {
    // Taken apart here, so that a field that is forgotten does not compile.
    let Vote {
        lang,
        helpful,
        comment,
    } = vote;
    let comment = comment.as_ref().map(Text::as_str);
    let fields = [
        ("lang", lang.as_str().into()),
        ("helpful", helpful.into()),
        ("comment", JsValue::from(comment)),
    ];
    let headers = object(&[("content-type", "application/json".into())]);
    let sent = JSON::stringify(&object(&fields)).map(|body| {
        // It must outlive the page that it is given on.
        let request = object(&[
            ("method", "POST".into()),
            ("headers", headers.into()),
            ("body", body.into()),
            ("keepalive", true.into()),
            ("signal", AbortSignal::timeout_with_u32(PATIENCE).into()),
        ]);
        window().fetch_with_str_and_init(path, request.unchecked_ref())
    });
    async move {
        let response = sent.map_err(|_| Failure::Broken)?.await;
        let response = response.map_err(|_| Failure::Broken)?;
        let taken = response.unchecked_into::<web_sys::Response>().ok();
        taken.then_some(()).ok_or(Failure::Broken)
    }
}

/// An object of these fields.
#[must_use]
pub fn object(fields: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        // Setting a field of an object made here cannot fail.
        _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
}

/// Asks for `path` and gives the answer as the browser has parsed it.
async fn get(path: &str) -> Result<JsValue, Failure> {
    let call = Call {
        path,
        token: None,
        key: None,
        body: Body::Ask,
    };
    call.answer().await.map_err(|refusal| match refusal {
        Refusal::Missing => Failure::Missing,
        Refusal::TooMany(_) => Failure::Often,
        _ => Failure::Broken,
    })
}
