//! French.

use super::RelateWords;

/// The words.
pub const RELATE: RelateWords = RelateWords {
    related: "Demandes liées",
    linked: "Liée",
    merged_from: "Fusionnée ici",
    split_into: "Séparée de celle-ci",
    split_from: "Celle-ci en a été séparée",
    goes_on: "La suite est dans #{n}",
    unlink: "Retirer le lien vers #{n}",
    merge: "Fusionner avec une autre demande",
    merge_hint: "Cette demande se ferme et se poursuit dans une autre demande ouverte du même client. Le client apprend où.",
    merge_none: "Une demande se poursuit dans une autre demande ouverte du même client, et ce client n’en a pas d’autre. Les demandes d’autres clients, et celles qui sont clôturées, peuvent être liées.",
    merge_none_fits: "Aucune autre demande ouverte de ce client ne convient. Les demandes d’autres clients, et celles qui sont clôturées, peuvent être liées.",
    merge_now: "Fusionner",
    merged: "Le nº {n} se poursuit ici, dans le nº {into}.",
    link: "Lier une demande",
    link_now: "Lier",
    which: "Quelle demande",
    search: "Rechercher",
    search_hint: "Des mots du sujet, ou un numéro.",
    none: "Aucune demande ne convient. Essayez d’autres mots.",
    choose: "Choisissez d’abord une demande.",
    message_menu: "Plus sur ce message",
    split: "En faire une demande à part",
    split_subject: "Sujet de la nouvelle demande",
    split_hint: "Le client la voit comme une demande à part.",
    split_now: "Créer la demande",
    subject_missing: "Écrivez d’abord un sujet.",
};
