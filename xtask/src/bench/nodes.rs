//! One node beside two and four, on one PostgreSQL and one machine; what a stream and a ticket cost.

mod clients;
mod delivery;
mod filing;
mod memory;
mod size;

use anyhow::Result;

use super::server::{Guichet, Serving};
use crate::postgres::Postgres;
use crate::project::Project;
use crate::{assets, program};

/// How many nodes are set beside each other.
const NODES: [usize; 3] = [1, 2, 4];
/// The one site.
const SITE: &str = "bench";

/// Runs the same load against each number of nodes, each on a database of its own.
pub fn run(project: &Project) -> Result<()> {
    assets::build(project)?;
    program::run(&mut crate::server(project, "build", true))?;
    let postgres = Postgres::start()?;
    let mut rows = Vec::new();
    for count in NODES {
        let nodes = nodes(project, &postgres, &format!("nodes_{count}"), count)?;
        let filed = filing::rate(&nodes)?;
        let told = delivery::measure(&nodes)?;
        rows.push((count, filed, told));
    }
    let processors = std::thread::available_parallelism()?;
    println!(
        "\nClients, nodes and PostgreSQL (which syncs nothing) share one machine with {processors} \
         processors: the ratios are about that machine, not about growth.\n"
    );
    println!(
        "| nodes | tickets filed per s | events delivered per s | POST to arrival: p50 | p99 |"
    );
    println!("|---:|---:|---:|---:|---:|");
    let (_, first_filed, ref first_told) = rows[0];
    for (count, filed, told) in &rows {
        println!(
            "| {count} | {filed:.0} ({:.2}) | {:.0} ({:.2}) | {:.1} ms ({:.2}) | {:.1} ms ({:.2}) |",
            filed / first_filed,
            told.rate,
            told.rate / first_told.rate,
            told.half,
            told.half / first_told.half,
            told.most,
            told.most / first_told.most,
        );
    }
    memory::report(&nodes(project, &postgres, "memory", 1)?)?;
    size::report(&nodes(project, &postgres, "size", 1)?, |sql| {
        postgres.ask("size", sql)
    })
}

/// So many nodes on a new database, with a site and an agent.
fn nodes(project: &Project, postgres: &Postgres, name: &str, count: usize) -> Result<Vec<Serving>> {
    postgres.ask("postgres", &format!("create database {name}"))?;
    let guichet = Guichet::on(project, Some(postgres.database(name)))?;
    guichet.create_site(SITE)?;
    guichet.create_agent(clients::EMAIL, clients::PASSWORD)?;
    (0..count).map(|_| guichet.serve()).collect()
}
