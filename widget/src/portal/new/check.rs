//! Whether a draft can be sent: the same parsers as on the server, and every field at fault.

use guichet_shared::{
    Invalid, Text,
    agent::{Email, Name},
    article::Slug,
    incident::IncidentId,
    lang::Lang,
    ticket::{Context, NewTicket},
    topic::{Answers, Field, FieldKind},
};

use super::{
    super::{state::State, vote::readable},
    draft::{Wrong, topic},
};

/// As much of the searches and articles as travels along.
const ALONG: usize = 20;

type Problems = Vec<(String, Wrong)>;

/// The answers to a topic's fields, by their keys.
type Given = Vec<(String, String)>;

/// The ticket that the draft makes, and the answers to its topic's fields.
pub fn ticket(state: State) -> Result<(NewTicket, Given), Problems> {
    let draft = state.requests.draft;
    let mut wrong = Vec::new();
    let topic = topic(state);
    let mut given = Given::new();
    for field in topic.iter().flat_map(|topic| &topic.fields) {
        let mut answer = draft.answer(field.key.as_str());
        if field.kind == FieldKind::Number {
            answer = plain(&answer, state.language.get_untracked().code);
        }
        match problem(field, answer.trim()) {
            Some(problem) => wrong.push((["fields.", field.key.as_str()].concat(), problem)),
            None if answer.trim().is_empty() => {}
            None => given.push((field.key.as_str().to_owned(), answer)),
        }
    }
    let subject = required("subject", &draft.subject.get_untracked(), &mut wrong);
    let body = required("body", &draft.body.get_untracked(), &mut wrong);
    let (name, email) = who(state, &mut wrong);
    match (subject, body) {
        (Some(subject), Some(body)) if wrong.is_empty() => {
            let ticket = NewTicket {
                topic: topic.map(|topic| topic.key.clone()),
                subject,
                body,
                name,
                email,
                lang: Lang::parse(state.language.get_untracked().code).ok(),
                fields: Answers::new(),
                context: context(state),
                follows: draft.follows.get_untracked(),
                incident: None,
            };
            Ok((ticket, given))
        }
        _ => Err(wrong),
    }
}

/// The ticket of somebody who has met a known problem too.
pub fn joining(
    state: State,
    text: &'static crate::text::Text,
    incident: IncidentId,
    title: &str,
) -> Result<NewTicket, Problems> {
    let mut wrong = Vec::new();
    let (name, email) = who(state, &mut wrong);
    let subject = required("subject", title, &mut wrong);
    // What was being written when the problem was found goes along.
    let body = state.requests.draft.body.get_untracked();
    let body = match body.trim() {
        "" => text.incident.join_body,
        typed => typed,
    };
    let body = required("body", body, &mut wrong);
    match (subject, body) {
        (Some(subject), Some(body)) if wrong.is_empty() => Ok(NewTicket {
            // A topic may ask for what is of no use here.
            topic: None,
            subject,
            body,
            name,
            email,
            lang: Lang::parse(state.language.get_untracked().code).ok(),
            fields: Answers::new(),
            context: context(state),
            follows: None,
            incident: Some(incident),
        }),
        _ => Err(wrong),
    }
}

/// Who the customer is, as far as they say.
fn who(state: State, wrong: &mut Problems) -> (Option<Name>, Option<Email>) {
    let draft = state.requests.draft;
    let name = optional("name", &draft.name.get_untracked(), wrong);
    let email = draft.email.get_untracked();
    let email = match Email::parse(email.trim()) {
        _ if email.trim().is_empty() => None,
        Ok(email) => Some(email),
        Err(_) => {
            wrong.push(("email".to_owned(), Wrong::Email));
            None
        }
    };
    (name, email)
}

/// What was tried before.
pub fn context(state: State) -> Context {
    let slug = |(slug, _): &(Slug, String)| slug.clone();
    let (searches, articles): (Vec<String>, Vec<Slug>) = state.memory(|memory| {
        let articles = memory.articles.iter().map(slug);
        (memory.searches.clone(), articles.collect())
    });
    let from = |length: usize| length.saturating_sub(ALONG);
    let searches = &searches[from(searches.len())..];
    let searches = searches
        .iter()
        .filter_map(|search| Text::parse(&readable(search)).ok());
    Context {
        searches: searches.collect(),
        articles: articles[from(articles.len())..].to_vec(),
    }
}

fn required<const MAX: usize, const ONE_LINE: bool>(
    name: &str,
    text: &str,
    wrong: &mut Problems,
) -> Option<Text<MAX, ONE_LINE>> {
    let read = optional(name, text, wrong);
    if text.trim().is_empty() {
        wrong.push((name.to_owned(), Wrong::Missing));
    }
    read
}

fn optional<const MAX: usize, const ONE_LINE: bool>(
    name: &str,
    text: &str,
    wrong: &mut Problems,
) -> Option<Text<MAX, ONE_LINE>> {
    match Text::parse(&readable(text)) {
        Ok(text) => Some(text),
        Err(Invalid::Blank) => None,
        Err(Invalid::TooLong { max }) => {
            wrong.push((name.to_owned(), Wrong::TooLong(max)));
            None
        }
        Err(Invalid::Malformed { .. }) => {
            wrong.push((name.to_owned(), Wrong::Refused));
            None
        }
    }
}

/// What is wrong with an answer. The server looks closer; this names what people forget.
fn problem(field: &Field, answer: &str) -> Option<Wrong> {
    if answer.is_empty() {
        let missing = match field.kind {
            FieldKind::Checkbox => Wrong::Tick,
            FieldKind::Choice => Wrong::Choice,
            FieldKind::Date => Wrong::Date,
            FieldKind::Text | FieldKind::Number => Wrong::Missing,
        };
        return field.required.then_some(missing);
    }
    let wrong = match field.kind {
        FieldKind::Text if answer.chars().count() > 200 => Wrong::TooLong(200),
        FieldKind::Number if !is_number(answer) => Wrong::Number,
        _ => return None,
    };
    Some(wrong)
}

/// A number as the server takes it, from one as people write it: "1,234.50", "1 234,50 €", "1.234,50".
fn plain(text: &str, lang: &str) -> String {
    let read = |c| match c {
        ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’' | '€' | '$' | '£' | '¥' => None,
        '−' => Some('-'),
        c => Some(c),
    };
    let text: String = text.chars().filter_map(read).collect();
    let Some(at) = text.rfind(['.', ',']) else {
        return text;
    };
    let (whole, fraction) = (&text[..at], &text[at + 1..]);
    let mark = &text[at..=at];
    let groups = if lang == "en" { "," } else { "." };
    let grouped = whole.contains(mark) || mark == groups && fraction.len() == 3;
    let whole = whole.replace(['.', ','], "");
    let point = if grouped || fraction.is_empty() {
        ""
    } else {
        "."
    };
    [&whole, point, fraction].concat()
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all = |part: &str| !part.is_empty() && part.bytes().all(|digit| digit.is_ascii_digit());
    text.len() <= 30 && all(whole) && all(fraction)
}

#[cfg(test)]
mod tests {
    use guichet_shared::topic::{Key, Localised};

    use super::*;

    fn field(kind: FieldKind, required: bool) -> Field {
        Field {
            key: Key::parse("order").unwrap(),
            label: Localised::default(),
            kind,
            required,
            options: Vec::new(),
        }
    }

    #[test]
    fn each_answer_at_fault_is_told_what_it_needs() {
        let needed = |kind| problem(&field(kind, true), "");
        assert_eq!(needed(FieldKind::Text), Some(Wrong::Missing));
        assert_eq!(needed(FieldKind::Checkbox), Some(Wrong::Tick));
        assert_eq!(needed(FieldKind::Choice), Some(Wrong::Choice));
        assert_eq!(problem(&field(FieldKind::Text, false), ""), None);
        for (text, wrong) in [("12.5", None), ("-3", None), ("much", Some(Wrong::Number))] {
            assert_eq!(
                problem(&field(FieldKind::Number, false), text),
                wrong,
                "{text}"
            );
        }
    }

    #[test]
    fn an_amount_is_read_as_people_write_it_in_their_language() {
        for (text, lang, number) in [
            ("1,234.50", "en", "1234.50"),
            ("$1,234", "en", "1234"),
            ("1\u{202f}234,50\u{a0}€", "fr", "1234.50"),
            ("1.234,5", "de", "1234.5"),
            ("1.234", "de", "1234"),
            ("1.234.567", "en", "1234567"),
            ("12,5", "en", "12.5"),
            ("12.5", "fr", "12.5"),
            ("12.", "en", "12"),
            ("−3", "de", "-3"),
            ("much", "en", "much"),
        ] {
            assert_eq!(plain(text, lang), number, "{text}");
        }
    }

    #[test]
    fn a_field_that_is_left_out_is_missing_only_where_it_is_needed() {
        let mut wrong = Vec::new();
        assert_eq!(optional::<5, false>("name", "  ", &mut wrong), None);
        assert_eq!(wrong, []);
        assert_eq!(required::<5, false>("subject", "", &mut wrong), None);
        assert_eq!(required::<5, false>("body", "longer", &mut wrong), None);
        assert_eq!(
            wrong,
            [
                ("subject".to_owned(), Wrong::Missing),
                ("body".to_owned(), Wrong::TooLong(5))
            ]
        );
    }
}
