//! French.

use super::CallerWords;

/// The words.
pub const CALLER: CallerWords = CallerWords {
    new: "Nouvelle demande pour un appelant",
    open: "Ouvrir la demande",
    opened: "Demande ouverte.",
    missing: "Écrivez d’abord un sujet et une description.",
    wrong_email: "L’adresse électronique n’est pas complète.",
    answers_wrong: "Répondez à toutes les questions du sujet.",
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
