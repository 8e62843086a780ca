//! French. Agents are addressed as *vous*.

use super::KeyboardWords;

/// The words.
pub const KEYBOARD: KeyboardWords = KeyboardWords {
    keys: "Clavier",
    of_queue: "File",
    of_writing: "Écriture",
    of_everywhere: "Partout",
    key_next: "Demande suivante",
    key_before: "Demande précédente",
    key_open: "Ouvrir la demande",
    key_search: "Rechercher",
    key_reply: "Répondre",
    key_note: "Écrire une note interne",
    key_send: "Envoyer",
    key_help: "Afficher ces touches",
    key_escape: "Quitter le texte, ou fermer ce qui est ouvert",
};
