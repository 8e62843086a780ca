//! A line to PostgreSQL that can fall silent, as where a network is lost: nothing is refused, nothing comes.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{
        TcpListener, TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    sync::watch,
};

/// The line, until it is dropped.
pub struct Line {
    /// The address of the same database by this line.
    pub url: String,
    /// How many connections there have been.
    count: Arc<AtomicU64>,
    /// Of how many of them, from the first on, nothing comes through.
    silent: watch::Sender<u64>,
}

impl Line {
    /// A line to the database at `url`.
    pub async fn to(url: &str) -> Self {
        let (before, name) = url.rsplit_once('/').unwrap();
        let (scheme, server) = before.rsplit_once('@').unwrap();
        let server = server.to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let silent = watch::Sender::new(0);
        let hears = silent.subscribe();
        let count = Arc::new(AtomicU64::new(0));
        let counted = count.clone();
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let number = counted.fetch_add(1, Ordering::Relaxed);
                let Ok(database) = TcpStream::connect(&server).await else {
                    continue;
                };
                let (from_client, to_client) = client.into_split();
                let (from_database, to_database) = database.into_split();
                tokio::spawn(pass(from_client, to_database, number, hears.clone()));
                tokio::spawn(pass(from_database, to_client, number, hears.clone()));
            }
        });
        Self {
            url: format!("{scheme}@127.0.0.1:{port}/{name}"),
            count,
            silent,
        }
    }

    /// Nothing comes through from now on.
    pub fn falls_silent(&self) {
        self.silent.send_replace(u64::MAX);
    }

    /// Nothing comes through any more on the connections that there are; new ones speak.
    pub fn forgets_its_connections(&self) {
        self.silent.send_replace(self.count.load(Ordering::Relaxed));
    }
}

async fn pass(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    number: u64,
    mut silent: watch::Receiver<u64>,
) {
    let mut piece = vec![0; 16 * 1024];
    loop {
        // Once it is silent it stays so, and open.
        _ = silent.wait_for(|silent| number >= *silent).await;
        match from.read(&mut piece).await {
            Ok(0) | Err(_) => return,
            Ok(read) => {
                _ = silent.wait_for(|silent| number >= *silent).await;
                if to.write_all(&piece[..read]).await.is_err() {
                    return;
                }
            }
        }
    }
}
