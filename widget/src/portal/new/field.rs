//! The fields of the form: each with its name, what belongs into it, and what is wrong with it.

use guichet_shared::topic::{Field, FieldKind};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::{
    super::{length, state::State},
    draft::{Draft, Wrong},
    read, spoken,
};
use crate::{
    parts::{
        element::{Element, element, words},
        label::label,
        value::Value,
    },
    text::Text,
};

/// The form of a new ticket.
#[derive(Clone, Copy)]
pub struct Form {
    pub state: State,
    pub text: &'static Text,
    pub draft: Draft,
}

/// What stands around a control.
struct Around<'a> {
    /// Its name, as the server names it.
    name: &'a str,
    label: &'a str,
    /// The label's language, where it is not the page's.
    lang: Option<&'a str>,
    hint: &'a str,
    required: bool,
}

impl Form {
    /// The subject.
    pub fn subject(self) -> Element {
        let ticket = self.text.ticket;
        let around = Around {
            name: "subject",
            label: ticket.subject,
            lang: None,
            hint: ticket.subject_hint,
            required: true,
        };
        self.line(&around, self.draft.subject, "off")
    }

    /// The description.
    pub fn body(self, required: bool) -> Element {
        let body = self.draft.body;
        let area = words("textarea", "", body.get_untracked())
            .set("rows", "5")
            .on("input", move |event| body.set(event_target_value(&event)));
        let ticket = self.text.ticket;
        let around = Around {
            name: "body",
            label: ticket.body,
            lang: None,
            hint: ticket.body_hint,
            required,
        };
        self.field(&around, area)
    }

    /// What to call the customer.
    pub fn name(self) -> Element {
        let around = Around {
            name: "name",
            label: self.text.ticket.name,
            lang: None,
            hint: "",
            required: false,
        };
        self.line(&around, self.draft.name, "name")
    }

    /// Where to write to.
    pub fn email(self) -> Element {
        let ticket = self.text.ticket;
        let around = Around {
            name: "email",
            label: ticket.email,
            lang: None,
            hint: ticket.email_hint,
            required: false,
        };
        self.line(&around, self.draft.email, "email")
    }

    fn line(self, around: &Around, value: Value<String>, fill: &str) -> Element {
        let kind = if fill == "email" { fill } else { "text" };
        let input = element("input", "")
            .set("type", kind)
            .set("autocomplete", fill)
            .set("value", value.get_untracked())
            .on("input", move |event| value.set(event_target_value(&event)));
        self.field(around, input)
    }

    /// A field that the topic asks for.
    pub fn asked(self, field: &'static Field) -> Element {
        let key = field.key.as_str();
        let draft = self.draft;
        let given = draft.answer(key);
        let name = ["fields.", key].concat();
        let (label, lang) = read(self.state, &field.label);
        let around = Around {
            name: &name,
            label,
            lang,
            hint: "",
            required: field.required,
        };
        let input = |kind: &str| element("input", "").set("type", kind);
        let control = match field.kind {
            FieldKind::Text => input("text").set("value", given),
            FieldKind::Date => input("date").set("value", given),
            FieldKind::Number => input("text")
                .set("inputmode", "decimal")
                .set("value", given),
            FieldKind::Checkbox => {
                let ticked = (given == "true").then_some("");
                input("checkbox").set_some("checked", ticked)
            }
            FieldKind::Choice => {
                let none = words("option", "", self.text.ticket.choose).set("value", "");
                let options = field.options.iter().map(|option| {
                    let key = option.key.as_str();
                    spoken(self.state, "option", "", &option.label)
                        .set("value", key)
                        .set_some("selected", (key == given).then_some(""))
                });
                element("select", "").children([none].into_iter().chain(options))
            }
        };
        let kind = field.kind;
        let control = control.on("input", move |event| {
            let answer = match kind {
                FieldKind::Checkbox => {
                    let input = event
                        .target()
                        .map(JsCast::unchecked_into::<HtmlInputElement>);
                    let ticked = input.is_some_and(|input| input.checked());
                    if ticked { "true" } else { "" }.to_owned()
                }
                _ => event_target_value(&event),
            };
            draft.set_answer(key, answer);
        });
        if kind == FieldKind::Checkbox {
            self.tick(&around, control)
        } else {
            self.field(&around, control)
        }
    }

    fn field(self, around: &Around, control: Element) -> Element {
        let id = id(around.name);
        let label = label("label", around.label, self.text, !around.required)
            .set("for", id.as_str())
            .set_some("lang", around.lang);
        let hint = words("p", "hint", around.hint).set("id", [&id, "-hint"].concat());
        let hint = (!around.hint.is_empty()).then_some(hint);
        element("div", "field")
            .child(label)
            .children(hint)
            .child(self.control(around, &id, control))
            .child(self.problem(around, &id))
    }

    /// A box to tick stands before its name.
    fn tick(self, around: &Around, control: Element) -> Element {
        let id = id(around.name);
        let label = element("label", "tick")
            .child(self.control(around, &id, control))
            .child(words("span", "", around.label).set_some("lang", around.lang));
        element("div", "field")
            .child(label)
            .child(self.problem(around, &id))
    }

    fn control(self, around: &Around, id: &str, control: Element) -> Element {
        let (name, draft) = (around.name.to_owned(), self.draft);
        let invalid = {
            let name = name.clone();
            move || wrong(draft, &name).map(|_| "true".to_owned())
        };
        let hint = if around.hint.is_empty() { "" } else { "-hint " };
        let described = [if hint.is_empty() { "" } else { id }, hint, id, "-wrong"].concat();
        control
            .set("id", id)
            .set_some("aria-required", around.required.then_some("true"))
            .set("aria-describedby", described)
            .follow("aria-invalid", invalid)
            .on("input", move |_| {
                if wrong(draft, &name).is_some() {
                    draft
                        .wrong
                        .update(|wrong| wrong.retain(|(field, _)| *field != name));
                }
            })
    }

    fn problem(self, around: &Around, id: &str) -> Element {
        let (name, label) = (around.name.to_owned(), around.label.to_owned());
        element("div", "")
            .set("id", [id, "-wrong"].concat())
            .live(move || {
                let wrong = wrong(self.draft, &name);
                let line = |wrong| words("p", "wrong", self.sentence(wrong, &label));
                wrong.map(line).into_iter().collect()
            })
    }

    /// Says above the action that there is something to mend, also where no field shows it.
    pub fn wrong(self) -> Element {
        element("div", "").live(move || {
            let wrong = !self.draft.wrong.get().is_empty();
            let line = || words("p", "wrong", self.text.ticket.wrong);
            wrong.then(line).into_iter().collect()
        })
    }

    fn sentence(self, wrong: Wrong, label: &str) -> String {
        let text = self.text.ticket;
        match wrong {
            Wrong::TooLong(max) => return length::sentence(self.state, self.text, max),
            Wrong::Missing => return text.missing.replace("{name}", label),
            Wrong::Email => text.wrong_email,
            Wrong::Number => text.wrong_number,
            Wrong::Date => text.wrong_date,
            Wrong::Choice => text.wrong_choice,
            Wrong::Tick => text.wrong_tick,
            Wrong::Refused => text.wrong_other,
        }
        .to_owned()
    }
}

fn wrong(draft: Draft, name: &str) -> Option<Wrong> {
    let wrong = draft.wrong.get();
    wrong
        .iter()
        .find(|(field, _)| field == name)
        .map(|(_, wrong)| *wrong)
}

fn id(name: &str) -> String {
    ["field-", &name.replace('.', "-")].concat()
}
