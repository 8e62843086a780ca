//! German. Agents are addressed as *Sie*.

use super::AroundWords;

/// The words.
pub const AROUND: AroundWords = AroundWords {
    name: "Name",
    no_name: "Nicht angegeben",
    not_verified: "nicht geprüft",
    not_verified_hint: "Der Kunde hat diese Adresse eingegeben. Niemand hat sie geprüft.",
    filed: "Eingegangen",
    rating: "Bewertung",
    of_five: "{stars} von 5",
    request: "Anfrage",
    topic: "Thema",
    follows: "Folgt auf",
    earlier_ticket: "eine frühere Anfrage",
    tried: "Vor der Anfrage",
    searched: "Gesucht nach",
    read: "Gelesen",
    others: "Weitere Anfragen",
};
