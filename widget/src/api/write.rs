//! What the portal sends, as the browser writes JSON. Each type is taken apart, so that a field
//! that is forgotten does not compile.

use guichet_shared::{
    Text,
    agent::Email,
    lang::Lang,
    ticket::{Context, NewTicket, Rating, Reply, Seen, Verdict},
    topic::Key,
};
use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::JsValue;

use super::object;

fn text(text: Option<&str>) -> JsValue {
    // A field without a value is not written at all.
    text.map_or(JsValue::UNDEFINED, Into::into)
}

/// A new ticket, written, with the answers to its topic's fields: as a map of the ticket's own they
/// would take 4 kB of code to build.
#[must_use]
pub fn new_ticket(ticket: NewTicket, given: &[(String, String)]) -> String {
    let NewTicket {
        topic,
        subject,
        body,
        name,
        email,
        lang,
        fields: _,
        context: Context { searches, articles },
        follows,
        incident,
    } = ticket;
    let answers = Object::new();
    for (key, answer) in given {
        // Setting a field of an object made here cannot fail.
        _ = Reflect::set(&answers, &key.into(), &answer.into());
    }
    let searches: Array = searches
        .iter()
        .map(|text| JsValue::from(text.as_str()))
        .collect();
    let articles: Array = articles
        .iter()
        .map(|slug| JsValue::from(slug.as_str()))
        .collect();
    let context = [("searches", searches.into()), ("articles", articles.into())];
    let follows = follows.map(|id| id.to_string());
    let incident = incident.map(|id| id.to_string());
    let written = JSON::stringify(&object(&[
        ("topic", text(topic.as_ref().map(Key::as_str))),
        ("subject", subject.as_str().into()),
        ("body", body.as_str().into()),
        ("name", text(name.as_ref().map(Text::as_str))),
        ("email", text(email.as_ref().map(Email::as_str))),
        ("lang", text(lang.as_ref().map(Lang::as_str))),
        ("fields", answers.into()),
        ("context", object(&context).into()),
        ("follows", text(follows.as_deref())),
        ("incident", text(incident.as_deref())),
    ]));
    written.map(Into::into).unwrap_or_default()
}

/// A reply.
#[must_use]
pub fn reply(reply: &Reply) -> Object {
    let Reply { body } = reply;
    object(&[("body", body.as_str().into())])
}

/// A verdict.
#[must_use]
pub fn verdict(verdict: &Verdict) -> Object {
    let Verdict { solved, comment } = verdict;
    let comment = text(comment.as_ref().map(Text::as_str));
    object(&[("solved", (*solved).into()), ("comment", comment)])
}

/// A rating.
#[must_use]
pub fn rating(rating: &Rating) -> Object {
    let Rating { stars, comment } = rating;
    let comment = text(comment.as_ref().map(Text::as_str));
    object(&[("stars", stars.get().into()), ("comment", comment)])
}

/// How far the customer has seen.
#[must_use]
pub fn seen(seen: Seen) -> Object {
    let Seen { seq } = seen;
    object(&[("seq", seq.into())])
}
