//! The open search sets over HTTP: quality beside the baseline, latency beside a floor.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};

use super::quality::{self, Quality, Query};
use super::server::{Guichet, Serving};
use crate::project::Project;
use crate::{assets, program};

/// The site that holds every corpus at once, for latency.
const ALL: &str = "all";

/// Runs every set against an import of its own corpus, then all queries against all articles.
pub fn run(project: &Project) -> Result<()> {
    let corpora = project.root.join("../shared/corpora");
    let baseline = fs::read_to_string(corpora.join("BASELINE.md"))
        .with_context(|| format!("the open search sets are not at {}", corpora.display()))?;
    assets::build(project)?;
    program::run(&mut crate::server(project, "build", true))?;
    let guichet = Guichet::new(project)?;
    guichet.create_site(ALL)?;
    for folder in folders(&corpora.join("articles"))? {
        guichet.create_site(&folder)?;
        let path = corpora.join("articles").join(&folder);
        println!("{folder}: {}", guichet.import(&folder, &path)?);
        guichet.import(ALL, &path)?;
    }
    let sets = sets(&corpora.join("queries"))?;
    let server = guichet.serve()?;
    report_quality(&server, &sets, &baseline)?;
    report_latency(&server, &sets)
}

/// The names of a folder's folders, sorted.
fn folders(parent: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(parent)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

/// Each set's queries by its name.
fn sets(folder: &Path) -> Result<BTreeMap<String, Vec<Query>>> {
    let mut sets = BTreeMap::new();
    for file in folders(folder)? {
        if let Some(name) = file.strip_suffix(".tsv") {
            let queries = quality::parse(&fs::read_to_string(folder.join(&file))?);
            sets.insert(name.to_owned(), queries);
        }
    }
    Ok(sets)
}

/// What the server finds, as paths of the corpora, best first.
fn ask(server: &Serving, site: &str, query: &Query) -> Result<(Vec<String>, Duration)> {
    let text: String = query
        .text
        .bytes()
        .map(|byte| format!("%{byte:02x}"))
        .collect();
    let path = format!(
        "/api/v1/sites/{site}/search?q={text}&lang={}&limit=10",
        query.lang
    );
    let (body, took) = server.get(&path)?;
    let answer: serde_json::Value = serde_json::from_str(&body)?;
    let hits = answer["hits"]
        .as_array()
        .context("an answer without hits")?;
    let path = |hit: &serde_json::Value| {
        let text = |name: &str| hit[name].as_str().unwrap_or_default().to_owned();
        format!("{site}/{}/{}.md", text("lang"), text("slug"))
    };
    Ok((hits.iter().map(path).collect(), took))
}

fn report_quality(
    server: &Serving,
    sets: &BTreeMap<String, Vec<Query>>,
    baseline: &str,
) -> Result<()> {
    let (engines, peers) = quality::baseline(baseline);
    let mut by_kind: BTreeMap<&str, Quality> = BTreeMap::new();
    println!(
        "\nhit@1 % / hit@3 % / MRR@10\n\n| set | n | guichet | {} |",
        engines.join(" | ")
    );
    println!("|---|---:|{}", ":---:|".repeat(engines.len() + 1));
    let mut average = 0.0;
    for (name, queries) in sets {
        // A set is named after its corpus, with a language or a source where there are two.
        let corpus = name.split('_').next().unwrap_or(name);
        let mut total = Quality::default();
        for query in queries {
            let (found, _) = ask(server, corpus, query)?;
            total.count(&query.expected, &found);
            by_kind
                .entry(&query.kind)
                .or_default()
                .count(&query.expected, &found);
        }
        average += total.figures().1 / sets.len() as f64;
        let others = peers
            .get(name)
            .map(|row| row.join(" | "))
            .unwrap_or_default();
        println!(
            "| {name} | {} | **{}** | {others} |",
            total.queries(),
            line(total)
        );
    }
    let others = (0..engines.len()).map(|engine| {
        let third = |row: &Vec<String>| row.get(engine)?.split('/').nth(1)?.trim().parse().ok();
        let figures: Vec<f64> = peers.values().filter_map(third).collect();
        format!(
            "{:.1}",
            figures.iter().sum::<f64>() / figures.len().max(1) as f64
        )
    });
    let others: Vec<_> = others.collect();
    println!(
        "| hit@3, mean of the sets | | **{average:.1}** | {} |",
        others.join(" | ")
    );
    println!("\n| kind | n | guichet |\n|---|---:|:---:|");
    for (kind, quality) in by_kind {
        println!("| {kind} | {} | {} |", quality.queries(), line(quality));
    }
    Ok(())
}

fn line(quality: Quality) -> String {
    let (first, three, mrr) = quality.figures();
    format!("{first:.0} / {three:.0} / {mrr:.2}")
}

/// One client after the other's answer, over one connection: each query, and as many requests
/// that do nothing, in turn.
fn report_latency(server: &Serving, sets: &BTreeMap<String, Vec<Query>>) -> Result<()> {
    let mut searches = Vec::new();
    let mut floor = Vec::new();
    for query in sets.values().flatten() {
        searches.push(ask(server, ALL, query)?.1);
        floor.push(server.get("/health/live")?.1);
    }
    searches.sort_unstable();
    floor.sort_unstable();
    let at = |times: &[Duration], percent: usize| {
        let place = (times.len() * percent / 100).min(times.len() - 1);
        times[place].as_secs_f64() * 1000.0
    };
    println!(
        "\n| ms, all articles in one site, {} queries | p50 | p99 |\n|---|---:|---:|",
        searches.len()
    );
    for (name, times) in [
        ("search over HTTP", &searches),
        ("a request that does nothing", &floor),
    ] {
        println!("| {name} | {:.2} | {:.2} |", at(times, 50), at(times, 99));
    }
    let ratio = |percent| at(&searches, percent) / at(&floor, percent);
    println!("| ratio | {:.1} | {:.1} |", ratio(50), ratio(99));
    Ok(())
}
