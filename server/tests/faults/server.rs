//! The real binary on a port of its own, started and stopped at will, and a client without mercy.

use std::{
    io::{Read, Write},
    net::TcpStream,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

/// A server that is started again on the same port with the same data.
pub struct Server {
    pub port: u16,
    pub database: String,
    pub folder: tempfile::TempDir,
}

impl Server {
    pub fn new(database: impl FnOnce(&std::path::Path) -> String) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Self {
            port: free.local_addr().unwrap().port(),
            database: database(folder.path()),
            folder,
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
        let listen = format!("127.0.0.1:{}", self.port);
        let serve = ["serve", "--listen", &listen, "--limits", "off"];
        self.command(&serve).spawn().unwrap()
    }

    /// One request; `None` when no whole answer came back.
    pub fn ask(
        &self,
        method: &str,
        path: &str,
        headers: &str,
        body: &[u8],
    ) -> Option<(u16, Vec<u8>)> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
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
        let length = head.split("content-length: ").nth(1)?;
        let length: usize = length.split("\r\n").next()?.parse().ok()?;
        (body.len() == length).then_some((status, body))
    }

    /// The same request until it is acknowledged.
    pub fn insist(&self, path: &str, token: &str, kind: &str, body: &[u8]) -> Vec<u8> {
        let key = uuid::Uuid::now_v7();
        let headers = format!(
            "Authorization: Bearer {token}\r\nIdempotency-Key: {key}\r\nContent-Type: {kind}\r\n"
        );
        loop {
            match self.ask("POST", path, &headers, body) {
                Some((201, answer)) => return answer,
                Some((status, answer)) if status < 500 => {
                    panic!("{status} {}", String::from_utf8_lossy(&answer))
                }
                _ => thread::sleep(Duration::from_millis(5)),
            }
        }
    }
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
