//! A known problem: the quiet lines that announce it, and its page.

mod join;

use guichet_shared::{
    incident::{Incident, IncidentId, Known, Update},
    topic::Key,
};

use js_sys::JsString;

use super::{
    focus, history, home,
    new::{localised, spoken},
    route::View,
    state::State,
    time,
};
use crate::{
    api::{Failure, Load},
    parts::{
        blocks::blocks,
        element::{Element, element, words},
        icons::{NEXT, icon},
        rows::row,
        states::{notice, skeleton_article},
    },
    text::Text,
};

/// From so many letters on, a word says what a title is about.
const TELLING: usize = 4;

/// A line for each problem that the site announces; `topic` leaves those of other topics out.
pub fn announced(state: State, text: &'static Text, topic: Option<&'static Key>) -> Element {
    let concerned = move |known: &&Known| {
        let of = known.topic.as_ref();
        topic.is_none() || of.is_none() || of == topic
    };
    let line = move |known: &Known| {
        let title = element("span", "row-text")
            .child(words("span", "announced-label", text.incident.known))
            .child(spoken(state, "span", "", &known.title));
        let link = element("a", "row announced")
            .set("href", View::Incident(known.id).href())
            .child(title)
            .child(icon(NEXT));
        element("li", "").child(link)
    };
    // Empty it takes no room.
    element("ul", "known").live(move || {
        state.known.track();
        let lines = |known: &Vec<Known>| known.iter().filter(concerned).map(line).collect();
        state.known.with_untracked(lines)
    })
}

/// The problems whose titles share a word with what is being asked, as rows of a list.
pub fn matching(state: State, text: &'static Text, asked: &str) -> Vec<Element> {
    // The browser knows of every letter which is its small one; here that would be a table of 11 kB.
    let small = |text: &str| String::from(JsString::from(text).to_lower_case());
    let asked = small(asked);
    let about = |known: &&Known| is_about(&small(localised(state, &known.title)), &asked);
    let line = |known: &Known| {
        let name = words("span", "row-title", [text.incident.known, ": "].concat());
        row(
            View::Incident(known.id).href(),
            name.child(spoken(state, "span", "", &known.title)),
            None,
            Vec::new(),
            None,
        )
    };
    state.known.track();
    let lines = |known: &Vec<Known>| known.iter().filter(about).map(line).collect();
    state.known.with_untracked(lines)
}

/// Whether two texts in small letters share the beginning of a telling word.
fn is_about(title: &str, asked: &str) -> bool {
    let ends = |c: char| c == '’' || c.is_ascii() && !c.is_ascii_alphanumeric();
    let telling = |word: &&str| word.chars().count() >= TELLING;
    let mut asked = asked.split(ends).filter(telling);
    asked.any(|asked| {
        let beginning: String = asked.chars().take(TELLING + 1).collect();
        let mut title = title.split(ends).filter(telling);
        title.any(|word| word.starts_with(&beginning))
    })
}

/// The page.
pub fn page(state: State, text: &'static Text, id: IncidentId) -> Element {
    let resource = ["/incidents/", &id.to_string()].concat();
    state
        .incident
        .ask(state.path(&resource, &[("lang", state.language.get().code)]));
    state.title.set(history::title(state).unwrap_or_default());
    focus::arrive(state, false);
    let problem = element("div", "").live(move || match state.incident.get() {
        Load::Waiting => skeleton_article(text.loading, history::title(state)),
        Load::Ready(incident) => read(state, text, &incident),
        Load::Failed(failure) => {
            focus::arrive(state, true);
            vec![match failure {
                Failure::Missing => {
                    let home = words("a", "button", text.home).set("href", "#/");
                    notice("h1", text.incident.missing, text.missing_hint, Some(home))
                }
                failure => home::failed(state, text, "h1", failure, move || {
                    state.incident.again();
                }),
            }]
        }
    });
    element("div", "page").child(problem)
}

fn read(state: State, text: &'static Text, incident: &Incident) -> Vec<Element> {
    let words_of = text.incident;
    state.title.set(incident.title.clone());
    focus::arrive(state, true);
    let (label, when, at) = match &incident.closed_at {
        Some(at) => (words_of.over, words_of.ended, at),
        None => (words_of.known, words_of.since, &incident.created_at),
    };
    let foreign = state.foreign(incident.lang.as_str());
    let title = words("h1", "", incident.title.as_str()).set("tabindex", "-1");
    let head = element("div", "")
        .child(words("p", "eyebrow", label))
        .child(title.set_some("lang", foreign));
    let note = home::untranslated(state, text, foreign);
    let said = |body| blocks(element("div", "text").set_some("lang", foreign), body, text);
    let body = said(&incident.body);
    let since = said_at(state, when, at);
    let updates = incident.updates.iter();
    let updates = updates.map(|it| update(state, text, it, said(&it.body)));
    let updates = (!incident.updates.is_empty()).then(|| {
        element("section", "updates")
            .child(words("h2", "label", words_of.updates))
            .child(element("ol", "").children(updates))
    });
    let join = incident
        .closed_at
        .is_none()
        .then(|| join::join(state, text, incident.id, incident.title.clone()));
    let article = element("article", "")
        .child(head)
        .children(note)
        .child(body)
        .child(since);
    [article].into_iter().chain(join).chain(updates).collect()
}

/// A sentence with a time in it that grows older.
fn said_at(state: State, said: &str, at: &str) -> Element {
    let (before, after) = said.split_once("{time}").unwrap_or((said, ""));
    element("p", "updated")
        .text(before)
        .child(time::time(state, at))
        .text(after)
}

fn update(state: State, text: &Text, update: &Update, body: Element) -> Element {
    let label = update
        .solution
        .then(|| words("p", "bubble-label", text.incident.solution));
    element("li", "")
        .child(element("p", "hint").child(time::time(state, &update.at)))
        .children(label)
        .child(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_is_told_to_who_writes_of_it_in_other_forms() {
        assert!(is_about("card payments fail", "my payment was refused"));
        assert!(is_about("les paiements échouent", "paiement refusé"));
        assert!(!is_about("card payments fail", "where is my parcel"));
        assert!(!is_about("the site is slow", "the box is red"));
    }
}
