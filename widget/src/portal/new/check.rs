//! Whether a draft can be sent: the same parsers as on the server, and every field at fault.

use guichet_shared::{
    Invalid, Text,
    agent::Email,
    article::Slug,
    lang::Lang,
    ticket::{Context, NewTicket},
    topic::{Answers, FieldKind, Topic},
};

use super::{
    super::{state::State, vote::readable},
    draft::{Wrong, topic},
};

/// As much of the searches and articles as travels along.
const ALONG: usize = 20;

type Problems = Vec<(String, Wrong)>;

/// The ticket that the draft makes.
pub fn ticket(state: State) -> Result<NewTicket, Problems> {
    let draft = state.requests.draft;
    let mut wrong = Vec::new();
    let topic = topic(state);
    let mut fields = Answers::new();
    if let Some(topic) = topic {
        for field in &topic.fields {
            let answer = draft.answer(field.key.as_str());
            if !answer.trim().is_empty() {
                fields.insert(field.key.to_string(), answer);
            }
        }
        wrong.extend(answers(topic, &fields));
    }
    let subject = required("subject", &draft.subject.get_untracked(), &mut wrong);
    let body = required("body", &draft.body.get_untracked(), &mut wrong);
    let name = optional("name", &draft.name.get_untracked(), &mut wrong);
    let email = draft.email.get_untracked();
    let email = match Email::parse(email.trim()) {
        _ if email.trim().is_empty() => None,
        Ok(email) => Some(email),
        Err(_) => {
            wrong.push(("email".to_owned(), Wrong::Email));
            None
        }
    };
    match (subject, body) {
        (Some(subject), Some(body)) if wrong.is_empty() => Ok(NewTicket {
            topic: topic.map(|topic| topic.key.clone()),
            subject,
            body,
            name,
            email,
            lang: Lang::parse(state.language.get_untracked().code).ok(),
            fields,
            context: context(state),
            follows: draft.follows.get_untracked(),
        }),
        _ => Err(wrong),
    }
}

/// What was tried before.
pub fn context(state: State) -> Context {
    let (searches, articles): (Vec<String>, Vec<Slug>) =
        state.memory(|memory| (memory.searches.clone(), memory.articles.clone()));
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

fn required<const MAX: usize>(name: &str, text: &str, wrong: &mut Problems) -> Option<Text<MAX>> {
    let read = optional(name, text, wrong);
    if text.trim().is_empty() {
        wrong.push((name.to_owned(), Wrong::Missing));
    }
    read
}

fn optional<const MAX: usize>(name: &str, text: &str, wrong: &mut Problems) -> Option<Text<MAX>> {
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

/// What is wrong with the answers to a topic's fields.
fn answers(topic: &Topic, given: &Answers) -> Problems {
    let Err(problems) = topic.answered(given) else {
        return Vec::new();
    };
    let kinds = problems.into_iter().map(|problem| {
        let key = problem.field.strip_prefix("fields.").unwrap_or_default();
        let field = topic.fields.iter().find(|field| field.key.as_str() == key);
        let wrong = match field.map(|field| field.kind) {
            Some(FieldKind::Checkbox) => Wrong::Tick,
            Some(FieldKind::Choice) => Wrong::Choice,
            _ if !given.contains_key(key) => Wrong::Missing,
            Some(FieldKind::Text) => Wrong::TooLong(200),
            Some(FieldKind::Number) => Wrong::Number,
            Some(FieldKind::Date) => Wrong::Date,
            None => Wrong::Refused,
        };
        (problem.field, wrong)
    });
    kinds.collect()
}

#[cfg(test)]
mod tests {
    use guichet_shared::topic::{Field, Key, Localised};

    use super::*;

    fn topic() -> Topic {
        let field = |key: &str, kind, required| Field {
            key: Key::parse(key).unwrap(),
            label: Localised::default(),
            kind,
            required,
            options: Vec::new(),
        };
        Topic {
            key: Key::parse("billing").unwrap(),
            name: Localised::default(),
            fields: vec![
                field("order", FieldKind::Text, true),
                field("amount", FieldKind::Number, false),
                field("agreed", FieldKind::Checkbox, true),
            ],
        }
    }

    #[test]
    fn each_answer_at_fault_is_told_what_it_needs() {
        let given = Answers::from([("amount".to_owned(), "much".to_owned())]);
        assert_eq!(
            answers(&topic(), &given),
            [
                ("fields.order".to_owned(), Wrong::Missing),
                ("fields.amount".to_owned(), Wrong::Number),
                ("fields.agreed".to_owned(), Wrong::Tick),
            ]
        );
    }

    #[test]
    fn a_field_that_is_left_out_is_missing_only_where_it_is_needed() {
        let mut wrong = Vec::new();
        assert_eq!(optional::<5>("name", "  ", &mut wrong), None);
        assert_eq!(wrong, []);
        assert_eq!(required::<5>("subject", "", &mut wrong), None);
        assert_eq!(required::<5>("body", "longer", &mut wrong), None);
        assert_eq!(
            wrong,
            [
                ("subject".to_owned(), Wrong::Missing),
                ("body".to_owned(), Wrong::TooLong(5))
            ]
        );
    }
}
