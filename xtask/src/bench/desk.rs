//! The desk in a browser in front of ten thousand tickets, beside the same desk in front of a few.

use std::process::Command;

use anyhow::Result;

use crate::project::Project;
use crate::{assets, machine, program};

/// Runs the bench of `e2e/bench` against a release build.
pub fn run(project: &Project) -> Result<()> {
    assets::build(project)?;
    program::run(&mut crate::server(project, "build", true))?;
    let folder = project.root.join("e2e");
    machine::npm_packages(&folder)?;
    let chromium = machine::chromium(&folder)?;
    let mut playwright = Command::new("npx");
    playwright
        .args(["playwright", "test", "--config", "bench.config.js"])
        .current_dir(folder)
        .env("CHROMIUM", chromium)
        .env("GUICHET_BIN", project.target.join("release/guichet"));
    program::run(&mut playwright)
}
