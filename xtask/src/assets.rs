//! Makes `widget/dist`, the folder that the server embeds: hashed names, compressed copies, a manifest.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Result, ensure};
use brotli::enc::BrotliEncoderParams;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use crate::project::Project;
use crate::text::{self, Lines};
use crate::{machine, widget};

/// Builds all that a browser downloads. A file that would come out the same is left untouched,
/// so that a second build is quick and the server is not compiled again.
pub fn build(project: &Project) -> Result<()> {
    machine::wasm_library()?;
    machine::npm_packages(&project.widget)?;
    widget::compile(project)?;

    let mut assets = Assets::default();
    assets.add_plain("guichet.js", widget::loader(project, &labels()?)?);
    let words = words(&mut assets);
    let worker = assets.add("proof", "js", widget::worker(project)?);
    let later = assets.add("later", "css", widget::style(project, "later")?);
    for app in widget::APPS {
        let linked = widget::link(project, app)?;
        ensure!(
            app != "portal" || !carries(&linked.wasm, text::LANGUAGES[0].text.greeting),
            "the portal carries the words of every language: something in it names LANGUAGES"
        );
        let module = assets.add(app, "wasm", linked.wasm.clone());
        let names = widget::Beside {
            module: &module,
            worker: &worker,
            words: &words,
            later: &later,
        };
        let script = widget::starter(project, app, &linked, &names)?;
        assets.add(app, "js", script);
        assets.add(app, "css", widget::style(project, app)?);
    }
    assets.write(&project.dist)
}

/// What the loader itself says in each language, as the JSON object that it carries.
fn labels() -> Result<String> {
    let names: BTreeMap<_, _> = text::LANGUAGES
        .iter()
        .map(|language| {
            let text = language.text;
            (
                language.code,
                [text.launcher, text.failed, text.retry, text.new_tab],
            )
        })
        .collect();
    Ok(serde_json::to_string(&names)?)
}

/// Adds the portal's words, a file per language, and gives their names as a JSON object in the
/// languages' order: the first serves where nothing else fits.
fn words(assets: &mut Assets) -> String {
    let names = text::LANGUAGES.iter().map(|language| {
        let mut file = String::new();
        language.text.write(&mut file);
        let name = assets.add(
            &format!("portal-text-{}", language.code),
            "txt",
            file.into_bytes(),
        );
        format!("{:?}:{name:?}", language.code)
    });
    format!("{{{}}}", names.collect::<Vec<_>>().join(","))
}

fn carries(module: &[u8], words: &str) -> bool {
    module
        .windows(words.len())
        .any(|part| part == words.as_bytes())
}

/// The SHA-256 of some bytes, in hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}

/// The files to be served, and the names by which the server asks for them.
#[derive(Default)]
struct Assets {
    files: BTreeMap<String, Vec<u8>>,
    manifest: BTreeMap<String, String>,
}

impl Assets {
    /// Adds a file under a name that changes with its content, and gives that name.
    fn add(&mut self, stem: &str, extension: &str, content: Vec<u8>) -> String {
        let name = format!("{stem}-{}.{extension}", &digest(&content)[..16]);
        self.manifest
            .insert(format!("{stem}.{extension}"), name.clone());
        self.add_plain(&name, content);
        name
    }

    /// Adds a file whose name must stay the same for ever.
    fn add_plain(&mut self, name: &str, content: Vec<u8>) {
        self.files.insert(name.into(), content);
    }

    /// Brings a folder to hold these files, their compressed copies, the manifest, and nothing else.
    fn write(&self, folder: &Path) -> Result<()> {
        fs::create_dir_all(folder)?;
        let mut wanted = BTreeMap::from([(
            "manifest.json".to_owned(),
            serde_json::to_vec_pretty(&self.manifest)?,
        )]);
        for (name, content) in &self.files {
            let unchanged = fs::read(folder.join(name)).is_ok_and(|old| old == *content);
            for (suffix, compress) in [("br", brotli as fn(&[u8]) -> Result<Vec<u8>>), ("gz", gzip)]
            {
                let copy = format!("{name}.{suffix}");
                let old = fs::read(folder.join(&copy)).ok().filter(|_| unchanged);
                wanted.insert(copy, old.map_or_else(|| compress(content), Ok)?);
            }
            wanted.insert(name.clone(), content.clone());
        }
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry
                .file_name()
                .to_str()
                .is_none_or(|name| !wanted.contains_key(name))
            {
                fs::remove_file(entry.path())?;
            }
        }
        // Copies sort after their file, so the file is written last: an interrupted build leaves no
        // new file with an old copy.
        for (name, content) in wanted.iter().rev() {
            let path = folder.join(name);
            if !fs::read(&path).is_ok_and(|old| old == *content) {
                fs::write(path, content)?;
            }
        }
        Ok(())
    }
}

/// The smallest brotli there is; slow, and done once.
pub fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let best = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: content.len(),
        ..Default::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut compressed, &best)?;
    Ok(compressed)
}

/// The smallest gzip, for what does not speak brotli.
pub fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    fn one_style(content: &str) -> Assets {
        let mut assets = Assets::default();
        assets.add("portal", "css", content.into());
        assets
    }

    #[test]
    fn a_name_follows_the_content_and_the_manifest_follows_the_name() {
        let (blue, red) = (one_style("a{color:blue}"), one_style("a{color:red}"));
        let name = &blue.manifest["portal.css"];
        assert_eq!(blue.files[name], b"a{color:blue}");
        assert!(
            name.starts_with("portal-") && name.ends_with(".css"),
            "{name}"
        );
        assert_eq!(*name, one_style("a{color:blue}").manifest["portal.css"]);
        assert_ne!(*name, red.manifest["portal.css"]);
    }

    #[test]
    fn a_new_build_leaves_nothing_of_the_last_one() {
        let folder = tempfile::tempdir().unwrap();
        one_style("a{color:blue}").write(folder.path()).unwrap();
        let red = one_style("a{color:red}");
        red.write(folder.path()).unwrap();
        let name = red.manifest["portal.css"].clone();
        assert_eq!(
            names(folder.path()),
            [
                "manifest.json",
                &name,
                &format!("{name}.br"),
                &format!("{name}.gz")
            ]
        );
        let manifest: BTreeMap<String, String> =
            serde_json::from_slice(&fs::read(folder.path().join("manifest.json")).unwrap())
                .unwrap();
        assert_eq!(manifest, BTreeMap::from([("portal.css".to_owned(), name)]));
    }

    #[test]
    fn a_file_without_a_hash_in_its_name_gets_new_copies_when_it_changes() {
        let folder = tempfile::tempdir().unwrap();
        for content in ["one", "two"] {
            let mut assets = Assets::default();
            assets.add_plain("guichet.js", content.into());
            assets.write(folder.path()).unwrap();
        }
        let copy = fs::read(folder.path().join("guichet.js.br")).unwrap();
        let mut plain = Vec::new();
        brotli::BrotliDecompress(&mut &*copy, &mut plain).unwrap();
        assert_eq!(plain, b"two");
    }

    #[test]
    fn an_unchanged_build_touches_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let times = || {
            names(folder.path())
                .iter()
                .map(|name| {
                    fs::metadata(folder.path().join(name))
                        .unwrap()
                        .modified()
                        .unwrap()
                })
                .collect::<Vec<_>>()
        };
        one_style("a{}").write(folder.path()).unwrap();
        let before = times();
        one_style("a{}").write(folder.path()).unwrap();
        assert_eq!(times(), before);
    }
}
