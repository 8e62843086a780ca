//! French: *vous*.

use super::IncidentWords;

/// The words.
pub const INCIDENTS: IncidentWords = IncidentWords {
    problems: "Problèmes",
    new: "Annoncer un problème",
    none: "Aucun problème connu",
    none_hint: "Quand beaucoup de clients rencontrent le même problème, annoncez-le ici\u{a0}: ils le rejoignent au lieu d’écrire un par un, et une seule nouvelle les atteint tous.",
    open: "Annoncé",
    over: "Résolu",
    tickets: &[("one", "{n} ticket"), ("other", "{n} tickets")],
    owed: &[
        ("one", "{n} ticket reste à informer"),
        ("other", "{n} tickets restent à informer"),
    ],
    topic: "Sujet",
    every_topic: "Tous les sujets",
    title_in: "Titre en {language}",
    body_in: "Texte en {language}",
    update_in: "Nouvelle en {language}",
    optional_hint: "Peut être omis\u{a0}: les clients lisent alors la version en {language}.",
    markdown_hint: "Markdown. Dites ce qui ne fonctionne pas, depuis quand, et que faire en attendant.",
    publish: "Annoncer aux clients",
    wrong: "Il faut un titre et un texte en {language}. Un titre a au plus 200 caractères, un texte 20\u{202f}000.",
    updates: "Nouvelles",
    no_updates: "Rien n’a été dit depuis l’annonce.",
    solution: "Solution",
    write: "Écrire à toutes les personnes concernées",
    write_hint: "Une nouvelle paraît sur la page du problème et dans chaque ticket lié. Une solution est aussi proposée à chaque client, qui dit si elle a aidé.",
    post: "Publier la nouvelle",
    close: "Clore avec cette solution",
    linked: "Tickets liés",
    none_linked: "Aucun ticket n’est encore lié. Les clients rejoignent le problème depuis le portail\u{a0}; vous liez un ticket depuis sa page.",
    conflict: "Quelqu’un a écrit ici entre-temps. Votre texte est gardé\u{a0}; lisez ce qui est nouveau avant de l’envoyer.",
    known: "Problème connu",
    choose: "Choisir un problème connu",
    link: "Lier",
    unlink: "Retirer",
    read: "Ouvrir le problème",
};
