//! German. Agents are addressed as *Sie*.

use super::HandoverWords;

/// The words.
pub const HANDOVER: HandoverWords = HandoverWords {
    hand_over_title: "Diese Anfrage übergeben",
    assign_title: "Diese Anfrage zuweisen",
    to_whom: "An wen",
    to_queue: "Zurück in die Liste",
    to_queue_hint: "Wer frei ist, übernimmt sie",
    to_queue_of: "Wer im Team {team} frei ist, übernimmt sie",
    to_team_hint: "Team. Wer dort frei ist, übernimmt sie",
    choose_whom: "Wählen Sie, wer diese Anfrage bekommt.",
    not_of_site: "Diese Person ist für diese Website nicht zuständig. Wählen Sie eine andere.",
    reason_label: "Grund",
    public_note: "Nachricht an den Kunden",
    public_note_hint: "Optional. Der Kunde liest sie zusammen mit der Nachricht von der Übergabe.",
    internal_note: "Notiz für die Kollegin oder den Kollegen",
    internal_note_hint: "Optional. Der Kunde sieht sie nie.",
    customer_reads: "Der Kunde liest",
    customer_reads_hint: "Die Website legt fest, wie viel Kunden vom Namen eines Agenten sehen.",
    handed_over: "Die Anfrage wurde übergeben.",
    hold_title: "Diese Anfrage anhalten",
    hold_reason: "Worauf warten Sie?",
    hold_reason_hint: "Der Kunde liest das, zum Beispiel: Der Versanddienst sucht das Paket.",
    hold_missing: "Schreiben Sie, worauf Sie warten.",
    put_on_hold: "Anhalten",
    handed: "{who} hat Ihnen Nr. {number} übergeben: {subject}",
    routed: "Nr. {number} ist bei Ihnen: {subject}",
    came: &[
        ("one", "{n} Anfrage ist zu Ihnen gekommen."),
        ("other", "{n} Anfragen sind zu Ihnen gekommen."),
    ],
    open: "Öffnen",
    show_mine: "Meine zeigen",
};
