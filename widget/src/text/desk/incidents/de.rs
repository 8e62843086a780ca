//! German: *Sie*.

use super::IncidentWords;

/// The words.
pub const INCIDENTS: IncidentWords = IncidentWords {
    problems: "Probleme",
    new: "Problem bekannt geben",
    none: "Keine bekannten Probleme",
    none_hint: "Haben viele Kunden dasselbe Problem, geben Sie es hier bekannt: Sie schließen sich ihm an, statt einzeln zu schreiben, und eine Neuigkeit erreicht alle.",
    open: "Bekannt gegeben",
    over: "Gelöst",
    tickets: &[("one", "{n} Ticket"), ("other", "{n} Tickets")],
    owed: &[
        ("one", "{n} Ticket ist noch zu benachrichtigen"),
        ("other", "{n} Tickets sind noch zu benachrichtigen"),
    ],
    topic: "Thema",
    every_topic: "Jedes Thema",
    title_in: "Titel auf {language}",
    body_in: "Text auf {language}",
    update_in: "Neuigkeit auf {language}",
    optional_hint: "Kann entfallen: Kunden lesen dann {language}.",
    markdown_hint: "Markdown. Sagen Sie, was nicht geht, seit wann, und was bis dahin hilft.",
    publish: "Kunden bekannt geben",
    wrong: "Titel und Text werden auf {language} gebraucht. Ein Titel hat höchstens 200 Zeichen, ein Text 20.000.",
    updates: "Neuigkeiten",
    no_updates: "Seit der Bekanntgabe wurde nichts gesagt.",
    solution: "Lösung",
    write: "An alle Betroffenen schreiben",
    write_hint: "Eine Neuigkeit erscheint auf der Seite des Problems und in jedem verknüpften Ticket. Eine Lösung wird außerdem jedem Kunden vorgeschlagen, der sagt, ob sie geholfen hat.",
    post: "Neuigkeit senden",
    close: "Mit dieser Lösung abschließen",
    linked: "Verknüpfte Tickets",
    none_linked: "Noch ist kein Ticket verknüpft. Kunden schließen sich im Portal an; Sie verknüpfen ein Ticket auf seiner Seite.",
    conflict: "Inzwischen hat hier jemand geschrieben. Ihr Text ist erhalten; lesen Sie das Neue, bevor Sie ihn senden.",
    known: "Bekanntes Problem",
    choose: "Bekanntes Problem wählen",
    link: "Verknüpfen",
    unlink: "Herausnehmen",
    read: "Problem öffnen",
};
