//! Where a ticket stands: a sentence, the person who has it, and why it moved.

use std::rc::Rc;

use guichet_shared::{
    agent::Holder,
    event::{Event, What},
    incident::{IncidentId, Part},
    status::{Status, Turn},
    ticket::Ticket,
};

use super::{
    super::{intl, route::View, state::State, time},
    sentence,
};
use crate::{
    parts::{
        element::{Element, element, words},
        initials::initials,
    },
    text::Text,
};

/// As many colours as the style sheet has for people.
const COLOURS: u32 = 6;

/// All of it.
pub fn standing(state: State, text: &'static Text, ticket: &Ticket) -> Vec<Element> {
    let line = words("p", "status-line", line(state, text, ticket));
    let holder = match &ticket.holder {
        Some(holder) => Some(person(text, holder)),
        // Whoever has read a solution is not told that nobody has looked.
        None if matches!(ticket.status, Status::Proposed | Status::Closed) => None,
        None => Some(match problem(state, ticket) {
            Some(problem) => follows(text, problem),
            None => nobody(text),
        }),
    };
    let moved = last_move(state, ticket).map(|event| moved(state, &event));
    [line].into_iter().chain(holder).chain(moved).collect()
}

/// "In progress. It is our turn: next update by 16:00."
pub fn line(state: State, text: &Text, ticket: &Ticket) -> String {
    let code = state.language.get_untracked().code;
    let words = text.ticket;
    let status = sentence::status(state, ticket.status);
    let status = match &ticket.hold {
        Some(hold) if ticket.status == Status::OnHold => words
            .held
            .replace("{status}", &status)
            .replace("{hold}", hold),
        _ => status,
    };
    let turn = match ticket.turn {
        Turn::Support => words.turn_support_long,
        Turn::Customer => words.turn_customer_long,
        Turn::Nobody => return ended(status),
    };
    let turn = match &ticket.due {
        Some(due) if ticket.turn == Turn::Support => {
            let form = if time::is_over(due) {
                words.late
            } else {
                words.due
            };
            form.replace("{turn}", turn)
                .replace("{time}", &intl::until(code, due))
        }
        _ => turn.to_owned(),
    };
    [ended(status), ended(turn)].join(" ")
}

/// A sentence with its end.
fn ended(mut sentence: String) -> String {
    if !sentence.ends_with(['.', '?', '!', '…']) {
        sentence.push('.');
    }
    sentence
}

fn person(text: &Text, holder: &Holder) -> Element {
    let words_of = text.ticket;
    let name = holder.agent.name.as_str();
    let level = usize::from(holder.agent.level).clamp(1, words_of.levels.len());
    let (class, presence) = if holder.here {
        ("presence here", words_of.here)
    } else {
        ("presence", words_of.away)
    };
    let about = element("p", "person-about")
        .child(words("span", "", words_of.levels[level - 1]))
        .child(words("span", class, presence));
    let inside = element("div", "")
        .child(words("p", "person-name", name))
        .child(about);
    element("div", "person").child(avatar(name)).child(inside)
}

fn nobody(text: &Text) -> Element {
    let inside = element("div", "")
        .child(words("p", "person-name", text.ticket.nobody))
        .child(words("p", "person-about", text.ticket.nobody_hint));
    element("div", "person")
        .child(element("span", "avatar empty").set("aria-hidden", "true"))
        .child(inside)
}

/// The known problem that the ticket is part of: its id and its title.
fn problem(state: State, ticket: &Ticket) -> Option<(IncidentId, String)> {
    let events = state.requests.tickets.events_of(ticket.id, 0);
    let last = events.iter().rev().find_map(|event| match &event.what {
        What::Incident {
            incident,
            title,
            part,
            ..
        } => Some((*part, *incident, title.clone())),
        _ => None,
    });
    last.and_then(|(part, id, title)| (part == Part::Joined).then_some((id, title)))
}

/// Nobody has to take it: it goes on with the problem.
fn follows(text: &Text, (id, title): (IncidentId, String)) -> Element {
    let href = View::Incident(id).href();
    let inside = element("div", "")
        .child(words("p", "person-name", text.incident.joined))
        .child(element("p", "person-about").child(words("a", "", title).set("href", href)));
    element("div", "person").child(inside)
}

/// The initials of a name on a colour of its own, the same each time.
fn avatar(name: &str) -> Element {
    words("span", "avatar", initials(name))
        .set("aria-hidden", "true")
        .set("data-colour", colour(name).to_string())
}

fn colour(name: &str) -> u32 {
    let mix = |sum: u32, c: char| sum.wrapping_mul(31).wrapping_add(u32::from(c));
    name.chars().fold(7, mix) % COLOURS
}

/// The last move that says why.
fn last_move(state: State, ticket: &Ticket) -> Option<Rc<Event>> {
    let events = state.requests.tickets.events_of(ticket.id, 0);
    let told = |event: &Rc<Event>| matches!(event.what, What::Handover { from: Some(_), .. });
    events
        .into_iter()
        .rev()
        .find(|event| matches!(event.what, What::Handover { .. }))
        .filter(told)
}

fn moved(state: State, event: &Event) -> Element {
    let said = sentence::told(state, event, |until| {
        intl::until(state.language.get_untracked().code, until)
    });
    let note = sentence::note(event).map(|note| words("span", "moved-note", note));
    let said: Vec<String> = said.into_iter().map(ended).collect();
    words("p", "moved", said.join(" ")).children(note)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_its_colour() {
        assert_eq!(colour("Ana"), colour("Ana"));
        assert!(colour("Zoë") < COLOURS);
    }

    #[test]
    fn a_sentence_ends_once() {
        assert_eq!(ended("Closed".into()), "Closed.");
        assert_eq!(ended("Did it help?".into()), "Did it help?");
    }
}
