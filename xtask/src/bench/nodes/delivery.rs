//! How fast what customers write reaches the open desks.

use std::io::{BufRead, BufReader};
use std::net::{Shutdown, TcpStream};
use std::thread::{scope, sleep};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde_json::json;

use super::clients::Client;
use crate::bench::server::Serving;

/// Desks that are open, evenly on the nodes; each is sent everything.
const DESKS: usize = 40;
/// Customers who write, each the next message when the last one was acknowledged.
const WRITERS: usize = 2;
const MEASURED: Duration = Duration::from_secs(10);
/// How long it is waited for what is still under way.
const GRACE: Duration = Duration::from_secs(3);
/// What stands before a message's number.
const MARK: &str = "number-";

/// What came of it.
pub struct Delivered {
    /// Events that arrived, per second.
    pub rate: f64,
    /// Milliseconds from the request to an arrival: half of them took at most this.
    pub half: f64,
    /// 99 of 100 took at most this.
    pub most: f64,
}

/// Opens the desks, writes, and waits until all has arrived.
pub fn measure(nodes: &[Serving]) -> Result<Delivered> {
    let mut streams = Vec::new();
    for (_, node) in (0..DESKS).zip(nodes.iter().cycle()) {
        streams.push(Client::agent(node)?.stream("/desk/stream")?);
    }
    let ends: Result<Vec<TcpStream>, _> = streams.iter().map(|s| s.get_ref().try_clone()).collect();
    let ends = ends?;
    let (sent, arrived) = scope(|scope| {
        let desks: Vec<_> = streams
            .into_iter()
            .map(|stream| scope.spawn(move || arrivals(stream)))
            .collect();
        let begun = Instant::now();
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let node = &nodes[writer % nodes.len()];
                scope.spawn(move || write(node, writer, begun))
            })
            .collect();
        let mut sent = Vec::new();
        for writer in writers {
            sent.push(writer.join().ok().context("a writer gave up")?);
        }
        sleep(GRACE);
        // Whatever has happened: the desks wait for this.
        for end in ends {
            end.shutdown(Shutdown::Both)?;
        }
        let sent: Result<Vec<_>> = sent.into_iter().collect();
        let mut arrived = Vec::new();
        for desk in desks {
            arrived.extend(desk.join().ok().context("a desk gave up")?);
        }
        anyhow::Ok((sent?, arrived))
    })?;
    let mut took: Vec<f64> = arrived
        .iter()
        .filter_map(|((writer, number), at)| {
            let then = sent.get(*writer)?.get(*number)?;
            Some(at.duration_since(*then).as_secs_f64() * 1000.0)
        })
        .collect();
    let expected = DESKS * sent.iter().map(Vec::len).sum::<usize>();
    ensure!(
        took.len() == expected,
        "{} events of {expected} arrived",
        took.len()
    );
    took.sort_unstable_by(f64::total_cmp);
    let at = |part: usize| {
        took.get(took.len() * part / 100)
            .copied()
            .unwrap_or_default()
    };
    Ok(Delivered {
        rate: took.len() as f64 / MEASURED.as_secs_f64(),
        half: at(50),
        most: at(99),
    })
}

/// Writes on one ticket; gives when each message was sent.
fn write(node: &Serving, writer: usize, begun: Instant) -> Result<Vec<Instant>> {
    let client = Client::customer(node);
    let path = format!("/tickets/{}/messages", client.file("Where is it?")?);
    let mut sent = Vec::new();
    while begun.elapsed() < MEASURED {
        let body = format!("{MARK}{writer}-{}.", sent.len());
        sent.push(Instant::now());
        client.post(&path, &json!({"body": body}))?;
    }
    Ok(sent)
}

/// The messages that arrive, by writer and number, until the stream is closed.
fn arrivals(stream: BufReader<TcpStream>) -> Vec<((usize, usize), Instant)> {
    let lines = stream.lines().map_while(Result::ok);
    lines
        .filter_map(|line| {
            let at = Instant::now();
            let (_, event) = line.split_once("\"event\":{")?;
            let (_, marked) = event.split_once(MARK)?;
            let (writer, rest) = marked.split_once('-')?;
            let (number, _) = rest.split_once('.')?;
            Some(((writer.parse().ok()?, number.parse().ok()?), at))
        })
        .collect()
}
