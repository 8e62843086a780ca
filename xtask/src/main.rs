//! The pipeline: `cargo xtask build | run | test | bench | size`. This file is its table of contents.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command line tool speaks on its standard streams"
)]

mod assets;
mod bench;
mod machine;
mod postgres;
mod program;
mod project;
mod size;
mod test;
mod widget;

/// The widget's own texts, for the loader carries one of them.
#[allow(dead_code, reason = "the apps show the others")]
#[path = "../../widget/src/text.rs"]
mod text;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};
use project::Project;

/// Builds, runs, tests and measures Guichet.
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the browser apps, then the one binary that holds them
    Build {
        /// Optimise the binary (the browser apps always are)
        #[arg(long)]
        release: bool,
    },
    /// Build all, then start the demo
    Run {
        /// Optimise the binary
        #[arg(long)]
        release: bool,
        /// Passed on to `guichet demo`
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<String>,
    },
    /// Run every check and test, in order, until one fails
    Test {
        /// Run this part alone
        #[arg(long, value_name = "PART")]
        only: Option<test::Part>,
        /// Put so many nodes behind the browser tests, and give each request to any of them
        #[arg(long, value_name = "NODES", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=8))]
        nodes: u8,
    },
    /// Measure, beside a peer or a floor
    Bench {
        /// What to measure
        name: bench::Bench,
    },
    /// Print what the browser downloads, and fail past the budgets
    Size,
}

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<()> {
    let project = Project::find()?;
    match command {
        Command::Build { release } => {
            assets::build(&project)?;
            program::run(&mut server(&project, "build", release))
        }
        Command::Run { release, args } => {
            assets::build(&project)?;
            let mut demo = server(&project, "run", release);
            program::become_it(demo.arg("--").arg("demo").args(args))
        }
        Command::Bench { name } => bench::run(&project, name),
        Command::Test { only, nodes } => test::run(&project, only, nodes),
        Command::Size => {
            assets::build(&project)?;
            size::check(&project)
        }
    }
}

/// `cargo build` or `cargo run` of the binary `guichet`.
fn server(project: &Project, verb: &str, release: bool) -> std::process::Command {
    let mut cargo = project.cargo(&format!("{verb} --package guichet-server --bin guichet"));
    if release {
        cargo.arg("--release");
    }
    cargo
}
