//! Named values into a parsed input: every wrong field is found, not the first alone.

use guichet_shared::{desk::Set, error::FieldProblem};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// What is read from named fields.
pub trait Input: Sized {
    /// Takes each field; `None` when one of them was at fault, which `fields` has noted.
    fn read(fields: &mut Fields) -> Option<Self>;
}

/// The most fields at fault that are named: a refusal is no larger than what it refuses.
const MOST: usize = 50;

/// Named values, taken one by one while problems gather.
#[derive(Debug)]
pub struct Fields {
    /// Where the object stands: `topics.1.`, or nothing.
    place: String,
    values: Map<String, Value>,
    problems: Vec<FieldProblem>,
}

impl Fields {
    /// The fields of an object.
    #[must_use]
    pub fn new(values: Map<String, Value>) -> Self {
        Self {
            place: String::new(),
            values,
            problems: Vec::new(),
        }
    }

    /// Takes a field that must be there.
    pub fn required<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        let value = self.optional(name)?;
        let field = [&self.place, name].concat();
        let known = self.problems.iter().any(|problem| problem.field == field);
        if value.is_none() && !known {
            self.refuse(name, "is missing");
        }
        value
    }

    /// Takes a field that may be absent or null: `Some(None)` then, `None` when it was at fault.
    pub fn optional<T: DeserializeOwned>(&mut self, name: &str) -> Option<Option<T>> {
        match self.values.remove(name) {
            None | Some(Value::Null) => Some(None),
            Some(value) => match T::deserialize(value) {
                Ok(value) => Some(Some(value)),
                Err(error) => {
                    let message = error.to_string();
                    // What serde says of a wrong type ends in what the right one is.
                    match message.split_once(", expected ") {
                        Some((_, expected)) => self.refuse(name, &format!("must be {expected}")),
                        None => self.refuse(name, &message),
                    }
                    None
                }
            },
        }
    }

    /// Takes a field that may be absent, and where null says that there is to be no value.
    pub fn settable<T: DeserializeOwned>(&mut self, name: &str) -> Option<Option<Set<T>>> {
        if self.values.get(name).is_some_and(Value::is_null) {
            self.values.remove(name);
            return Some(Some(Set(None)));
        }
        Some(self.optional(name)?.map(|value| Set(Some(value))))
    }

    /// Adds a field; `false` when it was there already.
    pub fn give(&mut self, name: &str, value: Value) -> bool {
        self.values.insert(name.to_owned(), value).is_none()
    }

    /// Notes what is wrong with a field.
    pub fn refuse(&mut self, name: &str, message: &str) {
        if self.problems.len() == MOST {
            return;
        }
        self.problems.push(FieldProblem {
            field: [&self.place, name].concat(),
            message: message.to_owned(),
        });
    }

    /// Takes an object that may be absent or null: its own fields are then named after it.
    pub fn inside<T: Input>(&mut self, name: &str) -> Option<Option<T>> {
        match self.values.remove(name) {
            None | Some(Value::Null) => Some(None),
            Some(value) => self.object(name, value).map(Some),
        }
    }

    /// Takes a list of at most `most` objects; without it, none.
    pub fn each<T: Input>(&mut self, name: &str, most: usize) -> Option<Vec<T>> {
        match self.values.remove(name) {
            None | Some(Value::Null) => Some(Vec::new()),
            Some(Value::Array(values)) if values.len() <= most => {
                let values = values.into_iter().enumerate();
                // All of them are read before one at fault counts.
                let read: Vec<Option<T>> = values
                    .map(|(place, value)| self.object(&format!("{name}.{place}"), value))
                    .collect();
                read.into_iter().collect()
            }
            Some(Value::Array(_)) => {
                self.refuse(name, &format!("must be at most {most}"));
                None
            }
            Some(_) => {
                self.refuse(name, "must be a list");
                None
            }
        }
    }

    fn object<T: Input>(&mut self, name: &str, value: Value) -> Option<T> {
        let Value::Object(values) = value else {
            self.refuse(name, "must be an object");
            return None;
        };
        let inside = Self {
            place: format!("{}{name}.", self.place),
            values,
            problems: Vec::new(),
        };
        match inside.parse() {
            Ok(input) => Some(input),
            Err(problems) => {
                self.problems.extend(problems);
                None
            }
        }
    }

    /// Reads the input, which must use every field there is.
    ///
    /// # Errors
    /// Each field at fault, unknown ones among them.
    pub fn parse<T: Input>(mut self) -> Result<T, Vec<FieldProblem>> {
        let input = T::read(&mut self);
        let unknown: Vec<_> = self.values.keys().cloned().collect();
        for name in unknown {
            self.refuse(&name, "is not a field of this request");
        }
        self.finish(input)
    }

    /// Reads the input and leaves the fields it does not know to others.
    ///
    /// # Errors
    /// Each field at fault.
    pub fn parse_known<T: Input>(mut self) -> Result<T, Vec<FieldProblem>> {
        let input = T::read(&mut self);
        self.finish(input)
    }

    fn finish<T>(self, input: Option<T>) -> Result<T, Vec<FieldProblem>> {
        match input {
            Some(input) if self.problems.is_empty() => Ok(input),
            _ => Err(self.problems),
        }
    }
}
