//! German.

use super::KnowledgeWords;

/// The words.
pub const KNOWLEDGE: KnowledgeWords = KnowledgeWords {
    title: "Wissen",
    search: "Artikel suchen",
    insert_link: "Link einfügen",
    insert_passage: "Passage einfügen",
    is_answer: "Als Lösung verknüpfen",
    is_answer_hint: "„{button}“ vermerkt für das Team, welcher Artikel geholfen hat. Der Kunde erfährt es nicht.",
    other_article: "Der falsche Artikel? Verknüpfen Sie stattdessen einen anderen.",
    kept: "Vermerkt.",
    unlink: "Zurücknehmen",
    unlinked: "Zurückgenommen.",
    owed: "Diese Lösung steht noch in keinem Artikel",
    owed_hint: "Verknüpfen Sie den Artikel dazu oder entwerfen Sie einen. Dann lässt sie sich vorschlagen, und der nächste Kunde findet sie allein.",
    draft: "Artikel entwerfen",
    none_fits: "Kein Artikel passt",
    why: "Warum kein Artikel passt",
    why_missing: "Hier fehlen ein paar Worte.",
    linked: "Gelöst mit",
    drafted: "Entworfen",
    none: "Kein Artikel:",
    owed_trouble: "Diese Anfrage war auf Stufe 2 oder 3, deshalb gehört ihre Lösung zuerst in die Artikel. Wählen Sie unter Wissen, neben der Anfrage, „{link}“, „{draft}“ oder „{none}“. Ihr Text bleibt erhalten.",
    solution: "Lösung für Stufe 1",
    solution_hint: "Beschreiben Sie die Lösung. Stufe 1 prüft sie und schlägt sie dem Kunden vor",
    send_solution: "An Stufe 1 geben",
    sent_solution: "An Stufe 1 gegeben.",
    to_level: "Auf Stufe",
};
