//! French.

use super::KnowledgeWords;

/// The words.
pub const KNOWLEDGE: KnowledgeWords = KnowledgeWords {
    title: "Connaissances",
    search: "Chercher un article",
    insert_link: "Insérer le lien",
    insert_passage: "Insérer le passage",
    is_answer: "Lier comme solution",
    is_answer_hint: "«\u{a0}{button}\u{a0}» note pour l’équipe quel article a résolu la demande. Le client n’en est pas informé.",
    other_article: "Ce n’est pas le bon article\u{a0}? Liez-en un autre à sa place.",
    kept: "C’est noté.",
    unlink: "Retirer",
    unlinked: "Retiré.",
    owed: "Cette solution n’est pas encore dans les articles",
    owed_hint: "Liez l’article qui la contient, ou préparez-en un. Ensuite elle peut être proposée, et le prochain client la trouvera seul.",
    draft: "Préparer un article",
    none_fits: "Aucun article ne convient",
    why: "Pourquoi aucun article ne convient",
    why_missing: "Quelques mots sont nécessaires ici.",
    linked: "Résolu par",
    drafted: "Préparé",
    none: "Pas d’article :",
    owed_trouble: "Cette demande est passée au niveau 2 ou 3\u{a0}: sa solution doit d’abord entrer dans les articles. Sous Connaissances, à côté de la demande, choisissez «\u{a0}{link}\u{a0}», «\u{a0}{draft}\u{a0}» ou «\u{a0}{none}\u{a0}». Votre texte est conservé.",
    solution: "Solution au niveau 1",
    solution_hint: "Décrivez la solution. Le niveau 1 la vérifie et la propose au client",
    send_solution: "Transmettre au niveau 1",
    sent_solution: "Transmis au niveau 1.",
    to_level: "Vers le niveau",
};
