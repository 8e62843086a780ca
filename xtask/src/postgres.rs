//! A throw-away PostgreSQL for the tests: its own folder, its own port, gone when dropped.

use std::fs;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

use crate::{machine, program};

/// The superuser of the cluster; nobody else can reach it, so there is no password.
const SUPERUSER: &str = "guichet";

/// PostgreSQL refuses to run as root: then it runs as the first of these that the machine has.
const OTHER_USERS: [&str; 2] = ["postgres", "nobody"];

/// A running cluster.
pub struct Postgres {
    server: Child,
    folder: TempDir,
    port: u16,
    programs: PathBuf,
}

impl Postgres {
    /// Makes an empty cluster and waits until it answers. Nothing of it is synced to the disk.
    pub fn start() -> Result<Self> {
        let programs = machine::postgres_programs()?;
        let user = if machine::is_root() {
            Some(other_user()?)
        } else {
            None
        };
        let command = |name: &str| as_user(user.as_ref(), programs.join(name));

        let folder = tempfile::Builder::new()
            .prefix("guichet-postgres-")
            .tempdir()?;
        if let Some(user) = &user {
            program::run(Command::new("chown").arg(user.owner()).arg(folder.path()))?;
        }
        let data = folder.path().join("data");
        let mut initdb = command("initdb");
        initdb.arg("--pgdata").arg(&data).args([
            "--username",
            SUPERUSER,
            "--auth=trust",
            "--no-sync",
        ]);
        program::output(initdb.args(["--encoding=UTF8", "--locale=C"]))?;

        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut server = command("postgres");
        server
            .arg("-D")
            .arg(&data)
            .args(["-h", "127.0.0.1", "-p", &port.to_string(), "-k", ""]);
        for setting in [
            "fsync=off",
            "synchronous_commit=off",
            "full_page_writes=off",
            "max_connections=300",
        ] {
            server.args(["-c", setting]);
        }
        let log = fs::File::create(folder.path().join("log"))?;
        let server = server
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()?;
        let is_ready = command("pg_isready");
        let mut postgres = Self {
            server,
            folder,
            port,
            programs,
        };
        postgres.wait(is_ready)?;
        Ok(postgres)
    }

    /// Where a superuser finds the maintenance database.
    pub fn url(&self) -> String {
        self.database("postgres")
    }

    /// Where a superuser finds a database.
    pub fn database(&self, name: &str) -> String {
        format!("postgres://{SUPERUSER}@127.0.0.1:{}/{name}", self.port)
    }

    /// What a database answers: a line a row, with `|` between columns.
    pub fn ask(&self, database: &str, sql: &str) -> Result<String> {
        let mut psql = Command::new(self.programs.join("psql"));
        psql.args(["--no-psqlrc", "--quiet", "--tuples-only", "--no-align"]);
        program::output(psql.args(["--command", sql, &self.database(database)]))
    }

    fn wait(&mut self, mut is_ready: Command) -> Result<()> {
        is_ready.args([
            "--quiet",
            "--host",
            "127.0.0.1",
            "--port",
            &self.port.to_string(),
        ]);
        let start = Instant::now();
        while !is_ready.status()?.success() {
            if start.elapsed() > Duration::from_secs(30) || self.server.try_wait()?.is_some() {
                let log = fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
                bail!("PostgreSQL did not start:\n{log}");
            }
            sleep(Duration::from_millis(50));
        }
        Ok(())
    }
}

impl Drop for Postgres {
    /// Asks the server to stop at once; its folder goes after it.
    fn drop(&mut self) {
        let asked = Command::new("kill")
            .args(["-QUIT", &self.server.id().to_string()])
            .status();
        if !asked.is_ok_and(|status| status.success()) {
            let _ = self.server.kill();
        }
        let _ = self.server.wait();
    }
}

/// A user other than root, by number.
struct User {
    id: String,
    group: String,
}

impl User {
    fn owner(&self) -> String {
        format!("{}:{}", self.id, self.group)
    }
}

fn other_user() -> Result<User> {
    let ask = |what: &str, name: &str| program::output(Command::new("id").args([what, name]));
    let find = |name: &str| {
        Some(User {
            id: ask("-u", name).ok()?.trim().into(),
            group: ask("-g", name).ok()?.trim().into(),
        })
    };
    OTHER_USERS
        .into_iter()
        .find_map(find)
        .context("PostgreSQL does not run as root, and there is no user postgres or nobody")
}

/// `setpriv` becomes the program it starts, so that our child is the server itself. The server is
/// told to stop when we die, even by a signal that leaves us no time for it.
fn as_user(user: Option<&User>, program: PathBuf) -> Command {
    let Some(User { id, group }) = user else {
        return Command::new(program);
    };
    let mut command = Command::new("setpriv");
    command
        .args([
            "--reuid",
            id,
            "--regid",
            group,
            "--clear-groups",
            "--pdeathsig",
            "QUIT",
            "--",
        ])
        .arg(program);
    command.current_dir("/");
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dropped_cluster_leaves_neither_a_listener_nor_a_folder() {
        let postgres = Postgres::start().unwrap();
        let (folder, port): (PathBuf, u16) = (postgres.folder.path().into(), postgres.port);
        assert!(folder.join("data/PG_VERSION").exists());
        assert!(TcpListener::bind(("127.0.0.1", port)).is_err());
        drop(postgres);
        assert!(!folder.exists());
        TcpListener::bind(("127.0.0.1", port)).unwrap();
    }
}
