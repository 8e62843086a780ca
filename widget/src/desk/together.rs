//! Working together: who else is on a ticket, what came while one wrote, who follows, who is asked.

pub mod around;
pub mod faces;
pub mod guard;
pub mod invite;
pub mod mention;
pub mod mentions;
mod presence;

use std::collections::HashMap;

use guichet_shared::{
    agent::{AgentId, Colleague, SiteAgents},
    desk::{Attending, Doing, Entry, Event, Mentions, Thread},
    event::{By, Internal, What},
    site::SiteKey,
    ticket::TicketId,
};
use leptos::prelude::*;

pub use self::presence::{begin, says, stopped, wrote};
use super::state::State;
use crate::api::Load;

/// What is known of the others.
#[derive(Clone, Copy)]
pub struct Together {
    /// Who answers for which site.
    pub answering: RwSignal<Vec<SiteAgents>>,
    /// Who else reads or answers which ticket.
    pub attending: RwSignal<Vec<Attending>>,
    /// How many tickets have an unread note that names the agent.
    pub unread: RwSignal<u32>,
    /// The notes that name the agent.
    pub mentions: RwSignal<Load<Mentions>>,
    /// What was the last event when the agent began to write, by ticket.
    pub since: RwSignal<HashMap<TicketId, u32>>,
    /// What came while the agent wrote, in order, while they are asked about it.
    pub newer: RwSignal<Vec<Newer>>,
    /// The last event that they are asked about.
    asked: RwSignal<u32>,
    /// Whom the agent may be about to mention.
    pub choice: RwSignal<Option<mention::Choice>>,
    /// Whether the page is looked at.
    visible: RwSignal<bool>,
    /// Whether the agent writes to the customer, and how often that was said.
    writing: RwSignal<bool>,
    written: RwSignal<u32>,
}

/// What came while the agent wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Newer {
    /// Somebody wrote to the customer.
    Answer(String),
    /// Somebody wrote a note.
    Note(String),
    /// The customer wrote.
    Customer,
}

impl Together {
    /// Nothing yet.
    pub fn new() -> Self {
        Self {
            answering: RwSignal::new(Vec::new()),
            attending: RwSignal::new(Vec::new()),
            unread: RwSignal::new(0),
            mentions: RwSignal::new(Load::Waiting),
            since: RwSignal::new(HashMap::new()),
            newer: RwSignal::new(Vec::new()),
            asked: RwSignal::new(0),
            choice: RwSignal::new(None),
            visible: RwSignal::new(!document().hidden()),
            writing: RwSignal::new(false),
            written: RwSignal::new(0),
        }
    }

    /// Nothing is known any more of who reads what.
    pub fn forget(self) {
        self.attending.set(Vec::new());
    }

    /// Somebody begins or ceases to read or to answer a ticket.
    pub fn attends(self, news: Attending) {
        self.attending.update(|all| {
            all.retain(|known| (known.ticket, known.who.id) != (news.ticket, news.who.id));
            if news.doing != Doing::Gone {
                all.push(news);
                all.sort_by(|a, b| a.who.name.cmp(&b.who.name));
            }
        });
    }

    /// Who else is on a ticket.
    pub fn on(self, ticket: TicketId) -> Vec<Attending> {
        self.attending.with(|all| {
            let here = all.iter().filter(|attending| attending.ticket == ticket);
            here.cloned().collect()
        })
    }
}

impl State {
    /// Those who answer for a site, whoever is signed in among them.
    pub fn answering_for(self, site: &SiteKey) -> Vec<Colleague> {
        let mut people = self.colleagues.get_untracked();
        self.together.answering.with_untracked(|sites| {
            let known = sites.iter().find(|one| one.site == *site);
            people.retain(|person| known.is_some_and(|site| site.agents.contains(&person.id)));
        });
        people
    }
}

/// Whether an event changes who follows the ticket or is asked to it.
pub fn changes_who(event: &Event) -> bool {
    match &event.what {
        Entry::Internal(Internal::Guest { .. }) => true,
        Entry::Internal(Internal::Note { mentions, .. }) => !mentions.is_empty(),
        _ => false,
    }
}

impl State {
    /// Whether the agent follows the open ticket.
    pub fn follows(self, thread: &Thread) -> bool {
        let me = self.my_id();
        thread
            .followers
            .iter()
            .any(|follower| Some(follower.id) == me)
    }

    /// What others have written on the open ticket since the agent began to write, in order.
    fn newer_on(self, thread: &Thread) -> Vec<Newer> {
        let me = self.my_id();
        let since = self.together.since.with_untracked(|since| {
            let known = since.get(&thread.ticket.id);
            known.copied().unwrap_or(0)
        });
        let events = thread.events.iter().filter(|event| event.seq > since);
        events.filter_map(|event| newer(event, me)).collect()
    }
}

/// What somebody else than `me` has written, where that is what happened.
fn newer(event: &Event, me: Option<AgentId>) -> Option<Newer> {
    let who = match &event.by {
        By::Customer => return Some(Newer::Customer),
        By::Agent(agent) if Some(agent.id) == me => return None,
        By::Agent(agent) => agent.name.clone(),
        By::Guest(name) => name.clone(),
        By::System => return None,
    };
    match &event.what {
        Entry::Internal(Internal::Note { .. } | Internal::Solution { .. }) => {
            Some(Newer::Note(who))
        }
        Entry::Visible(What::Message { .. } | What::Proposal { .. }) => Some(Newer::Answer(who)),
        _ => None,
    }
}
