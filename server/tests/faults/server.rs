//! The real binary on a port of its own, started and stopped at will, and a client without mercy.

use std::{
    io::{Read, Write},
    net::TcpStream,
    process::{Child, Command, Stdio},
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use rand::RngExt;
use sqlx::{AssertSqlSafe, Connection, PgConnection};

/// How often the server is killed.
pub fn kills() -> usize {
    std::env::var("GUICHET_KILLS").map_or(200, |kills| kills.parse().unwrap())
}

/// Runs what has to be waited for.
pub fn wait<T>(work: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.unwrap().block_on(work)
}

/// A pause of so many milliseconds, by chance.
pub fn pause(milliseconds: std::ops::Range<u64>) {
    let pause = rand::rng().random_range(milliseconds);
    thread::sleep(Duration::from_millis(pause));
}

/// Tries again until something comes of it, for two minutes at most.
pub fn again<T>(what: &str, mut attempt: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(done) = attempt() {
            return done;
        }
        assert!(begun.elapsed() < Duration::from_secs(120), "never {what}");
        thread::sleep(Duration::from_millis(5));
    }
}

/// What a refusal says, where an answer is one; a server that is going down refuses nothing.
pub fn refuse((status, answer): (u16, Vec<u8>)) {
    assert!(
        status >= 500,
        "{status} {}",
        String::from_utf8_lossy(&answer)
    );
}

/// Where the tests' PostgreSQL server is.
pub fn postgres_for_tests() -> String {
    std::env::var("GUICHET_TEST_POSTGRES")
        .expect("GUICHET_TEST_POSTGRES names a PostgreSQL server: `cargo xtask test` starts one")
}

/// A server that is started again on the same port with the same data.
pub struct Server {
    pub port: u16,
    pub database: String,
    pub folder: tempfile::TempDir,
    /// When a request was last in vain.
    failed: Mutex<Option<Instant>>,
}

impl Server {
    pub fn on_sqlite() -> Self {
        Self::new(|folder| format!("sqlite://{}/guichet.db", folder.display()))
    }

    pub fn on_postgres() -> Self {
        Self::on(&postgres_for_tests())
    }

    /// On a new database of the PostgreSQL server at `admin`.
    pub fn on(admin: &str) -> Self {
        let name = format!("guichet_{}", uuid::Uuid::now_v7().simple());
        wait(async {
            let mut connection = PgConnection::connect(admin).await.unwrap();
            sqlx::query(AssertSqlSafe(format!("create database {name}")))
                .execute(&mut connection)
                .await
                .unwrap();
        });
        let (address, _) = admin.rsplit_once('/').unwrap();
        let url = format!("{address}/{name}");
        Self::new(|_| url)
    }

    /// Kills the server again and again while so many writers do one piece of work after the
    /// other, each to its end; looks at what is left each time.
    pub fn killed(
        &self,
        kills: usize,
        writers: usize,
        write: impl Fn(usize) + Sync,
        look: impl Fn(),
    ) {
        let stop = AtomicBool::new(false);
        let (write, stop) = (&write, &stop);
        thread::scope(|scope| {
            let work = |writer| {
                scope.spawn(move || {
                    while !stop.load(Ordering::Relaxed) {
                        write(writer);
                    }
                })
            };
            let writers: Vec<_> = (0..writers).map(work).collect();
            for _ in 0..kills {
                self.lives(50..450);
                look();
            }
            stop.store(true, Ordering::Relaxed);
            // The writers need a server to finish what they began.
            let mut running = self.start();
            for writer in writers {
                writer.join().unwrap();
            }
            end(&mut running);
        });
    }

    /// Starts the server and kills it so many milliseconds later.
    pub fn lives(&self, milliseconds: std::ops::Range<u64>) {
        let mut running = self.start();
        pause(milliseconds);
        end(&mut running);
    }

    pub fn new(database: impl FnOnce(&std::path::Path) -> String) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Self {
            port: free.local_addr().unwrap().port(),
            database: database(folder.path()),
            folder,
            failed: Mutex::default(),
        };
        let site = [
            "site",
            "create",
            "--key",
            "acme",
            "--name",
            "Acme",
            "--origin",
            "https://acme.example",
        ];
        assert!(server.command(&site).status().unwrap().success());
        server
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_guichet"));
        command
            .args(arguments)
            .args(["--database-url", &self.database, "--log-filter", "error"])
            .arg("--data-dir")
            .arg(self.folder.path())
            .stdout(Stdio::null());
        command
    }

    pub fn start(&self) -> Child {
        self.serve(self.port).spawn().unwrap()
    }

    /// The command that serves at a port.
    pub fn serve(&self, port: u16) -> Command {
        let listen = format!("127.0.0.1:{port}");
        let serve = ["serve", "--listen", &listen, "--limits", "off"];
        self.command(&serve)
    }

    /// One request; `None` when no whole answer came back.
    pub fn ask(
        &self,
        method: &str,
        path: &str,
        headers: &str,
        body: &[u8],
    ) -> Option<(u16, Vec<u8>)> {
        ask(self.port, method, path, headers, body)
    }

    /// The same request of a visitor until it is acknowledged.
    pub fn insist(&self, path: &str, token: &str, kind: &str, body: &[u8]) -> Vec<u8> {
        let who = format!("Authorization: Bearer {token}\r\n");
        self.insist_as(&who, path, kind, body)
    }

    /// The same request until it is acknowledged.
    pub fn insist_as(&self, who: &str, path: &str, kind: &str, body: &[u8]) -> Vec<u8> {
        let key = uuid::Uuid::now_v7();
        let headers = format!("{who}Idempotency-Key: {key}\r\nContent-Type: {kind}\r\n");
        again(path, || {
            match self.ask("POST", path, &headers, body) {
                Some((201, answer)) => return Some(answer),
                Some(other) => refuse(other),
                None => {}
            }
            *self.failed.lock().unwrap() = Some(Instant::now());
            None
        })
    }

    /// When a request was last in vain, since this was last asked.
    pub fn last_failure(&self) -> Option<Instant> {
        self.failed.lock().unwrap().take()
    }
}

/// One request at a port; `None` when no whole answer came back.
pub fn ask(
    port: u16,
    method: &str,
    path: &str,
    headers: &str,
    body: &[u8],
) -> Option<(u16, Vec<u8>)> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(5))).ok()?;
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{headers}Content-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(body).ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    let end = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n")?;
    let head = String::from_utf8(answer[..end].to_vec())
        .ok()?
        .to_lowercase();
    let status = head.get(9..12)?.parse().ok()?;
    let body = answer.split_off(end + 4);
    if head.contains("transfer-encoding: chunked") {
        return Some((status, whole(&body)?));
    }
    if status == 204 {
        return Some((status, body));
    }
    let length = head.split("content-length: ").nth(1)?;
    let length: usize = length.split("\r\n").next()?.parse().ok()?;
    (body.len() == length).then_some((status, body))
}

/// Kills a server without a word.
pub fn end(running: &mut Child) {
    running.kill().unwrap();
    running.wait().unwrap();
}

/// A chunked body, where all of it has arrived.
fn whole(mut chunks: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = chunks.windows(2).position(|bytes| bytes == b"\r\n")?;
        let size = std::str::from_utf8(&chunks[..end]).ok()?;
        let size = usize::from_str_radix(size, 16).ok()?;
        if size == 0 {
            return Some(body);
        }
        body.extend(chunks.get(end + 2..end + 2 + size)?);
        chunks = chunks.get(end + 2 + size + 2..)?;
    }
}
