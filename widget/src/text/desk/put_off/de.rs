//! German.

use super::PutOffWords;

/// The words.
pub const PUT_OFF: PutOffWords = PutOffWords {
    title: "Bis {time} auf Wiedervorlage?",
    promised: "Dem Kunden ist eine Nachricht bis {time} versprochen.",
    broken: "Dem Kunden war eine Nachricht bis {time} versprochen. Er wartet noch darauf.",
    choice: "Die versprochene Nachricht",
    anew: "Bis {time} versprechen",
    anew_hint: "Eine Stunde nach der Wiedervorlage. Der Kunde sieht die neue Zeit.",
    another: "Für einen anderen Zeitpunkt versprechen",
    keep: "Beim bisherigen Versprechen bleiben",
    keep_hint: "Es ist überfällig, wenn die Anfrage wiederkommt.",
    many_title: &[
        ("one", "{n} Anfrage auf Wiedervorlage?"),
        ("other", "{n} Anfragen auf Wiedervorlage?"),
    ],
    many: &[
        (
            "one",
            "Bei {n} davon ist dem Kunden vorher eine Nachricht versprochen. Sie wäre überfällig.",
        ),
        (
            "other",
            "Bei {n} davon ist den Kunden vorher eine Nachricht versprochen. Diese wären überfällig.",
        ),
    ],
};
