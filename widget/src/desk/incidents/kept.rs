//! What is written about known problems and not sent yet: it stays whatever page is opened meanwhile.

use guichet_shared::incident::IncidentId;
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

use super::texts::Draft;
use crate::desk::{memory, route::Route, state::State};

impl State {
    /// The problem that is written about; a new one has no id yet.
    fn written_about(self) -> Option<IncidentId> {
        match self.route.get_untracked() {
            Route::Incident(id) => Some(id),
            _ => None,
        }
    }

    /// Keeps what is written, and what is being changed of what there is.
    pub(super) fn keep_incident(self) {
        let incidents = self.incidents;
        let id = self.written_about();
        let text = incidents.draft.get_untracked();
        self.keep_of_incident(id, false, (!text.is_blank()).then_some(&text));
        if let Some(edited) = incidents.edit.now() {
            self.keep_of_incident(id, true, Some(&edited));
        }
    }

    /// Fills in what was written about a problem before, of a new one without `id`.
    pub(super) fn restore_incident(self, id: Option<IncidentId>) {
        let incidents = self.incidents;
        let text = self.kept_of_incident::<Draft>(id, false);
        incidents.draft.set(text.unwrap_or_default());
        let edited = id.and_then(|id| self.kept_of_incident::<(u32, Draft)>(Some(id), true));
        match edited {
            Some((version, draft)) => incidents.edit.go_on(version, draft),
            None => incidents.edit.end(),
        }
    }

    /// Forgets what was written: it is sent.
    pub(super) fn forget_incident(self, id: Option<IncidentId>) {
        self.keep_of_incident::<Draft>(id, false, None);
    }

    /// Forgets what was being changed: it is saved, or not wanted.
    pub(super) fn forget_edit(self) {
        self.incidents.edit.end();
        self.keep_of_incident::<Draft>(self.written_about(), true, None);
    }

    fn keep_of_incident<T: Serialize>(self, id: Option<IncidentId>, edit: bool, what: Option<&T>) {
        let text = what.and_then(|what| serde_json::to_string(what).ok());
        if let Some(agent) = self.my_id() {
            let name = memory::incident(agent, id, edit);
            memory::keep_draft(&name, text.as_deref().unwrap_or_default());
        }
    }

    fn kept_of_incident<T: DeserializeOwned>(
        self,
        id: Option<IncidentId>,
        edit: bool,
    ) -> Option<T> {
        let text = memory::draft(&memory::incident(self.my_id()?, id, edit))?;
        serde_json::from_str(&text).ok()
    }
}
