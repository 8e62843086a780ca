//! Turns the crate `guichet-widget` and its scripts and styles into what a browser runs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::assets::digest;
use crate::machine::WASM;
use crate::program;
use crate::project::Project;

/// The apps: each is a program of the crate, with a script that starts it and a style sheet of the
/// same name.
pub const APPS: [&str; 2] = ["portal", "desk"];

/// What wasm-opt may use: what rustc emits and each browser of the last years runs.
/// Named one by one, for with all of them on it writes modules that Chromium refuses.
const WASM_FEATURES: [&str; 8] = [
    "--mvp-features",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// The oldest browsers that know all the apps need (`dvh`, reference types).
const BROWSERS: &str = "--target=es2022,chrome108,firefox104,safari16";

/// An app's module and the script that speaks for it, before both get their final names.
pub struct App {
    /// The optimised module.
    pub wasm: Vec<u8>,
    /// The script made by wasm-bindgen, as a file, since it may import others beside it.
    glue: PathBuf,
}

/// A panic stops the app without a word, so that no message and no formatting for it is downloaded.
/// `docs/decisions/0002-wasm-build.md` has the figures.
const RUST_FLAGS: &str = "-Zunstable-options -Cpanic=immediate-abort";

/// Compiles the crate and the standard library with it; cargo knows what is unchanged.
pub fn compile(project: &Project) -> Result<()> {
    let mut cargo = project.cargo("build --package guichet-widget --bins --profile widget");
    cargo.args(["--target", WASM, "-Zbuild-std=std,panic_abort"]);
    // The toolchain is pinned, and so is what its unstable options do. They reach no native code.
    cargo.env("RUSTC_BOOTSTRAP", "1");
    cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", RUST_FLAGS);
    program::run(&mut cargo)
}

/// Runs wasm-bindgen and wasm-opt over an app, unless they have seen this very module before.
pub fn link(project: &Project, app: &str) -> Result<App> {
    let compiled = project.target.join(format!("{WASM}/widget/{app}.wasm"));
    let folder = project.target.join("widget-apps").join(app);
    let inputs = [
        fs::read(&compiled)?,
        fs::read(project.widget.join("package-lock.json"))?,
        // This file is the recipe; the module itself tells the version of wasm-bindgen.
        include_bytes!("widget.rs").to_vec(),
    ];
    let (stamp, stamp_file) = (digest(&inputs.concat()), folder.join("stamp"));
    if !fs::read_to_string(&stamp_file).is_ok_and(|last| last == stamp) {
        println!("Linking the {app}");
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        bind(app, &compiled, &folder).with_context(|| format!("wasm-bindgen refused the {app}"))?;
        optimise(
            project,
            &folder.join(format!("{app}_bg.wasm")),
            &folder.join("optimised.wasm"),
        )?;
        fs::write(stamp_file, stamp)?;
    }
    Ok(App {
        wasm: fs::read(folder.join("optimised.wasm"))?,
        glue: folder.join(format!("{app}.js")),
    })
}

fn bind(app: &str, compiled: &Path, folder: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(compiled)
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true);
    bindgen
        .remove_name_section(true)
        .remove_producers_section(true);
    let mut output = bindgen.generate_output()?;
    // Streams that Leptos' server functions would read; ours call none. Without their exports
    // wasm-opt finds that nobody needs them.
    let exports = &mut output.wasm_mut().exports;
    let unused: Vec<_> = exports
        .iter()
        .filter(|export| export.name.contains("intounderlying"))
        .map(walrus::Export::id)
        .collect();
    for export in unused {
        exports.delete(export);
    }
    let names = numbered(output.wasm_mut());
    output.emit(folder)?;
    let glue = folder.join(format!("{app}.js"));
    let mut script = fs::read_to_string(&glue)?;
    for (name, number) in names {
        script = script.replace(&name, &number);
    }
    Ok(fs::write(glue, script)?)
}

/// Numbers what the module and its script know each other's functions by, and gives the old names
/// with the new ones. Each of hundreds has a hash in its name, in both files, and no two hashes
/// compress.
fn numbered(module: &mut walrus::Module) -> Vec<(String, String)> {
    let imports = module.imports.iter_mut();
    // Scripts of our own keep the names that we gave them.
    let imports = imports.filter(|import| !import.module.starts_with("./snippets/"));
    let imports = imports.map(|import| &mut import.name);
    let exports = module.exports.iter_mut().map(|export| &mut export.name);
    let names = imports.chain(exports.filter(|name| name.contains("convert__closures")));
    let numbered = names.enumerate().map(|(number, name)| {
        let number = format!("_{number}_");
        (std::mem::replace(name, number.clone()), number)
    });
    numbered.collect()
}

fn optimise(project: &Project, from: &Path, to: &Path) -> Result<()> {
    let mut wasm_opt = tool(project, "wasm-opt");
    wasm_opt
        .args(WASM_FEATURES)
        // A function that only one other calls repeats what others like it hold; inside its caller it is
        // mixed with what follows it, and compresses worse.
        .args([
            "-Oz",
            "--converge",
            "--one-caller-inline-max-function-size=25",
        ])
        .args(["--strip-debug", "--strip-producers"]);
    program::run(
        wasm_opt
            .arg("--strip-target-features")
            .arg(from)
            .arg("--output")
            .arg(to),
    )
}

/// The script that solves proofs of work, loaded by the few who are asked for one.
pub fn worker(project: &Project) -> Result<Vec<u8>> {
    let entry = project.widget.join("proof/worker.js");
    esbuild(project, &entry, &["--format=iife"])
}

/// The names under which files are served beside the script that starts an app.
pub struct Beside<'a> {
    /// Its module's.
    pub module: &'a str,
    /// That of the worker that solves proofs of work.
    pub worker: &'a str,
    /// As a JSON object those of the words in each language.
    pub words: &'a str,
    /// That of the styles which the portal loads after its first page.
    pub later: &'a str,
}

/// The script that starts an app.
pub fn starter(project: &Project, app: &str, linked: &App, names: &Beside<'_>) -> Result<Vec<u8>> {
    let Beside {
        module,
        worker,
        words,
        later,
    } = names;
    let more = [
        "--format=esm".to_owned(),
        format!("--alias:app={}", linked.glue.display()),
        format!("--define:MODULE={module:?}"),
        format!("--define:WORDS={words}"),
        format!("--define:WORKER={worker:?}"),
        format!("--define:LATER={later:?}"),
    ];
    let entry = project.widget.join(format!("start/{app}.js"));
    esbuild(project, &entry, &more.each_ref().map(String::as_str))
}

/// A style sheet with all that it imports.
pub fn style(project: &Project, name: &str) -> Result<Vec<u8>> {
    esbuild(
        project,
        &project.widget.join(format!("style/{name}.css")),
        &[],
    )
}

/// The script of the host page: its names stay its own, and it knows the launcher's in each language.
pub fn loader(project: &Project, labels: &str) -> Result<Vec<u8>> {
    let define = format!("--define:LABELS={labels}");
    esbuild(
        project,
        &project.widget.join("loader/guichet.js"),
        &["--format=iife", &define],
    )
}

fn esbuild(project: &Project, entry: &Path, more: &[&str]) -> Result<Vec<u8>> {
    let mut esbuild = tool(project, "esbuild");
    esbuild
        .arg(entry)
        .args(["--bundle", "--minify", "--charset=utf8", BROWSERS]);
    esbuild
        .args(["--legal-comments=none", "--log-level=warning"])
        .args(more);
    Ok(program::output(&mut esbuild)?.into_bytes())
}

fn tool(project: &Project, name: &str) -> Command {
    Command::new(project.widget.join("node_modules/.bin").join(name))
}
