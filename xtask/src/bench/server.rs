//! A release build of `guichet` on data of its own, as one node or several, each ended when dropped.

use std::io::Write;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;

use crate::program;
use crate::project::Project;

/// The binary and its data.
pub struct Guichet {
    binary: PathBuf,
    folder: Arc<TempDir>,
    database: Option<String>,
}

/// A node that serves them.
pub struct Serving {
    process: Child,
    /// Where it listens.
    pub address: String,
    client: ureq::Agent,
    _folder: Arc<TempDir>,
}

impl Guichet {
    /// Takes the release build, which must be there, and SQLite.
    pub fn new(project: &Project) -> Result<Self> {
        Self::on(project, None)
    }

    /// Takes the release build and the database at a URL; SQLite, without.
    pub fn on(project: &Project, database: Option<String>) -> Result<Self> {
        let folder = tempfile::Builder::new()
            .prefix("guichet-bench-")
            .tempdir()?;
        Ok(Self {
            binary: project.target.join("release/guichet"),
            folder: Arc::new(folder),
            database,
        })
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.binary);
        command.arg("--data-dir").arg(self.folder.path());
        if let Some(database) = &self.database {
            command.args(["--database-url", database]);
        }
        command
    }

    /// Creates an agent who answers for every site.
    pub fn create_agent(&self, email: &str, password: &str) -> Result<()> {
        let mut create = self.command();
        create.args(["agent", "create", "--email", email, "--name", "Bench"]);
        let mut creating = create.stdin(Stdio::piped()).stdout(Stdio::null()).spawn()?;
        let mut input = creating.stdin.take().context("no standard input")?;
        writeln!(input, "{password}")?;
        drop(input);
        ensure!(creating.wait()?.success(), "the agent was not created");
        Ok(())
    }

    /// Creates a site with English and French.
    pub fn create_site(&self, key: &str) -> Result<()> {
        let mut create = self.command();
        create.args(["site", "create", "--key", key, "--name", key]);
        create.args([
            "--origin",
            "http://127.0.0.1",
            "--language",
            "en",
            "--language",
            "fr",
        ]);
        program::output(&mut create).map(drop)
    }

    /// Imports a folder and gives the last line of the report.
    pub fn import(&self, site: &str, folder: &Path) -> Result<String> {
        let mut import = self.command();
        import
            .args(["articles", "import", "--site", site])
            .arg(folder);
        let report = program::output(&mut import)?;
        Ok(report.lines().last().unwrap_or_default().to_owned())
    }

    /// Starts a node on a free port of this machine.
    pub fn serve(&self) -> Result<Serving> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string();
        let mut serve = self.command();
        serve.args([
            "serve",
            "--log-filter",
            "error",
            "--limits",
            "off",
            "--listen",
            &address,
        ]);
        let process = serve.stdout(Stdio::null()).spawn()?;
        let serving = Serving {
            process,
            address,
            client: ureq::Agent::new_with_defaults(),
            _folder: self.folder.clone(),
        };
        let start = Instant::now();
        while serving.get("/health/ready").is_err() {
            ensure!(
                start.elapsed() < Duration::from_secs(30),
                "the server did not start"
            );
            sleep(Duration::from_millis(50));
        }
        Ok(serving)
    }
}

impl Serving {
    /// The process's number.
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// One request over a connection that is kept open; the body and how long it took.
    pub fn get(&self, path: &str) -> Result<(String, Duration)> {
        let start = Instant::now();
        let mut response = self
            .client
            .get(format!("http://{}{path}", self.address))
            .call()?;
        let body = response.body_mut().read_to_string()?;
        Ok((body, start.elapsed()))
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
