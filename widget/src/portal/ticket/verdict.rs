//! "Did it help?": the customer's answer to a proposed solution.

use guichet_shared::ticket::{TicketId, Verdict};

use super::{
    super::{focus, intl, state::State},
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

/// The question, and what follows from a no.
pub fn verdict(state: State, text: &'static Text, id: TicketId) -> Element {
    let answer = state.requests.verdict;
    let send = move |solved| send(state, answer, id, solved);
    element("section", "asked").live(move || {
        let title = words("h2", "vote-title", text.ticket.verdict);
        let step = answer.step.get();
        let solved = answer.stars.get_untracked() == 1;
        if step == Step::Writing || (step != Step::Asked && !solved) {
            let field = answer.field(state, text, text.ticket.verdict_wrong, "verdict-comment");
            let trouble = step.trouble(text);
            let label = if trouble.is_some() {
                text.retry
            } else {
                text.send
            };
            let submit = button(label, move || send(false)).set("class", "button accent");
            let back = button(text.back, move || {
                answer.step.set(Step::Asked);
                focus::soon(".asked .button");
            });
            let mut views = vec![title, field];
            views.extend(trouble);
            views.push(element("div", "answers").child(submit).child(back));
            return views;
        }
        let yes = button(text.yes, move || send(true)).set("class", "button accent");
        let no = button(text.no, move || {
            answer.step.set(Step::Writing);
            focus::soon("#verdict-comment");
        });
        let ticket = state.requests.tickets.shown.get_untracked();
        let until = ticket.and_then(|ticket| ticket.closes_at.clone());
        let silence = until.map(|until| {
            let date = intl::day(state.language.get_untracked().code, &until);
            words(
                "p",
                "hint",
                text.ticket.verdict_silence.replace("{date}", &date),
            )
        });
        let mut views = vec![title];
        views.extend(silence);
        views.extend(step.trouble(text));
        views.push(element("div", "answers").child(yes).child(no));
        views
    })
}

fn send(state: State, answer: Answer, id: TicketId, solved: bool) {
    if answer.step.get_untracked() == Step::Sending {
        return;
    }
    // Remembers what is being sent, for the case that it fails.
    answer.stars.set(solved.into());
    answer.send(state, id, "/verdict", |answer| {
        let solved = answer.stars.get_untracked() == 1;
        let comment = if solved { None } else { answer.remark() };
        Some(write::verdict(&Verdict { solved, comment }))
    });
}
