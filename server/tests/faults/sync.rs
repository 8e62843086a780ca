//! Nothing is acknowledged before the disk has it: the system calls of the real binary, in order.

use std::{
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use guichet_server::secrets;
use guichet_shared::ticket::Filed;

use crate::server::Server;

/// The calls that matter, each in a word, in the order in which they were made.
fn calls(trace: &str) -> Vec<&'static str> {
    let word = |line: &str| {
        if line.contains("HTTP/1.1 201") {
            Some("answered")
        } else if line.contains("fsync(") || line.contains("fdatasync(") {
            Some("synced")
        } else if line.contains("rename") && line.contains(".part") {
            Some("renamed")
        } else {
            None
        }
    };
    trace.lines().filter_map(word).collect()
}

#[test]
fn the_disk_has_a_ticket_and_a_file_before_they_are_acknowledged() {
    if Command::new("strace")
        .arg("-V")
        .stdout(Stdio::null())
        .status()
        .is_err()
    {
        println!("Left out: strace is not installed");
        return;
    }
    let server = Server::new(|folder| format!("sqlite://{}/guichet.db", folder.display()));
    let trace = server.folder.path().join("trace");
    let listen = format!("127.0.0.1:{}", server.port);
    let traced = [
        "-f",
        "-e",
        "trace=fsync,fdatasync,rename,renameat,renameat2,write,writev,sendto",
    ];
    let mut running = Command::new("strace")
        .args(traced)
        .arg("-o")
        .arg(&trace)
        .arg(env!("CARGO_BIN_EXE_guichet"))
        .args(["serve", "--listen", &listen, "--log-filter", "error"])
        .args(["--database-url", &server.database, "--data-dir"])
        .arg(server.folder.path())
        .spawn()
        .unwrap();
    while server.ask("GET", "/api/v1/sites/acme", "", b"").is_none() {
        thread::sleep(Duration::from_millis(50));
    }
    let started = std::fs::read_to_string(&trace).unwrap().len();
    let token = secrets::token().unwrap();
    let token = token.as_str();
    let body = br#"{"subject":"S","body":"B"}"#;
    let answer = server.insist(
        "/api/v1/sites/acme/tickets",
        token,
        "application/json",
        body,
    );
    let filed: Filed = serde_json::from_slice(&answer).unwrap();
    let path = format!("/api/v1/tickets/{}/attachments?name=a.txt", filed.ticket.id);
    server.insist(&path, token, "application/octet-stream", b"words");
    // strace ends with the server, and hears no signal of its own.
    let children = format!("/proc/{0}/task/{0}/children", running.id());
    let served = std::fs::read_to_string(children).unwrap();
    let end = Command::new("kill")
        .args(["-TERM", served.trim()])
        .status()
        .unwrap();
    assert!(end.success());
    running.wait().unwrap();
    let trace = std::fs::read_to_string(&trace).unwrap();
    let calls = calls(&trace[started..]);
    let answers: Vec<_> = calls
        .split(|call| *call == "answered")
        .take(2)
        .map(<[_]>::to_vec)
        .collect();
    assert!(
        calls.iter().filter(|call| **call == "answered").count() == 2,
        "{calls:?}"
    );
    assert_eq!(answers[0].last(), Some(&"synced"), "{calls:?}");
    // The file, its name, its folder, and then the event that tells of it.
    let place = answers[1]
        .iter()
        .position(|call| *call == "renamed")
        .unwrap();
    assert!(answers[1][..place].contains(&"synced"), "{calls:?}");
    assert!(
        answers[1][place..]
            .iter()
            .filter(|call| **call == "synced")
            .count()
            >= 2,
        "{calls:?}"
    );
}
