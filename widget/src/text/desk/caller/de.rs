//! German.

use super::CallerWords;

/// The words.
pub const CALLER: CallerWords = CallerWords {
    new: "Anruf erfassen",
    open: "Anfrage anlegen",
    opened: "Anfrage angelegt.",
    subject_missing: "Schreiben Sie einen Betreff.",
    body_missing: "Schreiben Sie, worum es geht.",
    wrong_email: "Eine Adresse wie ana@shop.example, oder nichts, wenn sie nicht bekannt ist.",
    optional: "{question} (freiwillig)",
    known_address: "Unter dieser Adresse gibt es schon Anfragen.",
    subject: "Betreff",
    body: "Worum es geht",
    body_hint: "Die Kundin oder der Kunde kann das lesen.",
    no_topic: "Kein Thema",
    choose: "Auswählen",
    find: "Anrufer finden",
    find_hint: "Suchen Sie nach Name, E-Mail-Adresse oder Nummer der Anfrage.",
    nobody: "Niemand hat unter diesem Namen, dieser Adresse oder Nummer gefragt.",
    history: "Wer schon gefragt hat",
    this_one: "Es ist {name}",
    somebody_else: "Jemand anderes",
    requests: &[("one", "{n} Anfrage"), ("other", "{n} Anfragen")],
};
