//! A queue of tickets: which one is shown, how, and what is in it.

mod filters;
mod handed;
mod row;
mod view;

use std::{sync::Arc, time::Duration};

use guichet_shared::{
    desk::{OpenCounts, Queue as Page, Sort, Ticket, View},
    site::SiteKey,
    status::Status,
    ticket::TicketId,
};
use leptos::{prelude::*, task::spawn_local};

pub use self::{row::promise, view::queue};
use super::{call, route::Route, state::State};
use crate::api::Load;

/// How many tickets a page of a queue has.
pub const PAGE: u32 = 50;
/// Tickets that change quickly are read again at most this often.
const PAUSE: Duration = Duration::from_millis(700);

/// Which statuses a queue shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    /// All but closed.
    #[default]
    Open,
    /// All.
    All,
    /// This one.
    One(Status),
}

impl Filter {
    /// Its name in a list to choose from.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "",
            Self::All => "all",
            Self::One(status) => status.as_str(),
        }
    }

    /// The filter with this name.
    pub fn named(name: &str) -> Self {
        match name {
            "all" => Self::All,
            name => Status::named(name).map_or(Self::Open, Self::One),
        }
    }

    fn statuses(self) -> Vec<&'static str> {
        let open = |status: &Status| *status != Status::Closed;
        match self {
            Self::Open => Status::ALL
                .iter()
                .filter(|status| open(status))
                .map(|s| s.as_str())
                .collect(),
            Self::All => Vec::new(),
            Self::One(status) => vec![status.as_str()],
        }
    }
}

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    pub view: View,
    pub filter: Filter,
    pub query: String,
    pub sort: Sort,
    pub site: Option<SiteKey>,
    pub offset: u32,
}

impl Question {
    /// The address of the answer.
    fn resource(&self) -> String {
        let mut path = format!(
            "/tickets?view={}&sort={}&limit={PAGE}&offset={}",
            self.view.as_str(),
            self.sort.as_str(),
            self.offset
        );
        let statuses = self.filter.statuses().join(",");
        let site = self.site.as_ref().map_or("", SiteKey::as_str);
        for (name, value) in [
            ("status", statuses.as_str()),
            ("q", self.query.trim()),
            ("site", site),
        ] {
            if !value.is_empty() {
                path += &[
                    "&",
                    name,
                    "=",
                    &String::from(js_sys::encode_uri_component(value)),
                ]
                .concat();
            }
        }
        path
    }
}

/// The queue that is shown.
#[derive(Clone, Copy)]
pub struct Queue {
    pub question: RwSignal<Question>,
    pub load: RwSignal<Load<Arc<Page>>>,
    /// The question that `load` answers.
    pub answered: RwSignal<Question>,
    /// Whether the answer to another one is on its way. What is here stays until it comes.
    pub waiting: RwSignal<bool>,
    pub counts: RwSignal<Option<OpenCounts>>,
    /// The tickets with something that the agent, who has or follows them, has not seen.
    pub unread: RwSignal<Vec<TicketId>>,
    /// How often the fields of the question were filled from elsewhere.
    filled: RwSignal<u32>,
    /// Which question is on its way, by number: answers to others are dropped.
    asked: RwSignal<u32>,
    /// Whether it will be read again in a moment.
    due: RwSignal<bool>,
}

impl Queue {
    /// How many of the agent's own tickets have something that they have not seen.
    pub fn unread_of_mine(self) -> u32 {
        let counts = self.counts.get();
        counts.map_or(0, |counts| counts.mine_unread)
    }

    /// Nothing yet.
    pub fn new() -> Self {
        let question = Question {
            view: View::Mine,
            ..Question::default()
        };
        Self {
            answered: RwSignal::new(question.clone()),
            question: RwSignal::new(question),
            load: RwSignal::new(Load::Waiting),
            waiting: RwSignal::new(false),
            counts: RwSignal::new(None),
            unread: RwSignal::new(Vec::new()),
            filled: RwSignal::new(0),
            asked: RwSignal::new(0),
            due: RwSignal::new(false),
        }
    }
}

impl State {
    /// Changes what is asked for and asks.
    pub fn ask_queue(self, change: impl FnOnce(&mut Question)) {
        let before = self.queue.question.get_untracked();
        self.queue.question.update(|question| {
            question.offset = 0;
            change(question);
        });
        if before != self.queue.question.get_untracked() {
            // What is not on the screen must not be changed with what is.
            self.hands.selected.set(Vec::new());
            self.hands.refused.set(Vec::new());
            self.read_queue(true);
        }
    }

    /// Searches among all tickets of all sites, whatever is shown.
    pub fn search_all(self, query: &str) {
        self.ask_queue(|question| {
            *question = Question {
                view: View::All,
                filter: Filter::All,
                query: query.trim().to_owned(),
                ..Question::default()
            };
        });
        self.queue.filled.update(|times| *times += 1);
        self.go(Route::Queue(View::All));
    }

    /// Reads the queue; `afresh` where it is another than the one that is here.
    pub fn read_queue(self, afresh: bool) {
        let queue = self.queue;
        let number = queue.asked.get_untracked() + 1;
        queue.asked.set(number);
        if afresh {
            queue.waiting.set(true);
        }
        if matches!(queue.load.get_untracked(), Load::Failed(_)) {
            queue.load.set(Load::Waiting);
        }
        let question = queue.question.get_untracked();
        let resource = question.resource();
        spawn_local(async move {
            let answer = call::get::<Page>(&resource).await;
            if queue.asked.get_untracked() != number {
                return;
            }
            let another = queue.waiting.get_untracked();
            queue.waiting.set(false);
            match answer {
                Ok(page) => {
                    if another {
                        // What was selected meanwhile may have gone with the rows before.
                        let here = |id| page.tickets.iter().any(|ticket| ticket.id == id);
                        let selected = self.hands.selected;
                        selected.update(|all| all.retain(|(id, _)| here(*id)));
                        request_animation_frame(view::settle);
                    }
                    queue.counts.set(Some(page.open));
                    if queue.unread.with_untracked(|known| *known != page.unread) {
                        queue.unread.set(page.unread.clone());
                    }
                    queue.answered.set(question);
                    queue.load.set(Load::Ready(Arc::new(page)));
                }
                Err(refusal) => {
                    self.sentence(&refusal);
                    // What was here before is worth more than an apology, where it is what was asked for.
                    if another || !matches!(queue.load.get_untracked(), Load::Ready(_)) {
                        queue.load.set(Load::Failed((&refusal).into()));
                    }
                }
            }
        });
    }

    /// A ticket has changed: its row does at once, the rest of the queue in a moment.
    pub fn queue_changed(self, ticket: &Ticket) {
        let queue = self.queue;
        let known = queue.load.with_untracked(|load| match load {
            Load::Ready(page) => page
                .tickets
                .iter()
                .any(|known| known.id == ticket.id && known != ticket),
            _ => false,
        });
        if known {
            queue.load.update(|load| {
                if let Load::Ready(page) = load {
                    let tickets = &mut Arc::make_mut(page).tickets;
                    let same = tickets.iter_mut().filter(|known| known.id == ticket.id);
                    same.for_each(|known| known.clone_from(ticket));
                }
            });
        }
        self.read_queue_soon();
    }

    /// Reads the queue again in a moment, once for all that happens until then.
    pub fn read_queue_soon(self) {
        if self.queue.due.get_untracked() {
            return;
        }
        self.queue.due.set(true);
        set_timeout(
            move || {
                self.queue.due.set(false);
                // A hidden tab reads when it is looked at again.
                if !document().hidden() {
                    self.read_queue(false);
                }
            },
            PAUSE,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_keeps_its_name() {
        let all = Status::ALL.map(Filter::One);
        for filter in [Filter::Open, Filter::All].into_iter().chain(all) {
            assert_eq!(Filter::named(filter.name()), filter);
        }
    }

    #[test]
    fn what_is_open_is_all_but_closed() {
        let statuses = Filter::Open.statuses();
        assert_eq!(statuses.len(), Status::ALL.len() - 1);
        assert!(!statuses.contains(&"closed"));
    }
}
