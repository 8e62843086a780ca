//! German.

use super::SortingWords;

/// The words.
pub const SORTING: SortingWords = SortingWords {
    key_select: "Anfrage auswählen",
    key_extend: "Auch das nächste auswählen",
    key_extend_up: "Auch das vorige auswählen",
    priority: "Priorität",
    set_priority: "Priorität setzen",
    priority_to: "Priorität: {priority}",
    tags: "Schlagwörter",
    edit_tags: "Schlagwörter ändern",
    set_tags: "Schlagwörter ändern",
    add_tag: "Schlagwort hinzufügen",
    add_tags: "Schlagwörter hinzufügen",
    remove_tags: "Schlagwörter entfernen",
    remove_tag: "Schlagwort {tag} entfernen",
    tags_hint: "Buchstaben a bis z, Ziffern und Bindestriche, durch Kommas getrennt.",
    snooze: "Zurückstellen",
    snooze_today: "In drei Stunden",
    snooze_tomorrow: "Morgen um 9 Uhr",
    snooze_monday: "Montag um 9 Uhr",
    snooze_then: "Bis dahin zurückstellen",
    wake: "Jetzt zurückholen",
    put_off: "Zurückgestellt bis {time}",
    select: "#{n} auswählen",
    selected: &[("one", "{n} ausgewählt"), ("other", "{n} ausgewählt")],
    done: &[
        ("one", "{n} Anfrage geändert."),
        ("other", "{n} Anfragen geändert."),
    ],
    clear: "Auswahl aufheben",
    bulk: "Ausgewählte Anfragen",
    actions: "Ändern",
    whose: "Zuständigkeit",
    give: "Jemandem geben",
    team: "Team",
    no_team: "Kein bestimmtes Team",
};
