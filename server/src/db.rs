//! The database: SQLite or PostgreSQL, opened, checked, migrated, and reached by two macros.

use std::{path::Path, time::Duration};

use anyhow::{Context, anyhow, bail, ensure};
use sqlx::{
    Connection, PgConnection, PgPool, SqlitePool,
    migrate::{MigrateError, Migrator},
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use time::OffsetDateTime;

mod faults;

pub use self::faults::Fault;

static SQLITE_MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES_MIGRATIONS: Migrator = sqlx::migrate!("migrations/postgres");

/// The most connections of a node to PostgreSQL; a few more are for what nodes tell each other.
const CONNECTIONS: u32 = 16;
/// PostgreSQL's first version that ends a session which has been silent for long, as 140000.
const POSTGRES: u32 = 140_000;
/// How long a request waits for one of them, while the database restarts too.
const WAIT: Duration = Duration::from_secs(5);
/// How long a healthy database may take to answer at all.
const PING: Duration = Duration::from_secs(2);
/// How long one that has nothing else to do may take.
const READY: Duration = Duration::from_secs(1);
/// How long it is waited at the end for what is still being written.
const CLOSE: Duration = Duration::from_secs(20);
/// What PostgreSQL ends by itself: a statement that takes longer than any should, a transaction whose
/// node is gone, and waiting for a lock. All are shorter than a request may take.
const TIMEOUTS: [(&str, &str); 3] = [
    ("statement_timeout", "15s"),
    ("idle_in_transaction_session_timeout", "15s"),
    ("lock_timeout", "10s"),
];

/// The database, behind one SQL text for both engines. Cheap to clone.
#[derive(Clone, Debug)]
pub enum Db {
    /// One file.
    Sqlite(Sqlite),
    /// A server.
    Postgres(PgPool),
}

/// SQLite takes one writer at a time: a pool of one connection makes the others wait in line here
/// instead of failing there.
#[derive(Clone, Debug)]
pub struct Sqlite {
    /// For reading alone.
    pub readers: SqlitePool,
    /// For transactions that write.
    pub writer: SqlitePool,
}

/// Evaluates `$run` with `$pool` bound to the pool of whichever engine is open.
macro_rules! read {
    ($db:expr, |$pool:ident| $run:expr) => {
        match $db {
            $crate::db::Db::Sqlite(db) => {
                let $pool = &db.readers;
                $run
            }
            $crate::db::Db::Postgres($pool) => $run,
        }
    };
}
pub(crate) use read;

/// Evaluates `$run` in a transaction bound to `$tx` (`&mut *tx` is the executor) and commits it.
/// A `?` inside rolls everything back.
macro_rules! write {
    ($db:expr, |$tx:ident| $run:expr) => {
        match $db {
            $crate::db::Db::Sqlite(db) => {
                // Taking the lock at once: a transaction that first reads and then writes could
                // otherwise find that another process has written in between.
                let mut $tx = db.writer.begin_with("begin immediate").await?;
                let done = $run;
                $tx.commit().await?;
                done
            }
            $crate::db::Db::Postgres(pool) => {
                let mut $tx = pool.begin().await?;
                let done = $run;
                $tx.commit().await?;
                done
            }
        }
    };
}
pub(crate) use write;

/// The time, to the microsecond: what is written is then what is read back, on either database.
///
/// The last digit is never a zero. SQLite has times as text, from which zeros at the end are left out, and
/// texts of one length alone come in the order of their times.
#[must_use]
pub fn now() -> OffsetDateTime {
    stored(OffsetDateTime::now_utc())
}

/// The first time from `at` on that can be stored: what is asked for between two such times is found
/// rightly on either database.
#[must_use]
pub fn stored(at: OffsetDateTime) -> OffsetDateTime {
    // An odd number of microseconds is never too many.
    let odd = at.microsecond() | 1;
    at.replace_microsecond(odd).unwrap_or(at)
}

impl Db {
    /// Opens the database at `url` (`sqlite://PATH` or `postgres://…`) and brings it up to date.
    ///
    /// # Errors
    /// When the URL is of neither kind, the database cannot be reached, SQLite does not keep the
    /// settings that durability rests on, or the database is newer than this program.
    pub async fn open(url: &str) -> anyhow::Result<Self> {
        if let Some(path) = url.strip_prefix("sqlite://") {
            let db = Sqlite::open(path).await?;
            migrated(SQLITE_MIGRATIONS.run(&db.writer).await)?;
            return Ok(Self::Sqlite(db));
        }
        if !url.starts_with("postgres://") && !url.starts_with("postgresql://") {
            bail!("the database URL must begin with sqlite:// or postgres://");
        }
        let options: PgConnectOptions = url.parse().context("the database URL is not right")?;
        let connecting = "cannot connect to PostgreSQL";
        // A migration may take its time, a request may not. Of nodes that start together one migrates.
        let mut connection = PgConnection::connect_with(&options).await;
        let connection = connection
            .as_mut()
            .map_err(|error| anyhow!("{connecting}: {error}"))?;
        if let Some(version) = connection.server_version_num() {
            ensure!(
                version >= POSTGRES,
                "this PostgreSQL is of version {}: 14 or later is needed",
                version / 10_000
            );
        }
        migrated(POSTGRES_MIGRATIONS.run(connection).await)?;
        let pool = connections(CONNECTIONS)
            .connect_with(options.options(TIMEOUTS))
            .await
            .context(connecting)?;
        Ok(Self::Postgres(pool))
    }

    /// The migrations that this program knows, in their order.
    #[must_use]
    pub fn migrations() -> Vec<i64> {
        SQLITE_MIGRATIONS.iter().map(|it| it.version).collect()
    }

    /// Answers when the database does.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> sqlx::Result<()> {
        let asked = async {
            read!(self, |pool| sqlx::query("select 1")
                .execute(pool)
                .await
                .map(drop))
        };
        let answered = tokio::time::timeout(PING, asked).await;
        answered.map_err(|_| sqlx::Error::PoolTimedOut)?
    }

    /// Lets running statements end and closes every connection. One that does not answer is not waited for.
    pub async fn close(&self) {
        let closed = async {
            match self {
                Self::Sqlite(db) => {
                    db.readers.close().await;
                    db.writer.close().await;
                }
                Self::Postgres(pool) => pool.close().await,
            }
        };
        if tokio::time::timeout(CLOSE, closed).await.is_err() {
            tracing::warn!("the database does not answer, and is left as it is");
        }
    }
}

/// A pool for so many connections to PostgreSQL.
pub(crate) fn connections(most: u32) -> PgPoolOptions {
    PgPoolOptions::new()
        .max_connections(most)
        .acquire_timeout(WAIT)
        // The pool's own questions whether a connection still stands wait for the answer for ever. A line that
        // has fallen silent would keep its place until the system gives it up, a quarter of an hour later.
        .test_before_acquire(false)
        .before_acquire(|connection, _| Box::pin(answers(connection, READY)))
        .after_release(|connection, _| Box::pin(answers(connection, PING)))
}

async fn answers(connection: &mut PgConnection, patience: Duration) -> sqlx::Result<bool> {
    let answered = tokio::time::timeout(patience, connection.ping()).await;
    answered.map_err(|_| sqlx::Error::PoolTimedOut)??;
    Ok(true)
}

fn migrated(done: Result<(), MigrateError>) -> anyhow::Result<()> {
    match done {
        Err(MigrateError::VersionMissing(version)) => bail!(
            "the database was written by a newer Guichet (migration {version}): \
             start that version, or restore a backup made by this one"
        ),
        done => done.context("cannot bring the database up to date"),
    }
}

impl Sqlite {
    async fn open(path: &str) -> anyhow::Result<Self> {
        if let Some(folder) = Path::new(path)
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
        {
            tokio::fs::create_dir_all(folder)
                .await
                .with_context(|| format!("cannot make the folder {}", folder.display()))?;
        }
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10));
        let pool = |size| {
            SqlitePoolOptions::new()
                .max_connections(size)
                .acquire_timeout(Duration::from_secs(10))
        };
        let opening = || format!("cannot open the database file {path}");
        let writer = pool(1)
            .connect_with(options.clone())
            .await
            .with_context(opening)?;
        let readers = pool(8)
            .connect_with(options.read_only(true))
            .await
            .with_context(opening)?;
        let db = Self { readers, writer };
        db.assert_settings().await?;
        Ok(db)
    }

    /// Reads back what durability rests on: a setting that SQLite ignored is no setting.
    async fn assert_settings(&self) -> anyhow::Result<()> {
        let (version,): (String,) = sqlx::query_as("select sqlite_version()")
            .fetch_one(&self.writer)
            .await?;
        let numbers: Vec<u32> = version.split('.').flat_map(str::parse).collect();
        ensure!(
            numbers >= vec![3, 51, 3],
            "SQLite {version} can corrupt a database in WAL mode: 3.51.3 or later is needed"
        );
        let (journal,): (String,) = sqlx::query_as("pragma journal_mode")
            .fetch_one(&self.writer)
            .await?;
        let (synchronous,): (i64,) = sqlx::query_as("pragma synchronous")
            .fetch_one(&self.writer)
            .await?;
        let (foreign_keys,): (i64,) = sqlx::query_as("pragma foreign_keys")
            .fetch_one(&self.writer)
            .await?;
        ensure!(
            journal == "wal" && synchronous == 2 && foreign_keys == 1,
            "SQLite did not take its settings (journal_mode {journal}, synchronous {synchronous}, \
             foreign_keys {foreign_keys}): is the folder on a file system that supports WAL?"
        );
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn texts_of_times_in_sqlite_are_of_one_length() {
        let pool = SqlitePool::connect("sqlite::memory:").await.unwrap();
        for _ in 0..200 {
            let select = sqlx::query_scalar("select $1").bind(now());
            let text: String = select.fetch_one(&pool).await.unwrap();
            assert_eq!(text.len(), "2026-11-28T12:00:00.000001Z".len(), "{text}");
        }
    }
}
