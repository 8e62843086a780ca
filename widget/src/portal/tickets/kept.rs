//! A ticket as far as it is known here. Answers and updates may come late, twice or in another
//! order; what comes out is the same.

use guichet_shared::{
    event::Event,
    ticket::{Thread, Ticket, Update},
};

/// A ticket, and its events as far as they have been heard.
#[derive(Clone, Debug)]
pub struct Kept {
    pub ticket: Ticket,
    pub events: Vec<Event>,
    /// Whether every event up to the last one is here.
    pub whole: bool,
}

impl Kept {
    /// A ticket of which no timeline is known yet.
    pub fn new(ticket: Ticket) -> Self {
        Self {
            ticket,
            events: Vec::new(),
            whole: false,
        }
    }

    /// The place of the last event that is known, where the stream goes on after a cut.
    pub fn position(&self) -> u32 {
        let heard = self.events.last().map_or(0, |event| event.seq);
        heard.max(self.ticket.last.seq)
    }

    /// Takes the ticket where it is not older than what is known.
    pub fn take(&mut self, ticket: Ticket) {
        if ticket.last.seq >= self.ticket.last.seq {
            self.ticket = ticket;
        }
    }

    /// Takes what happened; whether it was news.
    pub fn update(&mut self, update: Update) -> bool {
        self.take(update.ticket);
        self.add(update.event)
    }

    /// Takes a timeline. Events that came while it was on its way stay.
    pub fn thread(&mut self, thread: Thread) {
        self.take(thread.ticket);
        for event in thread.events {
            self.add(event);
        }
        self.whole = true;
    }

    fn add(&mut self, event: Event) -> bool {
        let at = self.events.partition_point(|known| known.seq < event.seq);
        let known = self
            .events
            .get(at)
            .is_some_and(|known| known.seq == event.seq);
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

    fn ticket(seq: u32) -> Ticket {
        Ticket {
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
            reopens_until: None,
            created_at: "2026-03-12T10:00:00Z".into(),
        }
    }

    fn update(seq: u32) -> Update {
        Update {
            ticket: ticket(seq),
            event: event(seq),
        }
    }

    fn places(kept: &Kept) -> Vec<u32> {
        kept.events.iter().map(|event| event.seq).collect()
    }

    #[test]
    fn an_event_that_comes_twice_is_applied_once() {
        let mut kept = Kept::new(ticket(1));
        assert!(kept.update(update(2)));
        assert!(!kept.update(update(2)));
        assert_eq!(places(&kept), [2]);
    }

    #[test]
    fn an_event_that_overtakes_the_timeline_is_not_lost() {
        let mut kept = Kept::new(ticket(1));
        kept.update(update(4));
        kept.thread(Thread {
            ticket: ticket(3),
            events: vec![event(1), event(3)],
        });
        assert_eq!(places(&kept), [1, 3, 4]);
        assert_eq!(kept.ticket.last.seq, 4);
        assert_eq!(kept.position(), 4);
    }

    #[test]
    fn a_ticket_that_comes_late_does_not_undo_a_later_one() {
        let mut kept = Kept::new(ticket(5));
        kept.take(ticket(3));
        assert_eq!(kept.ticket.last.seq, 5);
        assert_eq!(kept.position(), 5);
    }
}
