//! French.

use super::ClosingWords;

/// The words.
pub const CLOSING: ClosingWords = ClosingWords {
    title: "Clôturer nº {number} ?",
    unanswered: "Personne n’a encore répondu. Le client lit que sa demande est clôturée, et peut écrire de nouveau.",
    unsent: "Votre texte n’a pas été envoyé. Il reste ici comme brouillon.",
    many_title: &[
        ("one", "Clôturer {n} demande\u{a0}?"),
        ("other", "Clôturer {n} demandes\u{a0}?"),
    ],
    many_unanswered: &[
        (
            "one",
            "Personne n’a encore répondu à {n} d’entre elles. Le client lit que sa demande est clôturée, et peut écrire de nouveau.",
        ),
        (
            "other",
            "Personne n’a encore répondu à {n} d’entre elles. Les clients lisent que leur demande est clôturée, et peuvent écrire de nouveau.",
        ),
    ],
    many_unsent: &[
        (
            "one",
            "Votre texte sur {n} d’entre elles n’a pas été envoyé. Il y reste comme brouillon.",
        ),
        (
            "other",
            "Vos textes sur {n} d’entre elles n’ont pas été envoyés. Ils y restent comme brouillons.",
        ),
    ],
    closed: "Le nº {number} est clôturé.",
    reopen: "Rouvrir",
};
