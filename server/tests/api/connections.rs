//! Clients that are slow, and a server that is asked to end.

use std::time::Duration;

use axum::{
    Router,
    body::{Body, Bytes},
    http::StatusCode,
    routing::get,
};
use futures_util::{StreamExt, stream};
use guichet_server::serve::{self, Patience};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpSocket, TcpStream},
    sync::oneshot,
    task::JoinHandle,
};

use crate::app::TestApp;

const PATIENCE: Patience = Patience {
    head: Duration::from_millis(300),
    taking: Duration::from_millis(300),
    end: Duration::from_secs(5),
};

struct Running {
    address: std::net::SocketAddr,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<()>,
}

async fn start(router: Router) -> Running {
    let listener = serve::listen("127.0.0.1:0".parse().unwrap()).await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel();
    let end = async { drop(stopped.await) };
    let ended = tokio::spawn(serve::run(listener, router, PATIENCE, end));
    Running {
        address,
        stop,
        ended,
    }
}

/// Sends bytes and reads until the server closes.
async fn talk(server: &Running, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    stream.write_all(bytes).await.unwrap();
    let mut answer = Vec::new();
    let read = stream.read_to_end(&mut answer);
    tokio::time::timeout(Duration::from_secs(20), read)
        .await
        .expect("the connection is still open")
        .unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn a_head_that_never_ends_is_not_waited_for() {
    let app = TestApp::on_sqlite().await;
    let server = start(app.router.clone()).await;
    let answer = talk(&server, b"GET /health/live HTTP/1.1\r\nHost: a\r\nX-Slow: ").await;
    assert!(!answer.contains("204"), "{answer}");
}

#[tokio::test]
async fn a_body_that_never_comes_is_a_timeout_told_as_a_problem() {
    let app = TestApp::on_sqlite().await;
    app.site("acme").await;
    let server = start(app.impatient()).await;
    let head = b"POST /api/v1/sites/acme/articles/a/votes HTTP/1.1\r\nHost: a\r\n\
        Content-Type: application/json\r\nContent-Length: 100\r\nConnection: close\r\n\r\n{";
    let answer = talk(&server, head).await;
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    assert!(answer.contains("\"code\":\"timeout\""), "{answer}");
}

#[tokio::test]
async fn a_request_under_way_is_answered_before_the_end() {
    let slow = get(|| async {
        tokio::time::sleep(Duration::from_millis(500)).await;
        StatusCode::NO_CONTENT
    });
    let server = start(Router::new().route("/", slow)).await;
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    stream
        .write_all(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        .await
        .unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    server.stop.send(()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 204"), "{answer}");
    server.ended.await.unwrap();
    assert!(TcpStream::connect(server.address).await.is_err());
}

#[tokio::test]
async fn a_client_that_takes_nothing_of_what_waits_for_it_is_cut_off() {
    let endless = get(|| async {
        let piece = Bytes::from(vec![b'a'; 64 * 1024]);
        Body::from_stream(stream::repeat(piece).map(Ok::<_, std::io::Error>))
    });
    let server = start(Router::new().route("/", endless)).await;
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(4096).unwrap();
    let mut client = socket.connect(server.address).await.unwrap();
    client
        .write_all(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        .await
        .unwrap();
    tokio::time::sleep(4 * PATIENCE.taking).await;
    // What is left in between comes, and then the end of what has none.
    let mut answer = Vec::new();
    let read = client.read_to_end(&mut answer);
    let end = tokio::time::timeout(Duration::from_secs(20), read).await;
    assert!(end.is_ok(), "it goes on for ever");
}
