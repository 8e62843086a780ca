//! A macro as it is filled in: kept until it is saved, whatever page is opened meanwhile.

use guichet_shared::{
    desk::{Macro, MacroId},
    site::SiteKey,
    status::Status,
    triage::{Priority, Tag},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::desk::{memory, state::State};

/// All that is filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Draft {
    pub(super) site: Option<SiteKey>,
    pub(super) name: String,
    pub(super) body: String,
    pub(super) status: Option<Status>,
    pub(super) note: String,
    pub(super) priority: Option<Priority>,
    pub(super) add: String,
    pub(super) remove: String,
    pub(super) mine: bool,
    pub(super) team: String,
}

impl Draft {
    /// A new one, of the first site.
    pub(super) fn new(state: State) -> Self {
        let sites = untrack(|| state.sites());
        Self {
            site: sites.first().map(|site| site.key.clone()),
            ..Self::default()
        }
    }

    /// One that there is.
    pub(super) fn of(kept: &Macro) -> Self {
        let joined = |tags: &[Tag]| {
            let tags: Vec<_> = tags.iter().map(Tag::as_str).collect();
            tags.join(", ")
        };
        let actions = &kept.actions;
        Self {
            site: Some(kept.site.clone()),
            name: kept.name.clone(),
            body: kept.body.clone(),
            status: actions.status,
            note: actions
                .note
                .as_ref()
                .map_or_else(String::new, |note| note.as_str().to_owned()),
            priority: actions.priority,
            add: joined(&actions.add_tags),
            remove: joined(&actions.remove_tags),
            mine: actions.assign_to_me,
            team: actions
                .team
                .map_or_else(String::new, |team| team.to_string()),
        }
    }

    /// What was filled in before and not saved.
    pub(super) fn kept(state: State, id: Option<MacroId>) -> Option<Self> {
        let text = memory::draft(&memory::kept_macro(state.my_id()?, id))?;
        serde_json::from_str(&text).ok()
    }

    /// Keeps it where it says something else than `base`, else forgets what was kept.
    pub(super) fn keep(&self, state: State, id: Option<MacroId>, base: &Self) {
        let text = serde_json::to_string(self).unwrap_or_default();
        keep(state, id, if self == base { "" } else { &text });
    }
}

/// Forgets what was filled in and not saved.
pub(super) fn forget(state: State, id: Option<MacroId>) {
    keep(state, id, "");
}

fn keep(state: State, id: Option<MacroId>, text: &str) {
    if let Some(agent) = state.my_id() {
        memory::keep_draft(&memory::kept_macro(agent, id), text);
    }
}
