//! What an open stream takes of a node's memory.

use std::fs;
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context, Result};

use super::clients::Client;
use crate::bench::server::Serving;

/// How many streams are opened.
const STREAMS: usize = 1000;
/// A connection that is idle for so long is closed.
const IDLE: Duration = Duration::from_secs(20);

/// Opens customers' streams, each of somebody else with a ticket, then as many of an agent's.
pub fn report(nodes: &[Serving]) -> Result<()> {
    let node = &nodes[0];
    let customers: Vec<_> = (0..STREAMS).map(|_| Client::customer(node)).collect();
    for customer in &customers {
        customer.file("Where is it?")?;
    }
    let agent = Client::agent(node)?;
    // What the first ones need once and for all is not theirs.
    let mut open = vec![
        customers[0].stream("/stream")?,
        agent.stream("/desk/stream")?,
    ];
    // The connections that tickets were filed over are closed by then.
    sleep(IDLE);
    println!("\n| {STREAMS} streams on one node | the node | per stream |\n|---|---:|---:|");
    println!("| before | {} kB | |", memory(node)?);
    for who in ["customers'", "an agent's"] {
        let before = memory(node)?;
        for customer in &customers {
            open.push(match who {
                "customers'" => customer.stream("/stream")?,
                _ => agent.stream("/desk/stream")?,
            });
        }
        let after = memory(node)?;
        let each = after.saturating_sub(before) as f64 / STREAMS as f64;
        println!("| {who} | {after} kB | {each:.1} kB |");
    }
    Ok(())
}

/// The memory of a node that is in use, in kB.
fn memory(node: &Serving) -> Result<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", node.id()))
        .context("only Linux says how much memory a process takes")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    Ok(number.context("no VmRSS")?.parse()?)
}
