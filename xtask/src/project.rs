//! Where the project's folders are.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::program;

/// The folders that the pipeline reads and writes.
pub struct Project {
    /// The workspace's top folder.
    pub root: PathBuf,
    /// All that runs in a browser, as source.
    pub widget: PathBuf,
    /// What the server embeds: made here, never edited.
    pub dist: PathBuf,
    /// Cargo's target folder, wherever the user has put it.
    pub target: PathBuf,
}

impl Project {
    /// Finds the folders of the workspace that this program belongs to.
    pub fn find() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .context("xtask has no parent folder")?
            .to_path_buf();
        let mut metadata = cargo(&root, "metadata --no-deps --format-version 1");
        let metadata: serde_json::Value = serde_json::from_str(&program::output(&mut metadata)?)?;
        let target = metadata["target_directory"]
            .as_str()
            .context("cargo metadata names no target folder")?;
        let widget = root.join("widget");
        Ok(Self {
            dist: widget.join("dist"),
            target: target.into(),
            widget,
            root,
        })
    }

    /// Cargo with these words, started in the top folder.
    pub fn cargo(&self, words: &str) -> Command {
        cargo(&self.root, words)
    }
}

fn cargo(root: &Path, words: &str) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(words.split_whitespace()).current_dir(root);
    // What `cargo run` tells xtask of itself: some build scripts watch these, and would compile their
    // crates again each time cargo is called with and without xtask.
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(name);
        }
    }
    command
}
