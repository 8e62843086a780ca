//! Answers as the shared types, read from what the browser has parsed. The browser's own JSON
//! costs nothing; serde and its readers of tagged trees would weigh a third of the portal.

#[macro_use]
mod fields;
mod incident;
mod ticket;

use std::collections::BTreeMap;

use guichet_shared::{
    article::{Article, ArticleId, Categories, CategoryCount, Slug, Summaries, Summary},
    block::{Block, Inline, Target},
    lang::Lang,
    search::{Hit, Hits, Segment},
    site::{Colour, Origin, Site, SiteKey, Theme},
    status::Status,
    ticket::Wait,
    topic::{Choice, Field, FieldKind, Key, Label, Localised, Topic},
};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// What can be read from a parsed answer.
pub trait Read: Sized {
    /// The value, where it has the form it must have.
    fn read(value: &JsValue) -> Option<Self>;
}

/// Never inlined, as it stands for each field of each type.
#[inline(never)]
fn field<T: Read>(object: &JsValue, name: &str) -> Option<T> {
    T::read(&get(object, name)?)
}

#[inline(never)]
fn get(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok()
}

read_fields! {
    Article { id, slug, lang, title, category, body, updated_at }
    Categories { categories }
    CategoryCount { name, articles }
    Choice { key, label }
    Field { key, label, kind, required, options }
    Hit { id, slug, lang, title, snippet, category }
    Hits { hits }
    Label { status, text }
    Segment { text, hit }
    Site { key, name, languages, origins, theme, topics, labels, wait, known }
    Summaries { articles, next }
    Summary { id, slug, lang, title, category }
    Theme { accent }
    Topic { key, name, fields }
    Wait { from, to }
}

read_parsed! { Colour Key Lang Origin SiteKey Slug }

impl Read for Status {
    fn read(value: &JsValue) -> Option<Self> {
        Self::named(&value.as_string()?)
    }
}

impl Read for FieldKind {
    fn read(value: &JsValue) -> Option<Self> {
        Some(match value.as_string()?.as_str() {
            "text" => Self::Text,
            "choice" => Self::Choice,
            "number" => Self::Number,
            "date" => Self::Date,
            "checkbox" => Self::Checkbox,
            _ => return None,
        })
    }
}

impl Read for Localised {
    fn read(value: &JsValue) -> Option<Self> {
        let mut texts = BTreeMap::new();
        for text in Object::entries(value.dyn_ref()?).iter() {
            let text = Array::from(&text);
            texts.insert(Lang::read(&text.get(0))?, text.get(1).as_string()?);
        }
        Some(Self(texts))
    }
}

impl Read for ArticleId {
    fn read(value: &JsValue) -> Option<Self> {
        uuid::Uuid::try_parse(&value.as_string()?).ok().map(Self)
    }
}

impl Read for String {
    fn read(value: &JsValue) -> Option<Self> {
        value.as_string()
    }
}

impl Read for bool {
    fn read(value: &JsValue) -> Option<Self> {
        // A truth that is left out is a no.
        Some(value.is_truthy())
    }
}

impl Read for u32 {
    fn read(value: &JsValue) -> Option<Self> {
        let number = value.as_f64()?;
        // The comparison makes sure that the cast has kept the value.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let whole = number as Self;
        (f64::from(whole) == number).then_some(whole)
    }
}

impl<T: Read> Read for Option<T> {
    fn read(value: &JsValue) -> Option<Self> {
        if value.is_undefined() || value.is_null() {
            Some(None)
        } else {
            T::read(value).map(Some)
        }
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(value: &JsValue) -> Option<Self> {
        // A list that is left out is empty.
        if value.is_undefined() {
            return Some(Vec::new());
        }
        if !Array::is_array(value) {
            return None;
        }
        let array = Array::from(value);
        let mut all = Self::new();
        // Collecting into an `Option` takes three times the code.
        for i in 0..array.length() {
            all.push(T::read(&array.get(i))?);
        }
        Some(all)
    }
}

impl Read for Block {
    fn read(value: &JsValue) -> Option<Self> {
        Some(match field::<String>(value, "block")?.as_str() {
            "heading" => Self::Heading {
                level: u8::try_from(field::<u32>(value, "level")?).ok()?,
                text: field(value, "text")?,
            },
            "paragraph" => Self::Paragraph {
                text: field(value, "text")?,
            },
            "list" => Self::List {
                start: field(value, "start")?,
                items: field(value, "items")?,
            },
            "quote" => Self::Quote {
                blocks: field(value, "blocks")?,
            },
            "code" => Self::Code {
                text: field(value, "text")?,
            },
            "table" => Self::Table {
                head: field(value, "head")?,
                rows: field(value, "rows")?,
            },
            "image" => Self::Image {
                src: field(value, "src")?,
                alt: field(value, "alt")?,
            },
            "rule" => Self::Rule,
            _ => return None,
        })
    }
}

impl Read for Inline {
    fn read(value: &JsValue) -> Option<Self> {
        Some(match field::<String>(value, "inline")?.as_str() {
            "text" => Self::Text {
                text: field(value, "text")?,
            },
            "emphasis" => Self::Emphasis {
                text: field(value, "text")?,
            },
            "strong" => Self::Strong {
                text: field(value, "text")?,
            },
            "code" => Self::Code {
                text: field(value, "text")?,
            },
            "link" => Self::Link {
                to: field(value, "to")?,
                text: field(value, "text")?,
            },
            "break" => Self::Break,
            _ => return None,
        })
    }
}

impl Read for Target {
    fn read(value: &JsValue) -> Option<Self> {
        match field(value, "url")? {
            Some(url) => Some(Self::Url(url)),
            None => field(value, "article").map(Self::Article),
        }
    }
}
