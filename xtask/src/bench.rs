//! `cargo xtask bench`: measurements, never verdicts; each beside a peer or a floor.

mod desk;
mod nodes;
mod quality;
mod search;
mod server;

use anyhow::Result;
use clap::ValueEnum;

use crate::project::Project;

/// What is measured.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Bench {
    /// How well and how fast the search answers, over HTTP
    Search,
    /// How fast the desk is in front of many tickets, in a browser
    Desk,
    /// What one node does beside two and four, and what streams and tickets take
    Nodes,
}

/// Runs one bench.
pub fn run(project: &Project, bench: Bench) -> Result<()> {
    match bench {
        Bench::Search => search::run(project),
        Bench::Desk => desk::run(project),
        Bench::Nodes => nodes::run(project),
    }
}
