//! What outlives a reload: drafts until the tab is closed, and how the desk looks.

use std::{cell::RefCell, collections::HashMap};

use guichet_shared::{agent::AgentId, desk::MacroId, incident::IncidentId, ticket::TicketId};
use leptos::prelude::window;
use web_sys::Storage;

use super::composer::Mode;

thread_local! {
    /// All drafts of this page: a browser may refuse to keep anything.
    static DRAFTS: RefCell<HashMap<String, String>> = RefCell::default();
}

/// The name of what an agent writes on a ticket in one of the composer's modes.
pub fn message(agent: AgentId, ticket: TicketId, mode: Mode) -> String {
    format!("guichet.draft/{agent}/{ticket}/{}", mode.name())
}

/// The name of an article that an agent works on; a new one has no id yet.
pub fn article(agent: AgentId, id: Option<guichet_shared::article::ArticleId>) -> String {
    let id = id.map_or_else(|| "new".to_owned(), |id| id.to_string());
    format!("guichet.draft/{agent}/article/{id}")
}

/// The name of a macro that an agent works on; a new one has no id yet.
pub fn kept_macro(agent: AgentId, id: Option<MacroId>) -> String {
    let id = id.map_or_else(|| "new".to_owned(), |id| id.to_string());
    format!("guichet.draft/{agent}/macro/{id}")
}

/// The name of what an agent writes about a known problem, or of how they `edit` what it says; a
/// new one has no id yet.
pub fn incident(agent: AgentId, id: Option<IncidentId>, edit: bool) -> String {
    let id = id.map_or_else(|| "new".to_owned(), |id| id.to_string());
    let what = if edit { "edit" } else { "text" };
    format!("guichet.draft/{agent}/incident/{id}/{what}")
}

/// A draft, where there is one.
pub fn draft(name: &str) -> Option<String> {
    let here = DRAFTS.with_borrow(|drafts| drafts.get(name).cloned());
    here.or_else(|| session()?.get_item(name).ok()?)
}

/// Keeps a draft, or forgets it where nothing is left of it.
pub fn keep_draft(name: &str, text: &str) {
    if text.is_empty() {
        DRAFTS.with_borrow_mut(|drafts| drafts.remove(name));
        if let Some(storage) = session() {
            _ = storage.remove_item(name);
        }
    } else {
        DRAFTS.with_borrow_mut(|drafts| drafts.insert(name.to_owned(), text.to_owned()));
        if let Some(storage) = session() {
            _ = storage.set_item(name, text);
        }
    }
}

/// A setting of this browser.
pub fn setting(name: &str) -> Option<String> {
    local()?.get_item(&setting_name(name)).ok()?
}

/// Keeps a setting of this browser.
pub fn keep_setting(name: &str, value: &str) {
    if let Some(storage) = local() {
        _ = storage.set_item(&setting_name(name), value);
    }
}

fn setting_name(name: &str) -> String {
    ["guichet.desk.", name].concat()
}

fn session() -> Option<Storage> {
    window().session_storage().ok()?
}

fn local() -> Option<Storage> {
    window().local_storage().ok()?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_belongs_to_one_agent_one_ticket_and_one_mode() {
        let agents: [AgentId; 2] = [1, 2].map(|n| AgentId(uuid::Uuid::from_u128(n)));
        let tickets: [TicketId; 2] = [3, 4].map(|n| TicketId(uuid::Uuid::from_u128(n)));
        let mut names: Vec<_> = agents
            .into_iter()
            .flat_map(|agent| tickets.map(|ticket| (agent, ticket)))
            .flat_map(|(agent, ticket)| Mode::ALL.map(|mode| message(agent, ticket, mode)))
            .chain(agents.map(|agent| article(agent, None)))
            .chain(agents.map(|agent| kept_macro(agent, None)))
            .chain(agents.map(|agent| incident(agent, None, false)))
            .chain(agents.map(|agent| incident(agent, None, true)))
            .collect();
        let all = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
