//! French.

use super::CallerWords;

/// The words.
pub const CALLER: CallerWords = CallerWords {
    new: "Saisir un appel",
    open: "Ouvrir la demande",
    opened: "Demande ouverte.",
    subject_missing: "Écrivez un objet.",
    body_missing: "Écrivez de quoi il s’agit.",
    wrong_email: "Une adresse comme ana@shop.example, ou rien si elle n’est pas connue.",
    optional: "{question} (facultatif)",
    known_address: "Cette adresse a déjà fait une demande.",
    subject: "Sujet",
    body: "De quoi il s’agit",
    body_hint: "Le client peut lire ceci.",
    no_topic: "Aucun thème",
    choose: "Choisir",
    find: "Trouver l’appelant",
    find_hint: "Cherchez par nom, adresse électronique ou numéro de demande.",
    nobody: "Personne n’a écrit sous ce nom, cette adresse ou ce numéro.",
    history: "Qui a déjà appelé",
    this_one: "C’est {name}",
    somebody_else: "Quelqu’un d’autre",
    requests: &[("one", "{n} demande"), ("other", "{n} demandes")],
};
