//! `guichet serve`: listening, time limits on connections, and a graceful end.

use std::{io::Write, net::SocketAddr, time::Duration};

use anyhow::Context;
use axum::{Router, body::Body, extract::ConnectInfo, http::Request};
use guichet_shared::site::Origin;
use hyper::body::Incoming;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    task::JoinSet,
};
use tokio_io_timeout::TimeoutWriter;
use tower::ServiceExt;

use crate::{
    App,
    assets::Manifest,
    config,
    db::Db,
    files::{Files, sweep},
    first_run, incidents, keeping,
    last_known::LastKnown,
    limits::Limits,
    live::{Live, Signal},
    nodes::{self, Mailbox, Turn},
    proofs::Proofs,
    router,
    search::Indexes,
    tickets::{requests, silence},
};

/// The other end of a connection.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub SocketAddr);

/// How long a connection may keep the server waiting.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For a request's head, and for the next request on an open connection.
    pub head: Duration,
    /// For a client to take anything of what waits for it.
    pub taking: Duration,
    /// For requests under way, once the server is asked to end.
    pub end: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(15),
            taking: Duration::from_secs(60),
            end: Duration::from_secs(5),
        }
    }
}

/// What serving needs, opened.
pub struct Ready {
    /// Where it will be listened.
    pub listener: TcpListener,
    /// The address that browsers use.
    pub public_url: Origin,
    /// What handlers can reach.
    pub app: App,
    mailbox: Option<Mailbox>,
    turn: Turn,
}

/// Serves until the process is asked to end.
///
/// # Errors
/// When the address cannot be listened on, or an index cannot be built.
pub async fn serve(db: Db, files: Files, options: &config::Serve) -> anyhow::Result<()> {
    let ready = prepare(db.clone(), files, options).await?;
    let public_url = &ready.public_url;
    tracing::info!("serving at {public_url}");
    if let Some(token) = first_run::link(&ready.app.db).await? {
        writeln!(
            std::io::stdout(),
            "Nobody can sign in yet. Set Guichet up within a day at \
             {public_url}/desk#/first-run/{token}"
        )?;
    }
    until_the_end(ready).await;
    db.close().await;
    Ok(())
}

/// Serves the whole application until the process is asked to end.
pub async fn until_the_end(ready: Ready) {
    let Ready { listener, app, .. } = ready;
    let mut tasks = JoinSet::new();
    tasks.spawn(app.live.clone().watch());
    if let Some(mailbox) = ready.mailbox {
        tasks.spawn(nodes::join(app.clone(), mailbox));
    }
    let working = app.clone();
    tasks.spawn(ready.turn.work(move || timed_work(working.clone())));
    let live = app.live.clone();
    let end = async move {
        end().await;
        // A stream would otherwise be waited for until it is cut off.
        live.wake(Signal::End);
    };
    run(listener, router(app), Patience::default(), end).await;
    tasks.shutdown().await;
}

/// What the clock asks for, of one node at a time.
async fn timed_work(app: App) {
    tokio::join!(
        silence::watch(app.clone()),
        keeping::watch(app.clone()),
        incidents::watch(app.clone()),
        sweep::watch(app.clone()),
        requests::watch(app),
    );
}

/// Opens what serving needs, so that whatever is wrong is said before anything is promised.
///
/// # Errors
/// When the address cannot be listened on, or an index cannot be built.
pub async fn prepare(db: Db, files: Files, options: &config::Serve) -> anyhow::Result<Ready> {
    let manifest = Manifest::read()?;
    // Each stream and each slow client is an open file; what systems give without asking is few.
    if let Err(error) = rlimit::increase_nofile_limit(u64::MAX) {
        tracing::warn!(%error, "no more files can be open at once than usual");
    }
    let listener = listen(options.listen).await?;
    let public_url = match &options.public_url {
        Some(url) => url.clone(),
        None => Origin::parse(&format!("http://{}", listener.local_addr()?))?,
    };
    let (outbox, turn, mailbox) = nodes::open(&db);
    let app = App {
        db,
        files,
        indexes: Indexes::default(),
        last_known: LastKnown::default(),
        limits: Limits::new(!options.limits.are_off(), outbox.clone()),
        live: Live::new(outbox),
        manifest,
        proofs: Proofs::after(options.proof_after),
        trusted_proxies: options.trusted_proxies.clone(),
        https: public_url.as_str().starts_with("https://"),
        request_timeout: Duration::from_secs(20),
    };
    if !app.limits.on {
        tracing::warn!("the limits are off: anyone may try and send as often as they like");
    }
    app.indexes
        .build_all(&app.db)
        .await
        .map_err(|error| anyhow::anyhow!("cannot build the search index: {error:?}"))?;
    Ok(Ready {
        listener,
        public_url,
        app,
        mailbox,
        turn,
    })
}

/// Listens on an address.
///
/// # Errors
/// When it is taken or not ours.
pub async fn listen(address: std::net::SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address)
        .await
        .with_context(|| format!("cannot listen on {address}"))
}

/// Answers connections until `end`, then lets requests under way finish.
pub async fn run(
    listener: TcpListener,
    router: Router,
    patience: Patience,
    end: impl Future<Output = ()>,
) {
    let graceful = GracefulShutdown::new();
    let mut connections = JoinSet::new();
    tokio::pin!(end);
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(answer(stream, router.clone(), patience, &graceful));
                    while connections.try_join_next().is_some() {}
                }
                Err(error) => {
                    // Out of file descriptors, most likely: wait for some to close.
                    tracing::warn!(%error, "a connection could not be accepted");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
            },
            () = &mut end => break,
        }
    }
    drop(listener);
    if tokio::time::timeout(patience.end, graceful.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("some requests were still under way and are cut off");
        connections.shutdown().await;
    }
}

fn answer(
    stream: TcpStream,
    router: Router,
    patience: Patience,
    graceful: &GracefulShutdown,
) -> impl Future<Output = ()> + use<> {
    let _ = stream.set_nodelay(true);
    let peer = stream.peer_addr().ok();
    let service = router.map_request(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        if let Some(peer) = peer {
            request.extensions_mut().insert(ConnectInfo(Peer(peer)));
        }
        request
    });
    let service = TowerToHyperService::new(service);
    // A stream whose client reads no more would otherwise never hear of its own end.
    let mut stream = TimeoutWriter::new(stream);
    stream.set_timeout(Some(patience.taking));
    let connection = hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(patience.head)
        .serve_connection(TokioIo::new(Box::pin(stream)), service);
    let connection = graceful.watch(connection);
    async move {
        if let Err(error) = connection.await {
            tracing::debug!(%error, "a connection ended early");
        }
    }
}

/// Returns when the process is asked to end: by Ctrl+C or by a service manager.
pub async fn end() {
    let interrupt = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
