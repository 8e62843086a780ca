//! English.

use super::CallerWords;

/// The words.
pub const CALLER: CallerWords = CallerWords {
    new: "New ticket for a caller",
    open: "Open ticket",
    opened: "Ticket opened.",
    subject_missing: "Write a subject.",
    body_missing: "Write what it is about.",
    wrong_email: "An address such as ana@shop.example, or nothing where it is not known.",
    optional: "{question} (optional)",
    known_address: "This address has asked before.",
    subject: "Subject",
    body: "What it is about",
    body_hint: "The customer can read this.",
    no_topic: "No topic",
    choose: "Choose",
    find: "Find the caller",
    find_hint: "Search by name, email address or ticket number.",
    nobody: "Nobody has asked under this name, address or number.",
    history: "Who called before",
    this_one: "It is {name}",
    somebody_else: "Somebody else",
    requests: &[("one", "{n} request"), ("other", "{n} requests")],
};
