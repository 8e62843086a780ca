//! What a customer's browser downloads, part by part, and the budgets that it must stay within.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::assets::{brotli, gzip};
use crate::project::Project;

/// Before any sign of intent, a visitor's page loads this much: the loader. Bytes of brotli.
const BEFORE_INTENT: usize = 4_096;

/// All until the search box is usable. Bytes of brotli, each file compressed on its own.
const UNTIL_USABLE: usize = 130_000;

/// One thing that is downloaded, in bytes.
struct Part {
    name: &'static str,
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// Prints the table, and fails where a budget is passed.
pub fn check(project: &Project) -> Result<()> {
    let parts = parts(project)?;
    println!("{}", table(&parts));
    match excess(&parts) {
        None => Ok(()),
        Some(line) => bail!(line),
    }
}

/// What is needed for a search, the loader first.
fn parts(project: &Project) -> Result<Vec<Part>> {
    let manifest: serde_json::Value =
        serde_json::from_slice(&fs::read(project.dist.join("manifest.json"))?)?;
    let built = |name: &'static str, file: &str| {
        let size = |suffix: &str| {
            fs::metadata(project.dist.join(format!("{file}{suffix}")))
                .map(|data| data.len() as usize)
        };
        anyhow::Ok(Part {
            name,
            raw: size("")?,
            gzip: size(".gz")?,
            brotli: size(".br")?,
        })
    };
    let mut parts = vec![built("guichet.js", "guichet.js")?];
    // The server fills in names when it is asked, so the page is measured as its template.
    let page = fs::read(project.widget.join("portal.html"))?;
    parts.push(Part {
        name: "portal.html",
        raw: page.len(),
        gzip: gzip(&page)?.len(),
        brotli: brotli(&page)?.len(),
    });
    for name in ["portal.css", "portal.js", "portal.wasm"] {
        parts.push(built(
            name,
            manifest[name]
                .as_str()
                .with_context(|| format!("the manifest lacks {name}"))?,
        )?);
    }
    // A browser loads one language: the largest is counted.
    let names = manifest.as_object().into_iter().flatten();
    let languages = names.filter(|(name, _)| name.starts_with("portal-text-"));
    let languages =
        languages.map(|(_, file)| built("portal-text", file.as_str().unwrap_or_default()));
    let languages: Vec<_> = languages.collect::<Result<_>>()?;
    let largest = languages.into_iter().max_by_key(|part| part.brotli);
    parts.push(largest.context("the manifest lacks the portal's words")?);
    Ok(parts)
}

fn table(parts: &[Part]) -> String {
    let row = |name: &str, figures: [String; 3]| {
        format!(
            "{name:<16}{:>10}{:>10}{:>10}\n",
            figures[0], figures[1], figures[2]
        )
    };
    let sum = |size: fn(&Part) -> usize| thousands(parts.iter().map(size).sum());
    let mut table = row("bytes", ["raw", "gzip", "brotli"].map(Into::into));
    for part in parts {
        table += &row(part.name, [part.raw, part.gzip, part.brotli].map(thousands));
    }
    table += &row(
        "until usable",
        [
            sum(|part| part.raw),
            sum(|part| part.gzip),
            sum(|part| part.brotli),
        ],
    );
    let budgets = format!(
        "Budgets in brotli, 1 kB = 1,000 bytes: guichet.js {}, until usable {}",
        thousands(BEFORE_INTENT),
        thousands(UNTIL_USABLE)
    );
    table + &budgets
}

/// One line for each budget that is passed.
fn excess(parts: &[Part]) -> Option<String> {
    let budgets = [
        (
            "guichet.js",
            parts.iter().take(1).map(|part| part.brotli).sum(),
            BEFORE_INTENT,
        ),
        (
            "all until the search box is usable",
            parts.iter().map(|part| part.brotli).sum::<usize>(),
            UNTIL_USABLE,
        ),
    ];
    let passed = budgets
        .into_iter()
        .filter(|(_, size, budget)| size > budget);
    let lines: Vec<_> = passed
        .map(|(name, size, budget)| {
            format!(
                "{name}: {} bytes, {} past its budget of {}",
                thousands(size),
                thousands(size - budget),
                thousands(budget)
            )
        })
        .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// A figure with a comma between thousands.
fn thousands(figure: usize) -> String {
    let digits = figure.to_string();
    let groups: Vec<_> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .map(String::from_utf8_lossy)
        .collect();
    groups.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(name: &'static str, brotli: usize) -> Part {
        Part {
            name,
            raw: 3 * brotli,
            gzip: 2 * brotli,
            brotli,
        }
    }

    #[test]
    fn sizes_on_the_budget_pass() {
        assert_eq!(
            excess(&[part("guichet.js", 4_096), part("portal.wasm", 125_904)]),
            None
        );
    }

    #[test]
    fn a_loader_one_byte_too_heavy_is_named() {
        let line = excess(&[part("guichet.js", 4_097), part("portal.wasm", 10)]).unwrap();
        assert_eq!(line, "guichet.js: 4,097 bytes, 1 past its budget of 4,096");
    }

    #[test]
    fn the_sum_counts_the_loader_too() {
        let line = excess(&[part("guichet.js", 4_096), part("portal.wasm", 127_000)]).unwrap();
        assert!(
            line.starts_with("all until the search box is usable: 131,096 bytes, 1,096 past"),
            "{line}"
        );
    }

    #[test]
    fn the_table_sums_each_column() {
        let table = table(&[part("guichet.js", 2_000), part("portal.wasm", 60_000)]);
        let sums = table
            .lines()
            .find(|line| line.starts_with("until usable"))
            .unwrap();
        assert_eq!(
            sums.split_whitespace().collect::<Vec<_>>(),
            ["until", "usable", "186,000", "124,000", "62,000"]
        );
    }

    #[test]
    fn figures_are_grouped_from_the_right() {
        assert_eq!(
            [0, 999, 1_000, 1_234_567].map(thousands),
            ["0", "999", "1,000", "1,234,567"]
        );
    }
}
