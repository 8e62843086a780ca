//! German.

use super::MacroWords;

/// The words.
pub const MACROS: MacroWords = MacroWords {
    insert: "Makro einfügen",
    manage: "Makros verwalten",
    search: "Makros suchen",
    none: "Kein Makro passt.",
    also: "Außerdem:",
    will: "Tut:",
    now: "Jetzt tun",
    acted: "Erledigt.",
    only_text: "Nur den Text senden",
    to_me: "Mir zuweisen",
    to_team: "An das Team geben",
    title: "Makros",
    title_hint: "Wählen Sie ein Makro oder schreiben Sie ein neues. Ein Makro ist eine Antwort zum Wiederverwenden, mit dem, was sonst noch mit der Anfrage geschieht.",
    empty: "Es gibt noch keine Makros.",
    new: "Neues Makro",
    name: "Name",
    body: "Antwort",
    body_hint: "Markdown. Aus der Anfrage gefüllt: {names}. Bleibt es leer, tut das Makro nur, was unten steht.",
    does: "Was es außerdem tut",
    no_change: "Unverändert lassen",
    note: "Warum, für die Kundin oder den Kunden",
    note_hint: "Beim Anhalten nötig: worauf die Anfrage wartet.",
    note_missing: "Schreiben Sie, worauf die Anfrage wartet.",
    name_missing: "Geben Sie dem Makro einen Namen.",
    body_missing: "Schreiben Sie die Antwort, oder geben Sie unten an, was das Makro tut.",
    unknown: "{names} steht für nichts und würde den Kunden so erreichen.",
    name_taken: "Ein anderes Makro heißt so. Wählen Sie einen anderen Namen.",
    save: "Makro speichern",
    saved: "Makro gespeichert.",
    remove: "Makro löschen",
    removed: "Makro gelöscht.",
};
