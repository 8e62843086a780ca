//! What a fresh machine lacks: installed where that is safe, named in one line where it is not.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::program;

/// The triple that the browser apps are compiled for.
pub const WASM: &str = "wasm32-unknown-unknown";

/// Sees to Rust's standard library for WebAssembly: compiled for clippy, as source for the build.
pub fn wasm_library() -> Result<()> {
    let print = |what: &[&str]| program::output(Command::new("rustc").arg("--print").args(what));
    let compiled = print(&["target-libdir", "--target", WASM])?;
    if !Path::new(compiled.trim()).is_dir() {
        rustup(&["target", "add", WASM])?;
    }
    let sysroot = print(&["sysroot"])?;
    if !Path::new(sysroot.trim())
        .join("lib/rustlib/src/rust/library/Cargo.lock")
        .is_file()
    {
        rustup(&["component", "add", "rust-src"])?;
    }
    Ok(())
}

fn rustup(words: &[&str]) -> Result<()> {
    let line = words.join(" ");
    println!("rustup {line}");
    program::run(Command::new("rustup").args(words)).with_context(|| {
        format!("Rust's standard library for {WASM} is missing: get it with `rustup {line}`")
    })
}

/// Sees to the npm packages of a folder, exactly as its lock file names them.
pub fn npm_packages(folder: &Path) -> Result<()> {
    let lock = fs::read(folder.join("package-lock.json"))?;
    // npm writes into node_modules itself, so a copy of the lock beside them tells what is installed.
    let installed = folder.join("node_modules/.installed-lock.json");
    if fs::read(&installed).is_ok_and(|copy| copy == lock) {
        return Ok(());
    }
    node()?;
    println!("Installing the npm packages of {}", folder.display());
    program::run(
        Command::new("npm")
            .args(["ci", "--no-audit", "--no-fund"])
            .current_dir(folder),
    )?;
    fs::write(installed, lock)?;
    Ok(())
}

/// A Chromium for the browser tests: `CHROMIUM`, an installed one, Debian's, or Playwright's own.
pub fn chromium(e2e: &Path) -> Result<PathBuf> {
    if let Some(chosen) = env::var_os("CHROMIUM") {
        return Ok(chosen.into());
    }
    let installed = || {
        [
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable",
        ]
        .into_iter()
        .find_map(program::find)
    };
    if let Some(found) = installed() {
        return Ok(found);
    }
    if is_debian_root() && apt("chromium").is_ok() {
        return installed().context("the package chromium brought no program of that name");
    }
    println!("Installing Playwright's Chromium");
    program::run(
        Command::new("npx")
            .args(["playwright", "install", "chromium"])
            .current_dir(e2e),
    )
    .context("no Chromium was found: install one, or name it in the variable CHROMIUM")?;
    let ask = "console.log(require('@playwright/test').chromium.executablePath())";
    Ok(
        program::output(Command::new("node").args(["-e", ask]).current_dir(e2e))?
            .trim()
            .into(),
    )
}

/// The folder of PostgreSQL's server programs, the newest where there are several.
pub fn postgres_programs() -> Result<PathBuf> {
    let installed = || {
        newest_postgres(Path::new("/usr/lib/postgresql"))
            .or_else(|| program::find("initdb")?.parent().map(Into::into))
    };
    if let Some(found) = installed() {
        return Ok(found);
    }
    if is_debian_root() {
        apt("postgresql")?;
    }
    installed().context("PostgreSQL's initdb was not found: install the server (Debian: apt-get install postgresql)")
}

/// Debian keeps each version in a folder of its own: `/usr/lib/postgresql/15/bin`.
fn newest_postgres(versions: &Path) -> Option<PathBuf> {
    let numbers = fs::read_dir(versions)
        .ok()?
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<u32>().ok());
    let with_server =
        numbers.filter(|number| versions.join(format!("{number}/bin/initdb")).is_file());
    with_server
        .max()
        .map(|number| versions.join(format!("{number}/bin")))
}

/// Whether cargo-deny is there; it checks licences and sources, and is not needed to build.
pub fn has_cargo_deny() -> bool {
    program::find("cargo-deny").is_some()
}

/// Whether this process runs as root.
pub fn is_root() -> bool {
    program::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

fn is_debian_root() -> bool {
    program::find("apt-get").is_some() && is_root()
}

fn apt(package: &str) -> Result<()> {
    println!("Installing Debian's package {package}");
    let apt_get = || {
        let mut command = Command::new("apt-get");
        command
            .arg("--quiet=2")
            .env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    program::run(apt_get().arg("update"))?;
    program::run(apt_get().args(["install", "--yes", "--no-install-recommends", package]))
}

fn node() -> Result<()> {
    let version = program::output(Command::new("node").arg("--version")).unwrap_or_default();
    let major = version
        .trim()
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|number| number.parse::<u32>().ok());
    match major {
        Some(20..) => Ok(()),
        _ => bail!("Node.js 20 or later was not found: install it, with npm"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_postgres_with_a_server_is_taken_by_number() {
        let folder = tempfile::tempdir().unwrap();
        for version in ["9", "15", "16"] {
            fs::create_dir_all(folder.path().join(version).join("bin")).unwrap();
        }
        for with_server in ["9", "15"] {
            fs::write(folder.path().join(with_server).join("bin/initdb"), "").unwrap();
        }
        assert_eq!(
            newest_postgres(folder.path()),
            Some(folder.path().join("15/bin"))
        );
    }

    #[test]
    fn a_machine_without_postgres_is_not_mistaken_for_one() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(newest_postgres(folder.path()), None);
        assert_eq!(newest_postgres(&folder.path().join("missing")), None);
    }
}
