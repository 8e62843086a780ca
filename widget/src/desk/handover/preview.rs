//! What the customer will read about the handover that is being filled in.

use std::rc::Rc;

use guichet_shared::event::Reason;
use leptos::prelude::*;

use super::{Form, To};
use crate::{
    desk::state::State,
    parts::element::{Element, element, words},
    text::{TicketText, language},
};

/// The sentence as the customer will read it, in the customer's language.
pub fn preview(state: State, form: Form) -> Element {
    let w = state.words();
    let thread = state.open.thread_now();
    let lang = thread
        .as_ref()
        .and_then(|thread| thread.ticket.lang.clone());
    let read = lang.as_ref().and_then(|lang| language(lang.as_str()));
    let read = read
        .unwrap_or_else(|| state.language.get_untracked())
        .text
        .ticket;
    let from = thread.and_then(|thread| {
        thread
            .ticket
            .assignee
            .as_ref()
            .map(|from| first(&from.name))
    });
    let held = from.is_some();
    let sentence = Rc::new(move || {
        let to = form.to.get().and_then(To::agent).and_then(|id| {
            let colleagues = state.colleagues.get();
            colleagues
                .iter()
                .find(|known| known.id == id)
                .map(|known| first(&known.name))
        });
        let (sentence, reason) = told(read, from.as_deref(), to.as_deref(), form.reason.get());
        let note = form.public.get();
        let note = (!note.trim().is_empty()).then(|| words("p", "", note.trim()));
        let sentence = element("p", "").child(words("strong", "", sentence));
        let reason = reason.map(|reason| words("p", "", reason));
        [sentence].into_iter().chain(reason).chain(note).collect()
    });
    element("div", "").set("aria-live", "polite").live(move || {
        // There is nothing to read before it is known who gets the ticket, nor where nobody had
        // it and it only goes to another queue.
        let aside = matches!(form.to.get(), Some(To::Team(_)))
            && !held
            && form.reason.get() != Reason::Escalation
            && form.public.with(|note| note.trim().is_empty());
        if aside || form.to.get().is_none() {
            return Vec::new();
        }
        let lang = lang.as_ref().map(guichet_shared::lang::Lang::as_str);
        let sentence = Rc::clone(&sentence);
        let quote = element("blockquote", "customer-reads")
            .set_some("lang", lang)
            .live(move || sentence());
        vec![
            element("div", "field")
                .child(words("span", "field-label", w.handover.customer_reads))
                .child(quote)
                .child(words("span", "field-hint", w.handover.customer_reads_hint)),
        ]
    })
}

fn first(name: &str) -> String {
    name.split_whitespace().next().unwrap_or(name).to_owned()
}

/// What the customer reads about a move, and why it happened, in the portal's words.
fn told(
    text: &TicketText,
    from: Option<&str>,
    to: Option<&str>,
    reason: Reason,
) -> (String, Option<String>) {
    let sentence = match (from, to) {
        (Some(from), Some(to)) => text.said_moved.replace("{from}", from).replace("{to}", to),
        (None, Some(to)) => text.said_taken.replace("{to}", to),
        (_, None) => text.said_queue.to_owned(),
    };
    let words = match reason {
        Reason::Taken | Reason::Routed => None,
        Reason::Escalation => Some(text.escalation.to_owned()),
        Reason::CustomerRequest => Some(text.customer_request.to_owned()),
        Reason::Solution => to.map(|to| text.solution.replace("{to}", to)),
        Reason::Back => to.map(|to| text.back.replace("{to}", to)),
        // A reason that speaks of nobody says nothing.
        Reason::Expertise => to.map(|to| text.expertise.replace("{to}", to)),
        Reason::Absence => from.map(|from| text.absence.replace("{from}", from)),
        Reason::Workload => from.map(|from| text.workload.replace("{from}", from)),
        Reason::ShiftEnd => from.map(|from| text.shift_end.replace("{from}", from)),
    };
    let reason = words.map(|words| text.reason.replace("{reason}", &words));
    (sentence, reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_customer_reads_who_had_it_who_has_it_and_why() {
        let w = language("en").unwrap().text.ticket;
        let (sentence, reason) = told(w, Some("Tom"), Some("Ana"), Reason::Expertise);
        assert_eq!(sentence, "Your request moved from Tom to Ana");
        assert_eq!(reason.unwrap(), "Reason: Ana knows this subject best");
    }

    #[test]
    fn a_reason_that_speaks_of_nobody_is_left_out() {
        let w = language("en").unwrap().text.ticket;
        assert_eq!(told(w, None, Some("Ana"), Reason::Workload).1, None);
        assert_eq!(told(w, Some("Tom"), None, Reason::Expertise).1, None);
        assert!(
            told(w, None, Some("Ana"), Reason::CustomerRequest)
                .1
                .is_some()
        );
    }
}
