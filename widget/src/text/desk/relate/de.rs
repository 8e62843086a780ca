//! German.

use super::RelateWords;

/// The words.
pub const RELATE: RelateWords = RelateWords {
    related: "Verbundene Anfragen",
    linked: "Verknüpft",
    merged_from: "Hier zusammengeführt",
    split_into: "Hiervon abgetrennt",
    split_from: "Diese wurde davon abgetrennt",
    goes_on: "Es geht weiter in #{n}",
    unlink: "Verknüpfung mit #{n} entfernen",
    merge: "Mit einer anderen Anfrage zusammenführen",
    merge_hint: "Diese Anfrage wird geschlossen und geht in einer anderen offenen desselben Kunden weiter. Der Kunde erfährt, wo.",
    merge_none: "Eine Anfrage geht in einer anderen offenen desselben Kunden weiter, und dieser Kunde hat keine andere. Anfragen anderer Kunden und geschlossene lassen sich verknüpfen.",
    merge_none_fits: "Keine andere offene Anfrage dieses Kunden passt. Anfragen anderer Kunden und geschlossene lassen sich verknüpfen.",
    merge_now: "Zusammenführen",
    merged: "Nr. {n} geht hier weiter, in Nr. {into}.",
    link: "Anfrage verknüpfen",
    link_now: "Verknüpfen",
    which: "Welche Anfrage",
    search: "Suchen",
    search_hint: "Wörter des Betreffs oder eine Nummer.",
    none: "Keine Anfrage passt. Versuchen Sie andere Wörter.",
    choose: "Wählen Sie zuerst eine Anfrage.",
    message_menu: "Mehr zu dieser Nachricht",
    split: "Daraus eine eigene Anfrage machen",
    split_subject: "Betreff der neuen Anfrage",
    split_hint: "Die Kundin oder der Kunde sieht es als eigene Anfrage.",
    split_now: "Anfrage anlegen",
    subject_missing: "Schreiben Sie zuerst einen Betreff.",
};
