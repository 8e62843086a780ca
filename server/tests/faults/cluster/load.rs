//! What goes on while nodes and their database come and go: customers and agents write, and follow
//! what is written.

use std::{
    collections::{HashMap, HashSet},
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use guichet_server::secrets;
use guichet_shared::{
    desk::Entry,
    event::What,
    ticket::{Filed, TicketId},
};
use rand::{RngExt, seq::IndexedRandom};
use serde_json::json;

use super::{follower::Follower, nodes::Nodes};
use crate::{
    desk::Agent,
    kills::Acknowledged,
    server::{Server, again, pause},
};

/// Who files one ticket with a file after the other, each as somebody new.
const FILERS: usize = 3;
/// Customers in conversation with an agent, each in two tabs.
const CUSTOMERS: usize = 2;
/// The tickets that each of them begins with, which the agents have on their screens.
const TICKETS: usize = 3;
/// The most that each of them files.
const MOST: usize = 15;
const JSON: &str = "application/json";

/// Everybody, and what they were told.
pub struct Load {
    agent: Agent,
    customers: Vec<Customer>,
    filed: Mutex<Vec<Acknowledged>>,
    said: Mutex<HashSet<String>>,
}

struct Customer {
    token: String,
    tickets: Mutex<Vec<TicketId>>,
}

/// Ends threads, also when a test fails.
struct Ends<'a>(&'a AtomicBool);

impl Drop for Ends<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Customer {
    fn file(&self, server: &Server) {
        let path = "/api/v1/sites/acme/tickets";
        let body = json!({"subject": "S", "body": "B"}).to_string();
        let answer = server.insist(path, &self.token, JSON, body.as_bytes());
        let filed: Filed = serde_json::from_slice(&answer).unwrap();
        self.tickets.lock().unwrap().push(filed.ticket.id);
    }
}

impl Load {
    /// Writes and follows while `disturb` goes on; then looks at everything that was acknowledged, and
    /// at everything that arrived.
    pub fn run(server: &Server, nodes: &mut Nodes, disturb: impl FnOnce(&mut Nodes)) {
        nodes.start_all(server);
        let load = Self {
            agent: server.agent("Tom"),
            customers: (0..CUSTOMERS).map(|_| customer(server)).collect(),
            filed: Mutex::default(),
            said: Mutex::default(),
        };
        let followers = load.followers();
        let (written, told) = (AtomicBool::new(false), AtomicBool::new(false));
        thread::scope(|scope| {
            let _ends = (Ends(&written), Ends(&told));
            for (follower, _) in &followers {
                scope.spawn(|| follower.follow(server, &told));
            }
            let writers: Vec<_> = (0..FILERS + CUSTOMERS)
                .map(|writer| {
                    let (load, written) = (&load, &written);
                    scope.spawn(move || {
                        while !written.load(Ordering::Relaxed) {
                            load.write(server, writer);
                        }
                    })
                })
                .collect();
            disturb(nodes);
            nodes.start_all(server);
            written.store(true, Ordering::Relaxed);
            for writer in writers {
                writer.join().unwrap();
            }
            load.is_whole(server);
            for (follower, tickets) in &followers {
                has_everything(server, follower, tickets);
            }
            told.store(true, Ordering::Relaxed);
            nodes.kill_all();
        });
        report(&load, &followers);
    }

    /// Each follower, with whether it is told of what customers do not see, and of which tickets.
    fn followers(&self) -> Vec<(Follower, Followed<'_>)> {
        let mut followers = Vec::new();
        for customer in &self.customers {
            for _ in 0..2 {
                let follower = Follower::customer(&customer.token);
                followers.push((follower, Followed::Own(customer)));
            }
        }
        let on_screen: Vec<_> = self.customers.iter().flat_map(Customer::now).collect();
        for _ in 0..2 {
            let follower = Follower::agent(&self.agent.who, &on_screen);
            followers.push((follower, Followed::OnScreen(on_screen.clone())));
        }
        followers
    }

    fn write(&self, server: &Server, writer: usize) {
        match self.customers.get(writer) {
            Some(customer) => self.converse(server, customer),
            None => {
                let filed = server.write(writer);
                self.filed.lock().unwrap().push(filed);
            }
        }
        pause(0..50);
    }

    /// The customer or the agent says something.
    fn converse(&self, server: &Server, customer: &Customer) {
        let tickets = customer.now();
        if tickets.len() < MOST && rand::rng().random_ratio(1, 20) {
            return customer.file(server);
        }
        let ticket = tickets.choose(&mut rand::rng()).unwrap();
        let text = uuid::Uuid::now_v7().to_string();
        let body = json!({"body": text}).to_string();
        if rand::rng().random_ratio(1, 2) {
            let path = format!("/api/v1/tickets/{ticket}/messages");
            server.insist(&path, &customer.token, JSON, body.as_bytes());
        } else {
            let path = format!("/api/v1/desk/tickets/{ticket}/messages");
            server.insist_as(&self.agent.who, &path, JSON, body.as_bytes());
        }
        self.said.lock().unwrap().insert(text);
    }

    /// Everything acknowledged is there, once, and nothing else is.
    fn is_whole(&self, server: &Server) {
        let filed = self.filed.lock().unwrap();
        for filed in filed.iter() {
            server.is_whole(filed);
        }
        let conversations: usize = self.customers.iter().map(|all| all.now().len()).sum();
        let counts: Vec<(i64, i64)> =
            server.rows("select (select count(*) from tickets), (select count(*) from files)");
        let expected = (filed.len() + conversations, filed.len());
        let expected = (
            expected.0.try_into().unwrap(),
            expected.1.try_into().unwrap(),
        );
        assert_eq!(counts, [expected]);
        let steps = server.steps().into_iter();
        let texts: Vec<_> = steps
            .filter_map(|(_, step)| match step.what {
                Entry::Visible(What::Message { body }) => Some(body),
                _ => None,
            })
            .collect();
        let said = self.said.lock().unwrap();
        assert_eq!(texts.len(), said.len(), "messages");
        assert_eq!(texts.into_iter().collect::<HashSet<_>>(), *said);
    }
}

impl Customer {
    fn now(&self) -> Vec<TicketId> {
        self.tickets.lock().unwrap().clone()
    }
}

/// What a follower is told of.
enum Followed<'a> {
    /// What customers see of their own tickets.
    Own(&'a Customer),
    /// Everything, of these.
    OnScreen(Vec<TicketId>),
}

fn customer(server: &Server) -> Customer {
    let customer = Customer {
        token: secrets::token().unwrap().as_str().to_owned(),
        tickets: Mutex::default(),
    };
    for _ in 0..TICKETS {
        customer.file(server);
    }
    customer
}

/// Every event arrived, in its order: what came twice was dropped, and nothing is missing.
fn has_everything(server: &Server, follower: &Follower, followed: &Followed) {
    let (tickets, all) = match followed {
        Followed::Own(customer) => (customer.now(), false),
        Followed::OnScreen(tickets) => (tickets.clone(), true),
    };
    let rows: Vec<(TicketId, i64, bool)> =
        server.rows("select ticket_id, seq, visible from events order by ticket_id, seq");
    let mut events: HashMap<_, Vec<_>> = HashMap::new();
    for (ticket, seq, visible) in rows {
        if (visible || all) && tickets.contains(&ticket) {
            events.entry(ticket).or_default().push(seq);
        }
    }
    let begun = Instant::now();
    while follower.heard().events != events && begun.elapsed() < Duration::from_secs(60) {
        pause(50..100);
    }
    assert_eq!(follower.heard().events, events);
    again("back", || follower.heard().is_back().then_some(()));
}

fn report(load: &Load, followers: &[(Follower, Followed)]) {
    let mut returns = Vec::new();
    let (mut events, mut dropped) = (0, 0);
    for (follower, _) in followers {
        let heard = follower.heard();
        events += heard.events.values().map(Vec::len).sum::<usize>();
        dropped += heard.dropped;
        returns.extend_from_slice(&heard.returns);
    }
    returns.sort_unstable();
    let at = |part: usize| returns.get(returns.len() * part / 100).or(returns.last());
    println!(
        "{} tickets with a file, {} messages; {events} events arrived at {} followers, {dropped} came \
         again; {} cuts, back after {:.1?} (median), {:.1?} (99 of 100), {:.1?} (worst)",
        load.filed.lock().unwrap().len(),
        load.said.lock().unwrap().len(),
        followers.len(),
        returns.len(),
        at(50).copied().unwrap_or_default(),
        at(99).copied().unwrap_or_default(),
        returns.last().copied().unwrap_or_default(),
    );
}
