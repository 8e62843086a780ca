//! French.

use super::MacroWords;

/// The words.
pub const MACROS: MacroWords = MacroWords {
    insert: "Insérer une macro",
    manage: "Gérer les macros",
    search: "Rechercher une macro",
    none: "Aucune macro ne convient.",
    also: "Et aussi\u{a0}:",
    will: "Effectue\u{a0}:",
    now: "Faire maintenant",
    acted: "C’est fait.",
    only_text: "N’envoyer que le texte",
    to_me: "Me l’attribuer",
    to_team: "Confier à l’équipe",
    title: "Macros",
    title_hint: "Choisissez une macro ou écrivez-en une. Une macro est une réponse gardée pour resservir, avec ce qu’elle fait d’autre à la demande.",
    empty: "Il n’y a pas encore de macro.",
    new: "Nouvelle macro",
    name: "Nom",
    body: "Réponse",
    body_hint: "Markdown. Rempli d’après la demande\u{a0}: {names}. Si elle est vide, la macro fait seulement ce qui suit.",
    does: "Ce qu’elle fait aussi",
    no_change: "Ne pas changer",
    note: "Pourquoi, pour le client",
    note_hint: "Nécessaire pour une mise en attente\u{a0}: qui ou quoi la demande attend.",
    note_missing: "Dites qui ou quoi la demande attend.",
    name_missing: "Donnez un nom à la macro.",
    body_missing: "Écrivez la réponse, ou indiquez ci-dessous ce que fait la macro.",
    unknown: "{names} ne correspond à rien et parviendrait tel quel au client.",
    name_taken: "Une autre macro porte ce nom. Choisissez-en un autre.",
    save: "Enregistrer la macro",
    saved: "Macro enregistrée.",
    remove: "Supprimer la macro",
    removed: "Macro supprimée.",
};
