//! French. Agents are addressed as *vous*.

use super::ComposerWords;

/// The words.
pub const COMPOSER: ComposerWords = ComposerWords {
    label: "Écrire",
    modes: "Ce que vous écrivez",
    reply: "Répondre",
    note: "Note interne",
    propose: "Proposer une solution",
    reply_hint: "Écrivez au client",
    note_hint: "Seuls vos collègues liront ceci",
    proposal_hint: "Décrivez la solution. Le client dira si elle a aidé",
    attach: "Joindre",
    remove_file: "Retirer {name}",
    too_many_files: "Au plus {n} fichiers à la fois. Les autres ont été laissés de côté.",
    send_reply: "Envoyer la réponse",
    send_note: "Ajouter la note",
    send_proposal: "Envoyer la proposition",
    sending: "Envoi",
    send_key: "Ctrl + Entrée",
    sent_reply: "Réponse envoyée.",
    sent_note: "Note ajoutée.",
    sent_proposal: "Proposition envoyée.",
    nothing: "Il n’y a rien à envoyer. Écrivez d’abord un message.",
    then_wait: "Attendre le client",
    takes: "Cette demande devient la vôtre.",
    turn_ours: "Ensuite, c’est à nous d’agir.",
    turn_theirs: "Ensuite, c’est au client.",
    turn_nobodys: "La demande reste clôturée.",
};
