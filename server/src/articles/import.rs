//! `guichet articles import`: a folder of Markdown files becomes articles, each refusal named.

use std::{
    collections::{HashMap, HashSet},
    fmt,
    path::{Path, PathBuf},
};

use anyhow::Context;
use guichet_shared::{article::Slug, block::Target, lang::Lang, site::SiteId};
use walkdir::WalkDir;

use crate::{
    articles::{
        front_matter::{self, MAX_BYTES, Refusal},
        markdown,
        store::{self, Draft, Outcome, Over},
    },
    db::Db,
};

/// What an import did.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Articles that were not there before.
    pub created: usize,
    /// Articles whose text changed.
    pub updated: usize,
    /// Articles that were there word for word.
    pub unchanged: usize,
    /// Files that were not taken, and why.
    pub refused: Vec<Note>,
    /// Files that were taken with a remark.
    pub remarks: Vec<Note>,
}

/// A remark on a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The file's path inside the folder.
    pub file: PathBuf,
    /// What is to be said.
    pub refusal: Refusal,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file.display())?;
        if let Some(line) = self.refusal.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.refusal.reason)
    }
}

/// Imports every `.md` file of `folder`, at any depth; the file's name is the slug.
///
/// # Errors
/// When the folder cannot be read, or the database fails: then nothing was imported.
pub async fn import(db: &Db, site: SiteId, folder: &Path) -> anyhow::Result<Report> {
    let folder = folder.to_owned();
    let (files, mut report) = tokio::task::spawn_blocking(move || read_folder(&folder)).await??;
    let known: HashSet<_> = files.iter().map(|file| file.draft.slug.clone()).collect();
    for file in &files {
        report.remarks.extend(lost_links(file, &known));
    }
    let drafts: Vec<_> = files.into_iter().map(|file| file.draft).collect();
    for outcome in store::put(db, site, &drafts, Over::Anything, None).await? {
        match outcome {
            Outcome::Created => report.created += 1,
            Outcome::Updated => report.updated += 1,
            // Nothing is refused where a draft may replace anything.
            Outcome::Unchanged | Outcome::Refused => report.unchanged += 1,
        }
    }
    Ok(report)
}

/// A remark for each link that customers will not be able to follow.
fn lost_links(file: &ReadFile, known: &HashSet<Slug>) -> Vec<Note> {
    let remark = |(link, target)| {
        let reason = match target {
            None => format!("points to {link:?}, which is left out: customers read its text alone"),
            Some(Target::Article(slug)) if !known.contains(&slug) => {
                format!("links to {link:?}, which is not in this folder")
            }
            Some(_) => return None,
        };
        Some(Note {
            file: file.path.clone(),
            refusal: Refusal::whole(reason),
        })
    };
    let links = markdown::destinations(&file.draft.body);
    links.into_iter().filter_map(remark).collect()
}

struct ReadFile {
    path: PathBuf,
    draft: Draft,
}

fn read_folder(folder: &Path) -> anyhow::Result<(Vec<ReadFile>, Report)> {
    let root = folder
        .canonicalize()
        .with_context(|| format!("cannot read the folder {}", folder.display()))?;
    anyhow::ensure!(root.is_dir(), "{} is not a folder", folder.display());
    let mut report = Report::default();
    let mut files: Vec<ReadFile> = Vec::new();
    let mut taken: HashMap<(Lang, Slug), PathBuf> = HashMap::new();
    for entry in WalkDir::new(&root).sort_by_file_name() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(&root);
                report.refused.push(Note {
                    file: inside(&root, path),
                    refusal: Refusal::whole(format!("cannot be read: {error}")),
                });
                continue;
            }
        };
        let path = inside(&root, entry.path());
        let markdown = path
            .extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case("md"));
        let link = entry.file_type().is_symlink();
        let linked_folder = link && entry.path().is_dir();
        if !(markdown && (link || entry.file_type().is_file()) || linked_folder) {
            continue;
        }
        let read = if link {
            Err(refuse_link(&root, entry.path()))
        } else {
            read_file(entry.path())
        };
        let refusal = match read {
            Ok(draft) => match taken.get(&(draft.lang.clone(), draft.slug.clone())) {
                Some(first) => Refusal::whole(format!(
                    "has the name and the language of {}: rename one of them",
                    first.display()
                )),
                None => {
                    taken.insert((draft.lang.clone(), draft.slug.clone()), path.clone());
                    files.push(ReadFile { path, draft });
                    continue;
                }
            },
            Err(refusal) => refusal,
        };
        report.refused.push(Note {
            file: path,
            refusal,
        });
    }
    Ok((files, report))
}

fn inside(root: &Path, path: &Path) -> PathBuf {
    path.strip_prefix(root).unwrap_or(path).to_owned()
}

/// A link is never followed: inside the folder its file is read anyway, outside it is not ours.
fn refuse_link(root: &Path, path: &Path) -> Refusal {
    match path.canonicalize() {
        Ok(target) if target.starts_with(root) => {
            Refusal::whole("is a link to a file of this folder, which is read where it is")
        }
        Ok(_) => Refusal::whole("is a link that leads out of the folder: copy the file in"),
        Err(_) => Refusal::whole("is a link that leads nowhere"),
    }
}

fn read_file(path: &Path) -> Result<Draft, Refusal> {
    let stem = path.file_stem().and_then(|stem| stem.to_str());
    let slug = stem
        .and_then(|stem| Slug::parse(stem).ok())
        .ok_or_else(|| {
            Refusal::whole(
                "has a name that cannot be an address: use 1 to 120 lower-case letters, digits and \
             hyphens",
            )
        })?;
    let unreadable = |error: std::io::Error| Refusal::whole(format!("cannot be read: {error}"));
    let size = path.metadata().map_err(unreadable)?.len();
    if size > MAX_BYTES {
        return Err(Refusal::whole(format!(
            "is {size} bytes long; an article takes {MAX_BYTES} at most"
        )));
    }
    front_matter::parse(slug, &std::fs::read(path).map_err(unreadable)?)
}
