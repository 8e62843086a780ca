//! German.

use super::ClosingWords;

/// The words.
pub const CLOSING: ClosingWords = ClosingWords {
    title: "Nr. {number} schließen?",
    unanswered: "Noch hat niemand geantwortet. Der Kunde liest, dass die Anfrage geschlossen ist, und kann wieder schreiben.",
    unsent: "Ihr Text wurde nicht gesendet. Er bleibt hier als Entwurf.",
    many_title: &[
        ("one", "{n} Anfrage schließen?"),
        ("other", "{n} Anfragen schließen?"),
    ],
    many_unanswered: &[
        (
            "one",
            "Auf {n} davon hat noch niemand geantwortet. Der Kunde liest, dass die Anfrage geschlossen ist, und kann wieder schreiben.",
        ),
        (
            "other",
            "Auf {n} davon hat noch niemand geantwortet. Die Kunden lesen, dass ihre Anfragen geschlossen sind, und können wieder schreiben.",
        ),
    ],
    many_unsent: &[
        (
            "one",
            "Bei {n} davon wurde Ihr Text nicht gesendet. Er bleibt dort als Entwurf.",
        ),
        (
            "other",
            "Bei {n} davon wurden Ihre Texte nicht gesendet. Sie bleiben dort als Entwürfe.",
        ),
    ],
    closed: "Nr. {number} ist geschlossen.",
    reopen: "Wieder öffnen",
};
