//! Which tables there are, as the databases themselves say it: a table added later is moved as well.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, bail, ensure};

use super::{
    side::{Side, on},
    value::Kind,
};

/// A column.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub name: String,
    pub kind: Kind,
    nullable: bool,
}

/// A table.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub name: String,
    /// By name.
    pub columns: Vec<Column>,
    /// The names of the primary key's columns, in its order.
    pub key: Vec<String>,
    /// The columns that may be empty and refer to other rows of the same table.
    pub own: BTreeSet<String>,
    refers_to: BTreeSet<String>,
}

impl Table {
    /// The same table with these columns alone.
    pub fn only(&self, wanted: impl Fn(&str) -> bool) -> Self {
        let columns = self.columns.iter().filter(|column| wanted(&column.name));
        Self {
            columns: columns.cloned().collect(),
            ..self.clone()
        }
    }
}

/// The tables by name.
pub(super) struct Catalogue(BTreeMap<String, Table>);

/// Table, column, type, whether it is never null, and its place in the primary key or 0.
type ColumnRow = (String, String, String, bool, i64);

impl Catalogue {
    pub async fn read(side: &mut Side) -> anyhow::Result<Self> {
        let (columns, references) = match side {
            Side::Sqlite(_) => (
                "select t.name, c.name, lower(c.type), c.\"notnull\" = 1, c.pk
                 from sqlite_schema t join pragma_table_info(t.name) c
                 where t.type = 'table' and t.name <> '_sqlx_migrations'
                    and t.name not like 'sqlite\\_%' escape '\\'
                 order by t.name, c.name",
                "select t.name, r.\"from\", r.\"table\"
                 from sqlite_schema t join pragma_foreign_key_list(t.name) r where t.type = 'table'",
            ),
            Side::Postgres(_) => (
                "select t.relname::text, c.attname::text, format_type(c.atttypid, c.atttypmod),
                    c.attnotnull, coalesce(array_position(k.conkey, c.attnum), 0)::bigint
                 from pg_class t join pg_attribute c on c.attrelid = t.oid
                 left join pg_constraint k on k.conrelid = t.oid and k.contype = 'p'
                 where t.relnamespace = current_schema()::regnamespace and t.relkind in ('r', 'p')
                    and t.relname <> '_sqlx_migrations' and c.attnum > 0 and not c.attisdropped
                 order by t.relname collate \"C\", c.attname collate \"C\"",
                "select t.relname::text, c.attname::text, r.relname::text
                 from pg_constraint k join pg_class t on t.oid = k.conrelid
                 join pg_class r on r.oid = k.confrelid
                 join pg_attribute c on c.attrelid = t.oid and c.attnum = any(k.conkey)
                 where k.contype = 'f' and t.relnamespace = current_schema()::regnamespace",
            ),
        };
        let columns: Vec<ColumnRow> = on!(side, |connection| sqlx::query_as(columns)
            .fetch_all(&mut *connection)
            .await)?;
        let references: Vec<(String, String, String)> =
            on!(side, |connection| sqlx::query_as(references)
                .fetch_all(&mut *connection)
                .await)?;
        Self::new(columns, references)
    }

    fn new(
        columns: Vec<ColumnRow>,
        references: Vec<(String, String, String)>,
    ) -> anyhow::Result<Self> {
        let mut tables = BTreeMap::<String, Table>::new();
        let mut keys = BTreeMap::<String, BTreeMap<i64, String>>::new();
        for (name, column, kind, full, place) in columns {
            if place > 0 {
                let key = keys.entry(name.clone()).or_default();
                key.insert(place, column.clone());
            }
            let table = tables.entry(name.clone()).or_insert_with(|| Table {
                name: name.clone(),
                columns: Vec::new(),
                key: Vec::new(),
                own: BTreeSet::new(),
                refers_to: BTreeSet::new(),
            });
            table.columns.push(Column {
                kind: Kind::parse(&kind)
                    .with_context(|| format!("{name}.{column} has the unknown type {kind}"))?,
                name: column,
                nullable: !full,
            });
        }
        for (name, table) in &mut tables {
            let key = keys.remove(name).unwrap_or_default();
            ensure!(!key.is_empty(), "{name} has no primary key to go by");
            table.key = key.into_values().collect();
        }
        for (name, column, to) in references {
            let Some(table) = tables.get_mut(&name) else {
                continue;
            };
            if to != name {
                table.refers_to.insert(to);
            } else if table
                .columns
                .iter()
                .any(|it| it.name == column && it.nullable)
            {
                table.own.insert(column);
            }
        }
        Ok(Self(tables))
    }

    /// The same tables with what both databases know of them. They are walked by this one's keys, and
    /// written as the other's references ask.
    pub fn with(self, mut to: Self) -> anyhow::Result<Self> {
        let mut tables = self.0;
        for (name, table) in &mut tables {
            let other = to.0.remove(name).with_context(|| {
                format!("the table {name} is missing in the database to move to")
            })?;
            ensure!(
                table.columns.len() == other.columns.len(),
                "{name} has other columns in the database to move to"
            );
            for (column, other) in table.columns.iter_mut().zip(&other.columns) {
                let kind = column.kind.or(other.kind);
                column.kind = kind
                    .filter(|_| column.name == other.name)
                    .with_context(|| {
                        format!(
                            "{name}.{} is another column in the database to move to",
                            column.name
                        )
                    })?;
            }
            table.own = other.own;
            table.refers_to.extend(other.refers_to);
        }
        if let Some(name) = to.0.keys().next() {
            bail!("the table {name} is in the database to move to alone");
        }
        Ok(Self(tables))
    }

    /// Each table after those that it refers to.
    pub fn in_order(self) -> anyhow::Result<Vec<Table>> {
        let mut left: Vec<Table> = self.0.into_values().collect();
        let mut done = Vec::<Table>::new();
        while !left.is_empty() {
            let (ready, waiting): (Vec<_>, Vec<_>) = left.into_iter().partition(|table| {
                let placed = |name: &String| done.iter().any(|it| it.name == *name);
                table.refers_to.iter().all(placed)
            });
            if ready.is_empty() {
                let names: Vec<_> = waiting.into_iter().map(|table| table.name).collect();
                bail!(
                    "these tables refer to each other in a circle: {}",
                    names.join(", ")
                );
            }
            done.extend(ready);
            left = waiting;
        }
        Ok(done)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalogue(references: &[(&str, &str)]) -> Catalogue {
        let text = str::to_owned;
        let column = |table: &str, name: &str, full, place| {
            (text(table), text(name), text("uuid"), full, place)
        };
        let tables = ["a", "b", "c"].into_iter().flat_map(|table| {
            [
                column(table, "id", true, 1),
                column(table, "other", false, 0),
            ]
        });
        let references = references
            .iter()
            .map(|(from, to)| (text(from), text("other"), text(to)));
        Catalogue::new(tables.collect(), references.collect()).unwrap()
    }

    #[test]
    fn a_table_comes_after_those_it_refers_to() {
        let tables = catalogue(&[("a", "b"), ("b", "c"), ("c", "c")]);
        let tables = tables.in_order().unwrap();
        let names: Vec<_> = tables.iter().map(|table| table.name.as_str()).collect();
        assert_eq!(names, ["c", "b", "a"]);
        assert_eq!(tables[0].own, BTreeSet::from(["other".to_owned()]));
        assert!(tables[1].own.is_empty());
    }

    #[test]
    fn tables_that_refer_to_each_other_are_named() {
        let circle = catalogue(&[("a", "b"), ("b", "a")]).in_order();
        assert!(circle.unwrap_err().to_string().ends_with(": a, b"));
    }
}
