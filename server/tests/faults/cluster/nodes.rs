//! Nodes of one installation: one database, one folder of files, a proxy in front.

use std::{
    fs::File,
    net::TcpListener,
    process::{Child, Stdio},
    thread,
};

use super::proxy::Proxy;
use crate::server::{Server, again, ask, end};

/// Nodes that are started and killed at will; dropped, they all end.
pub struct Nodes {
    ports: Vec<u16>,
    running: Vec<Option<Child>>,
    logs: std::path::PathBuf,
    _proxy: Proxy,
}

impl Nodes {
    /// So many nodes, none of which runs yet. Whoever asks the server from now on asks any of them.
    pub fn of(server: &mut Server, count: usize) -> Self {
        let free: Vec<_> = (0..count)
            .map(|_| TcpListener::bind("127.0.0.1:0").unwrap())
            .collect();
        let ports: Vec<_> = free
            .iter()
            .map(|listener| listener.local_addr().unwrap().port())
            .collect();
        let proxy = Proxy::before(ports.clone());
        server.port = proxy.port;
        Self {
            running: ports.iter().map(|_| None).collect(),
            ports,
            logs: server.folder.path().to_owned(),
            _proxy: proxy,
        }
    }

    pub fn start(&mut self, server: &Server, node: usize) {
        let log = File::options()
            .create(true)
            .append(true)
            .open(self.log(node));
        let mut serve = server.serve(self.ports[node]);
        serve.stderr(Stdio::from(log.unwrap()));
        self.running[node] = Some(serve.spawn().unwrap());
    }

    /// Starts all and waits until all answer.
    pub fn start_all(&mut self, server: &Server) {
        for node in 0..self.ports.len() {
            if self.running[node].is_none() {
                self.start(server, node);
            }
        }
        for port in &self.ports {
            again("there", || ask(*port, "GET", "/health/live", "", b""));
        }
    }

    /// Waits until a node other than this one answers.
    pub fn another_answers(&self, node: usize) {
        again("another node", || {
            let others = self.ports.iter().filter(|port| **port != self.ports[node]);
            others
                .filter_map(|port| ask(*port, "GET", "/health/live", "", b""))
                .next()
        });
    }

    /// Kills a node without a word.
    pub fn kill(&mut self, node: usize) {
        if let Some(mut running) = self.running[node].take() {
            end(&mut running);
        }
    }

    pub fn kill_all(&mut self) {
        for node in 0..self.ports.len() {
            self.kill(node);
        }
    }

    /// The process of a node that runs.
    pub fn process(&self, node: usize) -> u32 {
        self.running[node].as_ref().unwrap().id()
    }

    fn log(&self, node: usize) -> std::path::PathBuf {
        self.logs.join(format!("node-{node}.log"))
    }
}

impl Drop for Nodes {
    fn drop(&mut self) {
        self.kill_all();
        if thread::panicking() {
            for node in 0..self.ports.len() {
                let log = std::fs::read_to_string(self.log(node)).unwrap_or_default();
                let last: Vec<_> = log.lines().rev().take(20).collect();
                println!("The last words of node {node}, the last one first: {last:#?}");
            }
        }
    }
}
