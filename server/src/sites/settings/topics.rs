//! Topics, their fields and the words for statuses, as admins send them.

use std::collections::BTreeMap;

use guichet_shared::{
    Text,
    lang::Lang,
    topic::{Choice, Field, FieldKind, Label, Localised, Topic},
};

use crate::fields::{Fields, Input};

/// The most topics of a site, fields of a topic, options of a field, and words for statuses.
pub(super) const TOPICS: usize = 50;
const FIELDS: usize = 20;
const OPTIONS: usize = 50;
pub(super) const LABELS: usize = 6;

/// A text in each language it is written in, at least one; what is blank is not written.
fn texts(fields: &mut Fields, name: &str) -> Option<Localised> {
    let given: BTreeMap<String, String> = fields.required(name)?;
    let (mut texts, mut fine) = (BTreeMap::new(), true);
    for (lang, text) in given {
        if text.trim().is_empty() {
            continue;
        }
        match (Lang::parse(&lang), Text::<120>::parse(&text)) {
            (Ok(lang), Ok(text)) => _ = texts.insert(lang, text.as_str().to_owned()),
            (Err(wrong), _) | (_, Err(wrong)) => {
                fields.refuse(&format!("{name}.{lang}"), &wrong.to_string());
                fine = false;
            }
        }
    }
    if fine && texts.is_empty() {
        fields.refuse(name, "is missing");
        fine = false;
    }
    fine.then_some(Localised(texts))
}

impl Input for Topic {
    fn read(fields: &mut Fields) -> Option<Self> {
        let key = fields.required("key");
        let name = texts(fields, "name");
        let asked = fields.each("fields", FIELDS);
        Some(Self {
            key: key?,
            name: name?,
            fields: asked?,
        })
    }
}

impl Input for Field {
    fn read(fields: &mut Fields) -> Option<Self> {
        let key = fields.required("key");
        let label = texts(fields, "label");
        let kind = fields.required("kind");
        let required = fields.optional("required");
        let options: Option<Vec<Choice>> = fields.each("options", OPTIONS);
        let chooses = kind == Some(FieldKind::Choice);
        let fits = options
            .as_ref()
            .is_none_or(|options| options.is_empty() != chooses);
        if !fits {
            let wrong = if chooses {
                "must offer at least one"
            } else {
                "belong to a choice"
            };
            fields.refuse("options", wrong);
        }
        Some(Self {
            key: key?,
            label: label?,
            kind: kind?,
            required: required?.unwrap_or(false),
            options: options.filter(|_| fits)?,
        })
    }
}

impl Input for Choice {
    fn read(fields: &mut Fields) -> Option<Self> {
        let key = fields.required("key");
        let label = texts(fields, "label");
        Some(Self {
            key: key?,
            label: label?,
        })
    }
}

impl Input for Label {
    fn read(fields: &mut Fields) -> Option<Self> {
        let status = fields.required("status");
        let text = texts(fields, "text");
        Some(Self {
            status: status?,
            text: text?,
        })
    }
}
