//! "How did it go?": one to five, and a few words, on a closed ticket.

use guichet_shared::ticket::{Rating, Stars, TicketId};

use super::{
    super::{focus, state::State},
    answer::{Answer, Step},
};
use crate::{
    api::write,
    parts::{
        element::{Element, element, words},
        states::button,
    },
    text::Text,
};

/// The question, or the thanks.
pub fn rating(state: State, text: &'static Text, id: TicketId) -> Element {
    let answer = state.requests.rating;
    element("section", "asked").live(move || {
        let given = state
            .requests
            .tickets
            .shown
            .get()
            .and_then(|ticket| ticket.rating.clone());
        match (answer.step.get(), given) {
            (Step::Asked, Some(given)) => thanks(text, answer, &given),
            _ => form(state, text, answer, id),
        }
    })
}

fn thanks(text: &'static Text, answer: Answer, given: &Rating) -> Vec<Element> {
    let stars = given.stars.get();
    let comment = given
        .comment
        .as_ref()
        .map(|comment| comment.as_str().to_owned());
    let change = button(text.ticket.rating_change, move || {
        answer.stars.set(stars);
        answer.comment.set(comment.clone().unwrap_or_default());
        answer.step.set(Step::Writing);
        focus::soon(".stars input:checked");
    });
    let thanks = words("p", "thanks", text.ticket.rating_thanks).set("tabindex", "-1");
    vec![thanks, element("div", "answers").child(change)]
}

fn form(state: State, text: &'static Text, answer: Answer, id: TicketId) -> Vec<Element> {
    let step = answer.step.get_untracked();
    let choices = text.ticket.stars.iter().zip(1_u8..).map(|(name, stars)| {
        let chosen = (answer.stars.get_untracked() == stars).then_some("");
        let input = element("input", "hidden")
            .set("type", "radio")
            .set("name", "stars")
            .set("value", stars.to_string())
            .set_some("checked", chosen)
            .on("change", move |_| answer.stars.set(stars));
        element("label", "star")
            .set("title", *name)
            .child(input)
            .child(words("span", "star-number", stars.to_string()).set("aria-hidden", "true"))
            .child(words("span", "hidden", *name))
    });
    let [worst, .., best] = text.ticket.stars;
    let ends = element("div", "star-ends hint")
        .set("aria-hidden", "true")
        .child(words("span", "", worst))
        .child(words("span", "", best));
    let legend = words("legend", "vote-title", text.ticket.rating).set("tabindex", "-1");
    let row = element("div", "stars").children(choices);
    let name = words("p", "hint", "").live(move || {
        let stars = usize::from(answer.stars.get());
        let name = stars
            .checked_sub(1)
            .and_then(|at| text.ticket.stars.get(at));
        name.map(|name| words("span", "", *name))
            .into_iter()
            .collect()
    });
    let fields = element("fieldset", "")
        .child(legend)
        .child(row)
        .child(ends)
        .child(name.set("aria-hidden", "true"));
    let failed = step.trouble(text);
    let more = element("div", "").live(move || {
        // The rest comes once there is something to send.
        if answer.stars.get() == 0 {
            return Vec::new();
        }
        let field = answer.field(state, text, text.ticket.rating_comment, "rating-comment");
        let submit = button(text.ticket.rating_send, move || send(state, answer, id));
        vec![
            field,
            element("div", "answers").child(submit.set("class", "button accent")),
        ]
    });
    [fields].into_iter().chain(failed).chain([more]).collect()
}

fn send(state: State, answer: Answer, id: TicketId) {
    if answer.stars.get_untracked() > 0 {
        answer.send(state, id, "/rating", |answer| {
            let stars = Stars::try_from(i64::from(answer.stars.get_untracked())).ok()?;
            let comment = answer.remark();
            Some(write::rating(&Rating { stars, comment }))
        });
    }
}
