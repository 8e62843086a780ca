//! What stands in a row, whatever database it comes from, and the one way it is written to be hashed.

use serde_json::Value as Any;
use sqlx::types::Json;
use time::OffsetDateTime;
use uuid::Uuid;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Uuid,
    Bytes,
    Text,
    Integer,
    Boolean,
    Json,
    Time,
}

impl Kind {
    /// The kind of a type of either database.
    pub fn parse(kind: &str) -> Option<Self> {
        Some(match kind {
            "uuid" => Self::Uuid,
            "bytea" | "blob" => Self::Bytes,
            "text" => Self::Text,
            "bigint" | "integer" => Self::Integer,
            "boolean" => Self::Boolean,
            "jsonb" => Self::Json,
            "timestamp with time zone" => Self::Time,
            _ => return None,
        })
    }

    /// The kind of a column that is the one here and the other there: SQLite keeps as text and bytes
    /// what PostgreSQL has types for.
    pub fn or(self, other: Self) -> Option<Self> {
        match (self, other) {
            (Self::Bytes, Self::Uuid) | (Self::Text, Self::Json | Self::Time) => Some(other),
            (Self::Uuid, Self::Bytes) | (Self::Json | Self::Time, Self::Text) => Some(self),
            _ => (self == other).then_some(self),
        }
    }
}

/// What stands in a column of a row.
#[derive(Clone, Debug)]
pub(super) enum Value {
    Uuid(Option<Uuid>),
    Bytes(Option<Vec<u8>>),
    Text(Option<String>),
    Integer(Option<i64>),
    Boolean(Option<bool>),
    Json(Option<Json<Any>>),
    Time(Option<OffsetDateTime>),
}

impl Value {
    /// Nothing, in a column of this kind.
    pub fn nothing(kind: Kind) -> Self {
        match kind {
            Kind::Uuid => Self::Uuid(None),
            Kind::Bytes => Self::Bytes(None),
            Kind::Text => Self::Text(None),
            Kind::Integer => Self::Integer(None),
            Kind::Boolean => Self::Boolean(None),
            Kind::Json => Self::Json(None),
            Kind::Time => Self::Time(None),
        }
    }

    /// Appends it in its canonical form: 0 for nothing, otherwise 1, the length and the bytes.
    pub fn write(&self, to: &mut Vec<u8>) {
        let bytes = match self {
            Self::Uuid(value) => value.map(|value| value.as_bytes().to_vec()),
            Self::Bytes(value) => value.clone(),
            Self::Text(value) => value.clone().map(String::into_bytes),
            Self::Integer(value) => value.map(|value| value.to_be_bytes().to_vec()),
            Self::Boolean(value) => value.map(|value| vec![u8::from(value)]),
            Self::Json(value) => value.as_ref().map(|value| {
                let mut text = String::new();
                write_json(&value.0, &mut text);
                text.into_bytes()
            }),
            // As exact as PostgreSQL keeps it.
            Self::Time(value) => value.map(|value| {
                let microseconds = value.unix_timestamp_nanos().div_euclid(1000);
                microseconds.to_be_bytes().to_vec()
            }),
        };
        match bytes {
            None => to.push(0),
            Some(bytes) => {
                to.push(1);
                to.extend((bytes.len() as u64).to_be_bytes());
                to.extend(bytes);
            }
        }
    }
}

/// The largest whole number up to which a floating-point number tells each from the next.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// JSON with sorted names, without spaces, and with one spelling for each number.
fn write_json(value: &Any, to: &mut String) {
    match value {
        Any::Array(items) => {
            to.push('[');
            for item in items {
                write_json(item, to);
                to.push(',');
            }
            to.push(']');
        }
        Any::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_by_key(|(name, _)| *name);
            to.push('{');
            for (name, value) in fields {
                write_json(&Any::String(name.clone()), to);
                to.push(':');
                write_json(value, to);
                to.push(',');
            }
            to.push('}');
        }
        // PostgreSQL writes 1e2 as 100.
        Any::Number(number) => match number.as_f64().filter(|_| number.is_f64()) {
            Some(float) if float.fract() == 0.0 && float.abs() <= EXACT => {
                to.push_str(&(float as i64).to_string());
            }
            _ => to.push_str(&number.to_string()),
        },
        Any::Null | Any::Bool(_) | Any::String(_) => to.push_str(&value.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(value: &Value) -> Vec<u8> {
        let mut bytes = Vec::new();
        value.write(&mut bytes);
        bytes
    }

    fn json(text: &str) -> Vec<u8> {
        let value = serde_json::from_str(text).unwrap();
        written(&Value::Json(Some(Json(value))))
    }

    #[test]
    fn json_that_means_the_same_is_written_the_same() {
        let one = json(r#"{ "b": [1e2, 1.5, "é"], "a": null }"#);
        assert_eq!(one, json(r#"{"a":null,"b":[100,1.50,"é"]}"#));
        for other in [
            r#"{"a":null,"b":[100,1.5,"e"]}"#,
            r#"{"b":[100,1.5,"é"]}"#,
            r#"{"a":null,"b":["100",1.5,"é"]}"#,
            r#"{"a":null,"b":[1.5,100,"é"]}"#,
        ] {
            assert_ne!(one, json(other), "{other}");
        }
    }

    #[test]
    fn times_are_told_apart_to_the_microsecond() {
        let time = |nanoseconds| {
            let time = OffsetDateTime::from_unix_timestamp_nanos(nanoseconds).unwrap();
            written(&Value::Time(Some(time)))
        };
        assert_eq!(time(1_000), time(1_999));
        assert_ne!(time(1_000), time(2_000));
    }

    #[test]
    fn nothing_is_something_else_than_an_empty_text() {
        let empty = written(&Value::Text(Some(String::new())));
        assert_ne!(empty, written(&Value::nothing(Kind::Text)));
        assert_ne!(json("null"), written(&Value::nothing(Kind::Json)));
    }

    #[test]
    fn where_one_column_ends_and_the_next_begins_counts() {
        let pair = |one: &str, two: &str| {
            let mut bytes = Vec::new();
            for text in [one, two] {
                Value::Text(Some(text.to_owned())).write(&mut bytes);
            }
            bytes
        };
        assert_ne!(pair("ab", "c"), pair("a", "bc"));
    }
}
