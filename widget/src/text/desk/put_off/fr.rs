//! French.

use super::PutOffWords;

/// The words.
pub const PUT_OFF: PutOffWords = PutOffWords {
    title: "Mettre de côté jusqu’à {time}\u{a0}?",
    promised: "Une nouvelle est promise au client avant {time}.",
    broken: "Une nouvelle était promise au client avant {time}. Il l’attend encore.",
    choice: "La nouvelle promise",
    anew: "La promettre avant {time}",
    anew_hint: "Une heure après le retour de la demande. Le client voit la nouvelle heure.",
    another: "La promettre pour un autre moment",
    keep: "Laisser la promesse telle quelle",
    keep_hint: "Elle sera en retard quand la demande reviendra.",
    many_title: &[
        ("one", "Mettre {n} demande de côté\u{a0}?"),
        ("other", "Mettre {n} demandes de côté\u{a0}?"),
    ],
    many: &[
        (
            "one",
            "Pour {n} d’entre elles, une nouvelle est promise au client d’ici là. Elle serait en retard.",
        ),
        (
            "other",
            "Pour {n} d’entre elles, une nouvelle est promise aux clients d’ici là. Elles seraient en retard.",
        ),
    ],
};
