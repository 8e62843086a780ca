//! A ticket as far as it is known here. Answers and updates may come late, twice or in another
//! order; what comes out is the same.

use std::rc::Rc;

use guichet_shared::{
    event::Event,
    ticket::{Ticket, TicketId},
};

/// A ticket, and its events as far as they have been heard.
pub struct Kept {
    pub ticket: Rc<Ticket>,
    /// How many of its events have not been seen, here or on the server.
    pub unread: u32,
    pub events: Vec<Rc<Event>>,
    /// Whether every event up to the last one that was heard is here.
    whole: bool,
    /// Whether something may have been missed since.
    pub stale: bool,
}

impl Kept {
    /// A ticket of which no timeline is known yet.
    pub fn new(ticket: Rc<Ticket>) -> Self {
        Self {
            unread: ticket.unread,
            ticket,
            events: Vec::new(),
            whole: false,
            stale: false,
        }
    }

    /// Where the stream goes on after a cut. The ticket may tell of a later event than the timeline
    /// has: then the timeline decides, so that nothing in between is left out.
    pub fn position(&self) -> u32 {
        if self.whole {
            self.heard()
        } else {
            self.heard().max(self.ticket.last.seq)
        }
    }

    /// Whether the timeline is all there is.
    pub fn is_whole(&self) -> bool {
        self.whole && !self.stale && self.heard() >= self.ticket.last.seq
    }

    fn heard(&self) -> u32 {
        self.events.last().map_or(0, |event| event.seq)
    }

    /// Whether it is the ticket `id`.
    pub fn is(&self, id: TicketId) -> bool {
        self.ticket.id == id
    }

    /// Takes the ticket where it is not older than what is known.
    pub fn take(&mut self, ticket: Rc<Ticket>) {
        if ticket.last.seq >= self.ticket.last.seq {
            self.unread = ticket.unread;
            self.ticket = ticket;
        }
    }

    /// Takes what happened; whether it was news.
    pub fn update(&mut self, ticket: Rc<Ticket>, event: Rc<Event>) -> bool {
        self.take(ticket);
        self.add(event)
    }

    /// Takes a timeline. Events that came while it was on its way stay.
    pub fn thread(&mut self, ticket: Rc<Ticket>, events: Vec<Event>) {
        self.take(ticket);
        for event in events {
            self.add(Rc::new(event));
        }
        self.whole = true;
        self.stale = false;
    }

    fn add(&mut self, event: Rc<Event>) -> bool {
        let mut at = self.events.len();
        // Nearly always it comes last, so the place is looked for from there.
        while at > 0 && self.events[at - 1].seq > event.seq {
            at -= 1;
        }
        let known = at > 0 && self.events[at - 1].seq == event.seq;
        if !known {
            self.events.insert(at, event);
        }
        !known
    }
}

#[cfg(test)]
mod tests {
    use guichet_shared::{
        event::{By, What},
        site::SiteKey,
        status::{Status, Turn},
        ticket::TicketId,
    };

    use super::*;

    fn event(seq: u32) -> Event {
        Event {
            seq,
            at: "2026-03-12T10:00:00Z".into(),
            by: By::Customer,
            what: What::Message { body: Vec::new() },
        }
    }

    fn ticket(seq: u32) -> Rc<Ticket> {
        Rc::new(Ticket {
            id: TicketId(uuid::Uuid::nil()),
            site: SiteKey::parse("demo").unwrap(),
            number: 1,
            subject: "Late".into(),
            topic: None,
            answers: Vec::new(),
            status: Status::Open,
            hold: None,
            turn: Turn::Support,
            holder: None,
            due: None,
            last: event(seq),
            unread: 0,
            rating: None,
            closes_at: None,
            reopens_until: None,
            created_at: "2026-03-12T10:00:00Z".into(),
        })
    }

    fn update(kept: &mut Kept, seq: u32) -> bool {
        kept.update(ticket(seq), Rc::new(event(seq)))
    }

    fn places(kept: &Kept) -> Vec<u32> {
        kept.events.iter().map(|event| event.seq).collect()
    }

    #[test]
    fn an_event_that_comes_twice_is_applied_once() {
        let mut kept = Kept::new(ticket(1));
        assert!(update(&mut kept, 2));
        assert!(!update(&mut kept, 2));
        assert_eq!(places(&kept), [2]);
    }

    #[test]
    fn an_event_that_overtakes_the_timeline_is_not_lost() {
        let mut kept = Kept::new(ticket(1));
        update(&mut kept, 4);
        kept.thread(ticket(3), vec![event(1), event(3)]);
        assert_eq!(places(&kept), [1, 3, 4]);
        assert_eq!(kept.ticket.last.seq, 4);
        assert_eq!(kept.position(), 4);
    }

    #[test]
    fn a_ticket_that_tells_of_more_does_not_hide_what_its_timeline_lacks() {
        let mut kept = Kept::new(ticket(1));
        assert!(!kept.is_whole());
        kept.thread(ticket(1), vec![event(1)]);
        assert!(kept.is_whole());
        kept.take(ticket(4));
        assert!(!kept.is_whole());
        assert_eq!(kept.position(), 1);
        update(&mut kept, 3);
        update(&mut kept, 4);
        assert!(kept.is_whole());
    }

    #[test]
    fn a_ticket_that_comes_late_does_not_undo_a_later_one() {
        let mut kept = Kept::new(ticket(5));
        kept.take(ticket(3));
        assert_eq!(kept.ticket.last.seq, 5);
        assert_eq!(kept.position(), 5);
    }
}
