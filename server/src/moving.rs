//! Moving everything from one database to another, and proving that it is the same there.

use std::fmt;

use anyhow::{Context, bail, ensure};

use crate::db::Db;

mod catalogue;
mod rows;
mod side;
mod value;

use catalogue::{Catalogue, Table};
use rows::Fingerprint;
use side::Side;

/// What was found in both databases, table by table.
#[derive(Clone, Debug)]
pub struct Report(Vec<Compared>);

/// One table of both databases.
#[derive(Clone, Debug)]
struct Compared {
    table: String,
    from: Fingerprint,
    to: Fingerprint,
}

impl Report {
    /// The tables that are not the same in both.
    #[must_use]
    pub fn different(&self) -> Vec<&str> {
        let different = self.0.iter().filter(|table| table.from != table.to);
        different.map(|table| table.table.as_str()).collect()
    }
}

/// A line a table: its name, how many rows it has, and their hash; both sides where they differ.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<18}{:>10}  SHA-256 of the rows", "table", "rows")?;
        for Compared { table, from, to } in &self.0 {
            let same = if from == to { "same" } else { "moved from" };
            writeln!(f, "{table:<18}{:>10}  {} {same}", from.rows, from.hash)?;
            if from != to {
                writeln!(f, "{:<18}{:>10}  {} moved to", "", to.rows, to.hash)?;
            }
        }
        Ok(())
    }
}

/// Copies every table of the database at `from` into the empty one at `to`, as they are at one moment,
/// and compares both. What differs is not kept: then, and after any error, the second is still empty.
///
/// # Errors
/// When either is not as it must be, cannot be reached, or takes a row otherwise than the other.
pub async fn copy(from: &str, to: &str) -> anyhow::Result<Report> {
    let mut from = Side::source(from).await?;
    is_current(&mut from, "to move from").await?;
    // Bringing it up to date would shut out the servers of another version that may be using it.
    if let Ok(mut there) = Side::source(to).await
        && !there.migrations().await?.is_empty()
    {
        is_current(&mut there, "to move to").await?;
    }
    Db::open(to).await?.close().await;
    let mut to = Side::target(to).await?;
    let tables = both(&mut from, &mut to).await?;
    to.keep_others_out(&tables).await?;
    for table in &tables {
        ensure!(
            rows::is_empty(&mut to, table).await?,
            "the database to move to holds data already (in {}): move to an empty one",
            table.name
        );
    }
    let mut sent = Vec::new();
    for table in &tables {
        let copied = rows::copy(&mut from, &mut to, table).await;
        sent.push(copied.with_context(|| format!("{} cannot be copied", table.name))?);
    }
    let mut report = Vec::new();
    for (table, from) in tables.into_iter().zip(sent) {
        let to = rows::fingerprint(&mut to, &table).await?;
        let table = table.name;
        report.push(Compared { table, from, to });
    }
    let report = Report(report);
    if report.different().is_empty() {
        to.commit().await?;
    }
    Ok(report)
}

/// Compares the databases at `from` and `to`, each as it is at one moment.
///
/// # Errors
/// When either is not of this version or cannot be read.
pub async fn compare(from: &str, to: &str) -> anyhow::Result<Report> {
    let (mut from, mut to) = (Side::source(from).await?, Side::source(to).await?);
    is_current(&mut from, "to move from").await?;
    is_current(&mut to, "to move to").await?;
    let mut report = Vec::new();
    for table in both(&mut from, &mut to).await? {
        report.push(Compared {
            from: rows::fingerprint(&mut from, &table).await?,
            to: rows::fingerprint(&mut to, &table).await?,
            table: table.name,
        });
    }
    Ok(Report(report))
}

async fn is_current(side: &mut Side, which: &str) -> anyhow::Result<()> {
    let had = side.migrations().await?;
    let known = Db::migrations();
    if had.is_empty() {
        bail!("the database {which} is not one of Guichet");
    }
    if had.iter().any(|version| !known.contains(version)) {
        bail!("the database {which} was written by a newer Guichet: use that version");
    }
    ensure!(
        had.len() == known.len(),
        "the database {which} is of an older Guichet ({} of {} migrations): start this version with it \
         once, which brings it up to date",
        had.len(),
        known.len()
    );
    Ok(())
}

/// The tables of both databases, each after those that it refers to.
async fn both(from: &mut Side, to: &mut Side) -> anyhow::Result<Vec<Table>> {
    let (from, to) = (Catalogue::read(from).await?, Catalogue::read(to).await?);
    from.with(to)?.in_order()
}
