//! French. Agents are addressed as *vous*.

use super::RefusalWords;

/// The words.
pub const REFUSAL: RefusalWords = RefusalWords {
    gone: "Cet élément n’est plus là.",
    changed: "Un changement a eu lieu entre-temps. Rien de ce que vous avez écrit n’est perdu.",
    now_with: "Maintenant\u{a0}: {who}, {status}.",
    too_many: "Trop de tentatives en peu de temps. Réessayez {when}. Votre saisie est conservée.",
    refused: "Le serveur n’a pas accepté cette saisie. Vérifiez-la.",
    too_large: "Le fichier est trop volumineux. Un fichier peut faire 10 Mo, l’ensemble d’une demande 25 Mo.",
    wrong_kind: "Ce type de fichier n’est pas accepté. Images, PDF, texte, documents bureautiques et ZIP le sont.",
    broken: "Le serveur n’a pas répondu. Votre texte est conservé\u{a0}; réessayez.",
    unavailable: "Rien ne peut être enregistré pour le moment. Votre texte est conservé ici\u{a0}; renvoyez-le dans un instant.",
};
