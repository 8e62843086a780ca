//! What a guest sees: whose ticket, what was said, and one field to write in.

use guichet_shared::{
    agent::PublicAgent,
    desk::Entry,
    event::{By, What},
    file::File,
    guest::{GuestEvent, GuestMay, GuestThread},
    status::{Act, Party, Status},
};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, Url};

use super::{Page, call};
use crate::{
    api::Load,
    desk::{
        icons,
        keyed::keyed,
        state::State,
        time,
        timeline::{
            sentence,
            text::{self, Written},
        },
    },
    parts::{
        blocks::blocks,
        element::{Element, element, words},
        icons::icon,
        states::notice,
    },
};

/// What the page shows; a new event alone changes nothing of it.
#[derive(Clone, PartialEq)]
enum Phase {
    Waiting,
    Gone,
    Here(Box<GuestThread>),
}

/// The page.
pub fn page(page: Page) -> Element {
    let w = page.state.words();
    let phase = Memo::new(move |_| {
        page.load.with(|load| match load {
            Load::Waiting => Phase::Waiting,
            Load::Failed(_) => Phase::Gone,
            Load::Ready(thread) => Phase::Here(Box::new(GuestThread {
                events: Vec::new(),
                ..GuestThread::clone(thread)
            })),
        })
    });
    // It scrolls as a whole, by keyboard too.
    element("main", "guest-page")
        .set("tabindex", "0")
        .set("aria-label", w.ticket)
        .live(move || match phase.get() {
            Phase::Waiting => vec![words("p", "guest-wait", w.loading).set("role", "status")],
            Phase::Gone => vec![notice("h1", w.together.gone, w.together.gone_hint, None)],
            Phase::Here(thread) => vec![
                head(page.state, &thread),
                timeline(page),
                foot(page, &thread),
            ],
        })
}

fn head(state: State, thread: &GuestThread) -> Element {
    let w = state.words();
    let may = match thread.may {
        GuestMay::Internal => w.together.you_internal,
        GuestMay::Public => w.together.you_public,
    };
    let you = w
        .together
        .you_are
        .replace("{name}", &thread.name)
        .replace("{site}", &thread.site);
    let until = time::clock(state.lang(), &thread.expires_at, state.now.get_untracked());
    let about = element("p", "guest-about")
        .child(words(
            "span",
            "",
            format!("{} · #{}", thread.site, thread.number),
        ))
        .child(words("span", "", w.status(thread.status)))
        .child(words(
            "span",
            "",
            w.together.you_until.replace("{time}", &until),
        ));
    element("header", "guest-head")
        .child(about)
        .child(words("h1", "guest-title", thread.subject.as_str()))
        .child(words("p", "guest-you", [&you, " ", may].concat()))
}

fn timeline(page: Page) -> Element {
    let state = page.state;
    let list = keyed(
        element("ol", "events"),
        move || {
            let thread = page.thread();
            let events = thread.map_or_else(Vec::new, |thread| thread.events.clone());
            let events = events.into_iter();
            events.map(|event| (event.seq.to_string(), event)).collect()
        },
        move |event| one(page, &event.get_untracked()),
    );
    element("section", "guest-timeline")
        .set("aria-label", state.words().timeline)
        .child(list)
}

fn one(page: Page, event: &GuestEvent) -> Element {
    let state = page.state;
    let w = state.words();
    if let Some(written) = text::written(w, &event.what, |agent| &agent.name) {
        return bubble(state, event, written);
    }
    match &event.what {
        Entry::Visible(What::File { file }) => element("li", "message file")
            .set("data-side", side(&event.by))
            .child(head_of(state, event, None))
            .child(chip(page, file)),
        Entry::Visible(what) => {
            let who = name(state, &event.by);
            let named = what.clone().map(|agent| agent.name, |_| ());
            let status = |status: Status| w.status(status).to_owned();
            let clock = |at: &str| time::clock(state.lang(), at, js_sys::Date::now());
            let said = sentence::sentence(w, &who, &named, &status, &clock);
            let note = sentence::remark(what);
            element("li", "line")
                .child(
                    element("p", "")
                        .text([said.as_str(), " "].concat())
                        .child(time::since(state, "when", event.at.clone(), "long")),
                )
                .children(note.map(|note| words("blockquote", "remark", note)))
        }
        Entry::Internal(_) => element("li", "line"),
    }
}

fn side(by: &By<PublicAgent>) -> &'static str {
    match by {
        By::Customer => "customer",
        By::Agent(_) | By::Guest(_) | By::System => "desk",
    }
}

fn name(state: State, by: &By<PublicAgent>) -> String {
    match by {
        By::Agent(agent) => agent.name.clone(),
        By::Guest(name) => name.clone(),
        By::Customer => state.words().queue.customer.to_owned(),
        By::System => state.words().system.to_owned(),
    }
}

fn head_of(state: State, event: &GuestEvent, label: Option<Element>) -> Element {
    let who = element("span", "who").child(words("strong", "", name(state, &event.by)));
    element("div", "message-head")
        .child(who)
        .children(label)
        .child(time::since(state, "when", event.at.clone(), "long"))
}

fn bubble(state: State, event: &GuestEvent, written: Written) -> Element {
    let text = state.language.get_untracked().text;
    element("li", "message")
        .set("data-side", side(&event.by))
        .set_some("data-internal", written.internal.then_some("true"))
        .child(head_of(state, event, written.label))
        .child(blocks(element("div", "bubble prose"), &written.body, text))
}

/// A file, fetched with the token when it is asked for.
fn chip(page: Page, file: &File) -> Element {
    let state = page.state;
    let asked = file.clone();
    element("button", "file-chip")
        .set("type", "button")
        .on("click", move |_| {
            let (file, token) = (asked.clone(), page.token.get_value());
            spawn_local(async move {
                match call::file(&token, &file).await {
                    Ok(bytes) => save(&bytes, &file.name),
                    Err(refusal) => page.trouble.set(Some(state.sentence(&refusal))),
                }
            });
        })
        .child(icon(icons::CLIP))
        .child(words("span", "file-name", file.name.as_str()))
        .child(words(
            "span",
            "file-size",
            time::size(state.lang(), file.size),
        ))
        .child(icon(icons::DOWNLOAD))
        .child(words("span", "hidden", state.words().download))
}

fn save(bytes: &web_sys::Blob, name: &str) {
    let (Ok(address), Ok(link)) = (
        Url::create_object_url_with_blob(bytes),
        document().create_element("a"),
    ) else {
        return;
    };
    _ = link.set_attribute("href", &address);
    _ = link.set_attribute("download", name);
    link.unchecked_into::<HtmlElement>().click();
    _ = Url::revoke_object_url(&address);
}

fn foot(page: Page, thread: &GuestThread) -> Element {
    let w = page.state.words();
    let foot = element("section", "guest-foot").set("aria-label", w.composer.label);
    let act = match thread.may {
        GuestMay::Internal => Act::Note,
        GuestMay::Public => Act::Reply,
    };
    if thread.status.after(Party::Guest, act).is_none() {
        return foot.child(words("p", "guest-closed", w.together.closed));
    }
    let (name, send, mode) = match thread.may {
        GuestMay::Internal => (w.together.write_note, w.together.send_note, "notes"),
        GuestMay::Public => (
            w.together.write_message,
            w.together.send_message,
            "messages",
        ),
    };
    let area = words("textarea", "input", page.text.get_untracked())
        .set("id", "guest-text")
        .set("rows", "4")
        .set("maxlength", "20000")
        .set("aria-keyshortcuts", "Control+Enter")
        .follow("data-text", move || {
            // What was sent is emptied; what is typed is there already.
            let text = page.text.get();
            let field = document().get_element_by_id("guest-text");
            let field = field.map(JsCast::unchecked_into::<web_sys::HtmlTextAreaElement>);
            if let Some(field) = field.filter(|field| field.value() != text) {
                field.set_value(&text);
            }
            None
        })
        .on("input", move |event| {
            page.text.set(event_target_value(&event));
        })
        .on("keydown", move |event| {
            let event: &KeyboardEvent = event.unchecked_ref();
            if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                event.prevent_default();
                page.send();
            }
        });
    let trouble = element("div", "wrong").set("role", "alert").live(move || {
        let trouble = page.trouble.get();
        trouble
            .map(|sentence| words("p", "", sentence))
            .into_iter()
            .collect()
    });
    let cut = element("p", "guest-cut")
        .set("role", "status")
        .live(move || {
            let cut = (!page.live.get()).then(|| words("span", "", w.together.cut));
            cut.into_iter().collect()
        });
    let button = element("button", "button accent")
        .set("type", "button")
        .follow("disabled", move || page.sending.get().then(String::new))
        .on("click", move |_| page.send())
        .live(move || {
            let name = if page.sending.get() {
                w.composer.sending
            } else {
                send
            };
            vec![words("span", "", name)]
        });
    foot.set("data-mode", mode)
        .child(cut)
        .child(trouble)
        .child(
            element("label", "field")
                .child(words("span", "field-label", name))
                .child(area),
        )
        .child(element("div", "guest-actions").child(button))
}
