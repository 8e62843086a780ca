//! Macros: answers kept for use again, with what else they do to a ticket.

use serde::{Deserialize, Serialize};

use super::Actions;
use crate::{Line, parsed::id, site::SiteKey, ticket::Message};

id!(
    /// A macro's id.
    MacroId
);

/// What agents call a macro.
pub type MacroName = Line<80>;

/// A macro.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Macro {
    /// Its id.
    pub id: MacroId,
    /// Its site.
    pub site: SiteKey,
    /// What agents call it.
    pub name: String,
    /// What it writes, in Markdown, with placeholders such as `{customer}`; it may write nothing.
    pub body: String,
    /// What else it does.
    pub actions: Actions,
    /// When it last changed: RFC 3339, UTC.
    pub updated_at: String,
}

/// The answer of `GET /desk/macros`, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Macros {
    /// The macros of the caller's sites.
    pub macros: Vec<Macro>,
}

/// What `POST /desk/macros` takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewMacro {
    /// Its site.
    pub site: SiteKey,
    /// What it is.
    #[serde(flatten)]
    pub text: MacroText,
}

/// What `PUT /desk/macros/{id}` takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MacroText {
    /// What agents call it; no two macros of a site have one name.
    pub name: MacroName,
    /// What it writes, in Markdown. `{customer}`, `{agent}`, `{number}`, `{subject}` and `{site}`
    /// stand for what the ticket has; others are refused. It may be left out where the macro does
    /// something else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Message>,
    /// What else it does.
    #[serde(default)]
    pub actions: Actions,
}

/// What the placeholders of a macro stand for on one ticket.
#[derive(Clone, Copy, Debug)]
pub struct Placeholders<'a> {
    /// What the customer is called.
    pub customer: &'a str,
    /// Who writes, as customers know them.
    pub agent: &'a str,
    /// The ticket's number.
    pub number: &'a str,
    /// What the ticket is about.
    pub subject: &'a str,
    /// The site's name.
    pub site: &'a str,
}

impl Placeholders<'_> {
    /// What can stand in a macro's text.
    pub const NAMES: [&'static str; 5] =
        ["{customer}", "{agent}", "{number}", "{subject}", "{site}"];

    /// The text with what the placeholders stand for. What a ticket brings is put in once and not
    /// read again: a subject called `{agent}` stays what it is.
    #[must_use]
    pub fn fill(&self, text: &str) -> String {
        let values = [
            self.customer,
            self.agent,
            self.number,
            self.subject,
            self.site,
        ];
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find('{') {
            filled.push_str(&rest[..at]);
            rest = &rest[at..];
            let mut known = Self::NAMES.iter().zip(values);
            match known.find(|(name, _)| rest.starts_with(**name)) {
                Some((name, value)) => {
                    filled.push_str(value);
                    rest = &rest[name.len()..];
                }
                None => {
                    filled.push('{');
                    rest = &rest[1..];
                }
            }
        }
        filled.push_str(rest);
        filled
    }
}

/// The most characters of what is taken for a placeholder.
const LONGEST: usize = 30;

/// What looks like a placeholder in a text and stands for nothing, each of them once.
#[must_use]
pub fn unknown_placeholders(text: &str) -> Vec<&str> {
    let mut unknown = Vec::new();
    for (at, _) in text.match_indices('{') {
        let rest = &text[at..];
        let Some(end) = rest.find('}') else { break };
        let (whole, name) = (&rest[..=end], &rest[1..end]);
        let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ');
        let is = name.starts_with(char::is_alphabetic)
            && name.chars().all(word)
            && name.chars().count() <= LONGEST;
        if is && !Placeholders::NAMES.contains(&whole) && !unknown.contains(&whole) {
            unknown.push(whole);
        }
    }
    unknown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled_once_and_unknown_ones_stay() {
        let with = Placeholders {
            customer: "Élise",
            agent: "Tom",
            number: "12",
            subject: "{agent}",
            site: "Acme",
        };
        assert_eq!(
            unknown_placeholders("{customer} {order} {Site} {{number} { a } {\"a\": 1} {order} {"),
            ["{order}", "{Site}"]
        );
        assert_eq!(
            with.fill("{customer}, {subject} {unknown} {{number} {site}, {agent"),
            "Élise, {agent} {unknown} {12 Acme, {agent"
        );
    }
}
