//! A topic: what a customer picks first, and what it asks for besides words.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    error::FieldProblem,
    lang::Lang,
    parsed::{name_in_urls, parsed_string},
    status::Status,
};

parsed_string!(
    /// A topic's or a field's name for programs: 1 to 40 characters, `a` to `z`, `0` to `9`, `-`.
    Key,
    |text| name_in_urls(text, 40, "lower-case letters, digits and hyphens, such as \"order-number\"")
);

/// A text in each language it is written in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = std::collections::HashMap<String, String>))]
pub struct Localised(pub BTreeMap<Lang, String>);

impl Localised {
    /// The text in the first of `languages` that there is one for, else in any.
    pub fn pick<'a>(&self, languages: impl IntoIterator<Item = &'a str>) -> &str {
        self.find(languages).map_or("", |(_, text)| text)
    }

    /// The same with its language; nothing where there is no text at all.
    pub fn find<'a>(&self, languages: impl IntoIterator<Item = &'a str>) -> Option<(&Lang, &str)> {
        let written = |wanted: &str| self.0.iter().find(|(lang, _)| lang.as_str() == wanted);
        let found = languages.into_iter().find_map(written);
        let found = found.or_else(|| self.0.iter().next())?;
        Some((found.0, found.1))
    }
}

/// A site's own word for a status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Label {
    /// For which.
    pub status: Status,
    /// The word.
    pub text: Localised,
}

/// What a customer picks first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Topic {
    /// Its name for programs.
    pub key: Key,
    /// Its name for people.
    pub name: Localised,
    /// What it asks for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Field>,
}

/// One thing that a topic asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Field {
    /// Its name for programs.
    pub key: Key,
    /// Its name for people.
    pub label: Localised,
    /// What kind of answer it takes.
    pub kind: FieldKind,
    /// Whether a ticket needs an answer.
    pub required: bool,
    /// What a choice is between.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Choice>,
}

/// One of the answers that a choice offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Choice {
    /// What is sent.
    pub key: Key,
    /// What is read.
    pub label: Localised,
}

/// What kind of answer a field takes. All travel as text, as a form has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum FieldKind {
    /// A line of up to 200 characters.
    Text,
    /// The key of one of the options.
    Choice,
    /// A decimal number with a point: `12.5`.
    Number,
    /// A day: `2026-03-12`.
    Date,
    /// `true`, or `false` or nothing; where it is required, `true`.
    Checkbox,
}

/// Answers to a topic's fields, by the fields' keys.
pub type Answers = BTreeMap<String, String>;

/// An answer as it was given, kept with its question: topics change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Answered {
    /// The question.
    pub label: Localised,
    /// What kind of answer it is.
    pub kind: FieldKind,
    /// The answer; of a choice, what was read.
    pub value: Localised,
}

impl Topic {
    /// Matches answers with this topic's fields.
    ///
    /// # Errors
    /// Each field at fault, as `fields.KEY`.
    pub fn answered(&self, answers: &Answers) -> Result<Vec<Answered>, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let mut answered = Vec::new();
        for field in &self.fields {
            let given = answers.get(field.key.as_str()).map(|text| text.trim());
            match field.read(given.filter(|text| !text.is_empty())) {
                Ok(value) => answered.extend(value.map(|value| Answered {
                    label: field.label.clone(),
                    kind: field.kind,
                    value,
                })),
                Err(message) => problems.push(problem(field.key.as_str(), message)),
            }
        }
        for key in answers.keys() {
            if !self.fields.iter().any(|field| field.key.as_str() == key) {
                problems.push(problem(key, "is not a field of this topic"));
            }
        }
        if problems.is_empty() {
            Ok(answered)
        } else {
            Err(problems)
        }
    }
}

fn problem(key: &str, message: &str) -> FieldProblem {
    FieldProblem {
        field: ["fields.", key].concat(),
        message: message.to_owned(),
    }
}

impl Field {
    /// An answer, `None` where none was given and none is needed.
    fn read(&self, given: Option<&str>) -> Result<Option<Localised>, &'static str> {
        let given = given.filter(|text| self.kind != FieldKind::Checkbox || *text != "false");
        let Some(text) = given else {
            return if self.required {
                Err("is missing")
            } else {
                Ok(None)
            };
        };
        let plain = !text.chars().any(char::is_control);
        let value = || Localised(BTreeMap::from([(Lang::undetermined(), text.to_owned())]));
        match self.kind {
            FieldKind::Text if plain && text.chars().count() <= 200 => Ok(Some(value())),
            FieldKind::Text => Err("must be one line of at most 200 characters"),
            FieldKind::Number if is_number(text) => Ok(Some(value())),
            FieldKind::Number => Err("must be a number such as \"12.5\""),
            FieldKind::Date if is_day(text) => Ok(Some(value())),
            FieldKind::Date => Err("must be a day such as \"2026-03-12\""),
            FieldKind::Checkbox if text == "true" => Ok(Some(value())),
            FieldKind::Checkbox => Err("must be \"true\" or \"false\""),
            FieldKind::Choice => {
                let mut options = self.options.iter();
                let chosen = options.find(|option| option.key.as_str() == text);
                let chosen = chosen.ok_or("must be one of the options")?;
                Ok(Some(chosen.label.clone()))
            }
        }
    }
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    text.len() <= 30 && all(whole) && all(fraction)
}

fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return false;
    };
    let number = |part: &str, length: usize| {
        let digits = part.len() == length && part.chars().all(|c| c.is_ascii_digit());
        digits.then(|| part.parse::<u32>().ok()).flatten()
    };
    let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2))
    else {
        return false;
    };
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let longest = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => 0,
    };
    (1..=longest).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(key: &str, kind: FieldKind, required: bool) -> Field {
        Field {
            key: Key::parse(key).unwrap(),
            label: Localised::default(),
            kind,
            required,
            options: vec![Choice {
                key: Key::parse("card").unwrap(),
                label: Localised(BTreeMap::from([(
                    Lang::parse("en").unwrap(),
                    "By card".into(),
                )])),
            }],
        }
    }

    fn topic() -> Topic {
        Topic {
            key: Key::parse("billing").unwrap(),
            name: Localised::default(),
            fields: vec![
                field("order", FieldKind::Text, true),
                field("paid", FieldKind::Choice, false),
                field("amount", FieldKind::Number, false),
                field("day", FieldKind::Date, false),
                field("agreed", FieldKind::Checkbox, true),
            ],
        }
    }

    fn answers(pairs: &[(&str, &str)]) -> Answers {
        pairs
            .iter()
            .map(|(key, value)| ((*key).into(), (*value).into()))
            .collect()
    }

    #[test]
    fn answers_are_kept_with_their_questions_and_a_choice_with_its_words() {
        let given = answers(&[
            ("order", " A-1 "),
            ("paid", "card"),
            ("agreed", "true"),
            ("day", "2024-02-29"),
        ]);
        let answered = topic().answered(&given).unwrap();
        let values: Vec<_> = answered
            .iter()
            .map(|answer| answer.value.pick(["en"]))
            .collect();
        assert_eq!(values, ["A-1", "By card", "2024-02-29", "true"]);
    }

    #[test]
    fn every_answer_at_fault_is_named() {
        let given = answers(&[
            ("paid", "cash"),
            ("amount", "1e9"),
            ("day", "2026-02-29"),
            ("agreed", "false"),
            ("colour", "red"),
        ]);
        let named: Vec<_> = topic()
            .answered(&given)
            .unwrap_err()
            .into_iter()
            .map(|problem| problem.field)
            .collect();
        assert_eq!(
            named,
            [
                "fields.order",
                "fields.paid",
                "fields.amount",
                "fields.day",
                "fields.agreed",
                "fields.colour"
            ]
        );
    }
}
