//! French.

use super::LinkWords;

/// The words.
pub const LINKS: LinkWords = LinkWords {
    password: "Mot de passe",
    hint: "La personne le définit elle-même avec un lien valable une seule fois, pendant 3 jours. Un nouveau lien remplace le précédent\u{a0}; les sessions ouvertes prennent fin dès qu’il sert.",
    after: "Vous créerez ensuite un lien pour que la personne définisse son mot de passe.",
    make: "Créer un lien",
    link: "Lien",
    until: "Remettez-le vous-même à {name}. Il est valable jusqu’au {time} et ne sera plus affiché.",
    title: "Bienvenue, {name}",
    text: "Choisissez un mot de passe pour {email}. Vous arrivez ensuite dans votre espace.",
    new_password: "Nouveau mot de passe",
    set: "Définir le mot de passe",
    change: "Changer de mot de passe",
    change_hint: "Vous serez déconnecté partout ailleurs.",
    current: "Mot de passe actuel",
    wrong_current: "Ce n’est pas votre mot de passe actuel.",
    changed: "Votre mot de passe est changé.",
    dead_hint: "Il sert une seule fois, pendant 3 jours, et un nouveau lien le remplace. Demandez-en un autre à un administrateur.",
    uncovered: "Plus personne ne remplace {names}. Leurs demandes vont dans la file. Vous pouvez choisir un autre remplaçant sur la page Équipe.",
    did_make: "{who} a créé un lien pour que {what} définisse un mot de passe.",
};
