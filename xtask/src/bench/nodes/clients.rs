//! Customers and the agent of the bench: what they send, and the streams that they hold open.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::SITE;
use crate::bench::server::Serving;

/// The agent's account.
pub const EMAIL: &str = "agent@bench.example";
/// The agent's password.
pub const PASSWORD: &str = "a password for the bench";

/// Somebody with a way to say who they are, over a connection that is kept open.
pub struct Client {
    address: String,
    http: ureq::Agent,
    who: (&'static str, String),
}

impl Client {
    /// Somebody new.
    pub fn customer(node: &Serving) -> Self {
        let mut customer = Self::new(node, ("authorization", String::new()));
        customer.become_somebody_new();
        customer
    }

    /// Forgets who they were, over the same connection.
    pub fn become_somebody_new(&mut self) {
        static LAST: AtomicU64 = AtomicU64::new(0);
        let number = LAST.fetch_add(1, Ordering::Relaxed);
        let hash = Sha256::digest(format!("{} {number}", std::process::id()));
        let mut token = String::new();
        for byte in hash {
            _ = write!(token, "{byte:02x}");
        }
        // As long as browsers make them.
        self.who.1 = format!("Bearer {}", &token[..43]);
    }

    /// The agent, signed in.
    pub fn agent(node: &Serving) -> Result<Self> {
        let mut agent = Self::new(node, ("cookie", String::new()));
        let url = format!("http://{}/api/v1/desk/session", agent.address);
        let body = json!({"email": EMAIL, "password": PASSWORD}).to_string();
        let request = agent
            .http
            .post(url)
            .header("content-type", "application/json");
        let answer = request.send(&body)?;
        let cookie = answer.headers().get("set-cookie").context("no session")?;
        let cookie = cookie.to_str()?.split(';').next().unwrap_or_default();
        agent.who.1 = cookie.to_owned();
        Ok(agent)
    }

    fn new(node: &Serving, who: (&'static str, String)) -> Self {
        Self {
            address: node.address.clone(),
            http: ureq::Agent::new_with_defaults(),
            who,
        }
    }

    /// Sends something to be done, with a key of its own.
    pub fn post(&self, path: &str, body: &Value) -> Result<Value> {
        static LAST: AtomicU64 = AtomicU64::new(0);
        let key = LAST.fetch_add(1, Ordering::Relaxed);
        let request = self
            .http
            .post(format!("http://{}/api/v1{path}", self.address))
            .header(self.who.0, &self.who.1)
            .header("content-type", "application/json")
            .header(
                "idempotency-key",
                format!("00000000-0000-7000-8000-{key:012x}"),
            );
        let mut answer = request.send(&body.to_string())?;
        Ok(serde_json::from_str(&answer.body_mut().read_to_string()?)?)
    }

    /// Files a ticket and gives its id.
    pub fn file(&self, body: &str) -> Result<String> {
        let path = format!("/sites/{SITE}/tickets");
        let filed = self.post(&path, &json!({"subject": "Order 20411", "body": body}))?;
        let id = filed["ticket"]["id"].as_str();
        Ok(id.context("a ticket without an id")?.to_owned())
    }

    /// Opens a stream, and waits until what happens from now on will come.
    pub fn stream(&self, path: &str) -> Result<BufReader<TcpStream>> {
        let mut stream = TcpStream::connect(&self.address)?;
        let (name, value) = &self.who;
        // In HTTP/1.0 a body has no frame: what comes is what was said.
        write!(
            stream,
            "GET /api/v1{path} HTTP/1.0\r\nHost: {}\r\n{name}: {value}\r\n\r\n",
            self.address
        )?;
        let mut stream = BufReader::with_capacity(1024, stream);
        let mut line = String::new();
        while line.trim_end() != "event: ready" {
            line.clear();
            ensure!(stream.read_line(&mut line)? > 0, "a stream was refused");
        }
        Ok(stream)
    }
}
