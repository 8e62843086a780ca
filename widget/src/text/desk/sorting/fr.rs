//! French.

use super::SortingWords;

/// The words.
pub const SORTING: SortingWords = SortingWords {
    key_select: "Sélectionner la demande",
    key_extend: "Sélectionner aussi la suivante",
    key_extend_up: "Sélectionner aussi la précédente",
    priority: "Priorité",
    set_priority: "Définir la priorité",
    priority_to: "Priorité\u{a0}: {priority}",
    tags: "Étiquettes",
    edit_tags: "Modifier les étiquettes",
    set_tags: "Modifier les étiquettes",
    add_tag: "Ajouter une étiquette",
    add_tags: "Ajouter les étiquettes",
    remove_tags: "Retirer les étiquettes",
    remove_tag: "Retirer l’étiquette {tag}",
    tags_hint: "Lettres de a à z, chiffres et tirets, séparés par des virgules.",
    snooze: "Mettre de côté",
    snooze_today: "Dans trois heures",
    snooze_tomorrow: "Demain à 9\u{a0}h",
    snooze_monday: "Lundi à 9\u{a0}h",
    snooze_then: "Mettre de côté jusque-là",
    wake: "Reprendre maintenant",
    put_off: "De côté jusqu’à {time}",
    select: "Sélectionner #{n}",
    selected: &[("one", "{n} sélectionnée"), ("other", "{n} sélectionnées")],
    done: &[
        ("one", "{n} demande modifiée."),
        ("other", "{n} demandes modifiées."),
    ],
    clear: "Ne rien sélectionner",
    bulk: "Demandes sélectionnées",
    actions: "Les modifier",
    whose: "Attribution",
    give: "Confier à quelqu’un",
    team: "Équipe",
    no_team: "Aucune équipe en particulier",
};
