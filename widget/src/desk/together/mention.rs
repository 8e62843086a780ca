//! Mentions in a note: a list that opens at `@`, whom a text names, and how that is shown.

use guichet_shared::{
    agent::{AgentId, Colleague},
    block::{Block, Inline},
};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlTextAreaElement, KeyboardEvent};

use crate::{
    desk::{people, state::State},
    parts::element::{Element, element, words},
};

/// The most that are offered at once.
const OFFERED: usize = 6;

/// A choice that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Where its `@` stands, in UTF-16.
    start: usize,
    /// Those who fit.
    people: Vec<Colleague>,
    /// Which of them Enter takes.
    at: usize,
}

fn area() -> Option<HtmlTextAreaElement> {
    let area = document().get_element_by_id("composer-text");
    area.and_then(|area| area.dyn_into().ok())
}

/// What stands before the caret.
fn before(area: &HtmlTextAreaElement) -> Vec<u16> {
    let caret = area.selection_end().ok().flatten().unwrap_or(0) as usize;
    area.value().encode_utf16().take(caret).collect()
}

/// The word after the last `@` that begins one, and where that `@` stands.
fn word(before: &[u16]) -> Option<(usize, String)> {
    let start = before.iter().rposition(|unit| *unit == u16::from(b'@'))?;
    let first = start == 0
        || char::from_u32(before[start - 1].into()).is_some_and(|c| !c.is_alphanumeric());
    let word = String::from_utf16(&before[start + 1..]).ok()?;
    let short = word.chars().count() <= 40 && !word.contains('\n');
    (first && short).then_some((start, word))
}

/// Whether a name begins with what was typed, from any of its words on.
fn fits(name: &str, typed: &str) -> bool {
    let (name, typed) = (name.to_lowercase(), typed.to_lowercase());
    name.starts_with(&typed)
        || name
            .match_indices(' ')
            .any(|(at, _)| name[at + 1..].starts_with(&typed))
}

/// Those who may be named: who answers for the site of the ticket that is open.
pub fn candidates(state: State) -> Vec<Colleague> {
    let thread = state.open.thread_now();
    thread.map_or_else(Vec::new, |thread| state.answering_for(&thread.ticket.site))
}

/// Opens, narrows or closes the list after something was typed.
pub fn look(state: State) {
    let choice = area().and_then(|area| {
        let (start, typed) = word(&before(&area))?;
        let mut people = candidates(state);
        let done = people
            .iter()
            .any(|person| typed == format!("{} ", person.name));
        people.retain(|person| Some(person.id) != state.my_id() && fits(&person.name, &typed));
        people.truncate(OFFERED);
        let at = 0;
        (!people.is_empty() && !done).then_some(Choice { start, people, at })
    });
    if choice != state.together.choice.get_untracked() {
        if let Some(choice) = &choice {
            let count = choice.people.len().to_string();
            state.say(state.words().together.people_found.replace("{n}", &count));
        }
        state.together.choice.set(choice);
    }
}

/// Takes a key that is for the list; whether it was.
pub fn key(state: State, event: &KeyboardEvent) -> bool {
    let Some(mut choice) = state.together.choice.get_untracked() else {
        return false;
    };
    let count = choice.people.len();
    match event.key().as_str() {
        "ArrowDown" => choice.at = (choice.at + 1) % count,
        "ArrowUp" => choice.at = (choice.at + count - 1) % count,
        "Enter" | "Tab" if !event.ctrl_key() && !event.meta_key() && !event.shift_key() => {
            take(state, choice.at);
            event.prevent_default();
            return true;
        }
        "Escape" => {
            state.together.choice.set(None);
            event.prevent_default();
            event.stop_propagation();
            return true;
        }
        _ => return false,
    }
    event.prevent_default();
    state.together.choice.set(Some(choice));
    true
}

/// Writes the name of the person at this place.
fn take(state: State, at: usize) {
    let Some((choice, area)) = state.together.choice.get_untracked().zip(area()) else {
        return;
    };
    let Some(person) = choice.people.get(at) else {
        return;
    };
    let name: Vec<u16> = format!("@{} ", person.name).encode_utf16().collect();
    let caret = before(&area).len();
    let mut text: Vec<u16> = area.value().encode_utf16().collect();
    let end = choice.start + name.len();
    text.splice(choice.start..caret, name);
    area.set_value(&String::from_utf16_lossy(&text));
    let end = u32::try_from(end).unwrap_or(u32::MAX);
    _ = area.set_selection_range(end, end);
    state.together.choice.set(None);
    state.keep_text(&area.value());
    _ = area.focus();
}

/// The list.
pub fn list(state: State) -> Element {
    let w = state.words().together;
    element("div", "mention-place").live(move || {
        let Some(choice) = state.together.choice.get() else {
            return Vec::new();
        };
        let option = |(at, person): (usize, &Colleague)| {
            element("li", "mention-option")
                .set("id", format!("mention-{at}"))
                .set("role", "option")
                .set("aria-selected", (at == choice.at).to_string())
                .on("mousedown", move |event| {
                    event.prevent_default();
                    take(state, at);
                })
                .child(people::small(state, person).set("aria-hidden", "true"))
                .child(words("span", "", person.name.as_str()))
        };
        vec![
            element("ul", "mention-list")
                .set("id", "mention-list")
                .set("role", "listbox")
                .set("aria-label", w.whom)
                .children(choice.people.iter().enumerate().map(option)),
        ]
    })
}

/// The option that the keys are at, for screen readers.
pub fn active(state: State) -> Option<String> {
    let at = state.together.choice.with(|choice| {
        let choice = choice.as_ref()?;
        Some(choice.at)
    });
    at.map(|at| format!("mention-{at}"))
}

/// Whom a text names with `@` and the full name.
pub fn named(text: &str, colleagues: &[Colleague]) -> Vec<AgentId> {
    let mut longest: Vec<_> = colleagues.iter().collect();
    longest.sort_by_key(|colleague| std::cmp::Reverse(colleague.name.len()));
    let mut left = text.to_owned();
    let mut named = Vec::new();
    for colleague in longest {
        let mention = ["@", &colleague.name].concat();
        if left.contains(&mention) {
            left = left.replace(&mention, "\n");
            named.push(colleague.id);
        }
    }
    named
}

/// The note with each of these names stressed where it is a mention.
pub fn stressed<'a>(body: &[Block], names: impl Iterator<Item = &'a str>) -> Vec<Block> {
    let mut names: Vec<_> = names.map(|name| ["@", name].concat()).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    body.iter().map(|block| in_block(block, &names)).collect()
}

fn in_block(block: &Block, names: &[String]) -> Block {
    let all = |blocks: &[Block]| blocks.iter().map(|block| in_block(block, names)).collect();
    match block {
        Block::Paragraph { text } => Block::Paragraph {
            text: text.iter().flat_map(|run| in_run(run, names)).collect(),
        },
        Block::List { start, items } => Block::List {
            start: *start,
            items: items.iter().map(|item| all(item)).collect(),
        },
        Block::Quote { blocks } => Block::Quote {
            blocks: all(blocks),
        },
        other => other.clone(),
    }
}

fn in_run(run: &Inline, names: &[String]) -> Vec<Inline> {
    let Inline::Text { text } = run else {
        return vec![run.clone()];
    };
    let plain = |text: &str| Inline::Text {
        text: text.to_owned(),
    };
    let found = names
        .iter()
        .filter_map(|name| text.find(name.as_str()).map(|at| (at, name)))
        .min_by_key(|(at, _)| *at);
    let Some((at, name)) = found else {
        return vec![run.clone()];
    };
    let mut runs = Vec::new();
    if at > 0 {
        runs.push(plain(&text[..at]));
    }
    runs.push(Inline::Strong {
        text: vec![plain(name)],
    });
    let rest = &text[at + name.len()..];
    if !rest.is_empty() {
        runs.extend(in_run(&plain(rest), names));
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colleague(id: u128, name: &str) -> Colleague {
        Colleague {
            id: AgentId(uuid::Uuid::from_u128(id)),
            name: name.to_owned(),
            level: 1,
            here: true,
            away: None,
        }
    }

    fn typed(text: &str) -> Option<(usize, String)> {
        word(&text.encode_utf16().collect::<Vec<_>>())
    }

    #[test]
    fn a_mention_begins_at_the_start_of_a_word() {
        assert_eq!(typed("@an"), Some((0, "an".to_owned())));
        assert_eq!(typed("é (@Ana Si"), Some((3, "Ana Si".to_owned())));
        assert_eq!(typed("tom@tamblin.example"), None);
        assert_eq!(typed("@Ana\nand"), None);
        assert_eq!(typed("no mention"), None);
    }

    #[test]
    fn a_name_is_found_by_any_of_its_words() {
        assert!(fits("Ana Silva", "") && fits("Ana Silva", "an") && fits("Ana Silva", "SIL"));
        assert!(fits("Ana Silva", "ana s") && !fits("Ana Silva", "ilva"));
    }

    #[test]
    fn a_longer_name_is_not_taken_for_the_shorter_one_in_it() {
        let people = [colleague(1, "Ana"), colleague(2, "Ana Silva")];
        assert_eq!(named("@Ana Silva, a look?", &people), [people[1].id]);
        assert_eq!(named("@Ana and @Ana Silva", &people).len(), 2);
        assert!(named("Ana Silva", &people).is_empty());
    }

    #[test]
    fn a_mention_is_stressed_and_nothing_is_lost_around_it() {
        let text = |text: &str| Inline::Text {
            text: text.to_owned(),
        };
        let note = [Block::Paragraph {
            text: vec![text("Hi @Ana, and @Ana Silva"), Inline::Break],
        }];
        let shown = stressed(&note, ["Ana", "Ana Silva"].into_iter());
        let strong = |name: &str| Inline::Strong {
            text: vec![text(name)],
        };
        let expected = vec![
            text("Hi "),
            strong("@Ana"),
            text(", and "),
            strong("@Ana Silva"),
            Inline::Break,
        ];
        assert_eq!(shown, [Block::Paragraph { text: expected }]);
    }
}
