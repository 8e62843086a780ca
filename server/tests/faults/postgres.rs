//! A PostgreSQL of a test's own, which may be stopped while it is in use.

use std::{
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use sqlx::{Connection, PgConnection};

use crate::server::{again, postgres_for_tests, wait};

/// A server in a folder of its own, on a port of its own; both go with it.
pub struct Postgres {
    programs: PathBuf,
    user: Option<[String; 2]>,
    folder: tempfile::TempDir,
    port: u16,
    running: Child,
}

/// How a server is stopped.
#[derive(Clone, Copy)]
pub enum Stop {
    /// It ends what is under way, cuts everybody off and tidies up.
    Fast,
    /// It drops everything, and recovers at the next start.
    Immediate,
}

impl Postgres {
    /// Starts one; `None` where the programs of the tests' own server are not on this machine.
    pub fn start() -> Option<Self> {
        let programs = programs()?;
        // It refuses to run as root.
        let root = output("id", &["-u"]) == Some("0".to_owned());
        let user = if root { Some(other_user()?) } else { None };
        let folder = tempfile::tempdir().unwrap();
        if let Some([user, group]) = &user {
            let owner = format!("{user}:{group}");
            let status = Command::new("chown").arg(owner).arg(folder.path()).status();
            assert!(status.unwrap().success());
        }
        let status = command(&programs, user.as_ref(), "initdb")
            .arg("--pgdata")
            .arg(folder.path().join("data"))
            .args(["--username=postgres", "--auth=trust", "--no-sync"])
            .args(["--encoding=UTF8", "--locale=C"])
            .stdout(Stdio::null())
            .status();
        assert!(status.unwrap().success());
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let running = serve(&programs, user.as_ref(), folder.path(), port);
        let postgres = Self {
            programs,
            user,
            folder,
            port,
            running,
        };
        again("a PostgreSQL", || {
            wait(PgConnection::connect(&postgres.url())).ok()
        });
        Some(postgres)
    }

    /// Where its superuser finds it.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    /// Stops it, and starts it again; gives how long nobody was let in.
    pub fn restart(&mut self, how: Stop) -> Duration {
        let begun = Instant::now();
        self.stop(how);
        let (user, folder) = (self.user.as_ref(), self.folder.path());
        self.running = serve(&self.programs, user, folder, self.port);
        again("a PostgreSQL", || {
            wait(PgConnection::connect(&self.url())).ok()
        });
        begun.elapsed()
    }

    fn stop(&mut self, how: Stop) {
        let signal = match how {
            Stop::Fast => "-INT",
            Stop::Immediate => "-QUIT",
        };
        let asked = Command::new("kill")
            .args([signal, &self.running.id().to_string()])
            .status();
        assert!(asked.unwrap().success());
        self.running.wait().unwrap();
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if !thread::panicking() || self.running.try_wait().is_ok_and(|end| end.is_none()) {
            self.stop(Stop::Immediate);
        }
    }
}

/// The programs of the server that the tests were given.
fn programs() -> Option<PathBuf> {
    let asked = wait(async {
        let mut server = PgConnection::connect(&postgres_for_tests()).await?;
        let sql = "select setting from pg_config where name = 'BINDIR'";
        sqlx::query_as::<_, (String,)>(sql)
            .fetch_one(&mut server)
            .await
    });
    let folder = PathBuf::from(asked.ok()?.0);
    folder.join("initdb").is_file().then_some(folder)
}

fn serve(programs: &Path, user: Option<&[String; 2]>, folder: &Path, port: u16) -> Child {
    let log = std::fs::File::create(folder.join("log")).unwrap();
    // It survives its own end, which is what is tried here, without syncing to the disk.
    command(programs, user, "postgres")
        .arg("-D")
        .arg(folder.join("data"))
        .args(["-h", "127.0.0.1", "-p", &port.to_string(), "-k", ""])
        .args(["-c", "fsync=off"])
        .stdout(Stdio::null())
        .stderr(log)
        .spawn()
        .unwrap()
}

/// A program of PostgreSQL's, which ends with us.
fn command(programs: &Path, user: Option<&[String; 2]>, name: &str) -> Command {
    let program = programs.join(name);
    let Some([user, group]) = user else {
        return Command::new(program);
    };
    let mut command = Command::new("setpriv");
    command
        .args(["--reuid", user, "--regid", group, "--clear-groups"])
        .args(["--pdeathsig", "QUIT", "--"])
        .arg(program)
        .current_dir("/");
    command
}

/// A user and a group other than root, by number.
fn other_user() -> Option<[String; 2]> {
    let known = |name: &&str| Some([output("id", &["-u", name])?, output("id", &["-g", name])?]);
    ["postgres", "nobody"].iter().find_map(known)
}

fn output(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}
