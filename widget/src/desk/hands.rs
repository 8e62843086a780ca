//! What agents' hands are on besides the open ticket: the tickets selected, macros, what tickets can
//! be sorted by, and what goes with the next message.

use std::{collections::HashMap, time::Duration};

use guichet_shared::{
    desk::{Actions, Macro, Macros, Refused, Sorting, View},
    site::SiteKey,
    ticket::TicketId,
};
use leptos::{prelude::*, task::spawn_local};

use super::{call, caller::Form, keyed::keyed, route::Route, state::State, time};
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
    /// What has just been done, or could not be, and what has just come, each in a sentence.
    pub told: RwSignal<Vec<Told>>,
    /// How often something was told.
    tellings: RwSignal<u32>,
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
            told: RwSignal::new(Vec::new()),
            tellings: RwSignal::new(0),
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

/// A sentence that tells what was done or what has come, and what may follow from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Which telling it is: what is told anew in the same place stays that much longer.
    telling: u32,
    pub sentence: String,
    pub next: Option<Next>,
    /// The tickets that have come to the agent, where it tells of that.
    pub came: Vec<TicketId>,
}

impl Told {
    /// Its place: what comes does not put aside what can be taken back.
    fn place(&self) -> &'static str {
        if self.came.is_empty() { "done" } else { "came" }
    }
}

/// What a button beside such a sentence does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Opens a ticket.
    Open(TicketId),
    /// Shows the agent's own tickets.
    Mine,
    /// Takes back that tickets were closed.
    Reopen(Vec<TicketId>),
}

/// How long a sentence that tells what was done stays.
const STAYS: Duration = Duration::from_secs(15);
/// How much longer where somebody is at it.
const LONGER: Duration = Duration::from_secs(3);

/// What has just been done and what has come, at the foot of the window.
pub fn told(state: State) -> Element {
    keyed(
        element("div", "told").set("role", "status"),
        move || {
            let told = state.hands.told.get().into_iter();
            told.map(|told| (told.place().to_owned(), told)).collect()
        },
        move |told| {
            let place = told.with_untracked(Told::place);
            element("div", "told-box")
                .set("data-told", place)
                .live(move || inside(state, told.get()))
        },
    )
}

fn inside(state: State, told: Told) -> Vec<Element> {
    let w = state.words();
    let place = told.place();
    let next = told.next.map(|next| {
        let name = match next {
            Next::Open(_) => w.handover.open,
            Next::Mine => w.handover.show_mine,
            Next::Reopen(_) => w.closing.reopen,
        };
        words("button", "told-next", name)
            .set("type", "button")
            .on("click", move |_| {
                state.forget_told(place);
                match &next {
                    Next::Open(id) => state.go(Route::Ticket(*id)),
                    Next::Mine => state.go(Route::Queue(View::Mine)),
                    Next::Reopen(tickets) => state.reopen(tickets.clone()),
                }
            })
    });
    let close = element("button", "tool small")
        .set("type", "button")
        .set("aria-label", w.dismiss)
        .on("click", move |_| state.forget_told(place))
        .child(icon(CROSS));
    let said = words("p", "", told.sentence);
    [said].into_iter().chain(next).chain([close]).collect()
}

impl State {
    /// Tells what was done, or could not be, to everybody at the desk.
    pub fn tell(self, sentence: impl Into<String>) {
        self.tell_with(sentence, None);
    }

    /// The same, with a button for what may follow.
    pub fn tell_with(self, sentence: impl Into<String>, next: Option<Next>) {
        self.put_told(sentence.into(), next, Vec::new());
    }

    /// Tells that a ticket has come to the agent; of several that come one after another, how many.
    pub fn tell_of(self, ticket: TicketId, sentence: String, next: Option<Next>) {
        let told = self.hands.told.get_untracked();
        let known = told.into_iter().find(|told| !told.came.is_empty());
        let mut came = known.map_or_else(Vec::new, |told| told.came);
        came.retain(|known| *known != ticket);
        came.push(ticket);
        if came.len() == 1 {
            self.put_told(sentence, next, came);
        } else {
            let count = u32::try_from(came.len()).unwrap_or(u32::MAX);
            let sentence = time::count(self.lang(), self.words().handover.came, count);
            self.put_told(sentence, Some(Next::Mine), came);
        }
    }

    fn put_told(self, sentence: String, next: Option<Next>, came: Vec<TicketId>) {
        let hands = self.hands;
        let telling = hands.tellings.get_untracked() + 1;
        hands.tellings.set(telling);
        let new = Told {
            telling,
            sentence,
            next,
            came,
        };
        hands.told.update(|all| {
            all.retain(|told| told.place() != new.place());
            all.push(new);
        });
        self.forget_later(telling, STAYS);
    }

    fn forget_told(self, place: &str) {
        self.hands
            .told
            .update(|all| all.retain(|told| told.place() != place));
    }

    /// Takes a sentence away after a while, and not while somebody is at it.
    fn forget_later(self, telling: u32, after: Duration) {
        let forget = move || {
            let mut told = self.hands.told.get_untracked().into_iter();
            let Some(told) = told.find(|told| told.telling == telling) else {
                return;
            };
            let busy = ["[data-told=", told.place(), "]:is(:hover, :focus-within)"].concat();
            if document().query_selector(&busy).ok().flatten().is_some() {
                self.forget_later(telling, LONGER);
            } else {
                self.forget_told(told.place());
            }
        };
        set_timeout(forget, after);
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
