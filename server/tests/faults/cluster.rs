//! Nodes side by side on one PostgreSQL behind a proxy that keeps nobody at one of them: nodes are
//! killed, the database is restarted, and nobody notices more than a pause.
//!
//! `GUICHET_KILLS` says how often nodes are killed, 200 times without it; the database is restarted a
//! tenth as often.

mod follower;
mod load;
mod nodes;
mod proxy;

use std::{
    process::Command,
    time::{Duration, Instant},
};

use guichet_shared::{absence::Absence, desk::Thread};
use rand::RngExt;
use serde_json::json;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use self::{load::Load, nodes::Nodes};
use crate::{
    desk::Agent,
    postgres::{Postgres, Stop},
    server::{Server, again, kills, pause},
};

const NODES: usize = 3;

#[test]
fn nothing_is_lost_and_nothing_is_told_twice_while_nodes_are_killed() {
    let mut server = Server::on_postgres();
    let mut nodes = Nodes::of(&mut server, NODES);
    let kills = kills();
    println!("{kills} kills of one of {NODES} nodes:");
    Load::run(&server, &mut nodes, |nodes| {
        for _ in 0..kills {
            pause(100..900);
            let node = rand::rng().random_range(0..NODES);
            // A slow machine starts nodes more slowly than they are killed.
            nodes.another_answers(node);
            nodes.kill(node);
            pause(0..500);
            nodes.start(&server, node);
        }
    });
}

#[test]
fn nothing_is_lost_and_nothing_is_told_twice_while_the_database_restarts() {
    let Some(mut postgres) = Postgres::start() else {
        println!("Left out: the programs of PostgreSQL are not on this machine");
        return;
    };
    let mut server = Server::on(&postgres.url());
    let mut nodes = Nodes::of(&mut server, NODES);
    let restarts = (kills() / 10).max(2);
    let mut errors = Vec::new();
    Load::run(&server, &mut nodes, |_| {
        for restart in 0..restarts {
            // All has settled, and what failed before this does not count.
            pause(2_000..4_000);
            server.last_failure();
            let begun = Instant::now();
            let away = postgres.restart([Stop::Fast, Stop::Immediate][restart % 2]);
            pause(10_000..10_001);
            let last = server.last_failure();
            errors.push((last.map_or(Duration::ZERO, |last| last - begun), away));
        }
    });
    println!("{restarts} restarts; how long requests failed, and how long the database took:");
    for (failed, away) in &errors {
        println!("{failed:.1?} ({away:.1?})");
    }
    println!("worst: {:.1?}", errors.iter().max().unwrap().0);
}

/// Tom goes away in a moment and Ana has his ticket then, whatever `befalls` the node that does the
/// timed work; gives how long she had to wait.
fn ana_covers(server: &Server, [tom, ana]: [&Agent; 2], befalls: impl FnOnce()) -> Duration {
    let customer = server.file(&json!({"subject": "S", "body": "B"}));
    let path = format!("tickets/{}/take", customer.ticket);
    let _: Thread = server.does(tom, &path, &json!({}));
    let from = OffsetDateTime::now_utc() + Duration::from_secs(3);
    let plan = json!({
        "from": from.format(&Rfc3339).unwrap(), "cover": ana.id, "give_back": false,
    });
    let absence: Absence = server.does(tom, "absences", &plan);
    assert!(!absence.begun);
    befalls();
    let begun = Instant::now();
    again("with who covers", || {
        pause(50..100);
        let path = format!("tickets/{}", customer.ticket);
        let (_, answer) = server.tries(ana, "GET", &path, &json!({}))?;
        let thread: Thread = serde_json::from_slice(&answer).ok()?;
        let holder = thread.ticket.assignee?;
        (holder.id == ana.id).then_some(())
    });
    let waited = begun.elapsed();
    let back = format!("absences/{}", absence.id);
    again("back", || {
        server
            .tries(tom, "DELETE", &back, &json!({}))
            .filter(|answer| answer.0 == 204)
    });
    waited
}

/// The server with one node that has the turn, and others which came later.
fn one_has_the_turn(server: &mut Server) -> Nodes {
    let mut nodes = Nodes::of(server, NODES);
    nodes.start(server, 0);
    again("anybody's turn", || {
        let held: Vec<(i64,)> = server.rows(
            "select count(*) from pg_locks
             where locktype = 'advisory' and granted
             and database = (select oid from pg_database where datname = current_database())",
        );
        (held[0].0 == 1).then_some(())
    });
    nodes.start_all(server);
    nodes
}

#[test]
fn another_node_does_the_timed_work_when_the_one_that_did_is_killed() {
    let mut server = Server::on_postgres();
    let mut nodes = one_has_the_turn(&mut server);
    let (tom, ana) = (server.agent("Tom"), server.agent("Ana"));
    let waited = ana_covers(&server, [&tom, &ana], || nodes.kill(0));
    println!("Who covers had the ticket {waited:.1?} after the kill, 3 s before which it was due");
    // The one that is left does it, whichever of the others did.
    nodes.start(&server, 0);
    nodes.start_all(&server);
    let waited = ana_covers(&server, [&tom, &ana], || {
        nodes.kill(1);
        nodes.kill(2);
    });
    println!("and {waited:.1?} after the others were killed");
}

#[test]
fn another_node_does_the_timed_work_when_the_one_that_did_stands_still() {
    let mut server = Server::on_postgres();
    let mut nodes = one_has_the_turn(&mut server);
    let (tom, ana) = (server.agent("Tom"), server.agent("Ana"));
    let frozen = nodes.process(0).to_string();
    let signal = |signal: &str| {
        Command::new("kill")
            .args([signal, frozen.as_str()])
            .status()
    };
    let waited = ana_covers(&server, [&tom, &ana], || {
        assert!(signal("-STOP").unwrap().success());
    });
    println!("Who covers had the ticket {waited:.1?} after the node stood still");
    assert!(signal("-CONT").unwrap().success());
    nodes.kill_all();
}
