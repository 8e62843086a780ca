//! English.

use super::CallerWords;

/// The words.
pub const CALLER: CallerWords = CallerWords {
    new: "New ticket for a caller",
    open: "Open ticket",
    opened: "Ticket opened.",
    missing: "Write a subject and a description first.",
    wrong_email: "The email address is not complete.",
    answers_wrong: "Answer every question of the topic.",
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
