//! A new ticket: its topic, its form, a review, and what has become of it.

pub mod check;
pub mod draft;
mod field;
mod review;
mod sent;
pub mod suggest;

use guichet_shared::{
    lang::Lang,
    topic::{Key, Localised, Topic},
};

use self::draft::Draft;
pub use self::{
    field::Form,
    review::review,
    sent::{kept, line, sent, waits},
};
use super::{
    files,
    focus::{self, Arrival},
    history, incident,
    route::View,
    state::State,
};
use crate::{
    parts::{
        element::{Element, element, words},
        label::label,
        rows::{row, rows},
    },
    text::Text,
};

/// Where a new ticket begins: the choice of a topic, where there is one to make.
pub fn first(state: State) -> View {
    if state.site.topics.is_empty() {
        View::Write(None)
    } else {
        View::New
    }
}

/// A topic's name or another text of the site, in the reader's language where there is one.
pub fn localised(state: State, text: &Localised) -> &str {
    read(state, text).0
}

/// The same with its language, where that is not the reader's.
fn read(state: State, text: &Localised) -> (&str, Option<&str>) {
    let site = state.site.languages.first().map(Lang::as_str);
    let code = state.language.get_untracked().code;
    let found = text.find([code].into_iter().chain([state.content()]).chain(site));
    found.map_or(("", None), |(lang, text)| {
        (text, state.foreign(lang.as_str()))
    })
}

/// An element that holds nothing but such a text.
pub fn spoken(state: State, tag: &'static str, class: &'static str, text: &Localised) -> Element {
    let (text, lang) = read(state, text);
    words(tag, class, text).set_some("lang", lang)
}

/// The choice of a topic.
pub fn topics(state: State, text: &'static Text) -> Element {
    state.title.set(text.ticket.tab_new.to_owned());
    focus::arrive(state, true);
    let topics = state.site.topics.iter().map(|topic| {
        let href = View::Write(Some(topic.key.clone())).href();
        row(
            href,
            spoken(state, "span", "row-title", &topic.name),
            None,
            Vec::new(),
            None,
        )
    });
    element("div", "page")
        .child(words("h1", "", text.ticket.topic_title).set("tabindex", "-1"))
        .child(element("div", "topics").child(rows(topics)))
}

/// The form.
pub fn form(state: State, text: &'static Text, topic: Option<Key>) -> Element {
    let draft = state.requests.draft;
    draft.topic.set(topic);
    let topic = draft::topic(state);
    if topic.is_none() && !state.site.topics.is_empty() {
        return topics(state, text);
    }
    state.title.set(text.ticket.tab_new.to_owned());
    focus::arrive(state, true);
    let form = Form { state, text, draft };
    let head = element("div", "")
        .children(topic.map(|topic| eyebrow(state, text, topic)))
        .child(words("h1", "", text.ticket.tab_new).set("tabindex", "-1"));
    let follows = draft.follows.get_untracked();
    let follows = follows.map(|_| words("p", "untranslated", text.ticket.follows));
    let asked = topic.map(|topic| topic.fields.iter()).into_iter().flatten();
    let asked = asked.map(|asked| form.asked(asked));
    let body = element("form", "form")
        .set("novalidate", "")
        .set("autocomplete", "on")
        .children(asked)
        .child(form.subject())
        .child(suggest::suggestions(state, text))
        .child(form.body(true))
        .child(form.name())
        .child(form.email())
        .child(attach(state, text, draft))
        .child(action(text.ticket.check).child(form.wrong()))
        .on("submit", move |event| {
            event.prevent_default();
            submit(state, text);
        });
    let known = incident::announced(state, text, topic.map(|topic| &topic.key));
    let page = element("div", "page writing")
        .child(head)
        .child(known)
        .children(follows);
    files::landing(state, draft.files, page.child(body))
}

fn eyebrow(state: State, text: &Text, topic: &Topic) -> Element {
    let change = words("a", "", text.ticket.change).set("href", "#/new");
    element("p", "eyebrow")
        .child(spoken(state, "span", "", &topic.name))
        .text(" · ")
        .child(change)
}

fn attach(state: State, text: &'static Text, draft: Draft) -> Element {
    let label = label("span", text.ticket.files, text, true);
    element("div", "field")
        .set("role", "group")
        .set("aria-label", text.ticket.files)
        .child(label)
        .child(words("p", "hint", text.ticket.files_hint))
        .child(files::chosen(state, text, draft.files))
        .child(files::picker(state, text, draft.files, false))
}

/// The one action of a page, which stays in sight.
fn action(label: &str) -> Element {
    let button = words("button", "button accent", label).set("type", "submit");
    element("div", "actions").child(button)
}

/// Goes back to the form, to the first of the fields at fault.
pub fn mend(state: State, wrong: Vec<(String, draft::Wrong)>) {
    let draft = state.requests.draft;
    let none = wrong.is_empty();
    draft.wrong.set(wrong);
    history::replace(state, View::Write(draft.topic.get_untracked()));
    if !none {
        state.memory(|memory| memory.arrival = Arrival::Stay);
        focus::soon("[aria-invalid='true']");
    }
}

fn submit(state: State, text: &'static Text) {
    match check::ticket(state) {
        Ok(_) => {
            state.requests.draft.wrong.set(Vec::new());
            history::go(state, View::Review, None);
        }
        Err(wrong) => tell(state, text, wrong),
    }
}

/// Says which fields are at fault, and goes to the first of them.
pub fn tell(state: State, text: &Text, wrong: Vec<(String, draft::Wrong)>) {
    state.requests.draft.wrong.set(wrong);
    state.said.set(text.ticket.wrong.to_owned());
    focus::soon("[aria-invalid='true']");
}
