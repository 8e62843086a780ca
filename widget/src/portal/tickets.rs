//! What the portal knows of the visitor's tickets, and the page that lists them.

mod ask;
mod kept;
mod list;

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use guichet_shared::{
    event::{Event, What},
    status::Status,
    ticket::{Seen, Thread, Ticket, TicketId},
};
use leptos::task::spawn_local;

use self::kept::Kept;
pub use self::{
    ask::{ask, ask_thread, path, refresh},
    list::page,
};
use super::{frame, live, route::View, state::State, ticket::news};
use crate::api::{
    Load,
    call::{Body, Call},
    write,
};
use crate::parts::value::Value;

/// The tickets. Views follow `changed`, and on the page of one ticket the signals of that.
pub struct Tickets {
    kept: RefCell<Vec<Kept>>,
    unread: Cell<u32>,
    /// Counts the changes to any ticket.
    pub changed: Value<u32>,
    /// Whether the list is here.
    pub load: Value<Load<()>>,
    /// The ticket whose page is shown.
    pub shown: Value<Option<Rc<Ticket>>>,
    /// Whether its timeline is here.
    pub thread: Value<Load<()>>,
    /// Where it stands: changes less often than the ticket.
    pub status: Value<Option<Status>>,
    /// How many of its events there are.
    pub events: Value<usize>,
}

impl Tickets {
    /// None yet.
    pub fn new() -> Self {
        Self {
            kept: RefCell::default(),
            unread: Cell::new(0),
            changed: Value::new(0),
            load: Value::new(Load::Waiting),
            shown: Value::new(None),
            thread: Value::new(Load::Waiting),
            status: Value::new(None),
            events: Value::new(0),
        }
    }

    /// Every ticket and how many of its events have not been seen, the one that changed last
    /// first.
    pub fn all(&self) -> Vec<(Rc<Ticket>, u32)> {
        let mut all: Vec<(Rc<Ticket>, u32)> = Vec::new();
        // They are few: to insert each in its place takes less code than to sort them.
        for kept in self.kept.borrow().iter() {
            let ticket = &kept.ticket;
            let at = all.partition_point(|(other, _)| other.last.at > ticket.last.at);
            all.insert(at, (ticket.clone(), kept.unread));
        }
        all
    }

    /// A ticket as far as it is known.
    pub fn find(&self, id: TicketId) -> Option<Rc<Ticket>> {
        let kept = self.kept.borrow();
        let kept = kept.iter().find(|kept| kept.is(id));
        kept.map(|kept| kept.ticket.clone())
    }

    /// The events of a ticket after the first `from`.
    pub fn events_of(&self, id: TicketId, from: usize) -> Vec<Rc<Event>> {
        let kept = self.kept.borrow();
        let kept = kept.iter().find(|kept| kept.is(id));
        let events = kept.and_then(|kept| kept.events.get(from..));
        events.unwrap_or_default().to_vec()
    }

    /// The request that a merged one goes on in, with its number.
    pub fn goes_on(&self, id: TicketId) -> Option<(TicketId, u32)> {
        let events = self.events_of(id, 0);
        events.iter().find_map(|event| match event.what {
            What::Merged { into, number } => Some((into, number)),
            _ => None,
        })
    }

    /// How many events have not been seen.
    pub fn unread(&self) -> u32 {
        self.kept.borrow().iter().map(|kept| kept.unread).sum()
    }

    /// The positions of all tickets, as a stream is told them.
    pub fn positions(&self) -> String {
        let kept = self.kept.borrow();
        let positions = kept
            .iter()
            .map(|kept| [kept.ticket.id.to_string(), kept.position().to_string()].join(":"));
        positions.collect::<Vec<_>>().join(",")
    }

    fn change<T>(&self, ticket: &Rc<Ticket>, change: impl FnOnce(&mut Kept) -> T) -> T {
        let mut kept = self.kept.borrow_mut();
        let at = kept.iter().position(|kept| kept.is(ticket.id));
        let at = at.unwrap_or_else(|| {
            kept.push(Kept::new(ticket.clone()));
            kept.len() - 1
        });
        change(&mut kept[at])
    }

    fn is_whole(&self, id: TicketId) -> bool {
        let kept = self.kept.borrow();
        kept.iter().any(|kept| kept.is(id) && kept.is_whole())
    }
}

/// The ticket whose page is shown.
fn at(state: State) -> Option<TicketId> {
    match state.page.get_untracked() {
        View::Ticket(id) => Some(id),
        _ => None,
    }
}

/// Lets views and the host page know what has changed.
fn changed(state: State) {
    let tickets = &state.requests.tickets;
    tickets
        .changed
        .update(|count| *count = count.wrapping_add(1));
    if let Some(id) = at(state) {
        show(state, id);
    }
    let unread = tickets.unread();
    if tickets.unread.replace(unread) != unread {
        frame::unread(state, unread);
    }
}

/// Brings the signals of the shown ticket up to date.
fn show(state: State, id: TicketId) {
    let tickets = &state.requests.tickets;
    let (ticket, events, whole) = {
        let kept = tickets.kept.borrow();
        let Some(kept) = kept.iter().find(|kept| kept.is(id)) else {
            return;
        };
        (kept.ticket.clone(), kept.events.len(), kept.is_whole())
    };
    if tickets.status.get_untracked() != Some(ticket.status) {
        tickets.status.set(Some(ticket.status));
    }
    let shown = tickets.shown.get_untracked();
    if !shown.is_some_and(|shown| Rc::ptr_eq(&shown, &ticket)) {
        tickets.shown.set(Some(ticket));
    }
    if whole && !matches!(tickets.thread.get_untracked(), Load::Ready(())) {
        tickets.events.set(events);
        tickets.thread.set(Load::Ready(()));
    } else if tickets.events.get_untracked() != events {
        tickets.events.set(events);
    }
    seen(state);
}

/// The page of a ticket opens: shows what is known, and asks for the rest.
pub fn enter(state: State, id: TicketId) {
    let tickets = &state.requests.tickets;
    if tickets
        .shown
        .with_untracked(|shown| shown.as_ref().map(|ticket| ticket.id))
        != Some(id)
    {
        tickets.shown.set(None);
        tickets.status.set(None);
        tickets.events.set(0);
    }
    tickets.thread.set(Load::Waiting);
    show(state, id);
    if !tickets.is_whole(id) {
        ask_thread(state, id);
    }
}

fn take_ticket(state: State, ticket: Ticket) {
    let tickets = &state.requests.tickets;
    let ticket = Rc::new(ticket);
    tickets.change(&ticket, |kept| kept.take(ticket.clone()));
}

/// Takes a ticket as it is now.
pub fn take(state: State, ticket: Ticket) {
    take_ticket(state, ticket);
    changed(state);
}

/// Takes a ticket with its timeline. What the customer does may be answered before the stream
/// tells of it, so that what is new in it is told here.
pub fn take_thread(state: State, thread: Thread) {
    let tickets = &state.requests.tickets;
    let now = Rc::new(thread.ticket);
    let (mut before, known) = tickets.change(&now, |kept| {
        let before = (kept.ticket.clone(), kept.position());
        kept.thread(now.clone(), thread.events);
        before
    });
    changed(state);
    for event in tickets.events_of(now.id, 0) {
        if event.seq > known {
            news::tell(state, &before, &now, &event);
            before = now.clone();
        }
    }
}

/// Puts a timeline in the place of the one that is known: too much was missed.
pub fn replace(state: State, thread: Thread) {
    let tickets = &state.requests.tickets;
    let ticket = Rc::new(thread.ticket);
    tickets.change(&ticket, |kept| {
        *kept = Kept::new(ticket.clone());
        kept.thread(ticket.clone(), thread.events);
    });
    again(state, ticket.id);
    changed(state);
}

/// The stream ends: from now on something may be missed.
pub fn stale(state: State) {
    for kept in state.requests.tickets.kept.borrow_mut().iter_mut() {
        kept.stale = true;
    }
}

/// Has the timeline of a ticket drawn anew, where it is shown.
fn again(state: State, id: TicketId) {
    if at(state) == Some(id) {
        state.requests.tickets.thread.set(Load::Waiting);
    }
}

/// Takes what happened; the ticket as it was before, where it is news.
pub fn update(state: State, ticket: &Rc<Ticket>, event: &Rc<Event>) -> Option<Rc<Ticket>> {
    let tickets = &state.requests.tickets;
    let (before, is_last) = tickets.change(ticket, |kept| {
        let before = kept.ticket.clone();
        let news = kept.update(ticket.clone(), event.clone());
        (news.then_some(before), kept.position() == event.seq)
    });
    if before.is_some() && !is_last {
        again(state, ticket.id);
    }
    changed(state);
    before
}

/// Tells the server that the shown ticket has been seen, where it has.
pub fn seen(state: State) {
    let tickets = &state.requests.tickets;
    let visible = state.requests.visible.get_untracked() && state.requests.opened.get_untracked();
    let ready = matches!(tickets.thread.get_untracked(), Load::Ready(()));
    let ticket = tickets.shown.get_untracked();
    let (Some(ticket), Some(token)) = (ticket, state.visitor.token.get_untracked()) else {
        return;
    };
    let unread = tickets.change(&ticket, |kept| kept.unread);
    if !visible || !ready || unread == 0 || at(state) != Some(ticket.id) {
        return;
    }
    let (id, seq) = (ticket.id, ticket.last.seq);
    tickets.change(&ticket, |kept| kept.unread = 0);
    changed(state);
    spawn_local(async move {
        let path = path(id, "/seen");
        let call = Call {
            path: &path,
            token: Some(&token),
            key: None,
            body: Body::Json(write::seen(Seen { seq })),
        };
        if call.answer().await.is_ok() {
            live::stir(state);
        }
    });
}
