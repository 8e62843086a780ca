//! What a site's own pages need: the tag to paste, and whether the help was seen there.

use std::time::Duration;

use js_sys::{Function, Reflect};
use leptos::{prelude::*, task::spawn_local};
use serde_json::Value;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlTextAreaElement;

use super::{Key, Page, list::read};
use crate::{
    desk::{
        call,
        route::Route,
        state::State,
        time::{ago, parse},
    },
    parts::{
        element::{Element, element, words},
        states::button,
    },
};

/// Between two looks at whether the help was seen.
const LOOK: Duration = Duration::from_secs(2);

/// Where and when the help was last seen, in words.
pub fn seen(state: State, seen: &Value) -> String {
    let w = state.words().admin;
    let (Some(at), Some(origin)) = (seen["at"].as_str(), seen["origin"].as_str()) else {
        return w.never_seen.to_owned();
    };
    // The server's clock may be a little ahead.
    let now = js_sys::Date::now().max(parse(at));
    w.seen
        .replace("{origin}", origin)
        .replace("{when}", &ago(state.lang(), at, now, "long"))
}

/// The tag.
fn tag(key: &str, accent: Option<&str>) -> String {
    let origin = location().origin().unwrap_or_default();
    let colour = accent.map(|accent| format!(" data-colour=\"{accent}\""));
    format!(
        "<script src=\"{origin}/guichet.js\" data-site=\"{key}\"{} async></script>",
        colour.unwrap_or_default()
    )
}

/// The tag with its button, and whether it was seen.
pub fn box_of(state: State, key: Key) -> Element {
    let w = state.words().admin;
    let site = read(state);
    let text = tag(key, site["theme"]["accent"].as_str());
    let done = RwSignal::new(None::<bool>);
    let area = words("textarea", "input tag-text", text.as_str())
        .set("id", "tag-text")
        .set("readonly", "")
        .set("rows", "3")
        .set("spellcheck", "false")
        .set("aria-label", w.tag_label);
    let copy = button(w.copy, move || {
        let text = text.clone();
        spawn_local(async move {
            let worked = copied(&text, "tag-text").await;
            _ = done.try_set(Some(worked));
        });
    });
    let said = element("span", "settings-state")
        .set("role", "status")
        .live(move || {
            let text = match done.get() {
                None => "",
                Some(true) => w.copied,
                Some(false) => w.copy_by_hand,
            };
            vec![words("span", "", text)]
        });
    element("div", "tag-box")
        .child(words("p", "", w.tag_hint))
        .child(area)
        .child(element("div", "tag-actions").child(copy).child(said))
        .child(check(state, key, &site["seen"]))
}

/// Puts a text into the clipboard; where that is not allowed the field with it is selected, to be
/// copied by hand.
pub async fn copied(text: &str, field: &str) -> bool {
    let write = || -> Result<js_sys::Promise, JsValue> {
        let clipboard = Reflect::get(&window().navigator(), &"clipboard".into())?;
        let write: Function = Reflect::get(&clipboard, &"writeText".into())?.dyn_into()?;
        write.call1(&clipboard, &text.into())?.dyn_into()
    };
    let written = match write() {
        Ok(promise) => promise.await.is_ok(),
        Err(_) => false,
    };
    if !written && let Some(area) = document().get_element_by_id(field) {
        area.unchecked_into::<HtmlTextAreaElement>().select();
    }
    written
}

/// Looks again and again, as long as the page is shown.
fn check(state: State, key: Key, first: &Value) -> Element {
    let w = state.words().admin;
    let found = RwSignal::new(first.clone());
    let timer = set_interval_with_handle(
        move || {
            if document().hidden() {
                return;
            }
            spawn_local(async move {
                let site = call::get::<Value>(&format!("/sites/{key}")).await;
                if let Ok(site) = site
                    && found
                        .try_get_untracked()
                        .is_some_and(|old| old != site["seen"])
                {
                    _ = found.try_set(site["seen"].clone());
                }
            });
        },
        LOOK,
    );
    if let Ok(timer) = timer {
        on_cleanup(move || timer.clear());
    }
    let sign = element("div", "seen")
        .set("role", "status")
        .follow("data-seen", move || {
            Some(found.with(Value::is_object).to_string())
        })
        .live(move || {
            state.now.track();
            let text = found.with(|found| seen(state, found));
            vec![
                element("span", "seen-dot").set("aria-hidden", "true"),
                words("span", "seen-text", text),
            ]
        });
    element("div", "")
        .child(sign)
        .child(words("p", "field-hint", w.seen_hint))
}

/// The page that a first start, and a new site, end with.
pub fn page(state: State, key: Key) -> Element {
    let w = state.words().admin;
    let on = words("a", "button", w.go_on_to_settings).set("href", Page::Site(key).href());
    let agents = words("a", "button", w.go_on_to_agents).set("href", Page::Agents.href());
    let tickets = words("a", "button", w.go_on_to_tickets).set("href", Route::default().href());
    element("div", "").child(box_of(state, key)).child(
        element("div", "settings-next")
            .child(words("h2", "", w.next_steps))
            .child(
                element("div", "settings-choices")
                    .child(on)
                    .child(agents)
                    .child(tickets),
            ),
    )
}
