//! French.

use super::AccountWords;

/// The words.
pub const ACCOUNT: AccountWords = AccountWords {
    new_agent: "Nouvel agent",
    make_agent: "Créer le compte",
    agent_account: "Compte",
    full_name: "Nom complet",
    alias: "Nom pour les clients",
    alias_hint: "Affiché lorsqu’un site désigne ses agents par un pseudonyme.",
    role: "Rôle",
    role_hint: "Les administrateurs gèrent les sites, les comptes et les équipes.",
    level: "Niveau",
    agent_languages: "Langues écrites",
    capacity: "Demandes ouvertes au maximum",
    capacity_hint: "Au-delà, plus rien n’est attribué automatiquement.",
    password_hint: "Au moins 10 caractères.",
    answers_for: "Répond pour",
    knows: "Sujets connus sur {site} (aucun coché\u{a0}: tous)",
    release_when_leaving: "Remettre dans la file leurs demandes ouvertes sur les sites quittés",
    elsewhere: "Cette personne répond aussi pour les sites d’autres administrateurs. Vous ne pouvez changer ici que ses accès à vos sites.",
    account_refused: "Rien n’a changé. Un site doit garder un administrateur, et les demandes ouvertes doivent être remises dans la file avant de quitter leur site.",
    end_account: "Clore le compte",
    end_hint: "Déconnecte aussitôt\u{a0}; plus personne ne peut s’en servir. Ce qui a été écrit reste.",
    end_refused: "Rien n’a changé. Remettez d’abord leurs demandes ouvertes dans la file et gardez un administrateur par site.",
    end_title: "Clore le compte de {name}\u{a0}?",
    release: &[
        ("one", "Remettre sa demande ouverte dans la file"),
        ("other", "Remettre ses {n} demandes ouvertes dans la file"),
    ],
    made: "Le compte de {name} est créé.",
    made_next: "Personne ne peut encore s’en servir. Créez le lien qui permet de définir le mot de passe, et remettez-le.",
    own_account: "C’est votre propre compte. Un autre administrateur peut le clore.",
    ended: "clos",
    ended_hint: "Personne ne peut se connecter avec ce compte.",
    enable: "Rouvrir le compte",
};
