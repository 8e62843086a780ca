//! What agents' hands are on besides the open ticket: the tickets selected, macros, what tickets can
//! be sorted by, and what goes with the next message.

use std::{collections::HashMap, time::Duration};

use guichet_shared::{
    desk::{Actions, Macro, Macros, Refused, Sorting},
    site::SiteKey,
    ticket::TicketId,
};
use leptos::{prelude::*, task::spawn_local};

use super::{call, caller::Form, route::Route, state::State};
use crate::parts::{
    element::{Element, element, words},
    icons::{CROSS, icon},
};

/// All of it.
#[derive(Clone, Copy)]
pub struct Hands {
    /// The tickets that are selected in the queue, with their numbers.
    pub selected: RwSignal<Vec<(TicketId, u32)>>,
    /// Those that what was done last could not be done to.
    pub refused: RwSignal<Vec<Refused>>,
    /// The macros of the agent's sites, once they are read.
    pub macros: RwSignal<Vec<Macro>>,
    /// What tickets can be sorted by, by site.
    pub sorting: RwSignal<HashMap<SiteKey, Sorting>>,
    /// What has just been done, or could not be, in a sentence.
    pub told: RwSignal<Option<Told>>,
    /// What is done together with the next message on a ticket.
    pub then: RwSignal<Option<(TicketId, Actions)>>,
    /// The same, where it came without a text: it can be done by itself.
    pub alone: RwSignal<Option<Actions>>,
    /// A ticket for somebody who called, as far as it is filled in.
    pub caller: Form,
}

impl Hands {
    /// Nothing yet.
    pub fn new() -> Self {
        Self {
            selected: RwSignal::new(Vec::new()),
            refused: RwSignal::new(Vec::new()),
            macros: RwSignal::new(Vec::new()),
            sorting: RwSignal::new(HashMap::new()),
            told: RwSignal::new(None),
            then: RwSignal::new(None),
            alone: RwSignal::new(None),
            caller: Form::new(),
        }
    }

    /// What goes with the next message on a ticket.
    pub fn then_on(self, ticket: TicketId) -> Option<Actions> {
        self.then.with(|then| match then {
            Some((of, actions)) if *of == ticket => Some(actions.clone()),
            _ => None,
        })
    }
}

/// A sentence that tells what was done, and what may follow from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub sentence: String,
    pub next: Option<Next>,
}

/// What a button beside such a sentence does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Opens a ticket.
    Open(TicketId),
    /// Takes back that tickets were closed.
    Reopen(Vec<TicketId>),
}

/// How long a sentence that tells what was done stays.
const STAYS: Duration = Duration::from_secs(8);

/// What has just been done, at the foot of the window.
pub fn told(state: State) -> Element {
    let w = state.words();
    element("div", "told").set("role", "status").live(move || {
        let told = state.hands.told.get();
        let view = |told: Told| {
            let next = told.next.map(|next| {
                let name = match next {
                    Next::Open(_) => w.handover.open,
                    Next::Reopen(_) => w.closing.reopen,
                };
                words("button", "told-next", name)
                    .set("type", "button")
                    .on("click", move |_| {
                        state.hands.told.set(None);
                        match &next {
                            Next::Open(id) => state.go(Route::Ticket(*id)),
                            Next::Reopen(tickets) => state.reopen(tickets.clone()),
                        }
                    })
            });
            let close = element("button", "tool small")
                .set("type", "button")
                .set("aria-label", w.dismiss)
                .on("click", move |_| state.hands.told.set(None))
                .child(icon(CROSS));
            element("div", "told-box")
                .child(words("p", "", told.sentence))
                .children(next)
                .child(close)
        };
        told.map(view).into_iter().collect()
    })
}

impl State {
    /// Tells what was done, or could not be, to everybody at the desk.
    pub fn tell(self, sentence: impl Into<String>) {
        self.tell_with(sentence, None);
    }

    /// The same, with a button for what may follow.
    pub fn tell_with(self, sentence: impl Into<String>, next: Option<Next>) {
        let sentence = sentence.into();
        let new = Some(Told { sentence, next });
        self.hands.told.set(new.clone());
        set_timeout(
            move || {
                if self.hands.told.with_untracked(|told| *told == new) {
                    self.hands.told.set(None);
                }
            },
            STAYS,
        );
    }

    /// Reads the macros, and goes on with those that are here until they come.
    pub fn read_macros(self) {
        spawn_local(async move {
            if let Ok(Macros { macros }) = call::get::<Macros>("/macros").await {
                self.hands.macros.set(macros);
            }
        });
    }

    /// Reads what tickets of a site can be sorted by.
    pub fn read_sorting(self, site: SiteKey) {
        spawn_local(async move {
            let answer = call::get::<Sorting>(&format!("/sorting?site={site}")).await;
            if let Ok(sorting) = answer {
                self.hands.sorting.update(|known| {
                    known.insert(site, sorting);
                });
            }
        });
    }

    /// What tickets of a site can be sorted by, as far as it is known.
    pub fn sorting(self, site: &SiteKey) -> Sorting {
        let known = self.hands.sorting.with(|known| known.get(site).cloned());
        known.unwrap_or_default()
    }
}
