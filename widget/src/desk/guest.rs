//! A guest's page: one ticket, reached by a link and without an account.

mod call;
mod view;

use std::sync::Arc;

use guichet_shared::guest::GuestThread;
use leptos::{prelude::*, task::spawn_local};

use super::state::State;
use crate::{
    api::{Failure, Load},
    parts::element::{Element, always, element},
    stream::{Heard, Stream},
};

/// What a guest's page knows.
#[derive(Clone, Copy)]
struct Page {
    state: State,
    token: StoredValue<String>,
    load: RwSignal<Load<Arc<GuestThread>>>,
    /// Whether changes arrive by themselves.
    live: RwSignal<bool>,
    text: RwSignal<String>,
    /// What makes a retry of the text the same message.
    key: StoredValue<Option<(String, String)>>,
    sending: RwSignal<bool>,
    trouble: RwSignal<Option<String>>,
}

/// The token in the address that was opened, where it is a guest's.
pub fn token() -> Option<String> {
    let hash = location().hash().ok()?;
    hash.strip_prefix("#/guest/").map(ToOwned::to_owned)
}

/// The page.
pub fn page(state: State, token: String) -> Element {
    let page = Page {
        state,
        token: StoredValue::new(token),
        load: RwSignal::new(Load::Waiting),
        live: RwSignal::new(true),
        text: RwSignal::new(String::new()),
        key: StoredValue::new(None),
        sending: RwSignal::new(false),
        trouble: RwSignal::new(None),
    };
    // Another link is another page.
    _ = window_event_listener_untyped("hashchange", |_| _ = location().reload());
    page.listen();
    let title = Memo::new(move |_| {
        page.thread()
            .map(|thread| format!("#{} {} · {}", thread.number, thread.subject, thread.site))
    });
    always(move || {
        if let Some(title) = title.get() {
            document().set_title(&title);
        }
    });
    let said = element("p", "hidden")
        .set("role", "status")
        .live(move || vec![element("span", "").text(state.said.get())]);
    let app = element("div", "app").live(move || {
        state.language.track();
        vec![view::page(page)]
    });
    element("div", "root").child(app).child(said)
}

impl Page {
    /// The ticket, where it is here.
    fn thread(self) -> Option<Arc<GuestThread>> {
        self.load.with(|load| match load {
            Load::Ready(thread) => Some(Arc::clone(thread)),
            _ => None,
        })
    }

    /// A newer state of the ticket has arrived.
    fn took(self, thread: GuestThread) {
        let known = untrack(|| self.thread());
        let last = |thread: &GuestThread| thread.events.last().map_or(0, |event| event.seq);
        if known.is_none_or(|known| last(&known) <= last(&thread)) {
            self.load.set(Load::Ready(Arc::new(thread)));
        }
    }

    /// Follows the ticket for as long as the page is open.
    fn listen(self) {
        let authorization = call::authorization(&self.token.get_value());
        let stream = Stream::open(
            "/api/v1/guest/stream",
            move || vec![("authorization", authorization.clone())],
            move |heard| match heard {
                Heard::Connected => self.live.set(true),
                Heard::Lost => self.live.set(false),
                Heard::Refused(_) => self.load.set(Load::Failed(Failure::Missing)),
                Heard::Said(message) if message.event == "thread" => {
                    if let Ok(thread) = serde_json::from_str(&message.data) {
                        self.took(thread);
                    }
                }
                Heard::Said(_) => {}
            },
        );
        // It runs until the page is left.
        std::mem::forget(stream);
    }

    /// Sends what is written.
    fn send(self) {
        let text = self.text.get_untracked();
        let (Some(thread), false) = (untrack(|| self.thread()), self.sending.get_untracked())
        else {
            return;
        };
        if text.trim().is_empty() {
            return;
        }
        let key = match self.key.get_value() {
            Some((of, key)) if of == text => key,
            _ => super::call::key(),
        };
        self.key.set_value(Some((text.clone(), key.clone())));
        self.sending.set(true);
        self.trouble.set(None);
        let token = self.token.get_value();
        spawn_local(async move {
            let answer = call::write(&token, thread.may, &text, &key).await;
            self.sending.set(false);
            match answer {
                Ok(thread) => {
                    self.took(thread);
                    self.key.set_value(None);
                    if self.text.get_untracked() == text {
                        self.text.set(String::new());
                    }
                    self.state.say(self.state.words().together.sent);
                }
                Err(super::call::Refusal::Missing) => {
                    self.load.set(Load::Failed(Failure::Missing));
                }
                Err(refusal) => self.trouble.set(Some(self.state.sentence(&refusal))),
            }
        });
    }
}
