//! French. Agents are addressed as *vous*.

use super::AroundWords;

/// The words.
pub const AROUND: AroundWords = AroundWords {
    name: "Nom",
    no_name: "Non indiqué",
    not_verified: "non vérifiée",
    not_verified_hint: "Le client a saisi cette adresse. Personne ne l’a vérifiée.",
    filed: "Reçue",
    rating: "Note",
    of_five: "{stars} sur 5",
    request: "Demande",
    topic: "Sujet",
    follows: "Fait suite à",
    earlier_ticket: "une demande précédente",
    tried: "Avant de demander",
    searched: "A recherché",
    read: "A lu",
    others: "Autres demandes",
};
