//! A release build of `guichet` on a data folder of its own, ended when dropped.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use tempfile::TempDir;

use crate::program;
use crate::project::Project;

/// The binary and its data, not serving yet.
pub struct Guichet {
    binary: PathBuf,
    folder: TempDir,
}

/// The same, serving.
pub struct Serving {
    process: Child,
    address: String,
    client: ureq::Agent,
    _folder: TempDir,
}

impl Guichet {
    /// Takes the release build, which must be there.
    pub fn new(project: &Project) -> Result<Self> {
        Ok(Self {
            binary: project.target.join("release/guichet"),
            folder: tempfile::Builder::new()
                .prefix("guichet-bench-")
                .tempdir()?,
        })
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.binary);
        command.arg("--data-dir").arg(self.folder.path());
        command
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

    /// Serves on a free port of this machine.
    pub fn serve(self) -> Result<Serving> {
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
            _folder: self.folder,
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
