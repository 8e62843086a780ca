//! Messages between the portal and the loader on the host page. What does not come from the
//! page around us, on an origin of the site, is not heard.

use js_sys::Reflect;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, MessageEvent};

use super::{
    focus, history, intl,
    keyboard::on_window,
    route::{Route, View},
    state::State,
    tickets,
};
use crate::api::object;

/// Greets the loader and listens to it, where there is one.
pub fn listen(state: State) {
    if state.framed {
        on_window("message", move |event| hear(state, &event));
        // It says nothing but that the app runs, so any origin may hear it.
        post("hello", &[], "*");
    } else if state.page.get_untracked() == View::Home {
        focus::enter(state);
    }
}

/// Asks the loader to close the panel.
pub fn close(state: State) {
    focus::leave(state);
    tell(state, "close", &[]);
}

/// Tells the host page what the customer did.
pub fn event(state: State, name: &str, detail: &[(&str, JsValue)]) {
    tell(
        state,
        "event",
        &[("name", name.into()), ("detail", object(detail).into())],
    );
}

/// Tells the launcher how many events have not been seen, and its name with that number.
pub fn unread(state: State, count: u32) {
    let language = state.language.get_untracked();
    let forms = language.text.ticket.unread;
    let label = intl::count(language.code, forms, count as usize);
    let detail = object(&[("count", count.into())]);
    let fields = [
        ("name", "unread".into()),
        ("detail", detail.into()),
        ("label", label.into()),
    ];
    tell(state, "event", &fields);
}

fn hear(state: State, event: &Event) {
    let event: &MessageEvent = event.unchecked_ref();
    let parent = window().parent().ok().flatten();
    let origin = event.origin();
    let known = state
        .site
        .origins
        .iter()
        .find(|known| known.as_str() == origin);
    let (Some(parent), Some(known), Some(source)) = (parent, known, event.source()) else {
        return;
    };
    if !js_sys::Object::is(&source, &parent) {
        return;
    }
    let data = event.data();
    let field = |name: &str| Reflect::get(&data, &name.into()).unwrap_or_default();
    match field("guichet").as_string().as_deref() {
        Some("init") => {
            state.memory(|memory| memory.host = Some(known.as_str()));
            tell(state, "ready", &[]);
            opened(state, field("shown").is_truthy());
            let count = state.requests.tickets.unread();
            if count > 0 {
                unread(state, count);
            }
            if field("open").is_truthy() {
                focus::enter(state);
            }
        }
        Some("open") => {
            opened(state, true);
            match field("view").as_string() {
                Some(view) => history::go(state, Route::parse(&view).view, None),
                None => match news(state) {
                    Some(view) => history::go(state, view, None),
                    None => focus::enter(state),
                },
            }
        }
        // The phone's Back button: a page back here, then out.
        Some("back") if history::can_go_back(state) => {
            history::back(state);
            tell(state, "stay", &[]);
        }
        Some("back") => close(state),
        Some("close") => {
            focus::leave(state);
            opened(state, false);
        }
        _ => {}
    }
}

/// Where the news is that the badge counts, for who would otherwise open the first page.
fn news(state: State) -> Option<View> {
    if state.page.get_untracked() != View::Home || state.searching.get_untracked() {
        return None;
    }
    let all = state.requests.tickets.all();
    let mut unread = all.iter().filter(|(_, unread)| *unread > 0);
    let (first, _) = unread.next()?;
    Some(match unread.next() {
        Some(_) => View::Tickets,
        None => View::Ticket(first.id),
    })
}

fn opened(state: State, opened: bool) {
    state.requests.opened.set(opened);
    tickets::seen(state);
}

fn tell(state: State, message: &str, fields: &[(&str, JsValue)]) {
    if let Some(origin) = state.memory(|memory| memory.host) {
        post(message, fields, origin);
    }
}

fn post(message: &str, fields: &[(&str, JsValue)], origin: &str) {
    let body = object(fields);
    _ = Reflect::set(&body, &"guichet".into(), &message.into());
    if let Ok(Some(parent)) = window().parent() {
        _ = parent.post_message(&body, origin);
    }
}
