//! How many tickets are filed in a second by customers who never stop.

use std::thread::scope;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::clients::Client;
use crate::bench::server::Serving;

/// Customers who file at once.
const CLIENTS: usize = 16;
const WARM_UP: Duration = Duration::from_secs(3);
const MEASURED: Duration = Duration::from_secs(10);

/// Tickets per second, each by somebody new, the clients evenly on the nodes.
pub fn rate(nodes: &[Serving]) -> Result<f64> {
    let begun = Instant::now();
    let clients = (0..CLIENTS).zip(nodes.iter().cycle());
    let filed = scope(|scope| {
        let threads: Vec<_> = clients
            .map(|(_, node)| scope.spawn(move || file(node, begun)))
            .collect();
        let mut filed = 0_u32;
        for thread in threads {
            filed += thread.join().ok().context("a client gave up")??;
        }
        anyhow::Ok(filed)
    })?;
    Ok(f64::from(filed) / MEASURED.as_secs_f64())
}

/// One client; gives how many of its tickets count.
fn file(node: &Serving, begun: Instant) -> Result<u32> {
    let mut client = Client::customer(node);
    let mut filed = 0;
    loop {
        client.file("The parcel has not come, and nobody answers the telephone.")?;
        match begun.elapsed() {
            elapsed if elapsed >= WARM_UP + MEASURED => return Ok(filed),
            elapsed if elapsed >= WARM_UP => filed += 1,
            _ => {}
        }
        client.become_somebody_new();
    }
}
