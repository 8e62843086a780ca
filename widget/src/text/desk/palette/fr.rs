//! French.

use super::PaletteWords;

/// The words.
pub const PALETTE: PaletteWords = PaletteWords {
    open: "Commandes",
    commands: "Commandes",
    what: "Que souhaitez-vous faire\u{a0}?",
    go: "Aller à\u{a0}: {page}",
    search: "Chercher «\u{a0}{query}\u{a0}» dans les demandes",
    open_number: "Ouvrir #{n}",
    no_number: "Il n’y a pas de demande #{n} sur vos sites.",
    r#macro: "Macro\u{a0}: {name}",
};
