//! A ticket that is being written. It stays as it is while the panel is closed or another page is
//! read, and comes back when the server refuses it.

use guichet_shared::{
    ticket::TicketId,
    topic::{Key, Topic},
};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::super::{files::Files, state::State};
use crate::{api::object, parts::value::Value};

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    Missing,
    TooLong(usize),
    Email,
    Number,
    Date,
    Choice,
    Tick,
    Refused,
}

/// The fields as they have been filled so far.
#[derive(Clone, Copy)]
pub struct Draft {
    pub topic: Value<Option<Key>>,
    pub subject: Value<String>,
    /// The subject as a search has offered it.
    offered: Value<String>,
    pub body: Value<String>,
    pub name: Value<String>,
    pub email: Value<String>,
    /// Answers to the topics' fields, by their keys.
    pub answers: Value<Vec<(String, String)>>,
    pub files: Files,
    /// The closed ticket that this one goes on from.
    pub follows: Value<Option<TicketId>>,
    /// The fields at fault.
    pub wrong: Value<Vec<(String, Wrong)>>,
}

impl Draft {
    /// Nothing written yet.
    pub fn new() -> Self {
        Self {
            topic: Value::new(None),
            subject: Value::new(String::new()),
            offered: Value::new(String::new()),
            body: Value::new(String::new()),
            name: Value::new(String::new()),
            email: Value::new(String::new()),
            answers: Value::new(Vec::new()),
            files: Files::new(),
            follows: Value::new(None),
            wrong: Value::new(Vec::new()),
        }
    }

    /// Makes room for another ticket. Who the customer is need not be typed twice.
    pub fn clear(self) {
        self.topic.set(None);
        self.subject.set(String::new());
        self.body.set(String::new());
        self.answers.set(Vec::new());
        self.follows.set(None);
        self.wrong.set(Vec::new());
    }

    /// Whether there is anything to review.
    pub fn is_empty(self) -> bool {
        self.subject.with_untracked(String::is_empty) && self.body.with_untracked(String::is_empty)
    }

    /// Offers what was searched for as the subject.
    pub fn offer(self, query: &str) {
        self.subject.set(query.to_owned());
        self.offered.set(query.to_owned());
    }

    /// Takes that back where nothing has been made of it: the next ticket may be about something else.
    pub fn withdraw(self) {
        if self.is_offered() {
            self.offer("");
        }
    }

    fn is_offered(self) -> bool {
        let offered = self.offered.get_untracked();
        self.body.with_untracked(String::is_empty)
            && self
                .subject
                .with_untracked(|subject| !offered.is_empty() && *subject == offered)
    }

    /// Whether there is anything to keep.
    pub fn is_blank(self) -> bool {
        let unanswered =
            |answers: &Vec<(String, String)>| answers.iter().all(|(_, a)| a.is_empty());
        (self.is_empty() || self.is_offered())
            && self.answers.with_untracked(unanswered)
            && self.files.chosen.with_untracked(Vec::is_empty)
    }

    /// The answer to a topic's field.
    pub fn answer(self, key: &str) -> String {
        let answers = self.answers.get_untracked();
        let mut answers = answers.into_iter();
        answers
            .find(|(known, _)| known == key)
            .map(|(_, answer)| answer)
            .unwrap_or_default()
    }

    /// Answers a topic's field.
    pub fn set_answer(self, key: &str, answer: String) {
        self.answers.update(|answers| {
            answers.retain(|(known, _)| known != key);
            answers.push((key.to_owned(), answer));
        });
    }

    /// The fields as `restore` reads them, with the files that go with them.
    pub fn written(self, files: JsValue) -> JsValue {
        let text = |value: Value<String>| value.get_untracked().into();
        let answers = Object::new();
        for (key, answer) in self.answers.get_untracked() {
            // Setting a field of an object made here cannot fail.
            _ = Reflect::set(&answers, &key.into(), &answer.into());
        }
        let topic = self.topic.get_untracked();
        let follows = self.follows.get_untracked();
        let fields = [
            (
                "topic",
                topic.map_or(JsValue::NULL, |key| key.as_str().into()),
            ),
            ("subject", text(self.subject)),
            ("body", text(self.body)),
            ("name", text(self.name)),
            ("email", text(self.email)),
            ("fields", answers.into()),
            (
                "follows",
                follows.map_or(JsValue::NULL, |id| id.to_string().into()),
            ),
            ("files", files),
        ];
        object(&fields).into()
    }

    /// Fills the fields with a ticket that was written before.
    pub fn restore(self, written: &JsValue) {
        let field = |name: &str| Reflect::get(written, &name.into()).unwrap_or_default();
        let text = |name: &str| field(name).as_string().unwrap_or_default();
        self.topic.set(Key::parse(&text("topic")).ok());
        self.subject.set(text("subject"));
        self.body.set(text("body"));
        self.name.set(text("name"));
        self.email.set(text("email"));
        self.follows.set(text("follows").parse().ok());
        if let Some(answers) = field("fields").dyn_ref::<Object>() {
            let answers = Object::entries(answers);
            let answers = answers.iter().filter_map(|pair| {
                let pair: Array = pair.dyn_into().ok()?;
                Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
            });
            self.answers.set(answers.collect());
        }
    }
}

/// The topic that the draft is about.
pub fn topic(state: State) -> Option<&'static Topic> {
    let key = state.requests.draft.topic.get_untracked()?;
    state.site.topics.iter().find(|topic| topic.key == key)
}
