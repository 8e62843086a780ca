//! German.

use super::ClosingWords;

/// The words.
pub const CLOSING: ClosingWords = ClosingWords {
    title: "Nr. {number} schließen?",
    unanswered: "Noch hat niemand geantwortet. Der Kunde liest, dass die Anfrage geschlossen ist, und kann wieder schreiben.",
    unsent: "Ihr Text wurde nicht gesendet. Er bleibt hier als Entwurf.",
    closed: "Nr. {number} ist geschlossen.",
    reopen: "Wieder öffnen",
};
