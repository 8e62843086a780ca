//! German.

use super::HistoryWords;

/// The words.
pub const HISTORY: HistoryWords = HistoryWords {
    priorities: ["dringend", "hoch", "normal", "niedrig"],
    routed: "Das ging an {to}: dort ist Zeit.",
    solution: "eine Lösung ist gefunden",
    back: "zurück aus einer Abwesenheit",
    level: "Stufe {level}.",
    until: "Abwesend bis {time}.",
    solution_label: "Lösung zur Prüfung",
    news_label: "Neues zum bekannten Problem",
    linked_article: "{who} hat den Artikel „{title}“ verknüpft.",
    drafted_article: "{who} hat den Artikel „{title}“ entworfen.",
    no_article: "{who} hat gesagt, warum kein Artikel passt: {why}",
    no_knowledge: "{who} hat den Vermerk zur Lösung zurückgenommen.",
    priority: "{who} hat die Priorität auf {priority} gesetzt.",
    tags: "{who} hat die Schlagwörter gesetzt: {tags}.",
    no_tags: "{who} hat die Schlagwörter entfernt.",
    team: "{who} hat das in die Warteschlange von {team} gegeben.",
    no_team: "{who} hat das in die gemeinsame Warteschlange gegeben.",
    snooze: "{who} hat das bis {time} zurückgestellt.",
    wake: "{who} hat das in die Warteschlange zurückgeholt.",
    link: "{who} hat #{n} verknüpft.",
    unlink: "{who} hat die Verknüpfung mit #{n} entfernt.",
    merged_from: "{who} hat #{n} hiermit zusammengeführt.",
    merged_into: "{who} hat das mit #{n} zusammengeführt.",
    split_into: "{who} hat #{n} hiervon abgetrennt.",
    split_from: "{who} hat das von #{n} abgetrennt.",
    guest: "{who} hat {guest} eingeladen.",
    no_guest: "{who} hat die Einladung von {guest} zurückgezogen.",
    incident: "{who} hat das mit dem bekannten Problem „{title}“ verknüpft.",
    incident_left: "{who} hat das vom bekannten Problem „{title}“ gelöst.",
    incident_over: "{who} hat das bekannte Problem „{title}“ abgeschlossen.",
};
