//! The SQL of moving: rows are read in the order of their primary key, written in batches, and hashed.

use futures_util::{StreamExt, TryStreamExt, stream::BoxStream};
use sha2::{Digest, Sha256};
use sqlx::{AssertSqlSafe, Row as _, types::Json};

use super::{
    catalogue::Table,
    side::{Side, on},
    value::{Kind, Value},
};

/// A row, its columns by name.
type Row = Vec<Value>;

/// How many values and bytes are sent at once: neither database takes more than 32,766 values, and what
/// waits to be sent is in memory.
const VALUES: usize = 10_000;
const BYTES: usize = 1 << 20;

/// What a table holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fingerprint {
    pub rows: u64,
    /// Of the canonical rows, in hexadecimal.
    pub hash: String,
}

/// A fingerprint as the rows come.
#[derive(Default)]
struct Taking {
    rows: u64,
    hash: Sha256,
}

impl Taking {
    /// How many bytes the row has.
    fn take(&mut self, row: &Row) -> usize {
        let mut bytes = Vec::new();
        for value in row {
            value.write(&mut bytes);
        }
        self.rows += 1;
        self.hash.update(&bytes);
        bytes.len()
    }

    fn done(self) -> Fingerprint {
        Fingerprint {
            rows: self.rows,
            hash: format!("{:x}", self.hash.finalize()),
        }
    }
}

fn quoted<'a>(names: impl IntoIterator<Item = &'a String>) -> Vec<String> {
    names.into_iter().map(|name| format!("{name:?}")).collect()
}

/// Reads the values of a row.
macro_rules! values {
    ($row:expr, $kinds:expr) => {{
        let (row, mut values) = ($row, Vec::with_capacity($kinds.len()));
        for (place, kind) in $kinds.iter().enumerate() {
            values.push(match kind {
                Kind::Uuid => Value::Uuid(row.try_get(place)?),
                Kind::Bytes => Value::Bytes(row.try_get(place)?),
                Kind::Text => Value::Text(row.try_get(place)?),
                Kind::Integer => Value::Integer(row.try_get(place)?),
                Kind::Boolean => Value::Boolean(row.try_get(place)?),
                Kind::Json => Value::Json(row.try_get::<Option<Json<_>>, _>(place)?),
                Kind::Time => Value::Time(row.try_get(place)?),
            });
        }
        Ok(values)
    }};
}

/// Runs a statement with these values.
macro_rules! run {
    ($connection:expr, $sql:expr, $values:expr) => {{
        let mut query = sqlx::query(AssertSqlSafe($sql));
        for value in $values {
            query = match value {
                Value::Uuid(value) => query.bind(value),
                Value::Bytes(value) => query.bind(value),
                Value::Text(value) => query.bind(value),
                Value::Integer(value) => query.bind(value),
                Value::Boolean(value) => query.bind(value),
                Value::Json(value) => query.bind(value),
                Value::Time(value) => query.bind(value),
            };
        }
        query.execute(&mut *$connection).await.map(drop)
    }};
}

/// The rows that `which` chooses, all without, in the order of the primary key.
fn read<'a>(side: &'a mut Side, table: &Table, which: &str) -> BoxStream<'a, sqlx::Result<Row>> {
    let order: Vec<_> = table
        .key
        .iter()
        .map(|name| {
            let text = table
                .columns
                .iter()
                .any(|column| column.name == *name && column.kind == Kind::Text);
            match side {
                // Byte order, as SQLite has it.
                Side::Postgres(_) if text => format!("{name:?} collate \"C\""),
                _ => format!("{name:?}"),
            }
        })
        .collect();
    let sql = AssertSqlSafe(format!(
        "select {} from {:?} {which} order by {}",
        quoted(table.columns.iter().map(|column| &column.name)).join(", "),
        table.name,
        order.join(", ")
    ));
    let kinds: Vec<Kind> = table.columns.iter().map(|column| column.kind).collect();
    on!(side, |connection| sqlx::query(sql)
        .fetch(connection)
        .map(move |row| values!(row?, kinds))
        .boxed())
}

/// Whether it holds no row.
pub(super) async fn is_empty(side: &mut Side, table: &Table) -> sqlx::Result<bool> {
    let sql = AssertSqlSafe(format!(
        "select not exists (select 1 from {:?})",
        table.name
    ));
    let (empty,) = on!(side, |connection| sqlx::query_as(sql)
        .fetch_one(&mut *connection)
        .await)?;
    Ok(empty)
}

/// What it holds.
pub(super) async fn fingerprint(side: &mut Side, table: &Table) -> sqlx::Result<Fingerprint> {
    let (mut rows, mut taking) = (read(side, table, ""), Taking::default());
    while let Some(row) = rows.try_next().await? {
        taking.take(&row);
    }
    Ok(taking.done())
}

/// Copies all rows; what it held in the first database.
pub(super) async fn copy(
    from: &mut Side,
    to: &mut Side,
    table: &Table,
) -> sqlx::Result<Fingerprint> {
    let mut taking = Taking::default();
    let mut rows = read(from, table, "");
    let (mut batch, mut bytes) = (Vec::new(), 0);
    while let Some(mut row) = rows.try_next().await? {
        bytes += taking.take(&row);
        for (value, column) in row.iter_mut().zip(&table.columns) {
            // The row that it refers to may not be there yet.
            if table.own.contains(&column.name) {
                *value = Value::nothing(column.kind);
            }
        }
        batch.push(row);
        if bytes >= BYTES || (batch.len() + 1) * table.columns.len() > VALUES {
            insert(to, table, std::mem::take(&mut batch)).await?;
            bytes = 0;
        }
    }
    drop(rows);
    insert(to, table, batch).await?;
    refer(from, to, table).await?;
    Ok(taking.done())
}

async fn insert(to: &mut Side, table: &Table, batch: Vec<Row>) -> sqlx::Result<()> {
    if batch.is_empty() {
        return Ok(());
    }
    let mut place = 0;
    let rows: Vec<_> = batch
        .iter()
        .map(|row| {
            let marks: Vec<_> = row
                .iter()
                .map(|_| {
                    place += 1;
                    format!("${place}")
                })
                .collect();
            format!("({})", marks.join(", "))
        })
        .collect();
    let sql = format!(
        "insert into {:?} ({}) values {}",
        table.name,
        quoted(table.columns.iter().map(|column| &column.name)).join(", "),
        rows.join(", ")
    );
    on!(to, |connection| run!(
        connection,
        sql,
        batch.into_iter().flatten()
    ))
}

/// Sets what refers to rows of the same table, now that all of them are there.
async fn refer(from: &mut Side, to: &mut Side, table: &Table) -> sqlx::Result<()> {
    if table.own.is_empty() {
        return Ok(());
    }
    let some: Vec<_> = quoted(&table.own)
        .into_iter()
        .map(|name| format!("{name} is not null"))
        .collect();
    let part = table.only(|name| table.own.contains(name) || table.key.iter().any(|it| it == name));
    let (mut set, mut which) = (Vec::new(), Vec::new());
    for (place, column) in (1..).zip(&part.columns) {
        let equal = format!("{:?} = ${place}", column.name);
        if table.own.contains(&column.name) {
            set.push(equal);
        } else {
            which.push(equal);
        }
    }
    let sql = format!(
        "update {:?} set {} where {}",
        table.name,
        set.join(", "),
        which.join(" and ")
    );
    let mut rows = read(from, &part, &format!("where {}", some.join(" or ")));
    while let Some(row) = rows.try_next().await? {
        on!(to, |connection| run!(connection, sql.clone(), row))?;
    }
    Ok(())
}
