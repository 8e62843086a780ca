//! The server killed while the news of a known problem goes to its tickets: each has it once.

use std::{collections::BTreeMap, thread, time::Duration};

use guichet_shared::{
    desk::{Entry, Incident},
    event::What,
    incident::Part,
    ticket::TicketId,
};
use serde_json::json;

use crate::{
    desk::Agent,
    server::{Server, again, end, kills, pause, refuse},
};

const WRITERS: usize = 3;
const TICKETS: usize = 60;

/// What a ticket has been told of its problem.
#[derive(Debug, Default)]
struct Told {
    joined: Option<u32>,
    news: Vec<u32>,
    over: u32,
    proposed: u32,
}

fn told(server: &Server) -> BTreeMap<TicketId, Told> {
    let mut all: BTreeMap<TicketId, Told> = BTreeMap::new();
    for (ticket, step) in server.steps() {
        let told = all.entry(ticket).or_default();
        match step.what {
            Entry::Visible(What::Incident { part, seq, .. }) => match part {
                Part::Joined => told.joined = Some(seq),
                Part::Over => told.over += 1,
                Part::Left => panic!("nobody left"),
            },
            Entry::Visible(What::News { update, .. }) => told.news.push(update),
            Entry::Visible(What::Proposal { .. }) => told.proposed += 1,
            _ => {}
        }
    }
    all
}

fn read(server: &Server, tom: &Agent, incident: &Incident) -> Option<Incident> {
    let path = format!("incidents/{}", incident.summary.id);
    match server.tries(tom, "GET", &path, &json!({})) {
        Some((200, answer)) => serde_json::from_slice(&answer).ok(),
        _ => None,
    }
}

/// Says what is new until it is said, and how many updates there are then.
fn say(server: &Server, tom: &Agent, incident: &Incident, solution: bool) -> u32 {
    let now = again("read", || read(server, tom, incident));
    let after = now.summary.updates;
    let path = format!("incidents/{}/updates", incident.summary.id);
    let body = json!({"after": after, "body": {"en": "News"}, "solution": solution});
    again("said", || {
        match server.tries(tom, "POST", &path, &body)? {
            // Nobody else says anything: it was written down, and the answer was lost.
            (201 | 409, _) => Some(after + 1),
            other => {
                refuse(other);
                None
            }
        }
    })
}

fn everybody_is_told_once(server: &Server) {
    let tom = server.agent("Tom");
    let mut running = server.start();
    let new = json!({"site": "acme", "title": {"en": "Payments fail"}, "body": {"en": "B"}});
    let incident: Incident = server.does(&tom, "incidents", &new);
    let joining = json!({"subject": "S", "body": "B", "incident": incident.summary.id});
    for _ in 0..TICKETS {
        server.file(&joining);
    }
    end(&mut running);
    let write = |writer| {
        if writer == 0 {
            say(server, &tom, &incident, false);
            pause(50..300);
        } else {
            server.file(&joining);
            pause(50..100);
        }
    };
    let look = || {
        for (ticket, told) in told(server) {
            let first = told.joined.unwrap() + 1;
            let expected: Vec<_> = (first..).take(told.news.len()).collect();
            assert_eq!(told.news, expected, "{ticket}");
        }
    };
    server.killed(kills().min(50), WRITERS, write, look);

    // The end comes to all of them too, though the telling of it is cut off.
    let mut running = server.start();
    let last = say(server, &tom, &incident, true);
    thread::sleep(Duration::from_millis(30));
    end(&mut running);
    let mut running = server.start();
    again("was everybody told", || {
        read(server, &tom, &incident).filter(|incident| incident.summary.owed == 0)
    });
    end(&mut running);
    assert!(last > 1, "nothing was said under the kills");
    let all = told(server);
    assert!(all.len() > TICKETS, "nobody joined under the kills");
    for (ticket, told) in all {
        let news: Vec<_> = (told.joined.unwrap() + 1..last).collect();
        assert_eq!(told.news, news, "{ticket}");
        assert_eq!((told.over, told.proposed), (1, 1), "{ticket}");
    }
}

#[test]
fn every_ticket_of_a_known_problem_is_told_once_on_sqlite() {
    everybody_is_told_once(&Server::on_sqlite());
}

#[test]
fn every_ticket_of_a_known_problem_is_told_once_on_postgres() {
    everybody_is_told_once(&Server::on_postgres());
}
