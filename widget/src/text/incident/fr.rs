//! What the portal says of known problems, in French: *vous*.

use super::IncidentText;

/// The words.
pub const INCIDENT: IncidentText = IncidentText {
    known: "Problème connu",
    over: "Problème résolu",
    missing: "Ce problème n’existe pas ici",
    since: "Annoncé\u{a0}: {time}",
    ended: "Résolu\u{a0}: {time}",
    updates: "Du nouveau",
    solution: "Solution",
    join: "J’ai aussi ce problème",
    join_hint: "Cela crée une demande à votre nom qui suit le problème\u{a0}: chaque nouvelle et la solution vous y parviennent.",
    who: "Ajouter quelque chose, ou dire qui vous êtes",
    join_body: "J’ai aussi ce problème.",
    joined: "Vous suivez ce problème.",
};
