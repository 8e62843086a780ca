//! What stands in front of nodes: one port, and each connection goes to any node that takes it.

use rand::seq::SliceRandom;
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    runtime::Runtime,
};

/// A proxy that keeps nobody at one node, for as long as it is held.
pub struct Proxy {
    pub port: u16,
    _running: Runtime,
}

impl Proxy {
    /// In front of the nodes at these ports.
    pub fn before(nodes: Vec<u16>) -> Self {
        let running = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let listener = running.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let port = listener.local_addr().unwrap().port();
        running.spawn(async move {
            loop {
                if let Ok((client, _)) = listener.accept().await {
                    let mut nodes = nodes.clone();
                    nodes.shuffle(&mut rand::rng());
                    tokio::spawn(pass(client, nodes));
                }
            }
        });
        Self {
            port,
            _running: running,
        }
    }
}

/// Passes all on, both ways; hangs up where no node is there.
async fn pass(mut client: TcpStream, nodes: Vec<u16>) {
    for port in nodes {
        if let Ok(mut node) = TcpStream::connect(("127.0.0.1", port)).await {
            // Whoever is cut off comes back by itself.
            _ = copy_bidirectional(&mut client, &mut node).await;
            return;
        }
    }
}
