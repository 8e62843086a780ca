//! French.

use super::ClosingWords;

/// The words.
pub const CLOSING: ClosingWords = ClosingWords {
    title: "Clôturer nº {number} ?",
    unanswered: "Personne n’a encore répondu. Le client lit que sa demande est clôturée, et peut écrire de nouveau.",
    unsent: "Votre texte n’a pas été envoyé. Il reste ici comme brouillon.",
    closed: "Le nº {number} est clôturé.",
    reopen: "Rouvrir",
};
