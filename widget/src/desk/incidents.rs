//! Known problems at the desk: the list, one of them, what is being written, and the calls.

mod edit;
mod form;
mod kept;
pub mod link;
mod many;
mod page;
mod solve;
mod texts;
mod view;

use std::{sync::Arc, time::Duration};

use gloo_net::http::Method;
use guichet_shared::{
    desk::{Incident, IncidentSummary, Incidents as Answer, NewIncident, NewUpdate},
    incident::IncidentId,
};
use leptos::{prelude::*, task::spawn_local};
use serde::Serialize;

use self::{edit::Edit, texts::Draft};
pub use self::{form::form, many::many, page::page, solve::question as solve, view::incidents};
use super::{
    call::{self, Refusal},
    route::Route,
    state::State,
};
use crate::api::Load;

/// How long after an update it is looked again who has been told.
const AGAIN: Duration = Duration::from_secs(1);

/// What the desk knows of them.
#[derive(Clone, Copy)]
pub struct Incidents {
    list: RwSignal<Load<Arc<Answer>>>,
    id: RwSignal<Option<IncidentId>>,
    load: RwSignal<Load<Arc<Incident>>>,
    draft: RwSignal<Draft>,
    edit: Edit,
    /// The key of what was sent last, and what that was.
    key: RwSignal<(String, String)>,
    sending: RwSignal<bool>,
    trouble: RwSignal<Option<String>>,
}

impl Incidents {
    /// Nothing yet.
    pub fn new() -> Self {
        Self {
            list: RwSignal::new(Load::Waiting),
            id: RwSignal::new(None),
            load: RwSignal::new(Load::Waiting),
            draft: RwSignal::new(Draft::default()),
            edit: Edit::new(),
            key: RwSignal::new(Default::default()),
            sending: RwSignal::new(false),
            trouble: RwSignal::new(None),
        }
    }

    /// The title of one, where the list is here and has it.
    fn name(self, state: State, id: IncidentId) -> Option<String> {
        self.list.with(|load| match load {
            Load::Ready(list) => {
                let one = list.incidents.iter().find(|one| one.id == id);
                one.map(|one| view::title(state, one))
            }
            _ => None,
        })
    }

    /// Those that are not over, where the list is here.
    fn open(self) -> Vec<IncidentSummary> {
        self.list.with(|load| match load {
            Load::Ready(list) => {
                let open = list.incidents.iter().filter(|one| one.closed_at.is_none());
                open.cloned().collect()
            }
            _ => Vec::new(),
        })
    }
}

impl State {
    /// Reads the list, and goes on showing what is here until it comes.
    pub fn read_incidents(self) {
        let list = self.incidents.list;
        spawn_local(async move {
            match call::get::<Answer>("/incidents").await {
                Ok(answer) => list.set(Load::Ready(Arc::new(answer))),
                Err(refusal) => {
                    self.sentence(&refusal);
                    if !matches!(list.get_untracked(), Load::Ready(_)) {
                        list.set(Load::Failed((&refusal).into()));
                    }
                }
            }
        });
    }

    /// Begins a new one, or goes on with it.
    pub fn begin_incident(self) {
        self.incidents.trouble.set(None);
        self.restore_incident(None);
    }

    /// Opens one.
    pub fn open_incident(self, id: IncidentId) {
        let incidents = self.incidents;
        if incidents.id.get_untracked() != Some(id) {
            incidents.id.set(Some(id));
            incidents.load.set(Load::Waiting);
        }
        incidents.trouble.set(None);
        self.restore_incident(Some(id));
        self.read_incident();
    }

    /// Reads the one that is open; once more while some of its tickets are still to be told.
    fn read_incident(self) {
        let incidents = self.incidents;
        let Some(id) = incidents.id.get_untracked() else {
            return;
        };
        spawn_local(async move {
            let answer = call::get::<Incident>(&format!("/incidents/{id}")).await;
            if incidents.id.get_untracked() != Some(id) {
                return;
            }
            match answer {
                Ok(incident) => self.show_incident(incident),
                Err(refusal) => {
                    self.sentence(&refusal);
                    if !matches!(incidents.load.get_untracked(), Load::Ready(_)) {
                        incidents.load.set(Load::Failed((&refusal).into()));
                    }
                }
            }
        });
    }

    fn show_incident(self, incident: Incident) {
        let owed = incident.summary.owed > 0;
        let id = incident.summary.id;
        self.incidents.load.set(Load::Ready(Arc::new(incident)));
        if owed {
            let look = move || {
                if self.route.get_untracked() == Route::Incident(id) {
                    self.read_incident();
                }
            };
            set_timeout(look, AGAIN);
        }
    }

    /// Announces what has been written.
    fn publish(self, incident: NewIncident) {
        let call = self.call_of("/incidents", incident);
        self.send_incident(call, move |answer| {
            self.sent(answer, None, move |incident| {
                let id = incident.summary.id;
                self.incidents.id.set(Some(id));
                self.show_incident(incident);
                self.go(Route::Incident(id));
            });
        });
    }

    /// Says what has been written to all that it concerns.
    fn say_of_incident(self, id: IncidentId, update: NewUpdate) {
        let call = self.call_of(&format!("/incidents/{id}/updates"), update);
        self.send_incident(call, move |answer| {
            self.sent(answer, Some(id), move |incident| {
                self.show_incident(incident);
            });
        });
    }

    /// Posts `body` and reads the incident that comes back. The same again is the same request.
    fn call_of(
        self,
        resource: &str,
        body: impl Serialize + 'static,
    ) -> impl Future<Output = Result<Incident, Refusal>> + 'static {
        let resource = resource.to_owned();
        let key = call::key_of(self.incidents.key, &body);
        async move { call::send(Method::POST, &resource, &body, Some(&key)).await }
    }

    fn send_incident(
        self,
        call: impl Future<Output = Result<Incident, Refusal>> + 'static,
        done: impl FnOnce(Result<Incident, Refusal>) + 'static,
    ) {
        let incidents = self.incidents;
        if incidents.sending.get_untracked() {
            return;
        }
        incidents.sending.set(true);
        incidents.trouble.set(None);
        spawn_local(async move {
            let answer = call.await;
            incidents.sending.set(false);
            done(answer);
        });
    }

    /// What was written about the problem `about`, a new one without, was sent or refused.
    fn sent(
        self,
        answer: Result<Incident, Refusal>,
        about: Option<IncidentId>,
        done: impl FnOnce(Incident),
    ) {
        let incidents = self.incidents;
        match answer {
            Ok(incident) => {
                incidents.key.set(Default::default());
                incidents.draft.set(Draft::default());
                self.forget_incident(about);
                done(incident);
                self.read_incidents();
            }
            Err(Refusal::Conflict) => {
                let sentence = self.words().incidents.conflict;
                incidents.trouble.set(Some(sentence.to_owned()));
                self.read_incident();
            }
            Err(refusal) => incidents.trouble.set(Some(self.sentence(&refusal))),
        }
    }
}
