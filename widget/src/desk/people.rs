//! People at the desk, by their initials and by their names.

use guichet_shared::{agent::Colleague, event::By};

use super::state::State;
use crate::parts::{
    element::{Element, element, words},
    initials::initials,
};

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
        By::Customer => state.words().queue.customer.to_owned(),
        By::System => state.words().system.to_owned(),
    }
}
