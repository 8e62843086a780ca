//! What is measured of a ranking: how often the right article is first, among three, and where.

use std::collections::BTreeMap;

/// One query and the articles that answer it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// What is typed.
    pub text: String,
    /// In which language.
    pub lang: String,
    /// Any of these is right: `corpus/lang/slug.md`.
    pub expected: Vec<String>,
    /// exact, paraphrase, typo, prefix, accentless or inflected.
    pub kind: String,
}

/// Reads a set: a heading line, then `query TAB language TAB expected|… TAB kind`.
pub fn parse(set: &str) -> Vec<Query> {
    let rows = set.lines().skip(1);
    rows.filter_map(|row| {
        let mut columns = row.split('\t');
        Some(Query {
            text: columns.next()?.to_owned(),
            lang: columns.next()?.to_owned(),
            expected: columns.next()?.split('|').map(str::to_owned).collect(),
            kind: columns.next()?.to_owned(),
        })
    })
    .collect()
}

/// Counts over some queries.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Quality {
    queries: u32,
    first: u32,
    among_three: u32,
    reciprocal_ranks: f64,
}

impl Quality {
    /// Counts one query's answer, best first; only the first ten count.
    pub fn count(&mut self, expected: &[String], found: &[String]) {
        self.queries += 1;
        let rank = found
            .iter()
            .take(10)
            .position(|path| expected.contains(path));
        if let Some(rank) = rank {
            self.first += u32::from(rank == 0);
            self.among_three += u32::from(rank < 3);
            self.reciprocal_ranks += 1.0 / (rank as f64 + 1.0);
        }
    }

    /// hit@1 %, hit@3 % and MRR@10.
    pub fn figures(self) -> (f64, f64, f64) {
        let queries = f64::from(self.queries.max(1));
        let percent = |count: u32| 100.0 * f64::from(count) / queries;
        (
            percent(self.first),
            percent(self.among_three),
            self.reciprocal_ranks / queries,
        )
    }

    /// How many queries were counted.
    pub fn queries(self) -> u32 {
        self.queries
    }
}

/// The rows of the baseline's first table: per set, the engines' `hit@1 / hit@3 / MRR@10`.
pub fn baseline(markdown: &str) -> (Vec<String>, BTreeMap<String, Vec<String>>) {
    let mut engines = Vec::new();
    let mut sets = BTreeMap::new();
    for line in markdown.lines() {
        let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
        let owned = |cells: &[&str]| cells.iter().map(|&cell| cell.to_owned()).collect();
        match cells.as_slice() {
            ["set", "half", "n", names @ ..] => engines = owned(names),
            [set, "open", _, figures @ ..] => {
                sets.insert((*set).to_owned(), owned(figures));
            }
            _ => {}
        }
    }
    (engines, sets)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_first_ten_answers_count() {
        let expected = ["a".to_owned()];
        let after = |n: usize| {
            let mut found = vec!["b".to_owned(); n];
            found.push("a".to_owned());
            found
        };
        let mut quality = Quality::default();
        for n in [0, 2, 10] {
            quality.count(&expected, &after(n));
        }
        let (first, three, mrr) = quality.figures();
        assert!((first - 100.0 / 3.0).abs() < 1e-9);
        assert!((three - 200.0 / 3.0).abs() < 1e-9);
        assert!((mrr - (1.0 + 1.0 / 3.0) / 3.0).abs() < 1e-9);
    }

    #[test]
    fn the_baseline_is_read_by_its_columns() {
        let table = "| set | half | n | a | b |\n| --- | --- | --: | - | - |\n| x | open | 2 | 1 / 2 / 0.3 | 4 / 5 / 0.6 |";
        let (engines, sets) = baseline(table);
        assert_eq!(engines, ["a", "b"]);
        assert_eq!(sets["x"], ["1 / 2 / 0.3", "4 / 5 / 0.6"]);
    }
}
