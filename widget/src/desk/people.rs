//! People at the desk: their initials, and whether they are there.

use guichet_shared::{agent::Colleague, event::By};

use super::state::State;
use crate::parts::element::{Element, element, words};

/// A colleague as a circle with initials; the name is in the tooltip.
pub fn small(state: State, colleague: &Colleague) -> Element {
    let mine = state.my_id() == Some(colleague.id);
    element("span", if mine { "avatar mine" } else { "avatar" })
        .set("title", colleague.name.as_str())
        .child(words("span", "", initials(&colleague.name)).set("aria-hidden", "true"))
        .child(words("span", "hidden", colleague.name.as_str()))
}

/// Who did something, by name.
pub fn name(state: State, by: &By<Colleague>) -> String {
    match by {
        By::Agent(agent) => agent.name.clone(),
        By::Guest(name) => name.clone(),
        By::Customer => state.words().customer.to_owned(),
        By::System => state.words().system.to_owned(),
    }
}

/// The first letters of the first and the last word of a name.
pub fn initials(name: &str) -> String {
    let mut parts = name
        .split_whitespace()
        .filter_map(|part| part.chars().next());
    let first = parts.next();
    first
        .into_iter()
        .chain(parts.next_back())
        .flat_map(char::to_uppercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_of_the_first_and_the_last_name() {
        assert_eq!(initials("Ana Maria Silva"), "AS");
        assert_eq!(initials("étienne"), "É");
        assert_eq!(initials(" "), "");
    }
}
