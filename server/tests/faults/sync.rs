//! Nothing is acknowledged before the disk has it: the system calls of the real binary, in order.

use std::{
    collections::HashMap,
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use guichet_server::secrets;
use guichet_shared::ticket::Filed;

use crate::server::Server;

/// The calls that matter, each in words, in the order in which they were done. A call that another
/// thread's interrupted in the trace is done where it is resumed.
fn calls(trace: &str) -> Vec<&'static str> {
    let mut interrupted = HashMap::new();
    let mut calls = Vec::new();
    for line in trace.lines() {
        let (thread, call) = line.split_once(' ').unwrap();
        let call = call.trim_start();
        if call.starts_with("<... ") {
            calls.extend(interrupted.remove(thread).flatten());
        } else if call.ends_with("<unfinished ...>") && word(call) != Some("answered") {
            interrupted.insert(thread, word(call));
        } else {
            calls.extend(word(call));
        }
    }
    calls
}

/// What a call does: to a file that is arriving, to the folder of files, to the database.
fn word(call: &str) -> Option<&'static str> {
    let (name, rest) = call.split_once('(')?;
    // What it is done to stands before the first comma: a descriptor with its path.
    let to = rest.split([',', ')']).next()?;
    let (writes, syncs) = (name.contains("write"), name.ends_with("sync"));
    if call.contains("HTTP/1.1 201") {
        Some("answered")
    } else if name.starts_with("rename") && call.contains("#1\"") {
        Some("file renamed")
    } else if to.contains("#1>") && writes {
        Some("file written")
    } else if to.contains("#1>") && syncs {
        Some("file synced")
    } else if to.ends_with("/files>") && syncs {
        Some("folder synced")
    } else if to.contains("/guichet.db") && writes {
        Some("row written")
    } else if to.contains("/guichet.db") && syncs {
        Some("row synced")
    } else {
        None
    }
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
    let server = Server::on_sqlite();
    let trace = server.folder.path().join("trace");
    let listen = format!("127.0.0.1:{}", server.port);
    // Each descriptor with its path.
    let traced = [
        "-f",
        "-y",
        "-e",
        "trace=fsync,fdatasync,rename,renameat,renameat2,write,writev,pwrite64,pwritev,sendto",
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
    let mut answers: Vec<_> = calls.split(|call| *call == "answered").collect();
    assert_eq!(answers.len(), 3, "{calls:?}");
    for before in &mut answers[..2] {
        assert_eq!(before.last(), Some(&"row synced"), "{calls:?}");
        assert!(before.contains(&"row written"), "{calls:?}");
    }
    let mut order = answers[1].to_vec();
    order.dedup();
    // SQLite now and then writes its log into the database, after any commit.
    while order.len() > 6 && order[0].starts_with("row") {
        order.remove(0);
    }
    let file = [
        "file written",
        "file synced",
        "file renamed",
        "folder synced",
    ];
    assert_eq!(order[..4], file, "{calls:?}");
    assert_eq!(order[4..], ["row written", "row synced"], "{calls:?}");
}
