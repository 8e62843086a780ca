//! `cargo xtask test`: every check and test in order, each with its name and how long it took.

use std::env;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result};
use clap::ValueEnum;

use crate::machine::WASM;
use crate::postgres::Postgres;
use crate::project::Project;
use crate::{assets, machine, program, size};

/// A part of the whole, in the order in which they run.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// rustfmt finds nothing to change
    Fmt,
    /// cargo-deny accepts licences and sources, where it is installed
    Deny,
    /// clippy finds nothing, natively and for the browser
    Clippy,
    /// the browser apps build
    Assets,
    /// each crate's own tests, with a PostgreSQL beside SQLite
    Unit,
    /// Chromium against the real binary
    E2e,
    /// what the browser downloads stays within its budgets
    Size,
}

/// Runs all parts or one, up to the first that fails.
///
/// `nodes` is how many of them the browser tests have before them.
pub fn run(project: &Project, only: Option<Part>, nodes: u8) -> Result<()> {
    let needs_assets = matches!(only, Some(Part::Unit | Part::E2e | Part::Size));
    if needs_assets {
        assets::build(project)?;
    }
    let start = Instant::now();
    let parts = Part::value_variants().iter();
    for part in parts.filter(|part| only.is_none_or(|only| only == **part)) {
        let (name, start) = (part.name(), Instant::now());
        println!("\n== {name}");
        part.run(project, nodes)
            .with_context(|| format!("the part `{name}` failed"))?;
        println!("== {name}: {:.1} s", start.elapsed().as_secs_f32());
    }
    println!("\n== all passed in {:.1} s", start.elapsed().as_secs_f32());
    Ok(())
}

impl Part {
    fn name(self) -> String {
        self.to_possible_value()
            .map_or_else(String::new, |value| value.get_name().to_owned())
    }

    fn run(self, project: &Project, nodes: u8) -> Result<()> {
        match self {
            Self::Fmt => program::run(&mut project.cargo("fmt --all --check")),
            Self::Deny => deny(project),
            Self::Clippy => clippy(project),
            Self::Assets => assets::build(project),
            Self::Unit => unit(project),
            Self::E2e => e2e(project, nodes),
            Self::Size => size::check(project),
        }
    }
}

fn deny(project: &Project) -> Result<()> {
    if !machine::has_cargo_deny() {
        println!("Left out: cargo-deny is not installed");
        return Ok(());
    }
    program::run(&mut project.cargo("deny --workspace check bans licenses sources"))
}

fn clippy(project: &Project) -> Result<()> {
    let native = "clippy --workspace --exclude guichet-widget --all-targets -- -D warnings";
    program::run(&mut project.cargo(native))?;
    machine::wasm_library()?;
    let browser = format!("clippy --package guichet-widget --target {WASM} -- -D warnings");
    program::run(&mut project.cargo(&browser))
}

fn unit(project: &Project) -> Result<()> {
    let postgres = Postgres::start()?;
    let mut tests = project.cargo("test --workspace");
    tests.env("GUICHET_TEST_POSTGRES", postgres.url());
    if env::var_os("GUICHET_KILLS").is_none() {
        // What goes wrong often shows in so few; the tests' own 200 take some minutes more.
        tests.env("GUICHET_KILLS", "50");
    }
    program::run(&mut tests)
}

fn e2e(project: &Project, nodes: u8) -> Result<()> {
    let postgres = Postgres::start()?;
    let folder = project.root.join("e2e");
    machine::npm_packages(&folder)?;
    let chromium = machine::chromium(&folder)?;
    // The whole workspace is named, so that cargo takes the crates that the unit tests have compiled.
    program::run(&mut project.cargo("build --workspace --bin guichet"))?;
    let mut playwright = Command::new("npx");
    playwright.args(["playwright", "test"]).current_dir(folder);
    playwright
        .env("CHROMIUM", chromium)
        .env("GUICHET_BIN", project.target.join("debug/guichet"))
        .env("GUICHET_E2E_POSTGRES", postgres.url())
        .env("GUICHET_NODES", nodes.to_string());
    program::run(&mut playwright)
}
