//! German. Agents are addressed as *Sie*.

use super::KeyboardWords;

/// The words.
pub const KEYBOARD: KeyboardWords = KeyboardWords {
    keys: "Tastatur",
    of_queue: "Liste",
    of_writing: "Schreiben",
    of_everywhere: "Überall",
    key_next: "Nächste Anfrage",
    key_before: "Vorige Anfrage",
    key_open: "Anfrage öffnen",
    key_search: "Suchen",
    key_reply: "Antworten",
    key_note: "Interne Notiz schreiben",
    key_send: "Senden",
    key_help: "Diese Tasten zeigen",
    key_escape: "Text verlassen oder schließen, was offen ist",
};
