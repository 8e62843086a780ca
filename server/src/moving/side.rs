//! A database that is moved from or to: one connection, in one transaction.

use std::{str::FromStr, time::Duration};

use anyhow::{Context, bail};
use sqlx::{
    AssertSqlSafe, ConnectOptions, Connection, PgConnection, SqliteConnection,
    sqlite::SqliteConnectOptions,
};

use super::catalogue::Table;

/// One connection to either engine, in a transaction that ends without a trace unless it is committed.
pub(super) enum Side {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// Evaluates `$run` with `$connection` bound to the connection of whichever engine it is.
macro_rules! on {
    ($side:expr, |$connection:ident| $run:expr) => {
        match $side {
            $crate::moving::side::Side::Sqlite($connection) => $run,
            $crate::moving::side::Side::Postgres($connection) => $run,
        }
    };
}
pub(super) use on;

impl Side {
    /// A database to read, all of it as it is at one moment.
    pub async fn source(url: &str) -> anyhow::Result<Self> {
        let mut side = Self::connect(url).await?;
        match &mut side {
            Self::Sqlite(_) => side.run("begin").await?,
            Self::Postgres(_) => {
                side.run("begin isolation level repeatable read read only")
                    .await?;
            }
        }
        Ok(side)
    }

    /// A database to write.
    pub async fn target(url: &str) -> anyhow::Result<Self> {
        let mut side = Self::connect(url).await?;
        match &mut side {
            Self::Sqlite(_) => side.run("begin immediate").await?,
            Self::Postgres(_) => side.run("begin").await?,
        }
        Ok(side)
    }

    async fn connect(url: &str) -> anyhow::Result<Self> {
        if let Some(path) = url.strip_prefix("sqlite://") {
            // Nothing is made where nothing is: a wrong path is no empty database.
            let connection = SqliteConnectOptions::new()
                .filename(path)
                .foreign_keys(true)
                .busy_timeout(Duration::from_secs(10))
                .connect()
                .await;
            let connection =
                connection.with_context(|| format!("cannot open the database file {path}"))?;
            Ok(Self::Sqlite(connection))
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let options = sqlx::postgres::PgConnectOptions::from_str(url)
                .context("cannot read the address of PostgreSQL")?;
            let connection = PgConnection::connect_with(&options).await;
            Ok(Self::Postgres(
                connection.context("cannot connect to PostgreSQL")?,
            ))
        } else {
            bail!("the database URL must begin with sqlite:// or postgres://");
        }
    }

    async fn run(&mut self, sql: &str) -> sqlx::Result<()> {
        let sql = sqlx::raw_sql(AssertSqlSafe(sql.to_owned()));
        on!(self, |connection| sql.execute(connection).await.map(drop))
    }

    /// Lets nobody else write until the end: a server may be started on it meanwhile.
    pub async fn keep_others_out(&mut self, tables: &[Table]) -> anyhow::Result<()> {
        // The lock that SQLite's transaction began with is on all of it.
        if let Self::Postgres(_) = self {
            let names: Vec<_> = tables
                .iter()
                .map(|table| format!("{:?}", table.name))
                .collect();
            let lock = format!(
                "set local lock_timeout = '10s'; lock table {} in share row exclusive mode",
                names.join(", ")
            );
            self.run(&lock)
                .await
                .context("somebody else writes to the database to move to")?;
        }
        Ok(())
    }

    /// Keeps what was written.
    pub async fn commit(mut self) -> sqlx::Result<()> {
        self.run("commit").await?;
        on!(self, |connection| connection.close().await)
    }

    /// The migrations that the database has had; none where it is not one of Guichet.
    pub async fn migrations(&mut self) -> sqlx::Result<Vec<i64>> {
        let there = match self {
            Self::Sqlite(_) => {
                "select count(*) from sqlite_schema where name = '_sqlx_migrations'"
            }
            Self::Postgres(_) => {
                "select count(*) from pg_class
                 where relname = '_sqlx_migrations' and relnamespace = current_schema()::regnamespace"
            }
        };
        let (there,): (i64,) = on!(self, |connection| sqlx::query_as(there)
            .fetch_one(&mut *connection)
            .await)?;
        if there == 0 {
            return Ok(Vec::new());
        }
        let had: Vec<(i64,)> = on!(self, |connection| sqlx::query_as(
            "select version from _sqlx_migrations where success order by version"
        )
        .fetch_all(&mut *connection)
        .await)?;
        Ok(had.into_iter().map(|(version,)| version).collect())
    }
}
