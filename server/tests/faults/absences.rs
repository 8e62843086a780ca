//! The server killed while tickets go to a cover and back: none is left with who is away, none
//! goes twice, and what customers write meanwhile is there.

use std::{
    collections::HashMap,
    sync::atomic::{AtomicUsize, Ordering},
};

use guichet_shared::{
    absence::{Absence, AbsenceId, Absences},
    agent::AgentId,
    desk::{Entry, Thread},
    event::What,
};
use serde_json::json;

use crate::{
    desk::Agent,
    server::{Server, again, end, kills, pause, refuse},
};

const WRITERS: usize = 3;
const TICKETS: usize = 40;

/// Goes away, until it is acknowledged.
fn go_away(server: &Server, who: &Agent, cover: &Agent) -> AbsenceId {
    let body = json!({"cover": cover.id, "give_back": true});
    again("away", || {
        match server.tries(who, "POST", "absences", &body)? {
            (201, answer) => return Some(serde_json::from_slice::<Absence>(&answer).unwrap().id),
            // It was written down, and the answer was lost.
            (409, _) => {}
            other => refuse(other),
        }
        let (_, answer) = server.tries(who, "GET", "absences", &json!({}))?;
        let list: Absences = serde_json::from_slice(&answer).ok()?;
        list.absences.first().map(|absence| absence.id)
    })
}

fn come_back(server: &Server, who: &Agent, absence: AbsenceId) {
    let path = format!("absences/{absence}");
    again("back", || {
        match server.tries(who, "DELETE", &path, &json!({}))? {
            (204, _) => Some(()),
            other => {
                refuse(other);
                None
            }
        }
    });
}

/// Something once every ticket is with `who`.
fn all_with(server: &Server, who: &Agent) -> Option<()> {
    pause(50..100);
    let with: Vec<(Option<AgentId>,)> = server.rows("select assignee from tickets");
    assert_eq!(with.len(), TICKETS);
    let all = with.iter().all(|(holder,)| *holder == Some(who.id));
    all.then_some(())
}

/// Nobody was given what they had, and each move begins where the one before ended.
fn moves_are_single(server: &Server) {
    let mut holders = HashMap::new();
    for (ticket, step) in server.steps() {
        if let Entry::Visible(What::Handover { from, to, .. }) = step.what {
            let holder = holders.insert(ticket, to).flatten();
            assert_eq!(from, holder, "{ticket}");
            assert_ne!(from, to, "{ticket}");
        }
    }
}

fn nothing_stays_behind(server: &Server) {
    let (tom, ana) = (server.agent("Tom"), server.agent("Ana"));
    let mut running = server.start();
    let mut customers = Vec::new();
    for _ in 0..TICKETS {
        let customer = server.file(&json!({"subject": "S", "body": "B"}));
        let path = format!("tickets/{}/take", customer.ticket);
        let _: Thread = server.does(&tom, &path, &json!({}));
        customers.push(customer);
    }
    end(&mut running);
    let sent = AtomicUsize::new(0);
    let write = |writer| {
        if writer == 0 {
            let absence = go_away(server, &tom, &ana);
            pause(100..600);
            come_back(server, &tom, absence);
            pause(100..600);
        } else {
            let number = sent.fetch_add(1, Ordering::Relaxed);
            server.write_as(&customers[number % TICKETS], &json!({"body": "And?"}));
            pause(5..50);
        }
    };
    server.killed(kills().min(50), WRITERS, write, || moves_are_single(server));

    let mut running = server.start();
    let absence = go_away(server, &tom, &ana);
    pause(0..60);
    end(&mut running);
    let mut running = server.start();
    again("was everything with the cover", || all_with(server, &ana));
    come_back(server, &tom, absence);
    pause(0..60);
    end(&mut running);
    let mut running = server.start();
    again("was everything back", || all_with(server, &tom));
    end(&mut running);
    moves_are_single(server);
    let messages = server.steps().into_iter();
    let messages =
        messages.filter(|(_, step)| matches!(step.what, Entry::Visible(What::Message { .. })));
    assert_eq!(messages.count(), sent.into_inner());
}

#[test]
fn no_ticket_is_left_with_who_is_away_on_sqlite() {
    nothing_stays_behind(&Server::on_sqlite());
}

#[test]
fn no_ticket_is_left_with_who_is_away_on_postgres() {
    nothing_stays_behind(&Server::on_postgres());
}
