//! German. Agents are addressed as *Sie*.

use super::ComposerWords;

/// The words.
pub const COMPOSER: ComposerWords = ComposerWords {
    label: "Schreiben",
    modes: "Was Sie schreiben",
    reply: "Antworten",
    note: "Interne Notiz",
    propose: "Lösung vorschlagen",
    reply_hint: "Schreiben Sie dem Kunden",
    note_hint: "Nur Ihre Kollegen lesen das",
    proposal_hint: "Beschreiben Sie die Lösung. Der Kunde wird gefragt, ob sie geholfen hat",
    attach: "Anhängen",
    remove_file: "{name} entfernen",
    too_many_files: "Höchstens {n} Dateien auf einmal. Die übrigen wurden ausgelassen.",
    send_reply: "Antwort senden",
    send_note: "Notiz hinzufügen",
    send_proposal: "Vorschlag senden",
    sending: "Wird gesendet",
    send_key: "Strg + Eingabe",
    sent_reply: "Antwort gesendet.",
    sent_note: "Notiz hinzugefügt.",
    sent_proposal: "Vorschlag gesendet.",
    nothing: "Es gibt noch nichts zu senden. Schreiben Sie zuerst etwas.",
    then_wait: "Auf den Kunden warten",
    takes: "Sie übernehmen die Anfrage.",
    turn_ours: "Danach sind wir an der Reihe.",
    turn_theirs: "Danach ist der Kunde an der Reihe.",
    turn_nobodys: "Die Anfrage bleibt geschlossen.",
};
