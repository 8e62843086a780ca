//! What tickets take of the database, by table.

use std::collections::BTreeMap;
use std::thread::scope;

use anyhow::{Context, Result};
use serde_json::json;

use super::clients::Client;
use crate::bench::server::Serving;

/// Clients at once, and the tickets of each.
const CLIENTS: usize = 8;
const TICKETS: usize = 625;
/// Each table, its rows and its indexes, in bytes.
const SIZES: &str = "select relname, pg_table_size(oid), pg_indexes_size(oid) from pg_class
                     where relkind = 'r' and relnamespace = 'public'::regnamespace";

/// What somebody writes: 400 characters, no two texts alike, so that compression has nothing to gain
/// that it would not have from real ones.
fn text(seed: usize) -> String {
    const WORDS: [&str; 24] = [
        "order", "parcel", "has", "not", "come", "the", "invoice", "is", "wrong", "could", "you",
        "look", "into", "this", "please", "number", "since", "Monday", "address", "changed",
        "card", "and", "was", "charged",
    ];
    let mut state = seed as u64 + 1;
    let mut text = String::new();
    while text.len() < 400 {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let word = WORDS[(state >> 33) as usize % WORDS.len()];
        text.push_str(word);
        text.push(' ');
    }
    text
}

/// Tells whole tickets, and reports by how much each table has grown.
pub fn report(nodes: &[Serving], ask: impl Fn(&str) -> Result<String>) -> Result<()> {
    let node = &nodes[0];
    let before = sizes(&ask)?;
    scope(|scope| {
        let clients: Vec<_> = (0..CLIENTS)
            .map(|client| scope.spawn(move || tell(node, client * TICKETS)))
            .collect();
        for client in clients {
            client.join().ok().context("a client gave up")??;
        }
        anyhow::Ok(())
    })?;
    ask("vacuum full")?;
    let mut grown: Vec<_> = sizes(&ask)?
        .into_iter()
        .map(|(table, (rows, indexes))| {
            let (rows_before, indexes_before) = before.get(&table).copied().unwrap_or_default();
            (table, rows - rows_before, indexes - indexes_before)
        })
        .collect();
    grown.sort_by_key(|(_, rows, indexes)| -(rows + indexes));
    let tickets = (CLIENTS * TICKETS) as f64;
    // Bytes a ticket are megabytes a million tickets.
    println!("\n| MB per million tickets | rows | indexes | in all |\n|---|---:|---:|---:|");
    let line = |table: &str, rows: i64, indexes: i64| {
        let [rows, indexes] = [rows, indexes].map(|bytes| bytes as f64 / tickets);
        println!(
            "| {table} | {rows:.0} | {indexes:.0} | {:.0} |",
            rows + indexes
        );
    };
    let (mut rows, mut indexes) = (0, 0);
    for (table, of_rows, of_indexes) in &grown {
        rows += of_rows;
        indexes += of_indexes;
        if (of_rows + of_indexes) as f64 >= tickets {
            line(table, *of_rows, *of_indexes);
        }
    }
    line("all tables", rows, indexes);
    Ok(())
}

/// A ticket is filed, taken, noted on, answered, asked about again, solved, confirmed and rated.
fn tell(node: &Serving, seed: usize) -> Result<()> {
    let mut customer = Client::customer(node);
    let agent = Client::agent(node)?;
    for number in seed..seed + TICKETS {
        let mut texts = (number * 5..).map(text);
        let mut next = || json!({"body": texts.next()});
        let ticket = customer.file(next()["body"].as_str().unwrap_or_default())?;
        let desk = |what: &str| format!("/desk/tickets/{ticket}/{what}");
        let own = |what: &str| format!("/tickets/{ticket}/{what}");
        agent.post(&desk("take"), &json!({}))?;
        agent.post(&desk("notes"), &next())?;
        agent.post(&desk("messages"), &next())?;
        customer.post(&own("messages"), &next())?;
        agent.post(&desk("proposal"), &next())?;
        customer.post(&own("verdict"), &json!({"solved": true}))?;
        customer.post(&own("rating"), &json!({"stars": 5}))?;
        customer.become_somebody_new();
    }
    Ok(())
}

fn sizes(ask: &impl Fn(&str) -> Result<String>) -> Result<BTreeMap<String, (i64, i64)>> {
    let rows = ask(SIZES)?;
    let row = |line: &str| {
        let mut cells = line.split('|');
        let table = cells.next()?.to_owned();
        Some((
            table,
            (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?),
        ))
    };
    Ok(rows.lines().filter_map(row).collect())
}
