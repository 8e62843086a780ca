//! German. Agents are addressed as *Sie*.

use super::RefusalWords;

/// The words.
pub const REFUSAL: RefusalWords = RefusalWords {
    gone: "Das ist nicht mehr da.",
    changed: "Das hat sich inzwischen geändert. Was Sie geschrieben haben, bleibt erhalten.",
    now_with: "Jetzt: {who}, {status}.",
    too_many: "Das war zu oft in kurzer Zeit. Versuchen Sie es {when} erneut. Ihre Eingabe bleibt erhalten.",
    refused: "Der Server hat das nicht angenommen. Prüfen Sie Ihre Eingabe.",
    too_large: "Die Datei ist zu groß. Eine Datei darf 10 MB haben, alle Dateien einer Anfrage 25 MB.",
    wrong_kind: "Dateien dieser Art werden nicht angenommen. Bilder, PDF, Text, Office-Dokumente und ZIP schon.",
    broken: "Der Server hat nicht geantwortet. Ihr Text bleibt erhalten; versuchen Sie es erneut.",
    unavailable: "Im Moment kann nichts gespeichert werden. Ihr Text bleibt hier erhalten; senden Sie ihn gleich noch einmal.",
};
